# SPDX-License-Identifier: MIT
"""Checks the old kind of workbook before it is read: its chains of sectors must come to an end.

Such a file is a small file system. A chain that runs in a circle would be followed for ever, and
take all memory with it.
"""

from __future__ import annotations

import struct
from array import array
from pathlib import Path
from typing import Final

from leaddesk.domain.errors import BadInput

_HEAD: Final = 512
_SHIFTS: Final = (9, 12)
_LAST_SECTOR = 0xFFFFFFFA
"""Numbers from here on are marks: end, free, part of the table."""
_IN_HEAD = 109
_ENTRY = 128
_STREAM, _ROOT = 2, 5


def check_compound(path: Path) -> None:
    """Refuse a compound file whose chains run in circles or out of it; BadInput("file.damaged")."""
    try:
        data = path.read_bytes()
        _Compound(data).check()
    except (struct.error, IndexError, ValueError) as error:
        raise BadInput("file.damaged", where=path.name, detail=str(error)[:120]) from None
    except OSError as error:
        detail = str(error.strerror)
        raise BadInput("file.unreadable", where=path.name, detail=detail) from None


class _Compound:
    """The tables of a compound file; whatever does not fit raises ValueError."""

    def __init__(self, data: bytes) -> None:
        shift, mini_shift = struct.unpack_from("<HH", data, 30)
        if shift not in _SHIFTS or mini_shift != 6:  # noqa: PLR2004 - the one size there is
            raise ValueError("unknown size of sectors")
        self._data = data
        self._size: int = 1 << shift
        self._sectors = max(0, len(data) - _HEAD) // self._size + 1
        (
            _, self._directory, _, _, self._mini, _, self._more, _
        ) = struct.unpack_from("<IIIIIIII", data, 44)  # fmt: skip
        self._next = self._table()

    def check(self) -> None:
        """Follow every chain that a reader would follow."""
        directory = self._chain(self._directory)
        self._chain(self._mini)
        for sector in directory:
            start = self._at(sector)
            for at in range(start, start + self._size, _ENTRY):
                entry = self._data[at : at + _ENTRY]
                if len(entry) == _ENTRY and entry[66] in (_STREAM, _ROOT):
                    first, size = struct.unpack_from("<II", entry, 116)
                    if entry[66] == _ROOT or size >= 4096:  # noqa: PLR2004 - smaller ones are mini
                        self._chain(first)

    def _at(self, sector: int) -> int:
        """Return where a sector begins."""
        if sector >= self._sectors:
            raise ValueError(f"sector {sector} lies outside")
        return _HEAD + sector * self._size if self._size == _HEAD else (sector + 1) * self._size

    def _numbers(self, sector: int) -> array[int]:
        """Return the numbers that a sector of a table holds."""
        at = self._at(sector)
        block = self._data[at : at + self._size]
        return array("I", block[: len(block) // 4 * 4])

    def _table(self) -> array[int]:
        """Return sector → next sector, from all the sectors that the head names."""
        named = [n for n in struct.unpack_from(f"<{_IN_HEAD}I", self._data, 76) if n < _LAST_SECTOR]
        more, seen = self._more, set[int]()
        while more < _LAST_SECTOR:
            if more in seen:
                raise ValueError("a table that runs in a circle")
            seen.add(more)
            numbers = self._numbers(more)
            named += [n for n in numbers[:-1] if n < _LAST_SECTOR]
            more = numbers[-1] if numbers else _LAST_SECTOR
        if len(named) > self._sectors:
            raise ValueError("a table longer than the file")
        table = array("I")
        for sector in named:
            table += self._numbers(sector)
        return table

    def _chain(self, first: int) -> list[int]:
        """Return the sectors of a chain in order."""
        chain: list[int] = []
        while first < _LAST_SECTOR:
            if len(chain) >= self._sectors or first >= len(self._next):
                raise ValueError("a chain without an end")
            chain.append(first)
            first = self._next[first]
        return chain
