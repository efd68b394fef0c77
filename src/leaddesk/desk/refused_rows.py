# SPDX-License-Identifier: MIT
"""The rows a list was refused, kept packed: a list may be turned down by the million."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Final, overload

import msgspec
from typing_extensions import override

from leaddesk.domain.lead_draft import RejectedRow

_PACK: Final = msgspec.msgpack.Encoder().encode
_UNPACK: Final = msgspec.msgpack.Decoder(list[RejectedRow]).decode


class RefusedRows(Sequence[RejectedRow]):
    """Rejected rows in the order in which they came; packed ones take a quarter of the memory."""

    def __init__(self) -> None:
        self.reasons: Counter[str] = Counter()
        """How many of the packed rows were refused for each reason."""
        self._packed: list[tuple[int, bytes]] = []
        self._open: list[RejectedRow] = []

    def append(self, row: RejectedRow) -> None:
        """Add a row."""
        self._open.append(row)

    def begin(self) -> None:
        """Keep what is here; what is added from here on can be forgotten."""
        if self._open:
            self.reasons.update(row.reason for row in self._open)
            self._packed.append((len(self._open), _PACK(self._open)))
            self._open = []

    def undo(self) -> None:
        """Forget what was added since `begin`."""
        self._open = []

    @classmethod
    def from_packed(
        cls, packed: Sequence[tuple[int, bytes]], reasons: Mapping[str, int]
    ) -> RefusedRows:
        """Return the rows that another process packed."""
        rows = cls()
        rows._packed, rows.reasons = list(packed), Counter(reasons)
        return rows

    def packed(self) -> list[tuple[int, bytes]]:
        """Return the rows in parts, each as its number of rows and MessagePack."""
        self.begin()
        return list(self._packed)

    def so_far(self) -> RefusedRows:
        """Return the rows as they are now, whatever is added later."""
        return RefusedRows.from_packed(self.packed(), self.reasons)

    @override
    def __len__(self) -> int:
        """Return how many rows there are."""
        return sum(size for size, _ in self._packed) + len(self._open)

    @override
    def __iter__(self) -> Iterator[RejectedRow]:
        """Yield the rows, unpacking some at a time."""
        for _, packed in self._packed:
            yield from _UNPACK(packed)
        yield from self._open

    @overload
    def __getitem__(self, place: int) -> RejectedRow: ...
    @overload
    def __getitem__(self, place: slice) -> Sequence[RejectedRow]: ...
    @override
    def __getitem__(self, place: int | slice) -> RejectedRow | Sequence[RejectedRow]:
        """Return one row or some; a place costs unpacking all."""
        return tuple(self)[place]
