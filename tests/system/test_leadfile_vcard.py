# SPDX-License-Identifier: MIT
"""vCards as telephones and mail programs write them, and as nobody should."""

from __future__ import annotations

from pathlib import Path

import pytest

from leaddesk.system.leadfile import open_leadfile
from leaddesk.system.leadfile_vcard import HEADER


def _cards(folder: Path, text: str | bytes, encoding: str = "") -> list[dict[str, str]]:
    path = folder / "cards.vcf"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    rows = list(open_leadfile(path, encoding=encoding).rows())
    assert rows[0] == (1, list(HEADER))
    assert [number for number, _ in rows] == list(range(1, len(rows) + 1))
    return [
        {name: cell for name, cell in zip(HEADER, cells, strict=True) if cell}
        for _, cells in rows[1:]
    ]


def _card(folder: Path, *lines: str, version: str = "3.0") -> dict[str, str]:
    text = "\r\n".join(["BEGIN:VCARD", f"VERSION:{version}", *lines, "END:VCARD", ""])
    (card,) = _cards(folder, text)
    return card


@pytest.mark.parametrize(
    "line, column",
    [
        ("TEL:1", "Phone"),
        ("TEL;WORK;VOICE:1", "Phone"),
        ("TEL;TYPE=CELL:1", "Mobile"),
        ('TEL;TYPE="cell,work":1', "Mobile"),
        ("TEL;TYPE=iPhone:1", "Mobile"),
        ("TEL;TYPE=MAIN:1", "Company Phone"),
        ("TEL;HOME:1", "Other Phone"),
        ("item1.TEL;type=pref:1", "Phone"),
    ],
)
def test_kinds_of_numbers(tmp_path: Path, line: str, column: str) -> None:
    assert _card(tmp_path, "FN:Ann Lee", line)[column] == "1"


@pytest.mark.parametrize("line", ["TEL;FAX:1", "TEL;TYPE=work,fax:1", "TEL;PAGER:1"])
def test_nobody_answers_a_fax(tmp_path: Path, line: str) -> None:
    assert _card(tmp_path, "FN:Ann Lee", line) == {"Full Name": "Ann Lee"}


def test_several_numbers_of_a_kind_stand_in_one_cell(tmp_path: Path) -> None:
    card = _card(tmp_path, "TEL;WORK:1", "TEL;CELL:2", "TEL;WORK:tel:+3;ext=4")
    assert card == {"Phone": "1\n+3;ext=4", "Mobile": "2"}


def test_a_label_of_the_group_counts(tmp_path: Path) -> None:
    card = _card(
        tmp_path, "item1.TEL:1", "item1.X-ABLabel:_$!<HomeFAX>!$_", "item2.TEL:2",
        "item2.X-ABLabel:Mobile", "item3.TEL:3", "item4.EMAIL:a@b.example",
    )  # fmt: skip
    assert card == {"Mobile": "2", "Phone": "3", "Email": "a@b.example"}


def test_units_pictures_and_own_fields_are_left_out(tmp_path: Path) -> None:
    card = _card(
        tmp_path, "ORG:Acme\\; Sons;Sales;West", "PHOTO;ENCODING=b;TYPE=JPEG:AAAA", " BBBB",
        " TEL:1", "X-TEL:2", "LOGO:data:image/png;base64,AAAA", "N:Lee;Ann;M.;Dr.;PhD",
    )  # fmt: skip
    assert card == {"Company": "Acme; Sons", "Last Name": "Lee", "First Name": "Ann M."}


def test_a_colon_in_quotes_divides_nothing(tmp_path: Path) -> None:
    card = _card(tmp_path, 'ADR;LABEL="9 Main St: rear":;;9 Main St;Duluth;MN;55802;USA')
    assert (card["Street"], card["City"], card["Country"]) == ("9 Main St", "Duluth", "USA")


def test_the_first_address_is_taken_whole(tmp_path: Path) -> None:
    card = _card(tmp_path, "ADR:;;;Duluth;MN;;", "ADR:;;9 Elm St;Edina;MN;55424;USA")
    assert card == {"City": "Duluth", "State": "MN"}


@pytest.mark.parametrize(
    "value",
    [
        b"N;CHARSET=ISO-8859-1;ENCODING=QUOTED-PRINTABLE:M=FCller;J=F6rg",
        b"N;ENCODING=QUOTED-PRINTABLE;CHARSET=UTF-8:M=C3=BCller;J=C3=B6rg",
        b"N;ENCODING=QUOTED-PRINTABLE:M=C3=BC=\r\nller;J=C3=B6rg",
        b"N;CHARSET=windows-1252:M\xfcller;J\xf6rg",
        b"N;CHARSET=UTF-8:M\xc3\xbcller;J\xc3\r\n \xb6rg",
        b"N;CHARSET=klingon:M\xc3\xbcller;J\xc3\xb6rg",
        b"N:M\xfcller;J\xf6rg",
    ],
)
def test_each_value_is_read_in_its_own_charset(tmp_path: Path, value: bytes) -> None:
    (card,) = _cards(tmp_path, b"BEGIN:VCARD\r\nVERSION:2.1\r\n" + value + b"\r\nEND:VCARD\r\n")
    assert card == {"Last Name": "Müller", "First Name": "Jörg"}


@pytest.mark.parametrize("codec", ["utf-16", "utf-16-le", "utf-8-sig"])
def test_wide_and_marked_files(tmp_path: Path, codec: str) -> None:
    text = "BEGIN:VCARD\r\nFN:Jörg Müller\r\nTEL:1\r\nEND:VCARD\r\n"
    assert _cards(tmp_path, text.encode(codec)) == [{"Full Name": "Jörg Müller", "Phone": "1"}]


def test_a_picked_encoding_reads_what_says_nothing(tmp_path: Path) -> None:
    data = "BEGIN:VCARD\nFN:Иван Петров\nEND:VCARD\n".encode("cp1251")
    assert _cards(tmp_path, data, "cp1251") == [{"Full Name": "Иван Петров"}]


def test_a_card_cut_short_is_not_lost(tmp_path: Path) -> None:
    text = "BEGIN:VCARD\nFN:Ann Lee\nTEL:1\nBEGIN:VCARD\nFN:Bob Ray\nEND:VCARD\nBEGIN:VCARD\nFN:Cid"
    assert [card["Full Name"] for card in _cards(tmp_path, text)] == ["Ann Lee", "Bob Ray", "Cid"]


def test_one_card_can_not_hold_a_million_numbers(tmp_path: Path) -> None:
    card = _card(tmp_path, "FN:Ann", *["TEL:1"] * 5000, "NOTE:" + "x" * 50_000)
    assert len(card["Phone"].split("\n")) <= 40
    assert len(card["Notes"]) <= 8000
