# SPDX-License-Identifier: MIT
"""Streams delimited text as rows: bounded lines, honest quotes, guarded cells undone."""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Generator, Iterator
from pathlib import Path
from typing import BinaryIO, Final

from leaddesk.domain.errors import BadInput
from leaddesk.system.csv_guard import csv_uncell

Row = tuple[int, list[str]]

MOST_COLUMNS: Final = 256
MOST_ROWS: Final = 1_048_576
DELIMITERS: Final = (",", ";", "\t", "|")
_MOST_LINES_A_ROW = 4500
_SNIFFED_ROWS = 40
_HEAD_CHARS = 65_536


class DelimitedText:
    """One pass over a delimited text file; `bytes_read` moves on with it."""

    def __init__(self, path: Path, encoding: str, delimiter: str, *, strict: bool) -> None:
        self._path = path
        self._encoding = encoding
        self._delimiter = delimiter
        self._errors = "strict" if strict else "replace"
        self._row = 0
        self._lines: list[str] = []
        self._first_line = ""
        self._ended = False
        self._raw: BinaryIO | None = None
        self._read = 0

    @property
    def bytes_read(self) -> int:
        """How far reading came, in bytes."""
        return self._raw.tell() if self._raw is not None else self._read

    def rows(self) -> Generator[Row, None, None]:
        """Yield (number, cells) for each row; blank lines are rows without cells.

        Lines are not bounded here, `leadfile_encoding.check_lines` has seen to that.
        Raises BadInput: file.broken_quotes, file.too_many_columns, file.too_many_rows,
        file.undecodable, file.unreadable.
        """
        try:
            with (
                self._path.open("rb", buffering=1 << 18) as raw,
                io.TextIOWrapper(raw, self._encoding, self._errors, newline="") as text,
            ):
                self._raw = raw
                yield from self._records(text)
                self._read = raw.tell()
        except UnicodeError as error:
            raise BadInput(
                "file.undecodable", where=self._place(), detail=str(error)[:80]
            ) from None
        except csv.Error as error:
            raise BadInput("file.broken_quotes", where=self._place(), detail=str(error)) from None
        except OSError as error:
            where = self._path.name
            raise BadInput("file.unreadable", where=where, detail=str(error.strerror)) from None
        finally:
            self._raw = None

    def _records(self, text: io.TextIOWrapper) -> Iterator[Row]:
        """Yield the records of an open file; a line without quotes needs no CSV reader."""
        delimiter = self._delimiter
        reader = csv.reader(self._fed(text), delimiter=delimiter)
        for line in text:
            self._row += 1
            if '"' in line:
                cells = self._quoted(reader, line)
            else:
                bare = line.rstrip("\r\n")
                cells = bare.split(delimiter) if bare else []
                if "'" in line:
                    cells = [csv_uncell(cell) for cell in cells]
            if len(cells) > MOST_COLUMNS:
                raise BadInput("file.too_many_columns", where=self._place(), detail=str(len(cells)))
            if self._row > MOST_ROWS:
                raise BadInput("file.too_many_rows", where=self._path.name, detail=f"{MOST_ROWS:,}")
            if self._row == 1 and line[:4].lower() == "sep=":
                self._row = 0  # A spreadsheet takes this line for itself: the next one is row 1.
                continue
            yield self._row, cells

    def _quoted(self, reader: Iterator[list[str]], line: str) -> list[str]:
        """Return the cells of a record that begins with `line` and may reach over more lines."""
        self._first_line = line
        cells = next(reader)
        if len(self._lines) > 1 or self._ended:
            self._check_quotes(self._lines)
        self._lines.clear()
        return [csv_uncell(cell) for cell in cells]

    def _fed(self, text: io.TextIOWrapper) -> Iterator[str]:
        """Yield the first line of a record, then the lines that its quotes reach over."""
        while True:
            line, self._first_line = self._first_line or text.readline(), ""
            if not line:
                self._ended = True
                return
            self._lines.append(line)
            if len(self._lines) > _MOST_LINES_A_ROW:
                raise BadInput("file.broken_quotes", where=self._place())
            yield line

    def _check_quotes(self, lines: list[str]) -> None:
        """Read the lines of one row by the letter: a quote left open has swallowed other rows."""
        try:
            for _cells in csv.reader(lines, delimiter=self._delimiter, strict=True):
                pass
        except csv.Error as error:
            raise BadInput("file.broken_quotes", where=self._place(), detail=str(error)) from None

    def _place(self) -> str:
        """Return where reading stands, for a person."""
        return f"{self._path.name}, row {max(self._row, 1)}"


def delimiter_of(path: Path, encoding: str) -> str:
    """Return the delimiter that divides the first rows most evenly; ',' for a single column."""
    try:
        with path.open(encoding=encoding, errors="replace", newline="") as file:
            text = file.read(_HEAD_CHARS)
    except (OSError, UnicodeError):
        return ","
    if text[:4].lower() == "sep=" and text[4:5] in DELIMITERS:
        return text[4]
    lines = text.replace("\x00", "").splitlines(keepends=True)
    lines = lines[: _SNIFFED_ROWS if len(lines) > 1 else 1]
    best = max(DELIMITERS, key=lambda delimiter: _evenness(lines, delimiter))
    return best if _evenness(lines, best)[0] else ","


def _evenness(lines: list[str], delimiter: str) -> tuple[int, int]:
    """Return (rows with the usual number of columns, that number); (0, 0) for a single column."""
    widths: Counter[int] = Counter()
    try:
        for cells in csv.reader(lines, delimiter=delimiter):
            widths[len(cells)] += 1
    except csv.Error:
        pass
    several = [(count, width) for width, count in widths.items() if width > 1]
    return max(several, default=(0, 0))
