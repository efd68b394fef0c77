# SPDX-License-Identifier: MIT
"""Spreadsheets: read as text, and bombs, lies and damage refused."""

from __future__ import annotations

import datetime as dt
import io
import random
import zipfile
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest

from leaddesk.domain.errors import BadInput
from leaddesk.system import leadfile_sheet
from leaddesk.system.leadfile import open_leadfile
from leaddesk.system.leadfile_sheet import cell_text

_HEAD = (
    b'<?xml version="1.0"?><worksheet '
    b'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
)
_SHEET = "xl/worksheets/sheet1.xml"


@pytest.fixture(scope="module")
def good() -> bytes:
    book = openpyxl.Workbook()
    page = book.active
    assert page is not None
    page.append(["First Name", "Last Name", "Phone", "Since"])
    for number in range(40):
        page.append([f"Ann {number}", "Müller", 6125550100 + number, dt.date(2026, 5, 12)])
    book.create_sheet("Second").append(["Company", "Phone"])
    data = io.BytesIO()
    book.save(data)
    return data.getvalue()


def _changed(good: bytes, change: Callable[[str, bytes], bytes | None]) -> bytes:
    data = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(good)) as old,
        zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for part in old.infolist():
            content = change(part.filename, old.read(part))
            if content is not None:
                new.writestr(part.filename, content)
    return data.getvalue()


def _sheet(good: bytes, xml: bytes) -> bytes:
    return _changed(good, lambda name, old: xml if name == _SHEET else old)


def _read(folder: Path, data: bytes) -> list[tuple[int, list[str]]]:
    path = folder / "list.xlsx"
    path.write_bytes(data)
    return list(open_leadfile(path).rows())


def _refused(folder: Path, data: bytes) -> str:
    with pytest.raises(BadInput) as refused:
        _read(folder, data)
    return refused.value.key


def test_cells_come_as_people_read_them(tmp_path: Path, good: bytes) -> None:
    rows = _read(tmp_path, good)
    assert rows[0] == (1, ["First Name", "Last Name", "Phone", "Since"])
    assert rows[1] == (2, ["Ann 0", "Müller", "6125550100", "2026-05-12"])
    assert len(rows) == 41


def test_a_sheet_can_be_picked(tmp_path: Path, good: bytes) -> None:
    path = tmp_path / "list.xlsx"
    path.write_bytes(good)
    file = open_leadfile(path, sheet=1)
    assert file.preview().sheets == ("Sheet", "Second")
    assert [cells for _, cells in file.rows()] == [["Company", "Phone"]]


@pytest.mark.parametrize(
    "value, text",
    [
        (True, "true"),
        (2.0, "2"),
        (2.5, "2.5"),
        (1e300, "1e+300"),
        ("x", "x"),
        (dt.time(9), "09:00:00"),
    ],
)
def test_values_as_text(value: object, text: str) -> None:
    assert cell_text(value) == text


def test_a_file_that_unpacks_to_a_thousandfold_is_refused(tmp_path: Path, good: bytes) -> None:
    assert _refused(tmp_path, _sheet(good, _HEAD + b" " * 20_000_000)) == "file.bomb"


def test_what_unpacks_to_too_much_is_refused_whatever_its_ratio(
    tmp_path: Path, good: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(leadfile_sheet, "_MOST_UNPACKED", 2_000_000)
    assert _refused(tmp_path, _sheet(good, _HEAD + b" " * 3_000_000)) == "file.bomb"


def test_a_directory_that_lies_about_sizes_does_not_help(
    tmp_path: Path, good: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(leadfile_sheet, "_MOST_UNPACKED", 2_000_000)
    data = bytearray(_sheet(good, _HEAD + b" " * 3_000_000))
    with zipfile.ZipFile(io.BytesIO(data)) as pack:
        size = pack.getinfo(_SHEET).file_size
    lied = bytes(data).replace(size.to_bytes(4, "little"), (1000).to_bytes(4, "little"))
    assert lied != bytes(data)
    assert _refused(tmp_path, lied) in ("file.bomb", "file.damaged")


@pytest.mark.parametrize(
    "xml, key",
    [
        (b'<!DOCTYPE l [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]><x>&b;</x>', "file.damaged"),
        (b'<!DOCTYPE l [<!ENTITY a SYSTEM "file:///etc/hosts">]><x>&a;</x>', "file.damaged"),
        (_HEAD + b"<!--" + b"x" * 2_000_000 + b"-->" + b'<!ENTITY a "b">', "file.damaged"),
        (
            _HEAD + b'<sheetData><row r="1048576"><c r="XFD1048576" t="inlineStr"><is><t>x</t></is>'
            b"</c></row></sheetData></worksheet>",
            "file.too_many_columns",
        ),
        (
            _HEAD + b'<sheetData><row r="9999999"><c r="A9999999"><v>1</v></c></row></sheetData>'
            b"</worksheet>",
            "file.too_many_rows",
        ),
        (b"\x00" * 64, "file.damaged"),
    ],
)
def test_hostile_sheets_are_refused(tmp_path: Path, good: bytes, xml: bytes, key: str) -> None:
    assert _refused(tmp_path, _sheet(good, xml)) == key


@pytest.mark.parametrize("row_first", [True, False])
def test_a_few_cells_far_apart_are_not_filled_in_between(
    tmp_path: Path,
    good: bytes,
    row_first: bool,  # noqa: FBT001 - a case
) -> None:
    far = b'<row r="1048576"><c r="A1048576"><v>1</v></c></row>'
    wide = b'<row r="2"><c r="A2"><v>1</v></c><c r="Z2"><v>1</v></c></row>'
    both = far + wide if row_first else wide + far
    xml = _HEAD + b"<sheetData>" + both + b"</sheetData></worksheet>"
    assert _refused(tmp_path, _sheet(good, xml)) == "file.bomb"


def test_a_cell_a_million_rows_below_ends_soon(tmp_path: Path, good: bytes) -> None:
    xml = (
        _HEAD + b'<sheetData><row r="1"><c r="A1"><v>1</v></c></row><row r="1048576">'
        b'<c r="A1048576"><v>1</v></c></row></sheetData></worksheet>'
    )
    rows = _read(tmp_path, _sheet(good, xml))
    assert rows[0] == (1, ["1"])
    assert len(rows) <= 5001


def test_names_that_climb_out_of_the_file_are_refused(tmp_path: Path, good: bytes) -> None:
    data = io.BytesIO(good)
    with zipfile.ZipFile(data, "a") as pack:
        pack.writestr("../../evil.xml", b"x")
    assert _refused(tmp_path, data.getvalue()) == "file.damaged"


def test_too_many_parts_are_refused(tmp_path: Path, good: bytes) -> None:
    data = io.BytesIO(good)
    with zipfile.ZipFile(data, "a") as pack:
        for number in range(600):
            pack.writestr(f"x{number}", b"")
    assert _refused(tmp_path, data.getvalue()) == "file.bomb"


def test_other_archives_and_broken_ones_are_told_apart(tmp_path: Path, good: bytes) -> None:
    other = _changed(good, lambda name, old: None if name == "xl/workbook.xml" else old)
    assert _refused(tmp_path, other) == "file.not_a_list"
    assert _refused(tmp_path, b"PK\x03\x04") == "file.damaged"
    assert _refused(tmp_path, b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(4000)) == "file.damaged"


def test_a_password_is_told_as_such(tmp_path: Path) -> None:
    data = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600) + "EncryptedPackage".encode("utf-16-le")
    assert _refused(tmp_path, data) == "file.encrypted"


@pytest.mark.parametrize("seed", range(60))
def test_damage_ends_in_rows_or_a_reason(tmp_path: Path, good: bytes, seed: int) -> None:
    chance = random.Random(seed)
    if seed % 2:
        data = bytearray(good)
        for _ in range(chance.randint(1, 30)):
            data[chance.randrange(len(data))] = chance.randrange(256)
        mutant = bytes(data)
    else:
        at, size = chance.randrange(3000), chance.randrange(60)
        mutant = _changed(
            good,
            lambda name, old: old[:at] + old[at + size :] + old[:size] if "sheet" in name else old,
        )
    try:
        rows = _read(tmp_path, mutant)
    except BadInput as refused:
        assert refused.key.startswith("file.")  # noqa: PT017 - either end is fine
    else:
        assert all(isinstance(cell, str) for _, cells in rows for cell in cells)
