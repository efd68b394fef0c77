# SPDX-License-Identifier: MIT
"""Rows on their way between the hub and a workstation: read whole there, written whole here.

A lead travels with all its rows, what is about a person as a table of theirs, and what everybody
has as a whole table. What belongs to one database only stays: hands, search, what windows are open.
"""

from __future__ import annotations

import functools
from collections.abc import Collection, Iterable, Mapping
from functools import cache
from typing import Any, Final

from sqlalchemy import Dialect, Table

from leaddesk.desk.wire import LeadRows, Rows
from leaddesk.storage import (
    search,
    tables,
    tables_listing,
    tables_no_call,
    tables_people,
    tables_plan,
)
from leaddesk.storage.dialects import json_list, listed_ids
from leaddesk.storage.engine import Build, Session, Sql
from leaddesk.storage.team import grow

OF_LEAD: Final = (
    (tables.lead, "id"),
    (tables.phone, "lead_id"),
    (tables.journal, "lead_id"),
    (tables.handoff, "lead_id"),
    (tables.feedback, "lead_id"),
    (tables_no_call.hold, "lead_id"),
    (tables_plan.sale, "lead_id"),
)
"""The tables of a lead, and the column that says whose row it is."""

SHARED: Final = (
    tables.rule,
    tables.person,
    tables.absence,
    tables.goal,
    tables.source,
    tables.area,
    tables.holiday,
    tables.lead_list,
    tables.mapping,
    tables_no_call.place_hours,
    tables_people.notice,
    tables_people.acknowledgement,
)
"""Tables that everybody has whole, those first that others point to."""

OWN: Final = (
    (tables.counter, "person_id", ""),
    (tables_listing.kept_filter, "person_id", ""),
    (tables_people.coaching_note, "person_id", " AND shared = 1"),
    (tables_people.meeting, "person_id", ""),
    (tables_people.agreed_action, "owner_id", ""),
)
"""Tables of which everybody has the rows that are about them, and which of these."""

_VERSION = "version"
"""The row of the rules by which each database counts its own changes."""

_BY_NAME: Final = {
    str(table.name): table for table in (*(t for t, _ in OF_LEAD), *SHARED, *(t for t, _, _ in OWN))
}


def names(table: Table) -> str:
    """Return the columns of a table as SQL, in the order in which rows travel."""
    return ", ".join(str(column.name) for column in table.columns)


def read_lead(session: Session, lead_id: int) -> Rows:
    """Return all rows of a lead, by table."""
    return {str(table.name): _read(session, table, column, lead_id) for table, column in OF_LEAD}


def read_leads(session: Session, lead_ids: Collection[int]) -> dict[int, Rows]:
    """Return all rows of some leads, by lead and table; leads that are gone are left out."""
    found: dict[int, Rows] = {}
    wanted = json_list(lead_ids)
    for table, column in OF_LEAD:
        at, name = _place(table, column), str(table.name)
        for row in session.rows(_of_some(table, column), ids=wanted):
            if table is tables.lead:
                found[row[at]] = {str(each.name): [] for each, _ in OF_LEAD}
            if row[at] in found:
                found[row[at]][name].append(list(row))
    return found


@cache
def _place(table: Table, column: str) -> int:
    return [str(each.name) for each in table.columns].index(column)


@cache
def _of_some(table: Table, column: str) -> Build:
    """Return the rows of a table that belong to some leads."""

    def rows(dialect: Dialect) -> str:
        ids = listed_ids("ids", dialect)
        order = ", ".join(str(key.name) for key in table.primary_key.columns)
        return f"SELECT {names(table)} FROM {table.name} WHERE {column} IN ({ids}) ORDER BY {order}"

    return rows


def _read(
    session: Session, table: Table, column: str, value: object, which: str = ""
) -> list[list[Any]]:
    sql = Sql(f"SELECT {names(table)} FROM {table.name} WHERE {column} = :value{which}")
    return [list(row) for row in session.rows(sql, value=value)]


def read_shared(session: Session, wanted: Iterable[str] | None = None) -> Rows:
    """Return tables that everybody has, all or some; versions each database counts itself."""
    found = {}
    for table in SHARED:
        if wanted is None or table.name in wanted:
            rows = session.sql(f"SELECT {names(table)} FROM {table.name}{_only(table)}")
            found[str(table.name)] = [list(row) for row in rows]
    return found


def _only(table: Table) -> str:
    return f" WHERE key <> '{_VERSION}'" if table is tables.rule else ""


def read_own(session: Session, person_id: int, wanted: Collection[str] | None = None) -> Rows:
    """Return the rows about a person, by table, of all or some; of notes those that were shared."""
    return {
        str(table.name): _read(session, table, column, person_id, which)
        for table, column, which in OWN
        if wanted is None or table.name in wanted
    }


def write_leads(session: Session, leads: Iterable[LeadRows]) -> None:
    """Write leads as they are at the hub, or take them out; found by words as they are now."""
    for lead in leads:
        before = search.words_of(session, lead.lead_id)
        for table, column in OF_LEAD:
            _clear(session, table, column, lead.lead_id)
        for name, rows in (lead.rows or {}).items():
            write_rows(session, name, rows)
        search.reindex(session, lead.lead_id, before)


def _clear(session: Session, table: Table, column: str, value: object) -> None:
    session.run(_clearing(str(table.name), column), value=value)


@functools.cache
def _clearing(table: str, column: str) -> Sql:
    return Sql(f"DELETE FROM {table} WHERE {column} = :value")


def write_shared(session: Session, told: Mapping[str, list[list[Any]]]) -> None:
    """Write tables that everybody has, whole; whoever keeps what they say reads it again.

    What points to a row that comes in the same answer does so when all is written. Where nothing
    comes, nothing is said: these pragmas make SQLite prepare every statement of the connection
    anew, and the next click would pay for it.
    """
    if not told:
        return
    _point_later(session)
    for table in reversed(SHARED):
        if table.name in told:
            session.sql(f"DELETE FROM {table.name}{_only(table)}")
    for table in SHARED:
        if table.name in told:
            write_rows(session, str(table.name), told[str(table.name)])
    grow(session)


def state_of(rows: Rows) -> int:
    """Return the state of a lead that travels, -1 for none."""
    found = rows.get(str(tables.lead.name)) or []
    return int(found[0][_STATE]) if found else -1


_STATE: Final = [str(column.name) for column in tables.lead.columns].index("state")


def _point_later(session: Session) -> None:
    if session.is_sqlite:
        session.sql("PRAGMA defer_foreign_keys=ON")


def point_at_once(session: Session) -> None:
    """Let rows point only to rows that are there, from now on; after `write_shared`."""
    if session.is_sqlite:
        session.sql("PRAGMA defer_foreign_keys=OFF")


def write_own(session: Session, told: Mapping[str, list[list[Any]]], person_id: int) -> None:
    """Write the rows about this person, whole by table."""
    for table, column, _ in OWN:
        if table.name in told:
            _clear(session, table, column, person_id)
            write_rows(session, str(table.name), told[str(table.name)])


def write_rows(session: Session, name: str, rows: list[list[Any]]) -> None:
    """Write rows over what is there under their keys."""
    if rows:
        statement, columns = _writing(name)
        session.many(statement, [dict(zip(columns, row, strict=True)) for row in rows])


@functools.cache
def _writing(name: str) -> tuple[Sql, tuple[str, ...]]:
    """Return the statement that writes a row of a table, and its columns; one a table."""
    table = _BY_NAME[name]
    columns = tuple(str(c.name) for c in table.columns)
    keys = [str(c.name) for c in table.primary_key.columns]
    marks = ", ".join(f":{column}" for column in columns)
    sets = ", ".join(f"{column} = excluded.{column}" for column in columns if column not in keys)
    statement = Sql(
        f"INSERT INTO {table.name} ({names(table)}) VALUES ({marks}) "
        f"ON CONFLICT ({', '.join(keys)}) DO UPDATE SET {sets}"
    )
    return statement, columns


def others(session: Session, keep: Collection[int]) -> set[int]:
    """Return every lead that is not among these."""
    return {int(row[0]) for row in session.rows(Sql("SELECT id FROM lead"))} - set(keep)


def drop_others(session: Session, keep: Collection[int]) -> None:
    """Take out every lead that is not among these."""
    write_leads(session, [LeadRows(lead_id, None) for lead_id in sorted(others(session, keep))])
