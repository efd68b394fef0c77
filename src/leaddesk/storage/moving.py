# SPDX-License-Identifier: MIT
"""A database that somebody worked alone with becomes that of a team's hub: all of it, or nothing.

The file it comes from is only read. A hub's own file moves to a server the same way.
"""

from __future__ import annotations

import datetime as dt
import tempfile
from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path

from sqlalchemy import Integer, Table

from leaddesk.domain.errors import BadInput, StoreUnavailable
from leaddesk.storage import backup
from leaddesk.storage.addresses import sqlite_path
from leaddesk.storage.engine import Database, Row, Session, Sql
from leaddesk.storage.membership import notes_of
from leaddesk.storage.opening import open_store
from leaddesk.storage.row_ids import FIRST
from leaddesk.storage.tables import metadata

STEP = 1_000
"""Rows that are read and written at once."""

OF_THE_MACHINE = frozenset(
    {
        "feed",
        "feed_mark",
        "held_lease",
        "lease",
        "membership",
        "opened",
        "operation",
        "overlay_image",
        "overlay_now",
        "search_gap",
    }
)
"""What belongs to the machine that has the database open, and means nothing elsewhere."""

_ONE_AT_A_TIME = Sql("SELECT pg_advisory_xact_lock(:lock)")
_LOCK = 0x1EADDE5E
_SOMEBODY = Sql("SELECT 1 FROM person LIMIT 1")
_SOMETHING = Sql("SELECT 1 FROM lead LIMIT 1")


def found_team(source: Path, target: str, at: dt.datetime) -> int:
    """Copy a database to where a hub's is to be, and return how many rows were counted there.

    `target` is a file or the URL of a server's database, made when it is not there. Raises
    BadInput("hub_not_empty") where somebody or something is in it, BadInput("from_team_file") for
    the file of a workstation of a team, BadInput("from_itself"), and StoreUnavailable for a source
    or a target that can't be read or written; the target is as before then.
    """
    backup.verify(source)
    if notes_of(source).get("device"):
        raise BadInput("from_team_file", where=str(source))
    file = sqlite_path(target)
    if file is None:
        with tempfile.TemporaryDirectory(prefix="leaddesk-hub-") as scratch:
            return _to_server(_ready_copy(source, Path(scratch) / "copy.db", at), target, at)
    if file.exists() and source.samefile(file):
        raise BadInput("from_itself", where=str(file))
    return _to_file(source, file, at)


def _to_file(source: Path, file: Path, at: dt.datetime) -> int:
    if file.exists():
        _check_empty(str(file), at)
        backup.remove_empty(file)
    part = file.with_name(file.name + ".founding")
    part.unlink(missing_ok=True)
    try:
        copy = _ready_copy(source, part, at)
        rows = backup.make_backup(copy, file)
    finally:
        for ending in ("", "-wal", "-shm", "-journal"):
            part.with_name(part.name + ending).unlink(missing_ok=True)
    return rows


def _check_empty(target: str, at: dt.datetime) -> None:
    store = open_store(target, at)
    try:
        with store.database.reading() as session:
            _refuse_filled(session, target)
    finally:
        store.close()


def _refuse_filled(session: Session, target: str) -> None:
    if session.one(_SOMEBODY) is not None or session.one(_SOMETHING) is not None:
        path = sqlite_path(target)
        raise BadInput("hub_not_empty", where=str(path) if path else "")


def _ready_copy(source: Path, copy: Path, at: dt.datetime) -> Path:
    """Copy a database, bring the copy up to date, and take out what is of the machine only."""
    backup.make_backup(source, copy)
    store = open_store(str(copy), at)
    try:
        while store.index_some(STEP):
            pass
        with store.database.writing() as session:
            for name in sorted(OF_THE_MACHINE):
                session.run(Sql(f"DELETE FROM {name}"))
    finally:
        store.close()
    return copy


def _to_server(copy: Path, target: str, at: dt.datetime) -> int:
    """Copy every table in one transaction; what arrived is counted before it is committed."""
    source = Database(str(copy))
    store = open_store(target, at)
    try:
        with source.reading() as old, store.database.writing() as new:
            new.run(_ONE_AT_A_TIME, lock=_LOCK)
            _refuse_filled(new, target)
            tables = [t for t in metadata.sorted_tables if t.name not in OF_THE_MACHINE]
            for table in reversed(tables):
                new.run(Sql(f"DELETE FROM {table.name}"))
            return sum(_copy_table(table, old, new) for table in tables)
    finally:
        store.close()
        source.close()


def _copy_table(table: Table, old: Session, new: Session) -> int:
    names = [str(column.name) for column in table.columns]
    marks = ", ".join(f":{name}" for name in names)
    insert = Sql(f"INSERT INTO {table.name} ({', '.join(names)}) VALUES ({marks})")
    for rows in _steps(_rows_of(table, names, old)):
        new.many(insert, [dict(zip(names, row, strict=True)) for row in rows])
    counted = [_count(table, session) for session in (old, new)]
    if counted[0] != counted[1]:
        raise StoreUnavailable("copy_differs", what=str(table.name))
    _set_sequences(table, new)
    return counted[1]


def _rows_of(table: Table, names: list[str], old: Session) -> Iterator[Row]:
    """Return a table's rows by SQLite's own row number, in steps, or at once without one."""
    told = ", ".join(names)
    if not table.dialect_options["sqlite"].get("with_rowid", True):
        yield from old.rows(Sql(f"SELECT {told} FROM {table.name}"))
        return
    page = Sql(
        f"SELECT {told}, rowid FROM {table.name} WHERE rowid > :after ORDER BY rowid LIMIT :most"
    )
    after = -1
    while rows := old.rows(page, after=after, most=STEP):
        yield from (row[:-1] for row in rows)
        after = rows[-1][-1]


def _steps(rows: Iterable[Row]) -> Iterator[list[Row]]:
    waiting = iter(rows)
    while step := list(islice(waiting, STEP)):
        yield step


def _count(table: Table, session: Session) -> int:
    row = session.one(Sql(f"SELECT COUNT(*) FROM {table.name}"))
    return int(row[0]) if row else 0


def _set_sequences(table: Table, new: Session) -> None:
    """Let a server go on counting behind the rows that came; ids of operations are above all."""
    for column in table.primary_key.columns:
        if not isinstance(column.type, Integer):
            continue
        name = f"{table.name}', '{column.name}"
        row = new.one(Sql(f"SELECT pg_get_serial_sequence('{name}')"))
        if row is None or row[0] is None:
            continue
        last = f"SELECT MAX({column.name}) FROM {table.name} WHERE {column.name} < {FIRST}"
        new.one(Sql(f"SELECT setval('{row[0]}', COALESCE(({last}), 1), ({last}) IS NOT NULL)"))
