# SPDX-License-Identifier: MIT
"""Lists of people as files: CSV, XLSX, XLS, ODS and vCard bytes turned into rows of text."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

Row = tuple[int, list[str]]
"""A row and its number, from 1, as a spreadsheet counts."""


@dataclass(frozen=True, slots=True)
class FilePreview:
    """What a person sees before an import: how the file was read, and its first rows."""

    kind: str
    encoding: str
    encoding_sure: bool
    delimiter: str
    sheets: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    total_bytes: int


class LeadFile:
    """An opened list; `rows()` streams it once, `bytes_read` tells how far it came."""

    path: Path
    preview: FilePreview
    bytes_read: int

    def rows(self) -> Iterator[Row]:
        """Yield each row with its number; raises BadInput where the file breaks."""
        raise NotImplementedError


def open_leadfile(
    path: Path, *, encoding: str = "", delimiter: str = "", sheet: int = 0
) -> LeadFile:
    """Open a list of leads; raises BadInput("file.…") in plain cases for all that is not one."""
    raise NotImplementedError
