# SPDX-License-Identifier: MIT
"""The ids of the rows that an operation makes: the same wherever it is done.

`device number << 40 | seq << 12 | n`: 4,095 rows an operation, 268 million operations a device,
4 million devices. What the hub itself makes stays below all of them.
"""

from __future__ import annotations

from leaddesk.domain.errors import BadInput

_SEQ, _DEVICE = 12, 40
MOST_ROWS = (1 << _SEQ) - 1
MOST_OPERATIONS = (1 << (_DEVICE - _SEQ)) - 1
FIRST = 1 << _DEVICE
"""The first id of a device; every id below it was given by a database."""


class RowIds:
    """Ids for the rows of one operation, in the order in which they are made."""

    __slots__ = ("_base", "_made")

    def __init__(self, device: int, seq: int) -> None:
        if not 0 < seq <= MOST_OPERATIONS:
            raise BadInput("too_many_operations", where=str(device))
        self._base = (device << _DEVICE) | (seq << _SEQ)
        self._made = 0

    def next(self) -> int:
        """Return the next id; raises BadInput("too_many_rows") after 4,095."""
        self._made += 1
        if self._made > MOST_ROWS:
            raise BadInput("too_many_rows")
        return self._base | self._made
