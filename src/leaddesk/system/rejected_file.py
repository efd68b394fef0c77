# SPDX-License-Identifier: MIT
"""The rejected rows of an import, given back as a spreadsheet with the reason in each row."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Sequence
from pathlib import Path

from leaddesk.domain.errors import BadInput
from leaddesk.domain.lead_draft import RejectedRow
from leaddesk.system.csv_guard import csv_cell


def write_rejected(
    path: Path, header: Sequence[str], rejected: Iterable[tuple[RejectedRow, str]]
) -> int:
    """Write (row, reason in words) pairs as CSV that no spreadsheet runs; returns how many.

    UTF-8 with a byte order mark, every cell quoted; first columns are row number and reason, then
    the row as it came. Raises BadInput("file.unwritable").
    """
    count = 0
    try:
        with path.open("w", encoding="utf-8-sig", errors="replace", newline="") as file:
            writer = csv.writer(file, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
            writer.writerow(["Row", "Reason", *map(csv_cell, header)])
            for row, words in rejected:
                writer.writerow([str(row.row), csv_cell(words), *map(csv_cell, row.cells)])
                count += 1
    except OSError as error:
        detail = str(error.strerror)
        raise BadInput("file.unwritable", where=path.name, detail=detail) from None
    return count
