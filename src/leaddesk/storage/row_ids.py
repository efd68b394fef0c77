# SPDX-License-Identifier: MIT
"""The ids of the rows that an operation makes: the same wherever and whenever it is done.

They follow from the operation's own id, so that an old copy of a workstation's file can't give an
id twice. What a database gives by itself stays far below.
"""

from __future__ import annotations

import hashlib

FIRST = 1 << 61
"""No id of an operation lies below, no id of a database's own lies above."""


class RowIds:
    """Ids for the rows of one operation, in the order in which they are made."""

    __slots__ = ("_made", "_operation")

    def __init__(self, operation: str) -> None:
        self._operation = operation
        self._made = 0

    def next(self) -> int:
        """Return the next id: 61 bits of a digest of the operation's id and the count."""
        self._made += 1
        told = f"{self._operation}/{self._made}".encode()
        digest = hashlib.blake2b(told, digest_size=8).digest()
        return FIRST | (int.from_bytes(digest, "big") >> 3)
