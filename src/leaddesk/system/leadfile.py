# SPDX-License-Identifier: MIT
"""Lists of people as files: CSV, XLSX, XLS, ODS and vCard bytes turned into rows of text."""

from __future__ import annotations

import contextlib
import itertools
from collections.abc import Generator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from leaddesk.domain.cleaning import clean_text
from leaddesk.domain.errors import BadInput
from leaddesk.system.leadfile_csv import DELIMITERS, DelimitedText, Row, delimiter_of
from leaddesk.system.leadfile_encoding import check_lines, encoding_of, picked_encoding
from leaddesk.system.leadfile_kind import FileLook, look_at
from leaddesk.system.leadfile_sheet import Workbook
from leaddesk.system.leadfile_vcard import VCards

PREVIEW_ROWS: Final = 25
_PREVIEW_CELL = 300


@dataclass(frozen=True, slots=True)
class FilePreview:
    """What a person sees before an import: how the file was read, and its first rows.

    `kind` is 'text', 'vcard', 'xlsx', 'xls' or 'ods'; `encoding` and `delimiter` are '' for sheets;
    an encoding that is not `encoding_sure` is a guess to be looked at. `total_bytes` is its size.
    """

    kind: str
    encoding: str
    encoding_sure: bool
    delimiter: str
    sheets: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    total_bytes: int


class LeadFile:
    """An opened list; `rows()` streams it, `bytes_read` of `total_bytes` tells how far it came."""

    def __init__(
        self, path: Path, look: FileLook, encoding: str, delimiter: str, sheet: int
    ) -> None:
        self.path = path
        self.kind = look.kind
        self.total_bytes = look.size
        self.encoding, self.encoding_sure = "", True
        self.delimiter = ""
        self._sheet = sheet
        self._book: Workbook | None = None
        self._source: DelimitedText | VCards | Workbook
        if look.kind in ("text", "vcard"):
            check_lines(path)
            if encoding:
                self.encoding = picked_encoding(encoding, look.head)
            else:
                self.encoding, self.encoding_sure = encoding_of(path, look.head)
        if look.kind == "text":
            self.delimiter = _picked(delimiter) or delimiter_of(path, self.encoding)
        self._strict = self.encoding_sure and not encoding
        self._source = self._opened()

    def _opened(self) -> DelimitedText | VCards | Workbook:
        """Return a fresh reader; a workbook stays open, it was costly."""
        if self.kind == "text":
            return DelimitedText(self.path, self.encoding, self.delimiter, strict=self._strict)
        if self.kind == "vcard":
            return VCards(self.path, self.encoding)
        self._book = self._book or Workbook(self.path, self.kind, self.total_bytes)
        return self._book

    @property
    def bytes_read(self) -> int:
        """How many bytes of the file were read so far."""
        return self._source.bytes_read

    def rows(self) -> Generator[Row, None, None]:
        """Yield each row with its number, from the start; raises BadInput where the file breaks."""
        self._source = source = self._opened()
        return source.rows(self._sheet) if isinstance(source, Workbook) else source.rows()

    def preview(self) -> FilePreview:
        """Return how the file reads, with its first rows; raises BadInput where those break."""
        with contextlib.closing(self.rows()) as every:
            first = [row for _, row in itertools.islice(every, PREVIEW_ROWS)]
        rows = tuple(tuple(clean_text(cell, _PREVIEW_CELL) for cell in row) for row in first)
        if not any(any(row) for row in rows):
            raise BadInput("file.empty", where=self.path.name)
        return FilePreview(
            self.kind,
            self.encoding.removesuffix("-sig"),
            self.encoding_sure,
            self.delimiter,
            self._book.sheets if self._book else (),
            rows,
            self.total_bytes,
        )


def _picked(delimiter: str) -> str:
    """Return a delimiter that a person picked; raises BadInput("file.unknown_delimiter")."""
    if delimiter and delimiter not in DELIMITERS:
        raise BadInput("file.unknown_delimiter", where="delimiter", detail=delimiter[:10])
    return delimiter


def open_leadfile(
    path: Path, *, encoding: str = "", delimiter: str = "", sheet: int = 0
) -> LeadFile:
    """Open a list of leads; what is '' is found out.

    Raises BadInput with a key 'file.…' for all that is not a list: see the modules that read.
    """
    return LeadFile(path, look_at(path), encoding, delimiter, sheet)
