# SPDX-License-Identifier: MIT
"""A ZIP file of tables, one CSV file each, beside documents that say what is in them."""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Sequence
from pathlib import Path

from leaddesk.desk.exports import BundleShape, TablePage
from leaddesk.system.csv_guard import csv_cell

_SUFFIX = ".csv"
_LEVEL = 4
"""Half as long as the usual level for a file that is little larger."""


class Bundle:
    """Tables one behind the other; an empty page begins a table."""

    def __init__(self, part: Path, shape: BundleShape) -> None:
        self._zip = zipfile.ZipFile(part, "w", zipfile.ZIP_DEFLATED, compresslevel=_LEVEL)
        for name, text in shape.documents.items():
            self._zip.writestr(name, text)
        self._table = ""
        self._text: io.TextIOWrapper | None = None

    def write(self, records: Sequence[TablePage]) -> None:
        """Write pages of tables."""
        for page in records:
            if page.table != self._table:
                self._begin(page)
            if page.rows and self._text is not None:
                rows = [["" if c is None else _cell(c) for c in row] for row in page.rows]
                csv.writer(self._text, lineterminator="\r\n").writerows(rows)

    def close(self) -> None:
        """Write the end."""
        self._end()
        self._zip.close()

    def abandon(self) -> None:
        """Let go of the file."""
        self._end()
        self._zip.close()

    def _begin(self, page: TablePage) -> None:
        self._end()
        self._table = page.table
        entry = self._zip.open(f"{page.table}{_SUFFIX}", "w", force_zip64=True)
        self._text = io.TextIOWrapper(entry, "utf-8", "replace", newline="", write_through=False)
        csv.writer(self._text, lineterminator="\r\n").writerow(page.columns)

    def _end(self) -> None:
        text, self._text = self._text, None
        if text is not None:
            text.close()


def _cell(value: object) -> object:
    """Return a value that no spreadsheet runs; numbers stay as they are."""
    return csv_cell(value) if isinstance(value, str) else value
