# SPDX-License-Identifier: MIT
"""Figures that were worked out ahead, one row each; not undone, they come again by themselves."""

from __future__ import annotations

from leaddesk.desk.records import Prepared
from leaddesk.storage.engine import Session, Sql

_GET = Sql("SELECT day, version, data FROM prepared WHERE name = :name")
_KEEP = Sql(
    "INSERT INTO prepared (name, day, version, data) VALUES (:name, :day, :version, :data) "
    "ON CONFLICT (name) DO UPDATE SET day = excluded.day, version = excluded.version, "
    "data = excluded.data"
)


class PreparedStore:
    """`desk.unit.PreparedFigures` over a session."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def get(self, name: str) -> Prepared | None:
        """Return what was kept last under a name."""
        row = self._session.one(_GET, name=name)
        return None if row is None else Prepared(row[0], row[1], row[2])

    def keep(self, name: str, figure: Prepared) -> None:
        """Keep a figure in place of the one before."""
        self._session.run(
            _KEEP, name=name, day=figure.day, version=figure.version, data=figure.data
        )
