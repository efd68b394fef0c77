# SPDX-License-Identifier: MIT
"""Notes of this computer in its database, beside the team's rows: they never travel."""

from __future__ import annotations

from typing import Final

from leaddesk.storage.engine import Database, Sql

_READ: Final = Sql("SELECT value FROM membership WHERE name = :name")
_WRITE: Final = Sql(
    "INSERT INTO membership (name, value) VALUES (:name, :value) "
    "ON CONFLICT (name) DO UPDATE SET value = excluded.value"
)
_FORGET: Final = Sql("DELETE FROM membership WHERE name = :name")


class OwnNotes:
    """Texts by a name of at most 20 letters."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def read(self, name: str) -> str:
        """Return a note, '' for none; raises StoreUnavailable."""
        with self._database.reading() as session:
            row = session.one(_READ, name=name)
        return str(row[0]) if row is not None else ""

    def write(self, name: str, value: str) -> None:
        """Keep a note; an empty one is forgotten. Raises StoreUnavailable."""
        with self._database.writing() as session:
            if value:
                session.run(_WRITE, name=name, value=value)
            else:
                session.run(_FORGET, name=name)
