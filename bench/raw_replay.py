# SPDX-License-Identifier: MIT
"""The same statements through the bare driver: recorded from the desk, replayed on a twin file."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from leaddesk.storage.behind import Saying
from leaddesk.storage.engine import Build, Row, Session

Statement = tuple[str, Any, bool]
"""SQL, parameters, and whether its rows are read."""


class Recording:
    """What the desk's sessions executed since it was last taken."""

    def __init__(self) -> None:
        self.statements: list[Statement] = []

    def take(self) -> list[Statement]:
        """Return the statements so far and start afresh."""
        taken, self.statements = self.statements, []
        return taken


@contextmanager
def recorded() -> Iterator[Recording]:
    """Record every statement of every session while the block runs."""
    recording = Recording()
    rows, one, run, send = Session.rows, Session.one, Session.run, Session.send

    def note_rows(self: Saying, build: Build, **params: object) -> list[Row]:
        recording.statements.append((self._words.text(build), params, True))
        return rows(self, build, **params)

    def note_one(self: Saying, build: Build, **params: object) -> Row | None:
        recording.statements.append((self._words.text(build), params, True))
        return one(self, build, **params)

    def note_send(self: Saying, build: Build, **params: object) -> None:
        recording.statements.append((self._words.text(build), params, False))
        send(self, build, **params)

    def note_run(self: Session, build: Build, **params: object) -> int:
        recording.statements.append((self.database.text(build), params, False))
        return run(self, build, **params)

    Session.rows, Session.one = note_rows, note_one  # type: ignore[method-assign]
    Session.run, Session.send = note_run, note_send  # type: ignore[method-assign]
    try:
        yield recording
    finally:
        Session.rows, Session.one = rows, one  # type: ignore[method-assign]
        Session.run, Session.send = run, send  # type: ignore[method-assign]


def connect(path: Path) -> sqlite3.Connection:
    """Open a file with the durability the desk uses."""
    connection = sqlite3.connect(path, isolation_level=None)
    for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", "temp_store=MEMORY",
                   "cache_size=-16384"):  # fmt: skip
        connection.execute(f"PRAGMA {pragma}")
    return connection


def replay(connection: sqlite3.Connection, statements: list[Statement]) -> None:
    """Run statements in one durable transaction, as the desk did."""
    cursor = connection.cursor()
    cursor.execute("BEGIN IMMEDIATE")
    for text, params, reads in statements:
        cursor.execute(text, params)
        if reads:
            cursor.fetchall()
    cursor.execute("COMMIT")
