# SPDX-License-Identifier: MIT
"""Files of national do-not-call lists, streamed into numbers by block.

The US registry gives lines of `AreaCode,Number` (with or without that header) or of ten digits,
files of changes with `A` or `D` in a later column; the UK's lists give one number a line, with the
leading 0, or with 44. A line that is none of it ends the reading: a list with holes would let
people be called who asked not to be.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from io import BufferedReader
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from typing import Final

from leaddesk.desk.registry_run import RegistryChunk
from leaddesk.domain.errors import BadInput
from leaddesk.domain.registry_block import split_number

CHUNK_BYTES: Final = 1 << 22
SNIFFED_BYTES: Final = 1 << 16
LONGEST_LINE: Final = 1000

_US_PLAIN = re.compile(rb"(?:[2-9]\d{2},?\d{7}\n)*").fullmatch
_US_LINE = re.compile(r'"?([2-9]\d{2})"?[-., ]*"?(\d{3})-?(\d{4})"?(.*)').fullmatch
_UK_LINE = re.compile(r'"?(?:\+?44\s*(?:\(0\)\s*)?|0)([1-9](?:[\s-]*\d){8,9})"?(.*)').fullmatch
_FLAG = re.compile(r'[,;\t]\s*"?([AaDd])"?\s*(?=[,;\t]|$)').search
_HEADER = re.compile(r'[\s",;\w-]*[A-Za-z][\s",;\w-]*').fullmatch
_DATES = (
    re.compile(r"(?<!\d)(20\d{2})[-_.]?(0[1-9]|1[0-2])[-_.]?(0[1-9]|[12]\d|3[01])(?!\d)").search,
    re.compile(r"(?<!\d)(0[1-9]|1[0-2])[-_.](0[1-9]|[12]\d|3[01])[-_.](20\d{2})(?!\d)").search,
)


def date_of(name: str) -> dt.date | None:
    """Return the day that a file's name tells: 2026-11-20, 20261120, 11-20-2026; None for none."""
    for place, search in enumerate(_DATES):
        found = search(name)
        if found is not None:
            parts = [int(part) for part in found.groups()]
            year, month, day = parts if place == 0 else (parts[2], parts[0], parts[1])
            try:
                return dt.date(year, month, day)
            except ValueError:
                continue
    return None


class RegistryFileReader:
    """A file of one list being read: iterate chunks, ask how far it is, close to stop."""

    def __init__(self, path: Path, calling_code: str) -> None:
        """Open a file; raises BadInput("file.not_found")."""
        try:
            self._file: BufferedReader = path.open("rb")
            self._size = path.stat().st_size
        except OSError as error:
            raise BadInput(
                "file.unreadable", where=path.name, detail=error.strerror or ""
            ) from None
        self._code = calling_code
        self._read = 0
        self._closed = False

    def __iter__(self) -> Iterator[RegistryChunk]:
        """Yield the numbers of the file; raises BadInput("registry_bad_row") with the row."""
        row, rest = 0, b""
        try:
            while not self._closed:
                piece = self._file.read(CHUNK_BYTES)
                self._read += len(piece)
                text = (rest + piece).replace(b"\r\n", b"\n").removeprefix(b"\xef\xbb\xbf")
                cut = text.rfind(b"\n") + 1 if piece else len(text)
                whole, rest = text[:cut], text[cut:]
                if len(rest) > LONGEST_LINE:
                    raise _bad(row + whole.count(b"\n") + 1, rest[:40].decode("ascii", "replace"))
                if whole:
                    chunk = self._chunk(whole, row)
                    row += chunk.rows
                    yield chunk
                if not piece:
                    return
        finally:
            self.close()

    def share_read(self) -> float:
        """Return how much of the file was read, 0–1."""
        return min(1.0, self._read / self._size) if self._size else 0.0

    def close(self) -> None:
        """Stop reading and let go of the file."""
        self._closed = True
        self._file.close()

    def _chunk(self, text: bytes, row: int) -> RegistryChunk:
        if self._code == "1" and _US_PLAIN(text):
            return _plain_us(text)
        more: dict[int, list[int]] = {}
        less: dict[int, list[int]] = {}
        lines = text.decode("ascii", "replace").splitlines()
        for place, line in enumerate(lines, row + 1):
            bare = line.strip()
            if not bare or (place == 1 and _HEADER(bare) and not _digits(bare)):
                continue
            e164, taken_out = self._line(bare, place)
            prefix, ending = split_number(e164)
            into, out_of = (less, more) if taken_out else (more, less)
            into.setdefault(prefix, []).append(ending)
            # The last word on a number counts.
            if ending in out_of.get(prefix, ()):
                out_of[prefix].remove(ending)
        return RegistryChunk(len(lines), more, less)

    def _line(self, line: str, row: int) -> tuple[str, bool]:
        """Return the number of a line, and whether it is taken out of the list."""
        found = (_US_LINE if self._code == "1" else _UK_LINE)(line)
        if found is None:
            raise _bad(row, line[:40])
        *parts, rest = found.groups()
        digits = re.sub(r"\D", "", "".join(parts))
        flag = _FLAG(rest)
        if rest and not rest.startswith((",", ";", "\t")):
            raise _bad(row, line[:40])
        return f"+{self._code}{digits}", flag is not None and flag[1] in "Dd"


def has_changes_only(path: Path) -> bool:
    """Tell whether a file has numbers that come and go instead of a whole list."""
    try:
        with path.open("rb") as file:
            head = file.read(SNIFFED_BYTES).decode("ascii", "replace")
    except OSError:
        return False
    return any(_FLAG(line) is not None for line in head.splitlines()[:1000])


def _plain_us(text: bytes) -> RegistryChunk:
    """Return the numbers of lines that are all of the plain form, the quick way."""
    lines = text.replace(b",", b"").split(b"\n")
    if not lines[-1]:
        lines.pop()
    more: dict[int, list[int]] = {}
    for area, same in groupby(lines, itemgetter(slice(0, 6))):
        more.setdefault(1_000_000 + int(area), []).extend(int(line[6:]) for line in same)
    return RegistryChunk(len(lines), more, {})


def _digits(text: str) -> int:
    return sum(char.isdigit() for char in text)


def _bad(row: int, detail: str) -> BadInput:
    return BadInput("registry_bad_row", where=str(row), detail=detail)
