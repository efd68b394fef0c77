# SPDX-License-Identifier: MIT
"""Damaged lists: none does harm. `./dev fuzz` reads ten thousand, here are a few hundred."""

from __future__ import annotations

from pathlib import Path

import pytest

from bench.fuzz import corpus, seeds
from bench.fuzz.__main__ import main
from bench.fuzz.importing import contents, import_all
from bench.fuzz.reading import read
from bench.fuzz.watched import read_all
from leaddesk.domain.errors import BadInput
from leaddesk.system.leadfile import open_leadfile

_QUICK = 200
_IMPORTED = range(5, 4000, 163)
_EACH = 20


def _written(folder: Path, numbers: range) -> list[Path]:
    paths = []
    for number in numbers:
        name, data = corpus.damaged(number)
        paths.append(folder / name)
        paths[-1].write_bytes(data)
    return paths


@pytest.mark.parametrize("first", range(0, _QUICK, _EACH))
def test_a_damaged_list_is_read_or_refused_in_words(tmp_path: Path, first: int) -> None:
    found = [read(path) for path in _written(tmp_path, range(first, first + _EACH))]
    assert [f"{one.name}: {one.wrong}" for one in found if one.wrong] == []
    assert any(one.leads for one in found)


def test_a_list_comes_in_whole_or_leaves_nothing(tmp_path: Path) -> None:
    paths = _written(tmp_path, _IMPORTED)
    found = list(import_all(paths, tmp_path / "small.sqlite3"))
    assert [f"{one.name}: {one.wrong}" for one in found if one.wrong] == []
    assert {bool(one.fault) for one in found} == {True, False}
    assert len(contents(tmp_path / "small.sqlite3")["lead"]) == sum(one.new for one in found) > 0


def test_the_same_number_makes_the_same_list() -> None:
    first = [corpus.damaged(number) for number in range(30)]
    assert [corpus.damaged(number) for number in range(30)] == first
    assert len({name for name, _ in first}) == len({data for _, data in first}) == 30
    assert {name.rpartition(".")[2] for name, _ in first} == {"csv", "vcf", "xlsx", "ods", "xls"}


@pytest.mark.parametrize("kind", ["as_xlsx", "as_ods", "as_xls"])
def test_the_sound_workbooks_say_what_the_lists_say(tmp_path: Path, kind: str) -> None:
    for name, rows in seeds.tables():
        path = tmp_path / name
        path.write_bytes(getattr(seeds, kind)(rows))
        read_back = [[cell for cell in cells if cell] for _, cells in open_leadfile(path).rows()]
        while rows and not any(rows[-1]):
            rows.pop()
        wanted = [[cell.strip() for cell in cells if cell.strip()] for cells in rows]
        assert len(read_back) == len(wanted), name
        if name == "hubspot":
            assert read_back == wanted


def test_a_reader_that_dies_or_hangs_is_told_and_the_others_go_on(tmp_path: Path) -> None:
    good = tmp_path / "good.csv"
    good.write_text("Name,Phone\nAnn Lee,612-555-0148\n", "utf-8")
    found = {one.name: one for one in read_all([good, tmp_path / "gone.csv"], readers=1)}
    assert (found["good.csv"].leads, found["good.csv"].wrong) == (1, "")
    assert found["gone.csv"].fault == "file.missing"
    assert all(one.seconds > 0 for one in found.values())


def test_the_command_refuses_what_is_no_number(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["many"]) == 2
    assert "usage: ./dev fuzz [FILES]" in capsys.readouterr().err


def test_the_command_tells_its_figures(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("LEADDESK_FUZZ", str(tmp_path))
    assert main(["8"]) == 0
    told = capsys.readouterr().out
    assert "8 lists read in" in told
    assert "0 wrong" in told
    assert len(list(corpus.folder().iterdir())) == 8


def _loops(data: bytes, at: int, number: int) -> bytes:
    return data[:at] + number.to_bytes(4, "little") + data[at + 4 :]


@pytest.mark.parametrize("where", ["table", "directory", "head"])
def test_an_old_workbook_whose_sectors_run_in_a_circle_is_damaged(
    tmp_path: Path, where: str
) -> None:
    data = seeds.as_xls(seeds.tables()[0][1])
    table = len(data) - 512
    at, number = {
        "table": (table, 0),
        "directory": (48, 0x00FFFFFF),
        "head": (76, 0x00FFFFFF),
    }[where]
    path = tmp_path / "old.xls"
    path.write_bytes(_loops(data, at, number))
    with pytest.raises(BadInput) as refused:
        list(open_leadfile(path).rows())
    assert refused.value.key == "file.damaged"
