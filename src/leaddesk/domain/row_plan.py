# SPDX-License-Identifier: MIT
"""Cleans the cells of a row in one go, and picks its texts by a plan made once per list."""

from __future__ import annotations

from collections.abc import Sequence
from operator import gt, itemgetter
from typing import Final

from leaddesk.domain.cleaning import LIMITS, clean_text
from leaddesk.domain.lead_layout import NUMBER_FIELDS, ColumnMapping

TEXT_FIELDS: Final = (
    "first_name", "last_name", "full_name", "company", "title", "street", "city", "region",
    "postal_code", "country", "website", "industry", "employees", "note", "source", "campaign",
    "time_zone", "external_id",
)  # fmt: skip
"""The texts that `RowPlan.texts` returns, in this order."""

_JOINED: Final = {"street": ", ", "note": "\n"}
_NUMBER_CELL = 400
_ANY_CELL = 100


class RowPlan:
    """What becomes of each column of one list."""

    def __init__(self, mapping: ColumnMapping) -> None:
        self._width = 1 + max((column for _, column in mapping.fields), default=0)
        self._header_width = len(mapping.header)
        self._last_is_note = self._header_width - 1 in mapping.columns("note")
        fields = {column: field for field, column in reversed(mapping.fields)}
        self._columns = tuple(
            (_limit(fields.get(column, "")), _keeps_lines(fields.get(column, "")))
            for column in range(self._width)
        )
        self._limits = tuple(limit for limit, _ in self._columns)
        columns = {field: mapping.columns(field) for field in TEXT_FIELDS}
        self._several = tuple((f, found) for f, found in columns.items() if len(found) > 1)
        # The cell after the last mapped one is always empty: it stands for what no column holds.
        self.texts = itemgetter(*(f[0] if (f := columns[name]) else -1 for name in TEXT_FIELDS))

    def clean(self, cells: Sequence[str]) -> list[str] | None:
        """Return the mapped cells, clean and bounded, with an empty one at the end.

        None when the row has more cells than its header in a way that nobody can read.
        """
        if self._header_width and len(cells) > self._header_width:
            fitted = self._without_spill(cells)
            if fitted is None:
                return None
            cells = fitted
        kept = list(cells[: self._width])
        if len(kept) < self._width:
            kept += [""] * (self._width - len(kept))
        text = "|".join(kept)
        if text.isascii() and text.isprintable() and not any(map(gt, map(len, kept), self._limits)):
            kept = _stripped(kept, text) if "  " not in text else self._slowly(kept)
        else:
            kept = self._slowly(kept)
        kept.append("")
        if self._several:
            self._gather(kept)
        return kept

    def _slowly(self, cells: list[str]) -> list[str]:
        """Clean cell by cell."""
        return [
            clean_text(cell, limit, multiline=lines) if cell else ""
            for cell, (limit, lines) in zip(cells, self._columns, strict=True)
        ]

    def _gather(self, cells: list[str]) -> None:
        """Put the text of a field with several columns into its first one."""
        for field, columns in self._several:
            filled = [cell for column in columns if (cell := cells[column])]
            if len(filled) > 1 and field in _JOINED:
                cells[columns[0]] = _JOINED[field].join(filled)[: LIMITS[field]].rstrip()
            else:
                cells[columns[0]] = filled[0] if filled else ""

    def _without_spill(self, cells: Sequence[str]) -> Sequence[str] | None:
        """Return a row that is too long as wide as the header, or None when that loses something.

        Blank spill is nothing, and behind a note it is the rest of the note.
        """
        width = self._header_width
        if not any(cell.strip() for cell in cells[width:]):
            return cells[:width]
        if not self._last_is_note:
            return None
        return [*cells[: width - 1], ", ".join(cells[width - 1 :])]


def _stripped(cells: list[str], text: str) -> list[str]:
    """Return cells without blanks around them; `text` is all of them, without double blanks."""
    if " |" not in text and "| " not in text and text[:1] != " " and text[-1:] != " ":
        return cells
    if text.count("|") != len(cells) - 1:
        return [cell.strip() for cell in cells]
    return text.replace(" |", "|").replace("| ", "|").strip(" ").split("|")


def _limit(field: str) -> int:
    """Return the longest kept text of a column; a number's cell may hold several numbers."""
    if field in NUMBER_FIELDS:
        return _NUMBER_CELL
    return LIMITS.get(field, _ANY_CELL)


def _keeps_lines(field: str) -> bool:
    """Tell whether line breaks of a column mean something."""
    return field == "note" or field in NUMBER_FIELDS
