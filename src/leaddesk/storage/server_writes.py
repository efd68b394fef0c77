# SPDX-License-Identifier: MIT
"""Writes of one process on a server: how many go on at once, and a count of them for all others.

Each of those that go on at once counts in a row of its own: in one row for all, each commit would
wait for the one before it to be on the disk.
"""

from __future__ import annotations

import contextlib
import secrets
import threading
from collections.abc import Iterator
from typing import Any, Final

_NAME_BYTES: Final = 15
_NAME_LETTERS: Final = 2 * _NAME_BYTES
MOST_AT_ONCE: Final = 256
"""Two more letters tell the rows of a process apart."""

# What only locked rows and wrote none has no number of a transaction, and is no write.
_WROTE: Final = (
    "INSERT INTO opened (id, opened_at, writes) "
    "SELECT %(id)s, CAST(EXTRACT(EPOCH FROM now()) * 1000 AS BIGINT), 1 "
    "WHERE pg_current_xact_id_if_assigned() IS NOT NULL "
    "ON CONFLICT (id) DO UPDATE SET writes = opened.writes + 1"
)
_OTHERS: Final = (
    f"SELECT COALESCE(SUM(writes), 0) FROM opened WHERE substr(id, 1, {_NAME_LETTERS}) <> %(name)s"
)
_COME_IN: Final = (
    "INSERT INTO opened (id, opened_at, writes) VALUES (%(id)s, %(now)s, 0) ON CONFLICT DO NOTHING"
)
_FORGET: Final = "DELETE FROM opened WHERE opened_at < %(long_ago)s"
_LONG_AGO_MS: Final = 90 * 24 * 3600 * 1000


class ServerWrites:
    """The writes of one process: one at a time, until more are allowed."""

    def __init__(self) -> None:
        self.name = secrets.token_hex(_NAME_BYTES)
        self._free = ["00"]
        self._made = 1
        self._turn = threading.Condition()

    def allow(self, at_once: int) -> None:
        """Let so many writes go on at once from now on; never fewer than before."""
        with self._turn:
            for number in range(self._made, min(at_once, MOST_AT_ONCE)):
                self._free.append(f"{number:02x}")
                self._made += 1
            self._turn.notify_all()

    @contextlib.contextmanager
    def turn(self) -> Iterator[str]:
        """Wait for a turn, and give the row in which what is written in it counts."""
        with self._turn:
            self._turn.wait_for(lambda: self._free)
            mine = self._free.pop()
        try:
            yield self.name + mine
        finally:
            with self._turn:
                self._free.append(mine)
                self._turn.notify()


def come_in(cursor: Any, row: str, now: int) -> None:
    """Begin a row, and forget who came 90 days ago; `now` is in milliseconds."""
    cursor.execute(_FORGET, {"long_ago": now - _LONG_AGO_MS})
    cursor.execute(_COME_IN, {"id": row, "now": now})


def counting(row: str) -> tuple[str, dict[str, object]]:
    """Return the statement that counts a transaction that wrote; told when all is written."""
    return _WROTE, {"id": row}


def of_others(cursor: Any, name: str) -> object:
    """Return the count of everybody else's writes."""
    cursor.execute(_OTHERS, {"name": name})
    return cursor.fetchall()
