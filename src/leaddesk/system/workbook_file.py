# SPDX-License-Identifier: MIT
"""A workbook of a few small sheets to read and to count with; no cell of it is ever a formula."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Final

Cell = str | int | float
Sheet = tuple[str, Sequence[Sequence[Cell]]]

_NAME: Final = 31
_WIDEST: Final = 40
_PADDING: Final = 2
_UNFIT = str.maketrans(dict.fromkeys("[]:*?/\\", " "))


class Workbook:
    """Sheets one behind the other."""

    def __init__(self, part: Path) -> None:
        import xlsxwriter

        plain = {
            "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False,
        }  # fmt: skip
        self._book = xlsxwriter.Workbook(str(part), plain)
        self._head = self._book.add_format({"bold": True, "bottom": 1})
        self._names: set[str] = set()

    def write(self, records: Sequence[Sheet]) -> None:
        """Write whole sheets; the first row of each is its head."""
        for title, rows in records:
            sheet = self._book.add_worksheet(self._named(title))
            sheet.freeze_panes(1, 1)
            for place, row in enumerate(rows):
                for column, cell in enumerate(row):
                    if isinstance(cell, str):
                        sheet.write_string(place, column, cell, None if place else self._head)
                    else:
                        sheet.write_number(place, column, cell)
            for column in range(max(map(len, rows), default=0)):
                widest = max(len(str(row[column])) for row in rows if column < len(row))
                sheet.set_column(column, column, min(_WIDEST, widest + _PADDING))

    def close(self) -> None:
        """Write the end."""
        from xlsxwriter.exceptions import FileCreateError

        try:
            self._book.close()
        except FileCreateError as error:
            cause = error.args[0] if error.args else None
            raise cause if isinstance(cause, OSError) else OSError(str(error)) from None

    def abandon(self) -> None:
        """Let go of it; nothing was written yet."""

    def _named(self, title: str) -> str:
        """Return a name that a sheet may have and none has yet."""
        plain = title.translate(_UNFIT).strip(" '")[:_NAME] or "Sheet"
        name, number = plain, 2
        while name.casefold() in self._names:
            tail = f" {number}"
            name, number = f"{plain[: _NAME - len(tail)]}{tail}", number + 1
        self._names.add(name.casefold())
        return name
