# SPDX-License-Identifier: MIT
"""Writes that can be taken back: every change keeps what was there before, as data."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import msgspec
from sqlalchemy import Integer, Table

from leaddesk.domain.errors import StaleLead
from leaddesk.storage import (
    tables,
    tables_arrivals,
    tables_duplicates,
    tables_funnel,
    tables_handoffs,
    tables_hub,
    tables_listing,
    tables_no_call,
    tables_people,
    tables_plan,
)
from leaddesk.storage.engine import Session, Sql
from leaddesk.storage.row_ids import FIRST

_TABLES = {
    table.name: table
    for table in (
        tables.lead,
        tables.phone,
        tables.handoff,
        tables.feedback,
        tables.suppression,
        tables_listing.kept_filter,
        tables.rule,
        tables.person,
        tables.absence,
        tables.goal,
        tables.source,
        tables_no_call.hold,
        tables_no_call.place_hours,
        tables_arrivals.watched_folder,
        tables_duplicates.duplicate_pair,
        tables_people.notice,
        tables_people.acknowledgement,
        tables_people.coaching_note,
        tables_people.meeting,
        tables_people.agreed_action,
        tables_funnel.campaign_cost,
        tables_funnel.source_cost,
        tables_plan.sale,
        tables_plan.plan,
        tables_plan.plan_draft,
        tables_handoffs.handoff_score,
        tables_hub.workstation,
    )
}

_WATCHED = frozenset({"state", "email", "company_key", "site"})
"""The columns of a lead by which it is held back, or stands in a queue."""

_RATING = frozenset({"half_life", "rank"})

Change = list[Any]
"""[table, key columns and values, columns before or None, columns after or None]."""


class Recorder:
    """Insert, update and delete by primary key, and remember how to undo it."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._changes: list[Change] = []
        self._touched: set[int] = set()

    def insert(self, table: Table, values: Mapping[str, Any]) -> int:
        """Insert a row and return its id (0 for a table without an own id)."""
        keys = [str(c.name) for c in table.primary_key.columns]
        made = 0
        if keys == ["id"] and "id" not in values and self._session.ids is not None:
            values = {"id": self._session.ids.next(), **values}
            made = values["id"]
        if keys == ["id"] and "id" not in values:
            made_by = _insert_below if self._session.is_sqlite else _insert_returning
            row = self._session.one(made_by(table, tuple(values)), **values)
            made = int(row[0]) if row else 0
            self._changes.append([str(table.name), {"id": made}, None, dict(values)])
            self._touch(table, {"id": made}, values)
        else:
            self._session.run(_insert(table, tuple(values)), **values)
            self._changes.append(
                [str(table.name), {k: values[k] for k in keys}, None, dict(values)]
            )
            self._touch(table, values, values)
        return made

    def update(
        self,
        table: Table,
        key: Mapping[str, Any],
        before: Mapping[str, Any],
        after: Mapping[str, Any],
    ) -> None:
        """Write the columns of `after`; `before` holds what these columns were.

        A table with a version counts it up, here and when the change is taken back: a version
        never repeats, or a colleague's stale form would look fresh.
        """
        if not after:
            return
        write = self._session.send if table is tables.lead else self._session.run
        write(_update(table, tuple(key), tuple(after)), **_renamed(key), **after)
        if table is tables.lead:
            self._session.behind.forget_lead(key["id"])
        self._changes.append([str(table.name), dict(key), dict(before), dict(after)])
        self._touch(table, key, after)

    def delete(self, table: Table, key: Mapping[str, Any], before: Mapping[str, Any]) -> None:
        """Delete a row; `before` holds all its columns."""
        self._session.run(_delete(table, tuple(key)), **_renamed(key))
        self._changes.append([str(table.name), dict(key), dict(before), None])
        self._touch(table, key, before)

    def touched(self) -> tuple[int, ...]:
        """Return the leads that came, or whose place, numbers or names changed, and start afresh.

        These may have to be held back now, or no longer.
        """
        found, self._touched = tuple(sorted(self._touched)), set()
        return found

    def _touch(self, table: Table, key: Mapping[str, Any], columns: Mapping[str, Any]) -> None:
        if table is tables.phone:
            self._touched.add(key["lead_id"])
        elif table is tables.lead and not _WATCHED.isdisjoint(columns):
            self._touched.add(key["id"])

    def take(self) -> str:
        """Return what was changed so far as JSON, and start afresh."""
        told = msgspec.json.encode(self._changes).decode()
        self._changes = []
        return told

    def restore(self, told: str) -> None:
        """Put everything back as it was before, newest change first.

        Raises StaleLead when a row is no longer as the write left it; nothing is restored then.
        """
        changes: list[Change] = msgspec.json.decode(told)
        for name, key, before, after in reversed(changes):
            table = _TABLES[name]
            if before is None:
                self._check(table, key, after)
                if not self._session.run(_delete(table, tuple(key)), **_renamed(key)):
                    raise StaleLead("moved_on", what=name)
            elif after is None:
                if self._session.one(_select(table, tuple(key), tuple(key)), **_renamed(key)):
                    raise StaleLead("moved_on", what=name)
                self._session.run(_insert(table, tuple(before)), **before)
            else:
                self._check(table, key, after)
                self._session.run(
                    _update(table, tuple(key), tuple(before)), **_renamed(key), **before
                )

    def _check(self, table: Table, key: Mapping[str, Any], after: Mapping[str, Any]) -> None:
        if table is tables.lead:
            # Rules that changed since rate a lead anew; that is nobody's work on it.
            after = {name: value for name, value in after.items() if name not in _RATING}
        now = self._session.one(_select(table, tuple(key), tuple(after)), **_renamed(key))
        if now is None or list(now) != list(after.values()):
            raise StaleLead("moved_on", what=table.name)


def _renamed(key: Mapping[str, Any]) -> dict[str, Any]:
    return {f"key_{name}": value for name, value in key.items()}


def _where(keys: tuple[str, ...]) -> str:
    return " AND ".join(f"{k} = :key_{k}" for k in keys)


def _update(table: Table, keys: tuple[str, ...], columns: tuple[str, ...]) -> Sql:
    sets = [f"{c} = :{c}" for c in columns]
    if "version" in table.c and isinstance(table.c.version.type, Integer):
        sets.append("version = version + 1")
    return Sql(f"UPDATE {table.name} SET {', '.join(sets)} WHERE {_where(keys)}")


def _insert(table: Table, columns: tuple[str, ...]) -> Sql:
    values = ", ".join(f":{c}" for c in columns)
    names = ", ".join(columns)
    return Sql(f"INSERT INTO {table.name} ({names}) VALUES ({values})")


def _insert_returning(table: Table, columns: tuple[str, ...]) -> Sql:
    return Sql(f"{_insert(table, columns).text} RETURNING id")


def _insert_below(table: Table, columns: tuple[str, ...]) -> Sql:
    """Return an insert with the next of the file's own ids: below those that operations bring.

    SQLite by itself goes on from the highest id of all.
    """
    known = [f"SELECT MAX(id) AS n FROM {table.name} WHERE id < {FIRST}"]
    if table.dialect_options["sqlite"]["autoincrement"]:
        known.append(
            f"SELECT seq FROM sqlite_sequence WHERE name = '{table.name}' AND seq < {FIRST}"
        )
    own = f"(SELECT COALESCE(MAX(n), 0) + 1 FROM ({' UNION ALL '.join(known)}))"
    names, values = ", ".join(columns), ", ".join(f":{c}" for c in columns)
    return Sql(f"INSERT INTO {table.name} (id, {names}) VALUES ({own}, {values}) RETURNING id")


def _delete(table: Table, keys: tuple[str, ...]) -> Sql:
    return Sql(f"DELETE FROM {table.name} WHERE {_where(keys)}")


def _select(table: Table, keys: tuple[str, ...], columns: tuple[str, ...]) -> Sql:
    return Sql(f"SELECT {', '.join(columns)} FROM {table.name} WHERE {_where(keys)}")
