# SPDX-License-Identifier: MIT
"""This computer's own database file: encrypted or plain again, its recovery code, its PINs."""

from __future__ import annotations

import contextlib
import sys
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from leaddesk.bootstrap import backups, desks, locking, relocating
from leaddesk.bootstrap.backups import Standing
from leaddesk.domain.errors import BadInput, LeadDeskError, StoreUnavailable

if TYPE_CHECKING:
    from leaddesk.desk.door import Desk
    from leaddesk.storage.store import SqlStore


class Encrypted(NamedTuple):
    """A file that was encrypted: its recovery code, and what still lies about unencrypted."""

    path: Path
    code: str
    plain: tuple[Path, ...]
    in_keyring: bool


def own_file(database: str | None) -> Path:
    """Return the file that is meant; raises BadInput("file_key.server") for a server."""
    name = desks.database_name(database)
    if "://" in name:
        raise BadInput("file_key.server")
    desks.use_keys()
    return Path(name)


def is_encrypted(database: str | None) -> bool:
    """Tell whether the database is an encrypted file of this computer."""
    from leaddesk.storage import sqlite_files

    try:
        return sqlite_files.is_encrypted(own_file(database))
    except (BadInput, OSError):
        return False


def needs_password() -> bool:
    """Tell whether this system has no keyring, so that encrypting takes a password."""
    from leaddesk.system import file_keys

    return not file_keys.has_keyring()


def encrypt(database: str | None, password: str = "") -> Encrypted:
    """Encrypt the database; what lies about unencrypted is told and not touched.

    Raises StoreUnavailable and BadInput with the database as it was.
    """
    from leaddesk.storage import encrypting, sqlite_files
    from leaddesk.system import file_keys

    file = own_file(database)
    if not file.exists() or not sqlite_files.is_plain(file):
        key = "file_key.encrypted" if sqlite_files.is_encrypted(file) else "cannot_open"
        raise StoreUnavailable(key, where=str(file))
    sqlite_files.driver()
    desks.open_as_it_is(str(file)).close()  # the newest schema has a place for the code
    made = file_keys.make_key(password)
    encrypting.encrypt(file, made.key, made.note, made.code, desks.clock())
    with contextlib.suppress(LeadDeskError, OSError):
        backups.back_up(str(file), None)
    return Encrypted(file, made.code, plain_left(database), not password)


def decrypt(database: str | None) -> Path:
    """Make the database a plain file again, and return where the encrypted one is now."""
    from leaddesk.storage import encrypting

    return encrypting.decrypt(own_file(database), desks.clock())


def recovery_code(database: str | None) -> str:
    """Return the recovery code of an encrypted file; raises StoreUnavailable("file_key.plain")."""
    from leaddesk.storage.encrypting import CODE_NOTE
    from leaddesk.storage.opening import open_store
    from leaddesk.storage.own_notes import OwnNotes

    file = own_file(database)
    if not is_encrypted(database):
        raise StoreUnavailable("file_key.plain", where=str(file))
    with contextlib.closing(open_store(str(file), desks.clock())) as store:
        return OwnNotes(store.database).read(CODE_NOTE)


def code_of(store: SqlStore) -> str:
    """Return the recovery code as a database that is open tells it, '' for none."""
    from leaddesk.storage.encrypting import CODE_NOTE
    from leaddesk.storage.own_notes import OwnNotes

    return OwnNotes(store.database).read(CODE_NOTE)


def unlock(database: str | None, secret: str) -> bool:
    """Open an encrypted file by its recovery code or password, for this process.

    Returns whether the keyring has the key again. Raises BadInput("file_key.wrong").
    """
    from leaddesk.storage import sqlite_files
    from leaddesk.system import file_keys

    file = own_file(database)
    if not is_encrypted(database):
        raise StoreUnavailable("file_key.plain", where=str(file))
    return file_keys.unlock(sqlite_files.note_of(file), secret)


def fits_code(database: str | None, code: str) -> bool:
    """Tell whether this is the recovery code of the database."""
    from leaddesk.storage import sqlite_files
    from leaddesk.system import file_keys

    return file_keys.fits_code(sqlite_files.note_of(own_file(database)), code)


def keyring_moved(database: str | None) -> bool:
    """Tell whether the key was put into another store of keys than this session has."""
    from leaddesk.storage import sqlite_files
    from leaddesk.system import file_keys

    if not is_encrypted(database):
        return False
    return file_keys.moved_keyring(sqlite_files.note_of(own_file(database)))


def plain_left(database: str | None) -> tuple[Path, ...]:
    """Return what lies about unencrypted: copies beside the database and its backups."""
    from leaddesk.storage import sqlite_files
    from leaddesk.system import backup, paths

    file = own_file(database)
    beside = [
        *file.parent.glob(f"{file.name}.before-*"),
        *file.parent.glob(f"{file.stem}-before-upgrade-*"),
    ]
    copies = [one.path for one in backup.backup_files(paths.backup_folder(file), file)]
    return tuple(sorted(path for path in (*beside, *copies) if sqlite_files.is_plain(path)))


def delete_plain(database: str | None) -> int:
    """Delete what lies about unencrypted beside an encrypted database; return how many that were.

    Raises StoreUnavailable("file_key.plain") while the database itself is not encrypted.
    """
    from leaddesk.storage import sqlite_files

    file = own_file(database)
    if not sqlite_files.is_encrypted(file) or sqlite_files.key_of(file) is None:
        raise StoreUnavailable("file_key.plain", where=str(file))
    gone = 0
    for path in plain_left(database):
        for ending in ("", "-wal", "-shm", "-journal"):
            path.with_name(path.name + ending).unlink(missing_ok=True)
        gone += 1
    return gone


def remove_pins(database: str | None, code: str = "") -> int:
    """End every PIN of this computer; an encrypted file takes its recovery code for it.

    Raises BadInput("file_key.wrong").
    """
    if is_encrypted(database) and not fits_code(database, code):
        raise BadInput("file_key.wrong")
    desks.use_keys()
    return locking.remove_pins(database)


def known_keys() -> dict[str, bytes]:
    """Return the keys that this process found, for a process of our own; mostly there are none."""
    found = sys.modules.get("leaddesk.system.file_keys")
    return found.known() if found is not None else {}


class LocalFile:
    """Everything above, as one thing to hand out."""

    is_encrypted = staticmethod(is_encrypted)
    needs_password = staticmethod(needs_password)
    encrypt = staticmethod(encrypt)
    decrypt = staticmethod(decrypt)
    recovery_code = staticmethod(recovery_code)
    unlock = staticmethod(unlock)
    delete_plain = staticmethod(delete_plain)
    remove_pins = staticmethod(remove_pins)
    second_folder = staticmethod(backups.choose_second)
    move_database = staticmethod(relocating.move)


def local_file() -> LocalFile:
    """Return what is done to this computer's own database file."""
    return LocalFile()


class OwnFile:
    """The database of a window, as `gui.own_file.OwnFile` asks for it."""

    def __init__(self, database: str | None) -> None:
        self._database = database

    def is_encrypted(self) -> bool:
        """Tell whether it is encrypted."""
        return is_encrypted(self._database)

    def needs_password(self) -> bool:
        """Tell whether this system has no keyring."""
        return needs_password()

    def encrypt(self, password: str) -> Encrypted:
        """Encrypt it; raises as `encrypt`."""
        return encrypt(self._database, password)

    def recovery_code(self) -> str:
        """Return its recovery code; raises as `recovery_code`."""
        return recovery_code(self._database)

    def unlock(self, secret: str) -> bool:
        """Open it by its code or password; raises as `unlock`."""
        return unlock(self._database, secret)

    def fits_code(self, code: str) -> bool:
        """Tell whether this is its recovery code."""
        return fits_code(self._database, code)

    def move(self, folder: Path) -> Path:
        """Move it and return where it is; raises as `relocating.move`, BadInput("move.named")."""
        if self._database is not None:
            raise BadInput("move.named")
        return relocating.move(None, folder).path

    def backups(self) -> Standing:
        """Return how its backups stand; raises as `backups.standing`."""
        return backups.standing(self._database)

    def back_up(self) -> Standing:
        """Back it up now; raises as `backups.back_up`."""
        backups.back_up(self._database, None)
        return backups.standing(self._database)

    def choose_second(self, folder: Path | None) -> Standing:
        """Copy its backups to a second folder as well; raises as `backups.choose_second`."""
        backups.choose_second(self._database, folder)
        return backups.standing(self._database)

    def look(self) -> Desk:
        """Open a copy of it to look at; raises as `looking.look`."""
        from leaddesk.bootstrap.looking import look

        return look(self._database)

    def delete_plain(self) -> int:
        """Delete what lies about unencrypted; raises as `delete_plain`."""
        return delete_plain(self._database)
