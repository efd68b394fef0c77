# SPDX-License-Identifier: MIT
"""What unconfirmed operations changed: images of rows from before, and putting them back.

Triggers write the images, so that no write of a handler can miss them. They are there while the
workstation is in a team; a file that works alone has none.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Sequence
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
from leaddesk.storage.engine import Database, Session, Sql

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
_IMAGES = Sql("SELECT n, name, key, before FROM overlay_image ORDER BY n DESC")
# Nearly every operation changes the same few sums. Nothing but their key tells these rows apart and
# no other row names them, so the first image alone brings each back.
_SUMS = {"counter": tables.counter.name, "tally": tables_funnel.tally.name}
_FEWEST = Sql(
    "SELECT n, name, key, before FROM overlay_image WHERE name NOT IN (:counter, :tally) "
    "OR n IN (SELECT MIN(n) FROM overlay_image WHERE name IN (:counter, :tally) "
    "GROUP BY name, key) ORDER BY n DESC"
)
_LEADS = Sql("SELECT DISTINCT key FROM overlay_image WHERE name = 'lead'")
_FORGET = Sql("DELETE FROM overlay_image")
_NEWEST = Sql("SELECT COALESCE(MAX(n), 0) FROM overlay_image")
_MEMBER = Sql("SELECT 1 FROM membership WHERE name = 'device'")
_TRIGGERS = Sql("SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND name >= 'overlay_' "
                "AND name < 'overlay`'")  # fmt: skip
_OLDER = "overlay_columns"
"""Where it is noted which columns images have that were written before an upgrade."""
_READ_OLDER = Sql(f"SELECT value FROM membership WHERE name = '{_OLDER}'")
_KEEP_OLDER = Sql(
    f"INSERT INTO membership (name, value) VALUES ('{_OLDER}', :value) "
    "ON CONFLICT (name) DO UPDATE SET value = excluded.value"
)
_DROP_OLDER = Sql(f"DELETE FROM membership WHERE name = '{_OLDER}'")
_CAPTURES = re.compile(r"quote\(OLD\.(\w+)\)")


def is_member(database: Database) -> bool:
    """Tell whether a file is a workstation of a team; a server never is."""
    if database.path is None:
        return False
    with database.reading() as session:
        return session.one(_MEMBER) is not None


def install(session: Session) -> None:
    """Let changes be captured from now on."""
    for table in CAPTURED:
        for name, statement in _triggers(table):
            session.sql(f"DROP TRIGGER IF EXISTS {name}")
            session.sql(statement)


def remove(session: Session) -> None:
    """Capture nothing any more, and forget what was captured."""
    for name, _ in session.rows(_TRIGGERS):
        session.sql(f"DROP TRIGGER {name}")
    session.run(_FORGET)
    session.run(_END)
    session.run(_DROP_OLDER)


def remember(database: Database) -> None:
    """Note which columns the images have that are there, before the schema changes."""
    if database.path is None:
        return
    with database.writing() as session:
        triggers: dict[str, str] = dict(session.rows(_TRIGGERS))
        newest = session.one(_NEWEST) if triggers else None
        if newest is None or not newest[0]:
            return
        columns = {name: _captured_by(triggers, name) for name in _TABLES}
        older = _older(session)
        if not older or older[-1][0] < newest[0]:
            session.run(_KEEP_OLDER, value=json.dumps([*older, (newest[0], columns)]))


def keep_up(database: Database) -> None:
    """Let the changes of a workstation be captured as its tables are now."""
    if not is_member(database):
        return
    wanted = {name: statement for table in CAPTURED for name, statement in _triggers(table)}
    with database.reading() as session:
        if dict(session.rows(_TRIGGERS)) == wanted:
            return
    with database.writing() as session:
        install(session)


def _captured_by(triggers: dict[str, str], name: str) -> list[str]:
    """Return the columns of the images of a table, in their order; those of its key come first."""
    found = _CAPTURES.findall(triggers.get(f"overlay_{name}_delete", ""))
    return found[len(_TABLES[name].primary_key.columns) :]


def _older(session: Session) -> list[tuple[int, dict[str, list[str]]]]:
    """Return up to which image a table's images have which columns, where these are not today's."""
    row = session.one(_READ_OLDER)
    return [(int(until), columns) for until, columns in json.loads(row[0])] if row else []


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
    older = _older(session)
    # Images from before an upgrade lack the newer columns, which later ones have.
    images = session.rows(_IMAGES) if older else session.rows(_FEWEST, **_SUMS)
    for n, name, key, before in images:
        table = _TABLES[name]
        columns = next((told[name] for until, told in older if n <= until), None)
        # Key and columns are literals that `quote` wrote.
        session.sql(_delete(table, key) if before is None else _restore(table, before, columns))
    session.run(_FORGET)
    if older:
        session.run(_DROP_OLDER)


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


def _restore(table: Table, literals: str, columns: Sequence[str] | None = None) -> str:
    names = columns or [str(c.name) for c in table.columns]
    sets = ", ".join(f"{name} = excluded.{name}" for name in names)
    return (
        f"INSERT INTO {table.name} ({', '.join(names)}) VALUES ({literals}) "
        f"ON CONFLICT ({_names(table.primary_key.columns)}) DO UPDATE SET {sets}"
    )


def _delete(table: Table, key: str) -> str:
    return f"DELETE FROM {table.name} WHERE ({_names(table.primary_key.columns)}) = ({key})"
