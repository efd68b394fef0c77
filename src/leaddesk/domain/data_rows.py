# SPDX-License-Identifier: MIT
"""The rows of a list that are data, without the lines that reports put around and between them.

A row that has a number, an address, or both a name and a company is never such a line, whatever it
says; so no lead is lost here.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from leaddesk.domain.lead_layout import REACH_FIELDS, ColumnMapping
from leaddesk.domain.report_words import looks_like_report_line

Row = tuple[int, Sequence[str]]

_MOST_FILLED = 4
_MOST_HELD = 40
_BARE_TOTAL: Final = frozenset(("total", "totals", "count", "sum", "summe", "gesamt"))
_FIGURE = re.compile(r"[\d\s.,:%$€£/+-]*(?:T[\d:.Z+-]*)?(?:\s*[AP]M)?", re.IGNORECASE).fullmatch


class ReportLines:
    """Tells the report's own lines in one list, by what its columns hold."""

    def __init__(self, mapping: ColumnMapping) -> None:
        self._reach = frozenset(c for field, c in mapping.fields if field in REACH_FIELDS)
        self._company = frozenset(mapping.columns("company"))
        self._loose = mapping.footer == "salesforce"

    def is_one(self, cells: Sequence[str]) -> bool:
        """Tell whether a row with few cells is a line of the report and can't be a lead."""
        head = next(filter(None, map(str.strip, cells)), "")
        bare = head.casefold() in _BARE_TOTAL
        if not (bare or looks_like_report_line(head)):
            return False
        filled = [(column, text) for column, cell in enumerate(cells) if (text := cell.strip())]
        column, others = filled[0][0], filled[1:]
        figures = all(_FIGURE(text) for _, text in others)
        if bare and (not figures or (column in self._company and not others)):
            return False
        if any(other in self._reach for other, _ in others):
            return False
        if column in self._company:
            return figures
        return not any(other in self._company for other, _ in others)

    def may_be_one(self, cells: Sequence[str]) -> bool:
        """Tell whether a row is a lone text that no lead can be made of."""
        filled = [column for column, cell in enumerate(cells) if cell.strip()]
        if len(filled) != 1 or filled[0] in self._reach:
            return False
        return self._loose or filled[0] not in self._company


def data_rows(rows: Iterable[Row], mapping: ColumnMapping) -> Iterator[Row]:
    """Yield the rows below the header that are data: no blank ones, no lines of the report.

    Lone texts below a blank row go with the report's lines when there is one among them, as the
    title and the name of the organisation do; else they are data.
    """
    around = _Around(ReportLines(mapping))
    first = mapping.header_row + 2
    header, start = mapping.header, mapping.header[0] if mapping.header else None
    for number, cells in rows:
        if number < first:
            continue
        if len(cells) - cells.count("") > _MOST_FILLED:
            if around.is_open:
                yield from around.let_go()
        elif around.takes(number, cells):
            continue
        else:
            yield from around.let_go()
        if cells[0] != start or not _repeats(cells, header):
            yield number, cells
    if not around.said:
        yield from around.let_go()


class _Around:
    """The rows since the last one of data: blank ones, the report's lines, and what may be such."""

    def __init__(self, lines: ReportLines) -> None:
        self._lines = lines
        self._held: list[Row] = []
        self.is_open = self.said = False

    def takes(self, number: int, cells: Sequence[str]) -> bool:
        """Take a row with few cells, or tell that it is data."""
        if not "".join(cells).strip():
            self.is_open = True
        elif self._lines.is_one(cells):
            self.is_open = self.said = True
        elif self.is_open and len(self._held) < _MOST_HELD and self._lines.may_be_one(cells):
            self._held.append((number, cells))
        else:
            return False
        return True

    def let_go(self) -> list[Row]:
        """Return the rows that turned out to be data."""
        held, self._held = self._held, []
        self.is_open = self.said = False
        return held


def _repeats(cells: Sequence[str], header: Sequence[str]) -> bool:
    """Tell whether a row is the header once more, as on every page of a printed report."""
    return bool(header) and tuple(cell.strip() for cell in cells) == tuple(header)
