# SPDX-License-Identifier: MIT
"""What unconfirmed operations changed: images of rows from before, and putting them back.

Triggers write the images, so that no write of a handler can miss them. They are there while the
workstation is in a team; a file that works alone has none.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from sqlalchemy import Column, Table

from leaddesk.storage import (
    tables,
    tables_funnel,
    tables_listing,
    tables_no_call,
    tables_people,
    tables_plan,
)
from leaddesk.storage.engine import Session, Sql

CAPTURED = (
    tables.lead,
    tables.phone,
    tables.journal,
    tables.counter,
    tables.handoff,
    tables.feedback,
    tables.suppression,
    tables.source,
    tables.area,
    tables_funnel.tally,
    tables_listing.kept_filter,
    tables_no_call.hold,
    tables_people.acknowledgement,
    tables_plan.sale,
)
"""The tables that operations write to."""

_TABLES = {str(table.name): table for table in CAPTURED}
_NOW = "(SELECT seq FROM overlay_now)"

_BEGIN = Sql("INSERT INTO overlay_now (seq) VALUES (:seq)")
_END = Sql("DELETE FROM overlay_now")
_IMAGES = Sql("SELECT name, key, before FROM overlay_image ORDER BY n DESC")
_LEADS = Sql("SELECT DISTINCT key FROM overlay_image WHERE name = 'lead'")
_FORGET = Sql("DELETE FROM overlay_image")


def install(session: Session) -> None:
    """Let changes be captured from now on."""
    for table in CAPTURED:
        for name, statement in _triggers(table):
            session.sql(f"DROP TRIGGER IF EXISTS {name}")
            session.sql(statement)


def uninstall(session: Session) -> None:
    """Capture nothing any more: the file works alone from now on."""
    for table in CAPTURED:
        for name, _statement in _triggers(table):
            session.sql(f"DROP TRIGGER IF EXISTS {name}")


def begin(session: Session, seq: int) -> None:
    """Capture what is written for an operation."""
    session.run(_BEGIN, seq=seq)


def end(session: Session) -> None:
    """End capturing."""
    session.run(_END)


def leads_in(session: Session) -> frozenset[int]:
    """Return the leads whose own row has an image."""
    return frozenset(int(row[0]) for row in session.rows(_LEADS))


def put_back(session: Session) -> None:
    """Put every row back as its first image has it, newest change first, and forget the images."""
    for name, key, before in session.rows(_IMAGES):
        table = _TABLES[name]
        # Key and columns are literals that `quote` wrote.
        session.sql(_delete(table, key) if before is None else _restore(table, before))
    session.run(_FORGET)


def _triggers(table: Table) -> Iterator[tuple[str, str]]:
    """Name and text of each trigger of a table."""
    for event, row in (("INSERT", "NEW"), ("UPDATE", "OLD"), ("DELETE", "OLD")):
        key = _literals(row, table.primary_key.columns)
        before = "NULL" if event == "INSERT" else _literals(row, table.columns)
        name = f"overlay_{table.name}_{event.lower()}"
        statement = (
            f"CREATE TRIGGER {name} AFTER {event} ON {table.name} WHEN {_NOW} IS NOT NULL BEGIN "
            "INSERT INTO overlay_image (seq, name, key, before) "
            f"VALUES ({_NOW}, '{table.name}', {key}, {before}); END"
        )
        yield name, statement


def _literals(row: str, columns: Iterable[Column[Any]]) -> str:
    """Return the SQL that says some columns of a row as literals of SQL, exact to the last bit."""
    return " || ',' || ".join(f"quote({row}.{c.name})" for c in columns)


def _names(columns: Iterable[Column[Any]]) -> str:
    return ", ".join(str(c.name) for c in columns)


def _restore(table: Table, literals: str) -> str:
    sets = ", ".join(f"{c.name} = excluded.{c.name}" for c in table.columns)
    return (
        f"INSERT INTO {table.name} ({_names(table.columns)}) VALUES ({literals}) "
        f"ON CONFLICT ({_names(table.primary_key.columns)}) DO UPDATE SET {sets}"
    )


def _delete(table: Table, key: str) -> str:
    return f"DELETE FROM {table.name} WHERE ({_names(table.primary_key.columns)}) = ({key})"
