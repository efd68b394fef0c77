# SPDX-License-Identifier: MIT
"""Tables as CSV and XLSX, row by row in little memory; no cell of them is ever a formula."""

from __future__ import annotations

import csv
import datetime as dt
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final
from zoneinfo import ZoneInfo

from leaddesk.desk.exports import Cell, TableShape
from leaddesk.system.csv_guard import csv_cell

if TYPE_CHECKING:
    # Imported when a workbook is written.
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

    from leaddesk.system.export_files import Body

SHEET_ROWS: Final = 1_048_576
"""Rows of one XLSX sheet, its header among them."""
_LONGEST = 32_767
_WIDTHS = {"number": 10, "moment": 17, "day": 12}
_TEXT_WIDTH = 22
_UNFIT: Final = dict.fromkeys((*range(9), 11, 12, *range(14, 32), 0xFFFE, 0xFFFF))
"""Characters that no XML may hold."""


def table_body(part: Path, shape: TableShape) -> Body:
    """Begin a table as the shape's format has it."""
    return XlsxTable(part, shape) if shape.format == "xlsx" else CsvTable(part, shape)


class CsvTable:
    """UTF-8 with a byte order mark, every cell quoted, moments as ISO 8601 with their offset."""

    def __init__(self, part: Path, shape: TableShape) -> None:
        self._zone = ZoneInfo(shape.zone)
        self._file = part.open("w", encoding="utf-8-sig", errors="replace", newline="")
        self._writer = csv.writer(self._file, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
        self._writer.writerow([csv_cell(column.title) for column in shape.columns])

    def write(self, records: Sequence[Sequence[Cell]]) -> None:
        """Write rows of cells."""
        self._writer.writerows([[self._text(cell) for cell in row] for row in records])

    def close(self) -> None:
        """Write the end."""
        self._file.close()

    def abandon(self) -> None:
        """Let go of the file."""
        self._file.close()

    def _text(self, cell: Cell) -> str:
        if cell is None or cell == "":
            return ""
        if isinstance(cell, str):
            return csv_cell(cell)
        if isinstance(cell, dt.datetime):
            return cell.astimezone(self._zone).isoformat(timespec="seconds")
        return cell.isoformat() if isinstance(cell, dt.date) else str(cell)


class XlsxTable:
    """Sheets of text, numbers and dates; a sheet that is full goes on in another one."""

    def __init__(self, part: Path, shape: TableShape, sheet_rows: int = SHEET_ROWS) -> None:
        import xlsxwriter

        self._shape = shape
        self._zone = ZoneInfo(shape.zone)
        self._sheet_rows = sheet_rows
        self._book = xlsxwriter.Workbook(
            str(part),
            {
                "constant_memory": True,
                "tmpdir": str(part.parent),
                "strings_to_formulas": False,
                "strings_to_urls": False,
                "strings_to_numbers": False,
            },
        )
        self._closed = False
        self._head = self._book.add_format({"bold": True, "bottom": 1})
        self._formats: dict[str, Format] = {
            "moment": self._book.add_format({"num_format": "yyyy-mm-dd hh:mm"}),
            "day": self._book.add_format({"num_format": "yyyy-mm-dd"}),
        }
        self._number = 0
        self._sheet: Worksheet = self._begun()

    def write(self, records: Sequence[Sequence[Cell]]) -> None:
        """Write rows of cells."""
        for row in records:
            if self._row >= self._sheet_rows:
                self._ended()
                self._sheet = self._begun()
            for place, cell in enumerate(row):
                self._put(place, cell)
            self._row += 1

    def close(self) -> None:
        """Write the end."""
        from xlsxwriter.exceptions import FileCreateError, FileSizeError

        self._ended()
        self._closed = True
        try:
            self._book.close()
        except (FileCreateError, FileSizeError) as error:
            cause = error.args[0] if error.args else None
            raise cause if isinstance(cause, OSError) else OSError(str(error)) from None

    def abandon(self) -> None:
        """Let go of the files of every sheet."""
        if self._closed:
            return
        self._closed = True
        for sheet in self._book.worksheets():
            file = getattr(sheet, "row_data_fh", None)
            if file is not None:
                file.close()
        # A workbook that is gone without an end complains; this one was meant to.
        self._book.fileclosed = 1

    def _begun(self) -> Worksheet:
        self._number += 1
        name = (
            self._shape.title[:25] if self._number == 1 else f"{self._shape.title} {self._number}"
        )
        sheet = self._book.add_worksheet(name)
        sheet.freeze_panes(1, 0)
        for place, column in enumerate(self._shape.columns):
            sheet.set_column(place, place, _WIDTHS.get(column.kind, _TEXT_WIDTH))
        for place, column in enumerate(self._shape.columns):
            zoned = f" ({self._shape.zone})" if column.kind == "moment" else ""
            sheet.write_string(0, place, f"{column.title}{zoned}", self._head)
        self._row = 1
        return sheet

    def _ended(self) -> None:
        self._sheet.autofilter(0, 0, max(1, self._row - 1), len(self._shape.columns) - 1)

    def _put(self, place: int, cell: Cell) -> None:
        if cell is None or cell == "":
            return
        if isinstance(cell, str):
            self._sheet.write_string(self._row, place, cell.translate(_UNFIT)[:_LONGEST])
        elif isinstance(cell, dt.datetime):
            local: Any = cell.astimezone(self._zone).replace(tzinfo=None)
            self._sheet.write_datetime(self._row, place, local, self._formats["moment"])
        elif isinstance(cell, dt.date):
            day = dt.datetime.combine(cell, dt.time())
            self._sheet.write_datetime(self._row, place, day, self._formats["day"])
        else:
            self._sheet.write_number(self._row, place, cell)
