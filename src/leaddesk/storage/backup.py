# SPDX-License-Identifier: MIT
"""Backups of a SQLite database: a verified copy while it is in use, and the way back.

A copy is made under another name, synced, opened and looked through before it gets its own; a
restore never deletes what it replaces.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import os
import re
import shutil
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from leaddesk.domain.errors import BadInput, StoreUnavailable
from leaddesk.storage import erasure_file, sqlite_files
from leaddesk.storage.addresses import parsed_url, sqlite_path, without_secrets
from leaddesk.storage.driver_errors import unavailable

BUSY_SECONDS = 10
_MARK = "lead"
_COMPANIONS = ("-wal", "-shm", "-journal")
_RESTORED = "before-restore"
_MOMENT = re.compile(r"(\d{8}-\d{6})(?:-(\d+))?")


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
    key = sqlite_files.key_of(database)
    try:
        with _guarded(target):
            os.close(os.open(part, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
            with _opened(database, "rw", key) as source, _opened(part, "rw", key) as copy:
                source.backup(copy)
                copy.execute("PRAGMA journal_mode=DELETE").close()
        sync(part)
        rows = _verified(part, key)
        if key is not None:
            _copy_note(sqlite_files.note_of(database), sqlite_files.note_of(target))
        part.replace(target)
        _keep_erasures(target, database)
        sync_folder(target.parent)
    finally:
        for path in (part, *_companions(part)):
            path.unlink(missing_ok=True)
    return rows


def _keep_erasures(copy: Path, database: Path) -> None:
    """Keep beside the backups who was erased until now: older ones still have them."""
    # A database from before there was erasing has none to keep; the backup itself is whole.
    with contextlib.suppress(*sqlite_files.errors(), OSError, StoreUnavailable):
        erasure_file.keep(erasure_file.told_by(copy), copy.parent, database)


def verify(path: Path) -> int:
    """Read a copy through and return how many rows it holds.

    Raises StoreUnavailable: "backup.damaged" for what SQLite finds fault with, "not_a_database",
    "backup.not_ours" for a database of another program, "backup.missing".
    """
    _look_at(path, missing="backup.missing")
    return _verified(path, sqlite_files.key_of(path))


def _verified(path: Path, key: bytes | None) -> int:
    with _guarded(path, damaged="backup.damaged"), _opened(path, "ro", key) as copy:
        if key is not None and copy.execute("PRAGMA cipher_integrity_check").fetchone():
            raise StoreUnavailable("backup.damaged", where=str(path))
        answer = copy.execute("PRAGMA quick_check(1)").fetchone()
        if answer is None or answer[0] != "ok":
            raise StoreUnavailable("backup.damaged", where=str(path))
        tables = tables_of(copy)
        if _MARK not in tables:
            raise StoreUnavailable("backup.not_ours", where=str(path))
        return sum(rows_in(copy, table) for table in tables)


def check_ours(path: Path) -> None:
    """Refuse a database that another program made, before opening it as ours changes its header.

    Raises StoreUnavailable("foreign_database"); a missing or an empty file is nobody's.
    """
    if not path.is_file() or not sqlite_files.is_database(path):
        return
    with _guarded(path), _opened(path, "ro", sqlite_files.key_of(path)) as found:
        tables = tables_of(found)
    if tables and _MARK not in tables:
        raise StoreUnavailable("foreign_database", where=str(path))


def remove_empty(path: Path) -> None:
    """Remove a database that was made a moment ago and in which nobody ever was.

    The caller knows that it is empty. Raises StoreUnavailable("locked") while somebody has it open.
    """
    with _guarded(path):
        alone(path)
        for file in (path, *_companions(path)):
            file.unlink(missing_ok=True)


def restore(backup: Path, database: Path, at: dt.datetime) -> Restored:
    """Put a verified backup in the place of a database; what was there is moved aside, whole.

    Nobody may have the database open meanwhile: raises StoreUnavailable("locked") when somebody
    has, and whatever `verify` raises, before anything is touched. The file of a workstation in a
    team lends nothing that it held and begins anew at the hub: it is an old copy.
    """
    rows = verify(backup)
    key = sqlite_files.key_of(backup)
    if database.is_dir():
        raise StoreUnavailable("is_a_directory", where=str(database))
    if database.exists() and backup.samefile(database):
        raise StoreUnavailable("backup.same_file", where=str(database))
    part = database.with_name(database.name + ".restoring")
    try:
        with _guarded(database):
            shutil.copyfile(backup, part)
            part.chmod(0o600)
            _let_go_of_hand(part, key)
            sync(part)
            _verified(part, key)
            alone(database)
            aside = move_aside(database, at)
            _bring_note(backup, database, key)
            part.replace(database)
            _drop_old_note(database, key)
            sync_folder(database.parent)
    finally:
        part.unlink(missing_ok=True)
    return Restored(database, aside, rows)


_LET_GO = (
    "DELETE FROM held_lease",
    (
        "INSERT INTO membership (name, value) VALUES ('restored', '1'), ('stale', '1') "
        "ON CONFLICT (name) DO UPDATE SET value = excluded.value"
    ),
)


def _let_go_of_hand(part: Path, key: bytes | None) -> None:
    """Mark a workstation's file as put back, before it has its name: it is never seen without."""
    with _opened(part, "rw", key) as copy:
        if not {"membership", "held_lease"} <= set(tables_of(copy)):
            return
        if not copy.execute("SELECT 1 FROM membership WHERE name = 'device'").fetchall():
            return
        copy.execute("BEGIN IMMEDIATE").close()
        for statement in _LET_GO:
            copy.execute(statement).close()
        copy.execute("COMMIT").close()


def tables_of(database: sqlite3.Connection) -> list[str]:
    """Return the names of the tables in a database."""
    rows = database.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
    return [str(row[0]) for row in rows]


def rows_in(copy: sqlite3.Connection, table: str) -> int:
    """Return how many rows a table has."""
    quoted = table.replace('"', '""')
    return int(copy.execute(f'SELECT count(*) FROM "{quoted}"').fetchone()[0])


def _look_at(path: Path, missing: str = "cannot_open") -> None:
    """Refuse in plain cases what is not a database file."""
    if path.is_dir():
        raise StoreUnavailable("is_a_directory", where=str(path))
    try:
        ours = sqlite_files.is_database(path)
    except OSError as error:
        raise StoreUnavailable("cannot_open", where=str(path)) from error
    if not path.exists():
        raise StoreUnavailable(missing, where=str(path))
    if not ours:
        raise StoreUnavailable("not_a_database", where=str(path))


@contextlib.contextmanager
def _guarded(path: Path, damaged: str = "") -> Iterator[None]:
    """Turn what SQLite and the disk complain about into plain refusals."""
    try:
        yield
    except sqlite_files.database_errors() as error:
        told = unavailable(error, str(path))
        if damaged and told.key in {"damaged", "cannot_open"}:
            told = StoreUnavailable(damaged, where=str(path))
        raise told from error
    except UnicodeDecodeError as error:
        # What is damaged may be the words of a complaint, or of the schema.
        raise StoreUnavailable(damaged or "damaged", where=str(path)) from error
    except OSError as error:
        key = "disk_full" if error.errno in FULL else "read_only"
        raise StoreUnavailable(key, where=str(path)) from error


FULL = frozenset({28, 122})
"""ENOSPC and EDQUOT."""


def _opened(
    path: Path, mode: str, key: bytes | None
) -> contextlib.AbstractContextManager[sqlite3.Connection]:
    """Open a file plainly, by its name, and close it."""
    return sqlite_files.opened(path, mode, key=key, timeout=BUSY_SECONDS)


def alone(database: Path) -> None:
    """Fold the write-ahead log in and make sure that nobody is connected.

    A damaged database is the reason for many a restore, so its faults must not stop it.
    """
    if not sqlite_files.is_database(database):
        return  # SQLite would clear away the log beside it.
    try:
        key = sqlite_files.key_of(database)
    except StoreUnavailable:
        return  # A file that nobody can open any more is nobody's.
    try:
        with _opened(database, "rw", key) as live:
            live.execute("PRAGMA busy_timeout=2000").close()
            # Leaving WAL folds the log in, and SQLite refuses it while anybody else is connected.
            live.execute("PRAGMA journal_mode=DELETE").close()
    except sqlite_files.operational_errors() as error:
        if "locked" in str(error).lower():
            raise StoreUnavailable("locked", where=str(database)) from error
    except sqlite_files.database_errors():
        return


def print_of(database: Path) -> tuple[int, int]:
    """Return what is another one after somebody wrote to a file that nobody has open now."""
    stat = database.stat()
    return stat.st_size, stat.st_mtime_ns


def check_unwritten(database: Path, before: tuple[int, int]) -> None:
    """Refuse to leave behind what somebody wrote since a copy was begun.

    Raises StoreUnavailable("locked"), also while anybody has it open.
    """
    alone(database)
    if print_of(database) != before:
        raise StoreUnavailable("locked", where=str(database))


def move_aside(database: Path, at: dt.datetime, what: str = _RESTORED) -> Path | None:
    """Give a database and what belongs to it another name; nothing of it may meet the new one.

    The old name stays until the new database replaces it in one step, where links exist.
    """
    if not database.exists():
        for path in _companions(database):
            path.unlink(missing_ok=True)
        return None
    stem = f"{database.name}.{what}-{at.astimezone(dt.UTC):%Y%m%d-%H%M%S}"
    aside = database.with_name(stem)
    number = 2
    while aside.exists():
        aside = database.with_name(f"{stem}-{number}")
        number += 1
    for ending in _COMPANIONS:
        companion = database.with_name(database.name + ending)
        if companion.exists():
            companion.replace(aside.with_name(aside.name + ending))
    note = sqlite_files.note_of(database)
    if note.is_file():
        _copy_note(note, sqlite_files.note_of(aside))
    try:
        os.link(database, aside)
    except OSError:
        database.replace(aside)
    return aside


def last_aside(database: Path) -> Path | None:
    """Return the file that the last restore moved aside, None for none."""
    stem = f"{database.name}.{_RESTORED}-"
    found: dict[tuple[str, int], Path] = {}
    for one in database.parent.iterdir():
        moment = _MOMENT.fullmatch(one.name.removeprefix(stem))
        if moment and one.name.startswith(stem):
            found[moment[1], int(moment[2] or 1)] = one
    return found[max(found)] if found else None


def _copy_note(note: Path, target: Path) -> None:
    """Copy what says how a key is found, whole or not at all; raises OSError."""
    part = target.with_name(target.name + ".tmp")
    shutil.copyfile(note, part)
    part.chmod(0o600)
    sync(part)
    part.replace(target)


def _bring_note(backup: Path, database: Path, key: bytes | None) -> None:
    """Put the note of a backup's key beside the database; the one that was there stays for now.

    Until the file itself is replaced either of the two may be the one that opens it.
    """
    note, new = sqlite_files.note_of(database), sqlite_files.note_of(backup)
    if key is None or (note.is_file() and note.read_bytes() == new.read_bytes()):
        return
    if note.is_file():
        _copy_note(note, database.with_name(database.name + sqlite_files.OLD_ENDING))
    _copy_note(new, note)


def _drop_old_note(database: Path, key: bytes | None) -> None:
    """Remove the notes that open nothing any more."""
    database.with_name(database.name + sqlite_files.OLD_ENDING).unlink(missing_ok=True)
    if key is None:
        sqlite_files.note_of(database).unlink(missing_ok=True)


def _companions(path: Path) -> tuple[Path, ...]:
    return tuple(path.with_name(path.name + ending) for ending in _COMPANIONS)


def sync(path: Path) -> None:
    """Wait until a file is on the disk."""
    handle = os.open(path, os.O_RDWR)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def sync_folder(folder: Path) -> None:
    """Wait until a new name is on the disk, where folders can be synced."""
    if os.name != "posix":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
