# SPDX-License-Identifier: MIT
"""Backups of a SQLite database: a verified copy while it is in use, and the way back.

A copy is made under another name, synced, opened and looked through before it gets its own; a
restore never deletes what it replaces.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import os
import shutil
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from leaddesk.domain.errors import BadInput, StoreUnavailable
from leaddesk.storage import erasure_file
from leaddesk.storage.addresses import SQLITE_MAGIC, parsed_url, sqlite_path, without_secrets
from leaddesk.storage.driver_errors import unavailable

BUSY_SECONDS = 10
_MARK = "lead"
_COMPANIONS = ("-wal", "-shm", "-journal")


@dataclass(frozen=True, slots=True)
class Restored:
    """A finished restore: the database, and where the file it replaced was put (None if none)."""

    database: Path
    moved_aside: Path | None
    rows: int


def file_of(url: str) -> Path:
    """Return the file of a SQLite URL or path.

    Raises BadInput("backup.postgresql") for another database, with the command that backs it up.
    """
    path = sqlite_path(url)
    if path is None:
        told = without_secrets(parsed_url(url)).set(drivername="postgresql").render_as_string()
        command = f"pg_dump --format=custom --file=leaddesk.dump {told}"
        raise BadInput("backup.postgresql", detail=command)
    return path


def make_backup(database: Path, target: Path) -> int:
    """Copy a database that may be in use to a new file and verify it; returns the rows in it.

    Nothing is left at `target` unless the copy is whole. Raises StoreUnavailable.
    """
    _look_at(database)
    if target.exists():
        raise StoreUnavailable("backup.exists", where=str(target))
    part = target.with_name(target.name + ".tmp")
    part.unlink(missing_ok=True)
    try:
        with _guarded(target):
            os.close(os.open(part, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
            with _opened(database, "rw") as source, _opened(part, "rw") as copy:
                source.backup(copy)
                copy.execute("PRAGMA journal_mode=DELETE").close()
        _sync(part)
        rows = verify(part)
        part.replace(target)
        _keep_erasures(target, database)
        _sync_folder(target.parent)
    finally:
        for path in (part, *_companions(part)):
            path.unlink(missing_ok=True)
    return rows


def _keep_erasures(copy: Path, database: Path) -> None:
    """Keep beside the backups who was erased until now: older ones still have them."""
    # A database from before there was erasing has none to keep; the backup itself is whole.
    with contextlib.suppress(sqlite3.Error, OSError):
        erasure_file.keep(erasure_file.told_by(copy), copy.parent, database)


def verify(path: Path) -> int:
    """Read a copy through and return how many rows it holds.

    Raises StoreUnavailable: "backup.damaged" for what SQLite finds fault with, "not_a_database",
    "backup.not_ours" for a database of another program, "backup.missing".
    """
    _look_at(path, missing="backup.missing")
    with _guarded(path, damaged="backup.damaged"), _opened(path, "ro") as copy:
        answer = copy.execute("PRAGMA quick_check(1)").fetchone()
        if answer is None or answer[0] != "ok":
            raise StoreUnavailable("backup.damaged", where=str(path))
        tables = _tables(copy)
        if _MARK not in tables:
            raise StoreUnavailable("backup.not_ours", where=str(path))
        return sum(_rows_in(copy, table) for table in tables)


def check_ours(path: Path) -> None:
    """Refuse a database that another program made, before opening it as ours changes its header.

    Raises StoreUnavailable("foreign_database"); a missing or an empty file is nobody's.
    """
    if not path.is_file() or not _has_magic(path):
        return
    with _guarded(path), _opened(path, "ro") as found:
        tables = _tables(found)
    if tables and _MARK not in tables:
        raise StoreUnavailable("foreign_database", where=str(path))


def remove_empty(path: Path) -> None:
    """Remove a database that was made a moment ago and in which nobody ever was.

    The caller knows that it is empty. Raises StoreUnavailable("locked") while somebody has it open.
    """
    with _guarded(path):
        _alone(path)
        for file in (path, *_companions(path)):
            file.unlink(missing_ok=True)


def restore(backup: Path, database: Path, at: dt.datetime) -> Restored:
    """Put a verified backup in the place of a database; what was there is moved aside, whole.

    Nobody may have the database open meanwhile: raises StoreUnavailable("locked") when somebody
    has, and whatever `verify` raises, before anything is touched.
    """
    rows = verify(backup)
    if database.is_dir():
        raise StoreUnavailable("is_a_directory", where=str(database))
    if database.exists() and backup.samefile(database):
        raise StoreUnavailable("backup.same_file", where=str(database))
    part = database.with_name(database.name + ".restoring")
    try:
        with _guarded(database):
            shutil.copyfile(backup, part)
            part.chmod(0o600)
            _sync(part)
            verify(part)
            _alone(database)
            aside = _move_aside(database, at)
            part.replace(database)
            _sync_folder(database.parent)
    finally:
        part.unlink(missing_ok=True)
    return Restored(database, aside, rows)


def _tables(database: sqlite3.Connection) -> list[str]:
    rows = database.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
    return [str(row[0]) for row in rows]


def _rows_in(copy: sqlite3.Connection, table: str) -> int:
    quoted = table.replace('"', '""')
    return int(copy.execute(f'SELECT count(*) FROM "{quoted}"').fetchone()[0])


def _look_at(path: Path, missing: str = "cannot_open") -> None:
    """Refuse in plain cases what is not a database file."""
    if path.is_dir():
        raise StoreUnavailable("is_a_directory", where=str(path))
    try:
        ours = _has_magic(path)
    except OSError as error:
        raise StoreUnavailable("cannot_open", where=str(path)) from error
    if not path.exists():
        raise StoreUnavailable(missing, where=str(path))
    if not ours:
        raise StoreUnavailable("not_a_database", where=str(path))


def _has_magic(path: Path) -> bool:
    """Return whether a file begins like a SQLite database; a missing one does not."""
    try:
        with path.open("rb") as file:
            return file.read(len(SQLITE_MAGIC)) == SQLITE_MAGIC
    except FileNotFoundError:
        return False


@contextlib.contextmanager
def _guarded(path: Path, damaged: str = "") -> Iterator[None]:
    """Turn what SQLite and the disk complain about into plain refusals."""
    try:
        yield
    except sqlite3.DatabaseError as error:
        told = unavailable(error, str(path))
        if damaged and told.key in {"damaged", "cannot_open"}:
            told = StoreUnavailable(damaged, where=str(path))
        raise told from error
    except OSError as error:
        key = "disk_full" if error.errno in _FULL else "read_only"
        raise StoreUnavailable(key, where=str(path)) from error


_FULL = frozenset({28, 122})
"""ENOSPC and EDQUOT."""


@contextlib.contextmanager
def _opened(path: Path, mode: str) -> Iterator[sqlite3.Connection]:
    """Open a file plainly, by its name, and close it."""
    uri = f"{path.absolute().as_uri()}?mode={mode}"
    connection = sqlite3.connect(uri, uri=True, timeout=BUSY_SECONDS, isolation_level=None)
    try:
        yield connection
    finally:
        connection.close()


def _alone(database: Path) -> None:
    """Fold the write-ahead log in and make sure that nobody is connected.

    A damaged database is the reason for many a restore, so its faults must not stop it.
    """
    if not _has_magic(database):
        return  # SQLite would clear away the log beside it.
    try:
        with _opened(database, "rw") as live:
            live.execute("PRAGMA busy_timeout=2000").close()
            # Leaving WAL folds the log in, and SQLite refuses it while anybody else is connected.
            live.execute("PRAGMA journal_mode=DELETE").close()
    except sqlite3.OperationalError as error:
        if "locked" in str(error).lower():
            raise StoreUnavailable("locked", where=str(database)) from error
    except sqlite3.DatabaseError:
        return


def _move_aside(database: Path, at: dt.datetime) -> Path | None:
    """Give a database and what belongs to it another name; nothing of it may meet the new one.

    The old name stays until the new database replaces it in one step, where links exist.
    """
    if not database.exists():
        for path in _companions(database):
            path.unlink(missing_ok=True)
        return None
    stem = f"{database.name}.before-restore-{at.astimezone(dt.UTC):%Y%m%d-%H%M%S}"
    aside = database.with_name(stem)
    number = 2
    while aside.exists():
        aside = database.with_name(f"{stem}-{number}")
        number += 1
    for ending in _COMPANIONS:
        companion = database.with_name(database.name + ending)
        if companion.exists():
            companion.replace(aside.with_name(aside.name + ending))
    try:
        os.link(database, aside)
    except OSError:
        database.replace(aside)
    return aside


def _companions(path: Path) -> tuple[Path, ...]:
    return tuple(path.with_name(path.name + ending) for ending in _COMPANIONS)


def _sync(path: Path) -> None:
    """Wait until a file is on the disk."""
    handle = os.open(path, os.O_RDWR)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _sync_folder(folder: Path) -> None:
    """Wait until a new name is on the disk, where folders can be synced."""
    if os.name != "posix":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
