# SPDX-License-Identifier: MIT
"""Delimited text: encodings, delimiters, quotes, and files that are no list."""

from __future__ import annotations

import os
import tracemalloc
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leaddesk.domain.errors import BadInput
from leaddesk.system.leadfile import open_leadfile
from leaddesk.system.leadfile_encoding import ENCODINGS

_TEXT = "Name,City\nJörg Weiß,München\nZoë Ångström,Malmö\n"
_CZECH = "Jméno,Město\n" + "Příliš žluťoučký kůň,Děčín\nŘehoř Šťastný,Třebíč\n" * 40


def _file(folder: Path, data: bytes, name: str = "list.csv") -> Path:
    path = folder / name
    path.write_bytes(data)
    return path


def _rows(path: Path, **how: str) -> list[list[str]]:
    return [cells for _, cells in open_leadfile(path, **how).rows()]  # type: ignore[arg-type]


def _refusal(path: Path) -> BadInput:
    with pytest.raises(BadInput) as refused:
        _rows(path)
    return refused.value


@pytest.mark.parametrize(
    "codec, told, sure",
    [
        ("utf-8", "utf-8", True),
        ("utf-8-sig", "utf-8-sig", True),
        ("utf-16", "utf-16", True),
        ("utf-16-le", "utf-16-le", False),
        ("utf-16-be", "utf-16-be", False),
        ("utf-32", "utf-32", True),
        ("cp1252", "cp1252", False),
    ],
)
def test_encodings_are_found_out(tmp_path: Path, codec: str, told: str, sure: bool) -> None:  # noqa: FBT001
    file = open_leadfile(_file(tmp_path, _TEXT.encode(codec)))
    assert (file.encoding, file.encoding_sure) == (told, sure)
    assert [cells for _, cells in file.rows()][1] == ["Jörg Weiß", "München"]


def test_a_longer_text_of_another_alphabet_is_guessed(tmp_path: Path) -> None:
    file = open_leadfile(_file(tmp_path, _CZECH.encode("cp1250")))
    assert not file.encoding_sure
    assert list(file.rows())[1] == (2, ["Příliš žluťoučký kůň", "Děčín"])


def test_a_picked_encoding_wins(tmp_path: Path) -> None:
    path = _file(tmp_path, "Имя,Город\nИван,Омск\n".encode("cp1251"))
    assert _rows(path, encoding="cp1251")[1] == ["Иван", "Омск"]


@pytest.mark.parametrize("name", ["rot13", "zip", "utf-7", "idna", "klingon", "x" * 999, "a\x00b"])
def test_what_is_no_encoding_of_files_is_refused(tmp_path: Path, name: str) -> None:
    with pytest.raises(BadInput, match=r"file\.unknown_encoding"):
        open_leadfile(_file(tmp_path, b"a,b\n"), encoding=name)


@pytest.mark.parametrize("codec", ["utf-8", "utf-16", "utf-16-le", "utf-32", "cp1252", "cp1250"])
def test_what_was_found_out_can_be_picked(tmp_path: Path, codec: str) -> None:
    path = _file(tmp_path, (_CZECH if codec == "cp1250" else _TEXT).encode(codec))
    file = open_leadfile(path)
    told = file.preview().encoding
    assert _rows(path, encoding=told) == [cells for _, cells in file.rows()]


def test_the_encodings_on_offer_can_all_be_picked(tmp_path: Path) -> None:
    path = _file(tmp_path, b"Name,City\nAnn,Omsk\n")
    for name in set(ENCODINGS) - {"utf-16"}:
        assert _rows(path, encoding=name) == [["Name", "City"], ["Ann", "Omsk"]], name


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_delimiters_are_found_out(tmp_path: Path, delimiter: str) -> None:
    lines = [["Name", "City", "Note"], ["Ann, Lee", "A;B", "x|y\tz"], ["Bob", "C", "d, e; f"]]
    text = "\n".join(delimiter.join(f'"{cell}"' for cell in line) for line in lines)
    path = _file(tmp_path, text.encode())
    assert open_leadfile(path).delimiter == delimiter
    assert _rows(path) == lines


def test_excels_own_hint_names_the_delimiter(tmp_path: Path) -> None:
    path = _file(tmp_path, b"sep=;\r\nName;Sizes\r\nAnn;1,2,3,4,5\r\n")
    assert _rows(path) == [["Name", "Sizes"], ["Ann", "1,2,3,4,5"]]


def test_a_picked_delimiter_wins_and_a_wild_one_is_refused(tmp_path: Path) -> None:
    path = _file(tmp_path, b"a,b;c\n1,2;3\n")
    assert _rows(path, delimiter=";") == [["a,b", "c"], ["1,2", "3"]]
    with pytest.raises(BadInput, match=r"file\.unknown_delimiter"):
        open_leadfile(path, delimiter="a")


def test_rows_keep_their_numbers_over_blank_and_long_ones(tmp_path: Path) -> None:
    path = _file(tmp_path, b'a,b\r\n\r\n"one\ntwo",c\r\n1,2')
    assert list(open_leadfile(path).rows()) == [
        (1, ["a", "b"]), (2, []), (3, ["one\ntwo", "c"]), (4, ["1", "2"]),
    ]  # fmt: skip


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_line_ends_of_all_systems(tmp_path: Path, end: str) -> None:
    path = _file(tmp_path, end.join(["a,b", '"1","2"', "3,4", ""]).encode())
    assert _rows(path) == [["a", "b"], ["1", "2"], ["3", "4"]]


def test_guarded_cells_come_back_as_they_were(tmp_path: Path) -> None:
    path = _file(tmp_path, b"Name,Phone,Note\nO'Brien,'+16125550148,'=1+1\n\"'@x\",'quoted',''\n")
    assert _rows(path)[1:] == [["O'Brien", "+16125550148", "=1+1"], ["@x", "'quoted'", "''"]]


@pytest.mark.parametrize(
    "data",
    [
        b'Name,Phone\n"Ann,1\nBob,2\nCid,3\n',
        b'Name,Phone\nAnn,1\n"Bob,2\nCid,3\n"Dan",4\n',
        b'Name,Phone\nAnn,"1',
        b'Name,Phone\n"' + b"x\n" * 100_000,
    ],
)
def test_a_quote_left_open_is_told_and_swallows_nothing(tmp_path: Path, data: bytes) -> None:
    refused = _refusal(_file(tmp_path, data))
    assert refused.key == "file.broken_quotes"
    assert "row" in str(refused.fields["where"])


def test_inches_and_sloppy_quotes_in_one_line_are_no_damage(tmp_path: Path) -> None:
    path = _file(tmp_path, b'Name,Item\nAnn,5" pipe\nBob,"6"" pipe"\n')
    assert _rows(path)[1:] == [["Ann", '5" pipe'], ["Bob", '6" pipe']]


@pytest.mark.parametrize(
    "data, key",
    [
        (b"," * 300 + b"\n1\n", "file.too_many_columns"),
        (b"a" * 3_000_000, "file.long_line"),
        (b"%PDF-1.7 ...", "file.not_a_list"),
        (b"\x89PNG\r\n\x1a\n" + bytes(64), "file.not_a_list"),
        (bytes(range(1, 32)) * 40, "file.not_a_list"),
        (b"<html><table><tr><td>x", "file.not_a_list"),
        (b"", "file.empty"),
        (b"\xff\xfea", "file.undecodable"),
        (b"\xef\xbb\xbfa,b\n\xff,1\n", "file.undecodable"),
    ],
)
def test_what_is_no_list_is_refused(tmp_path: Path, data: bytes, key: str) -> None:
    assert _refusal(_file(tmp_path, data)).key == key


def test_paths_that_are_no_files(tmp_path: Path) -> None:
    assert _refusal(tmp_path).key == "file.directory"
    assert _refusal(tmp_path / "gone.csv").key == "file.missing"
    assert _refusal(_file(tmp_path, b"a") / "x.csv").key == "file.missing"
    assert _refusal(Path("\x00")).key == "file.unreadable"
    assert _refusal(tmp_path / ("x" * 5000)).key == "file.unreadable"


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs named pipes")
def test_a_pipe_is_refused_without_waiting_for_it(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.csv")
    assert _refusal(tmp_path / "pipe.csv").key == "file.not_a_file"


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root reads all")
def test_a_file_that_may_not_be_read(tmp_path: Path) -> None:
    path = _file(tmp_path, b"a,b\n")
    path.chmod(0)
    assert _refusal(path).key == "file.unreadable"


def test_a_preview_of_nothing_but_blanks_is_empty(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match=r"file\.empty"):
        open_leadfile(_file(tmp_path, b"\n,,\n  \n")).preview()


def test_a_preview_is_clean_and_short(tmp_path: Path) -> None:
    path = _file(tmp_path, b"a,b\nx\x00y,\xe2\x80\xae1\n" + b"1,2\n" * 500)
    preview = open_leadfile(path).preview()
    assert preview.rows[1] == ("x y", "1")
    assert len(preview.rows) == 25
    assert preview.total_bytes == path.stat().st_size


def test_a_long_list_streams_in_little_memory(tmp_path: Path) -> None:
    path = _file(tmp_path, b"Name,Phone\n" + b"Ann Lee,612-555-0148\n" * 60_000)
    tracemalloc.start()
    try:
        count = sum(1 for _ in open_leadfile(path).rows())
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert count == 60_001
    assert peak < 6_000_000


@given(st.binary(max_size=300))
def test_any_bytes_end_in_rows_or_a_reason(
    tmp_path_factory: pytest.TempPathFactory, data: bytes
) -> None:
    path = _file(tmp_path_factory.getbasetemp(), data, "any.csv")
    try:
        file = open_leadfile(path)
        rows = list(file.rows())
    except BadInput as refused:
        assert refused.key.startswith("file.")  # noqa: PT017 - either end is fine
    else:
        assert all(isinstance(cell, str) for _, cells in rows for cell in cells)
