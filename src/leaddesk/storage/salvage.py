# SPDX-License-Identifier: MIT
"""Reads what a damaged file still tells beyond a backup of it: newer entries, and work not sent.

Rows on damaged pages are left out; all others are found, also those behind such a page.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from leaddesk.desk.operations import UNCONFIRMED, Operation, command_of
from leaddesk.domain.errors import BadInput, StoreUnavailable
from leaddesk.storage import sqlite_files
from leaddesk.storage.moments import from_ms
from leaddesk.storage.outbox import COLUMNS, operation_from

AT_ONCE: Final = 100
MOST_MISSES: Final = 2_000
"""How many numbers in a row may be unreadable before the rest of a table counts as lost."""
_BUSY_SECONDS: Final = 5
_KEPT: Final = 32


@dataclass(frozen=True, slots=True)
class Newer:
    """What one file has that another one lacks.

    `entries` of the journal from `first` to `last`, and `operations` that the hub may not know.
    `holes`: some of it can't be read.
    """

    entries: int = 0
    first: dt.datetime | None = None
    last: dt.datetime | None = None
    operations: tuple[Operation, ...] = ()
    holes: bool = False


class _Reader:
    """Reads tables by their number, from one on, around what is damaged."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self.holes = False

    def after(self, columns: str, table: str, number: int) -> Iterator[tuple[Any, ...]]:
        """Return the rows of a table whose first column is above a number."""
        ahead = f"SELECT {columns} FROM {table} WHERE seq > ? ORDER BY seq LIMIT {AT_ONCE}"
        single = f"SELECT {columns} FROM {table} WHERE seq = ?"
        misses = 0
        while misses < MOST_MISSES:
            rows = self._try(ahead, number)
            if rows is None:
                number += 1
                rows = self._try(single, number)
                misses = 0 if rows else misses + 1
                yield from rows or ()
                continue
            if not rows:
                return
            yield from rows
            number, misses = rows[-1][0], 0
        self.holes = True

    def _try(self, statement: str, number: int) -> list[tuple[Any, ...]] | None:
        try:
            return self._connection.execute(statement, (number,)).fetchall()
        except _trouble():
            self.holes = True
            return None


def newer_in(file: Path, than: Path) -> Newer:
    """Return what a file has beyond a whole one of the same history, as far as it can be read.

    Raises nothing: a file that can't be read at all has holes.
    """
    try:
        with _opened(than) as whole, _opened(file) as found:
            return _newer(_Reader(found), whole)
    except _trouble():
        return Newer(holes=True)


def unsent_in(file: Path) -> tuple[Operation, ...]:
    """Return the operations of a workstation's file that its hub may not know, oldest first."""
    try:
        with _opened(file) as found:
            return tuple(_unconfirmed(_Reader(found), set()))
    except _trouble():
        return ()


def notes_in(file: Path) -> dict[str, str]:
    """Return what a file noted for itself; empty where that can't be read."""
    try:
        with _opened(file) as found:
            return {str(n): str(v) for n, v in found.execute("SELECT name, value FROM membership")}
    except _trouble():
        return {}


def _trouble() -> tuple[type[Exception], ...]:
    return (*sqlite_files.errors(), StoreUnavailable, UnicodeDecodeError, OSError)


def _newer(reader: _Reader, whole: sqlite3.Connection) -> Newer:
    moments = [
        row[2]
        for row in reader.after("seq, id, at", "journal", _number(whole, "MAX(seq)", "journal"))
        if _is_entry(row) and not _has(whole, "journal", row[1])
    ]
    known: set[str] = {str(row[0]) for row in whole.execute("SELECT id FROM operation")}
    return Newer(
        len(moments),
        from_ms(min(moments)) if moments else None,
        from_ms(max(moments)) if moments else None,
        tuple(_unconfirmed(reader, known)),
        reader.holes,
    )


def _unconfirmed(reader: _Reader, known: set[str]) -> Iterator[Operation]:
    for row in reader.after(COLUMNS, "operation", 0):
        try:
            operation = operation_from(row)
            command_of(operation)
        except (BadInput, ValueError, TypeError, OverflowError):
            reader.holes = True
            continue
        if operation.state in UNCONFIRMED and operation.id not in known:
            yield operation


def _is_entry(row: tuple[Any, ...]) -> bool:
    _, name, at = row
    return isinstance(name, str) and len(name) == _KEPT and isinstance(at, int) and at > 0


def _number(whole: sqlite3.Connection, what: str, table: str) -> int:
    return int(whole.execute(f"SELECT COALESCE({what}, 0) FROM {table}").fetchone()[0])


def _has(whole: sqlite3.Connection, table: str, name: str) -> bool:
    return bool(whole.execute(f"SELECT 1 FROM {table} WHERE id = ?", (name,)).fetchall())


@contextlib.contextmanager
def _opened(file: Path) -> Iterator[sqlite3.Connection]:
    """Open a file to read it, with the log beside it; where the folder is read-only, without."""
    key = sqlite_files.key_of(file)
    with sqlite_files.opened(file, "ro", key=key, timeout=_BUSY_SECONDS) as found:
        found.execute("PRAGMA trusted_schema=OFF").close()
        yield found
