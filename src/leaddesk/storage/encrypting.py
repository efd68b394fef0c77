# SPDX-License-Identifier: MIT
"""Makes an encrypted file of a plain one and back: a new file, verified, then put in its place.

The old file is moved aside under another name and never deleted here. Whatever ends the program in
between, the name of the database is one whole file: before the swap the old one, after it the new.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from leaddesk.domain.errors import StoreUnavailable
from leaddesk.storage import backup, sqlite_files
from leaddesk.storage.driver_errors import is_driver_error, unavailable

CODE_NOTE: Final = "recovery_code"
"""The note in an encrypted file that holds its recovery code, to show it again."""
_ASIDE: Final = "%Y%m%d-%H%M%S"
_PUT_NOTE: Final = "INSERT OR REPLACE INTO membership (name, value) VALUES (?, ?)"


def encrypt(database: Path, key: bytes, note: bytes, code: str, at: dt.datetime) -> Path:
    """Put an encrypted copy in the place of a plain database; return where the plain one is now.

    `note` is what is written beside it to say how the key is found, `code` the recovery code kept
    in it. Raises StoreUnavailable: "file_key.encrypted" for one that is, "locked" while anybody has
    it open, "encryption_missing", "file_key.failed" for a copy that is not like the original.
    """
    if not sqlite_files.is_plain(database):
        raise StoreUnavailable("file_key.encrypted", where=str(database))
    sqlite_files.driver()
    beside = sqlite_files.note_of(database)
    with _told(database), _part(database) as part:
        backup.alone(database)
        before = backup.print_of(database)
        _export(database, None, part, key)
        with sqlite_files.opened(part, "rw", key=key) as made:
            made.execute(_PUT_NOTE, (CODE_NOTE, code)).close()
        _compare(database, None, part, key, more={"membership"})
        backup.check_unwritten(database, before)
        write_note(beside, note)
        return _swap(database, part, "before-encryption", at)


def decrypt(database: Path, at: dt.datetime) -> Path:
    """Put a plain copy in the place of an encrypted database; return where that one is now.

    Raises StoreUnavailable as `encrypt`, "file_key.plain" for one that is not encrypted, and
    "file_key.lost" when its key is not found.
    """
    key = sqlite_files.key_of(database)
    if key is None:
        raise StoreUnavailable("file_key.plain", where=str(database))
    note = sqlite_files.note_of(database)
    with _told(database), _part(database) as part:
        backup.alone(database)
        before = backup.print_of(database)
        _export(database, key, part, None)
        with sqlite_files.opened(part, "rw", key=None) as made:
            made.execute("DELETE FROM membership WHERE name = ?", (CODE_NOTE,)).close()
        _compare(database, key, part, None, more={"membership"})
        backup.check_unwritten(database, before)
        told = note.read_bytes()
        aside = _swap(database, part, "before-decryption", at)
        write_note(sqlite_files.note_of(aside), told)
        note.unlink(missing_ok=True)
        return aside


@contextlib.contextmanager
def _told(database: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        key = "disk_full" if error.errno in backup.FULL else "read_only"
        raise StoreUnavailable(key, where=str(database)) from error
    except Exception as error:
        if not is_driver_error(error):
            raise
        raise unavailable(error, str(database)) from error


@contextlib.contextmanager
def _part(database: Path) -> Iterator[Path]:
    """Give the name of the new file, which goes when it did not come to anything."""
    part = database.with_name(database.name + ".encrypting")
    _clear(part)
    os.close(os.open(part, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
    try:
        yield part
    finally:
        _clear(part)


def _clear(part: Path) -> None:
    for ending in ("", "-wal", "-shm", "-journal"):
        part.with_name(part.name + ending).unlink(missing_ok=True)


def _export(source: Path, key: bytes | None, part: Path, part_key: bytes | None) -> None:
    """Copy everything through the driver of encrypted files, which reads plain ones as well."""
    module = sqlite_files.driver()
    connection = module.connect(str(source), timeout=2, isolation_level=None)
    try:
        if key is not None:
            connection.execute(sqlite_files.key_pragma("key", key)).close()
        told = f"x'{part_key.hex()}'" if part_key is not None else ""
        connection.execute("ATTACH DATABASE ? AS made KEY ?", (str(part), told)).close()
        # Nobody else comes in until this connection is closed.
        connection.execute("PRAGMA main.locking_mode=EXCLUSIVE").close()
        connection.execute("BEGIN EXCLUSIVE").close()
        connection.execute("SELECT sqlcipher_export('made')").fetchall()
        version = connection.execute("PRAGMA main.user_version").fetchone()[0]
        connection.execute(f"PRAGMA made.user_version={int(version)}").close()
        connection.execute("COMMIT").close()
        connection.execute("DETACH DATABASE made").close()
    finally:
        connection.close()
    backup.sync(part)


def _compare(
    source: Path, key: bytes | None, part: Path, part_key: bytes | None, more: set[str]
) -> None:
    """Refuse a copy that is damaged or has another number of rows than the original."""
    with (
        sqlite_files.opened(source, "ro", key=key) as old,
        sqlite_files.opened(part, "ro", key=part_key) as new,
    ):
        sums = new.execute("PRAGMA cipher_integrity_check").fetchall() if part_key else []
        whole = new.execute("PRAGMA integrity_check(1)").fetchone()
        names = [sorted(backup.tables_of(one)) for one in (old, new)]
        counts = [
            {name: backup.rows_in(one, name) for name in names[0] if name not in more}
            for one in (old, new)
            if names[0] == names[1]
        ]
    if sums or whole is None or whole[0] != "ok" or len(counts) != 2 or counts[0] != counts[1]:  # noqa: PLR2004 - old and new
        raise StoreUnavailable("file_key.failed", where=str(source))


def write_note(note: Path, told: bytes) -> None:
    """Write what says how a key is found, for its owner only; it is safe when this returns."""
    """Write the note whole or not at all, and wait until it is on the disk."""
    part = note.with_name(note.name + ".tmp")
    part.unlink(missing_ok=True)
    with os.fdopen(os.open(part, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "wb") as file:
        file.write(told)
        file.flush()
        os.fsync(file.fileno())
    part.replace(note)
    backup.sync_folder(note.parent)


def _swap(database: Path, part: Path, what: str, at: dt.datetime) -> Path:
    """Give the old file another name and the new one its own, in one step where links exist."""
    stem = f"{database.name}.{what}-{at.astimezone(dt.UTC):{_ASIDE}}"
    aside, number = database.with_name(stem), 2
    while aside.exists():
        aside = database.with_name(f"{stem}-{number}")
        number += 1
    try:
        os.link(database, aside)
    except OSError:
        database.replace(aside)
    part.replace(database)
    backup.sync_folder(database.parent)
    return aside
