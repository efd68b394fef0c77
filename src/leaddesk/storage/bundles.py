# SPDX-License-Identifier: MIT
"""Rows on their way between the hub and a workstation: read whole there, written whole here."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from typing import Any

from sqlalchemy import Table

from leaddesk.desk.wire import LeadRows, Rows
from leaddesk.storage import search, tables
from leaddesk.storage.engine import Session, Sql
from leaddesk.storage.feed import OF_LEAD, OWN, SHARED
from leaddesk.storage.team import grow

_VERSION = "version"
"""The row of the rules by which each database counts its own changes."""

_BY_NAME = {str(t.name): t for t, _ in (*OF_LEAD, *OWN)} | {str(t.name): t for t in SHARED} | {
    "counter": tables.counter
}


def names(table: Table) -> str:
    """Return the columns of a table as SQL, in the order in which rows travel."""
    return ", ".join(str(column.name) for column in table.columns)


def read_lead(session: Session, lead_id: int) -> Rows:
    """Return all rows of a lead, by table."""
    return {
        str(table.name): _read(session, table, column, lead_id) for table, column in OF_LEAD
    }


def _read(session: Session, table: Table, column: str, value: object) -> list[list[Any]]:
    sql = Sql(f"SELECT {names(table)} FROM {table.name} WHERE {column} = :value")
    return [list(row) for row in session.rows(sql, value=value)]


def read_shared(session: Session, table: Table) -> list[list[Any]]:
    """Return a table that everybody has; each database counts the versions of its rules itself."""
    only = f" WHERE key <> '{_VERSION}'" if table is tables.rule else ""
    return [list(row) for row in session.sql(f"SELECT {names(table)} FROM {table.name}{only}")]


def read_own(session: Session, name: str, person_id: int) -> list[list[Any]]:
    """Return the rows of a table that are about a person."""
    table, column = next((t, c) for t, c in OWN if t.name == name)
    return _read(session, table, column, person_id)


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
    session.run(Sql(f"DELETE FROM {table.name} WHERE {column} = :value"), value=value)


def write_shared(session: Session, told: Mapping[str, list[list[Any]]]) -> None:
    """Write tables that everybody has, whole; whoever keeps what they say reads it again."""
    for name, rows in told.items():
        table = _BY_NAME[name]
        only = f" WHERE key <> '{_VERSION}'" if table is tables.rule else ""
        session.sql(f"DELETE FROM {table.name}{only}")
        write_rows(session, name, rows)
    if told:
        grow(session)


def write_own(session: Session, told: Mapping[str, list[list[Any]]], person_id: int) -> None:
    """Write the tables of which this person has their own rows."""
    for name, rows in told.items():
        table, column = next((t, c) for t, c in OWN if t.name == name)
        _clear(session, table, column, person_id)
        write_rows(session, name, rows)


def write_rows(session: Session, name: str, rows: list[list[Any]]) -> None:
    """Write rows over what is there under their keys."""
    table = _BY_NAME[name]
    keys = [str(c.name) for c in table.primary_key.columns]
    marks = ", ".join(f":{c.name}" for c in table.columns)
    sets = ", ".join(f"{c.name} = excluded.{c.name}" for c in table.columns if c.name not in keys)
    sql = Sql(
        f"INSERT INTO {table.name} ({names(table)}) VALUES ({marks}) "
        f"ON CONFLICT ({', '.join(keys)}) DO UPDATE SET {sets}"
    )
    columns = [str(c.name) for c in table.columns]
    session.many(sql, [dict(zip(columns, row, strict=True)) for row in rows])


def drop_others(session: Session, keep: Collection[int]) -> None:
    """Take out every lead that is not among these."""
    for (lead_id,) in session.rows(Sql("SELECT id FROM lead")):
        if lead_id not in keep:
            write_leads(session, (LeadRows(lead_id, None),))
