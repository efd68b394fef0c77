# SPDX-License-Identifier: MIT
"""Reads XLSX, XLS and ODS sheets as rows of text, behind checks against bombs and damage."""

from __future__ import annotations

import datetime as dt
import re
import zipfile
from collections.abc import Generator
from pathlib import Path
from typing import Any, Final

from leaddesk.domain.errors import BadInput
from leaddesk.system.leadfile_csv import MOST_COLUMNS, MOST_ROWS, Row
from leaddesk.system.leadfile_ole import check_compound

_MOST_UNPACKED = 400_000_000
_MOST_RATIO = 200
_RATIO_FROM = 5_000_000
_MOST_PARTS = 500
_MOST_EMPTY_ROWS = 5000
_LONGEST_CELL = 32_767
_STEP = 1 << 20
_OVERLAP = 64
_WIDE_COLUMN = re.compile(rb'<c r="(?:[A-Z]{3,}|[J-Z][A-Z]|I[W-Z])\d')
_COLUMN = re.compile(rb'<c r="([A-Z]{1,3})\d')
_CELL = b"<c "
_SPARSE_FROM = 100_000
_MOST_EMPTY_CELLS = 8_000_000
_FAR_ROW = re.compile(rb'<row r="(\d{6,11})"')
_LAST_ROW = b'<row r="'
_ENTITIES: Final = (b"<!DOCTYPE", b"<!ENTITY")


class Workbook:
    """One spreadsheet file, checked and opened; `bytes_read` is the share of the rows given out."""

    def __init__(self, path: Path, kind: str, size: int) -> None:
        self._path = path
        self._size = size
        self.bytes_read = 0
        if kind in ("xlsx", "ods"):
            check_zip(path)
        elif kind == "xls":
            check_compound(path)
        self._book = self._opened()
        self.sheets: tuple[str, ...] = tuple(self._book.sheet_names)
        if not self.sheets:
            raise BadInput("file.empty", where=path.name)

    def _opened(self) -> Any:
        """Open the file with the reader; its every failure becomes BadInput."""
        import python_calamine  # Only spreadsheets need it.

        try:
            return python_calamine.CalamineWorkbook.from_path(str(self._path))
        except BaseException as error:  # noqa: BLE001 - damage may also panic inside the reader
            raise _reader_failed(error, self._path.name) from None

    def rows(self, sheet: int) -> Generator[Row, None, None]:
        """Yield (number, cells) of one sheet; BadInput: file.damaged, file.too_many_columns."""
        where = self._path.name
        try:
            page = self._book.get_sheet_by_index(min(max(sheet, 0), len(self.sheets) - 1))
            height = page.total_height
            rows = iter(page.iter_rows())
        except BaseException as error:  # noqa: BLE001 - as above
            raise _reader_failed(error, where) from None
        empty = 0
        for number in range(1, MOST_ROWS + 2):
            try:
                values = next(rows, None)
            except BaseException as error:  # noqa: BLE001 - as above
                raise _reader_failed(error, where) from None
            if values is None:
                return
            if len(values) > MOST_COLUMNS:
                raise BadInput(
                    "file.too_many_columns", where=f"{where}, row {number}", detail=str(len(values))
                )
            cells = [value if type(value) is str else cell_text(value) for value in values]
            empty = 0 if any(cells) else empty + 1
            if empty > _MOST_EMPTY_ROWS:
                return
            self.bytes_read = self._size * min(number, height or 1) // (height or 1)
            yield number, cells


def cell_text(value: object) -> str:
    """Return a cell's value as a person reads it: whole numbers without a point, dates as ISO."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        whole = value.is_integer() and abs(value) < 1e15  # noqa: PLR2004 - exact in a float
        return str(int(value)) if whole else repr(value)
    if isinstance(value, dt.datetime | dt.date | dt.time):
        return value.isoformat()
    return str(value)[:_LONGEST_CELL]


def _reader_failed(error: BaseException, where: str) -> BaseException:
    """Return what to raise for a failure of the reader; stopping the program stays as it is."""
    if isinstance(error, KeyboardInterrupt | SystemExit | GeneratorExit):
        return error
    if isinstance(error, MemoryError):
        return BadInput("file.bomb", where=where)
    if "password" in str(error).lower() or "encrypt" in str(error).lower():
        return BadInput("file.encrypted", where=where)
    return BadInput("file.damaged", where=where, detail=f"{error}"[:120])


def check_zip(path: Path) -> None:
    """Refuse a packed spreadsheet that lies, explodes or escapes.

    The directory can lie about sizes, so the parts are really unpacked, counted and thrown away.
    Raises BadInput: file.bomb, file.damaged, file.encrypted, file.not_a_list.
    """
    where = path.name
    try:
        with zipfile.ZipFile(path) as pack:
            parts = pack.infolist()
            _check_directory(parts, where)
            seen = 0
            for part in parts:
                if part.filename.endswith((".xml", ".rels")):
                    seen = _check_part(pack, part, seen, where)
    except BadInput:
        raise
    except Exception as error:  # noqa: BLE001 - zipfile fails in many ways on damage
        raise BadInput("file.damaged", where=where, detail=str(error)[:120]) from None


def _check_directory(parts: list[zipfile.ZipInfo], where: str) -> None:
    """Refuse by what the directory says already."""
    names = {part.filename for part in parts}
    if not names & {"xl/workbook.xml", "xl/workbook.bin", "content.xml"}:
        raise BadInput("file.not_a_list", where=where, detail="archive")
    if any(part.flag_bits & 1 for part in parts):
        raise BadInput("file.encrypted", where=where)
    unpacked = sum(part.file_size for part in parts)
    packed = sum(part.compress_size for part in parts) or 1
    steep = unpacked > _RATIO_FROM and unpacked / packed > _MOST_RATIO
    if len(parts) > _MOST_PARTS or unpacked > _MOST_UNPACKED or steep:
        raise BadInput("file.bomb", where=where)
    if any(n.startswith("/") or ".." in n.replace("\\", "/").split("/") for n in names):
        raise BadInput("file.damaged", where=where, detail="bad name inside")


def _check_part(pack: zipfile.ZipFile, part: zipfile.ZipInfo, seen: int, where: str) -> int:
    """Unpack one part, counting; returns the bytes seen so far."""
    is_sheet = part.filename.startswith("xl/worksheets/")
    last_row, cells, before = 0, 0, b""
    with pack.open(part) as stream:
        while block := stream.read(_STEP):
            seen += len(block)
            if seen > _MOST_UNPACKED:
                raise BadInput("file.bomb", where=where)
            window = before + block
            if any(mark in window for mark in _ENTITIES):
                raise BadInput("file.damaged", where=where, detail="XML with entities")
            if is_sheet:
                if _WIDE_COLUMN.search(window):
                    raise BadInput("file.too_many_columns", where=where)
                last_row = max(last_row, _row_number(window))
                cells += block.count(_CELL)
            before = window[-_OVERLAP:]
    if last_row > MOST_ROWS:
        raise BadInput("file.too_many_rows", where=where, detail=f"{MOST_ROWS:,}")
    if last_row > _SPARSE_FROM and cells < last_row // 2:
        _check_sparse(pack, part, last_row, where)
    return seen


def _check_sparse(pack: zipfile.ZipFile, part: zipfile.ZipInfo, rows: int, where: str) -> None:
    """Refuse a few cells so far apart that the empty ones between them would fill the memory."""
    widest, before = 0, b""
    with pack.open(part) as stream:
        while block := stream.read(_STEP):
            found = _COLUMN.findall(before + block)
            widest = max(widest, *map(_column_number, set(found))) if found else widest
            before = block[-_OVERLAP:]
    if rows * widest > _MOST_EMPTY_CELLS:
        raise BadInput("file.bomb", where=where)


def _column_number(letters: bytes) -> int:
    """Return 1 for A, 27 for AA."""
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number


def _row_number(window: bytes) -> int:
    """Return the highest number of a row that begins in a piece of a sheet, 0 when none does.

    Rows stand in order, so it is the last one; only numbers far down are looked for before it.
    """
    far = max(map(int, _FAR_ROW.findall(window)), default=0)
    at = window.rfind(_LAST_ROW)
    if at < 0:
        return far
    digits = window[at + len(_LAST_ROW) : at + len(_LAST_ROW) + 12].split(b'"')[0]
    return max(far, int(digits) if digits.isdigit() else 0)
