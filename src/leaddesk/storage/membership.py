# SPDX-License-Identifier: MIT
"""A workstation's file as a member of a team: made whole, read without opening it, let go."""

from __future__ import annotations

import contextlib
import datetime as dt
import shutil
import sqlite3
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Final, NamedTuple

import msgspec

from leaddesk.desk.operations import State
from leaddesk.domain.errors import StoreUnavailable
from leaddesk.storage import overlay, sqlite_files
from leaddesk.storage.driver_errors import unavailable
from leaddesk.storage.encrypting import CODE_NOTE, write_note
from leaddesk.storage.engine import Database, Sql
from leaddesk.storage.opening import open_store

BUSY_SECONDS = 5
_COMPANIONS = ("-wal", "-shm", "-journal")
_NOTE = Sql("INSERT INTO membership (name, value) VALUES (:name, :value)")
_KEPT_FOR_A_TEAM = ("operation", "overlay_image", "overlay_now", "held_lease")
"""Tables that mean nothing outside a team."""
TEAM_NOTES: Final = frozenset(
    {
        "device", "workstation", "person", "person_name", "hub_url", "hub_pin", "hub_id", "team",
        "token_in_file", "generation", "hub", "cursor", "acknowledged", "token", "stale", "gone",
        "tie", "tie_wanted", "restored", "overlay_columns",
    }
)  # fmt: skip
"""What is noted because a file is a member; all other notes are this computer's own and stay."""
_FORGET_NOTE = Sql("DELETE FROM membership WHERE name = :name")


class Lock(NamedTuple):
    """What encrypts a file from its first byte: the note beside it, and the recovery code in it."""

    note: bytes
    code: str


def lock_of(file: Path) -> Lock | None:
    """Return what encrypts a file, None for a plain one or none; raises StoreUnavailable."""
    if not (file.is_file() and sqlite_files.is_encrypted(file)):
        return None
    return Lock(sqlite_files.note_of(file).read_bytes(), notes_of(file).get(CODE_NOTE, ""))


def make_member(
    file: Path, notes: Mapping[str, str], at: dt.datetime, lock: Lock | None = None
) -> None:
    """Make the file of a workstation that joined, with what it notes of its team.

    It is there as a whole or not at all; one that is there is never written over. Raises
    StoreUnavailable("backup.exists") for that, and StoreUnavailable.
    """
    if file.exists():
        raise StoreUnavailable("backup.exists", where=str(file))
    part = file.with_name(file.name + ".joining")
    _remove(part)
    try:
        if lock is not None:
            notes = {**notes, CODE_NOTE: lock.code}
            # Beside the name that it is made under, and the one that it gets at the end.
            for one in (part, file):
                write_note(sqlite_files.note_of(one), lock.note)
        store = open_store(str(part), at)
        try:
            with store.database.writing() as session:
                session.many(_NOTE, [{"name": n, "value": v} for n, v in notes.items()])
                overlay.install(session)
            store.database.empty_log()
        finally:
            store.close()
        # The log is folded in: the file alone is the database.
        with _opened(part, "rw") as plain:
            plain.execute("PRAGMA journal_mode=DELETE").close()
        part.replace(file)
    except OSError as error:
        raise StoreUnavailable("read_only", where=str(file)) from error
    finally:
        for one in (part,) if file.exists() else (part, file):
            _remove(one)
            sqlite_files.note_of(one).unlink(missing_ok=True)


def notes_of(file: Path) -> dict[str, str]:
    """Return what a file notes of its team; empty for one that works alone, or is none.

    Raises StoreUnavailable for one that can't be read now.
    """
    if not file.is_file():
        return {}
    with _opened(file, "ro") as plain:
        if not plain.execute("SELECT 1 FROM sqlite_master WHERE name = 'membership'").fetchone():
            return {}
        return {str(n): str(v) for n, v in plain.execute("SELECT name, value FROM membership")}


def team_in(file: Path) -> str:
    """Return the name of the team whose data a file holds, empty for none."""
    with _opened(file, "ro") as plain:
        row = plain.execute("SELECT value FROM rule WHERE key = 'team'").fetchone()
    told = msgspec.json.decode(row[0], type=dict[str, object]) if row else {}
    return str(told.get("name", ""))


def waiting_in(file: Path) -> int:
    """Return how many operations of a member's file the hub does not have."""
    with _opened(file, "ro") as plain:
        told = plain.execute(
            "SELECT COUNT(*) FROM operation WHERE state = ?", (State.WAITING.value,)
        ).fetchone()
    return int(told[0])


def let_go(file: Path) -> None:
    """Make an ordinary database of a member's file, with all its rows, in one transaction.

    Somebody may have it open. Raises StoreUnavailable; it is still a member then.
    """
    database = Database(str(file))
    try:
        with database.writing() as session:
            overlay.remove(session)
            for table in _KEPT_FOR_A_TEAM:
                session.run(Sql(f"DELETE FROM {table}"))
            session.many(_FORGET_NOTE, [{"name": name} for name in sorted(TEAM_NOTES)])
    finally:
        database.close()


def put_aside(file: Path, target: Path) -> Path | None:
    """Give a file that nobody has open another name, and return it; None while somebody has."""
    try:
        with _opened(file, "rw") as plain:
            plain.execute("PRAGMA busy_timeout=0").close()
            # Folds the log in; SQLite refuses it while anybody else is connected.
            plain.execute("PRAGMA journal_mode=DELETE").close()
    except StoreUnavailable:
        return None
    free = _free(target)
    note = sqlite_files.note_of(file)
    if note.is_file():
        # Beside either name the file opens, whatever ends the program in between.
        shutil.copyfile(note, sqlite_files.note_of(free))
    file.replace(free)
    note.unlink(missing_ok=True)
    _remove(file)
    return free


def _free(target: Path) -> Path:
    found, number = target, 2
    while found.exists():
        found = target.with_name(f"{target.stem} {number}{target.suffix}")
        number += 1
    return found


@contextlib.contextmanager
def _opened(file: Path, mode: str) -> Iterator[sqlite3.Connection]:
    """Open a file plainly, and close it; raises StoreUnavailable."""
    try:
        key = sqlite_files.key_of(file)
        with sqlite_files.opened(file, mode, key=key, timeout=BUSY_SECONDS) as plain:
            yield plain
    except sqlite_files.errors() as error:
        raise unavailable(error, str(file)) from error


def _remove(path: Path) -> None:
    for ending in ("", *_COMPANIONS):
        path.with_name(path.name + ending).unlink(missing_ok=True)
