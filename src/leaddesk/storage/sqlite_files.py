# SPDX-License-Identifier: MIT
"""Opens the file of a database, plain or encrypted: the one place that knows which driver it takes.

An encrypted file is read page by page through SQLCipher with a key of 32 bytes, which somebody else
finds: storage knows no keyring. Beside it lies the file that says how its key is found.
"""

from __future__ import annotations

import contextlib
import sqlite3
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from types import ModuleType
from typing import Any, Final, TypeAlias, cast

from leaddesk.domain.errors import StoreUnavailable
from leaddesk.domain.recovery_code import KEY_ENDING
from leaddesk.storage.addresses import SQLITE_MAGIC
from leaddesk.storage.file_heads import connected, head

Finder: TypeAlias = Callable[[Path], bytes]
"""Returns the key of an encrypted file by its note; raises StoreUnavailable("file_key.…")."""

KEY_BYTES: Final = 32
OLD_ENDING: Final = KEY_ENDING + ".old"
"""The note of the key before this one, while a file is being replaced."""
_DRIVER: Final = "sqlcipher3.dbapi2"
_STATEMENTS_KEPT: Final = 400
"""A connection keeps so many prepared: a rebase says each image of a row as a statement of its own,
and these are not to push out those of the next click."""


class _Keys:
    """Who finds keys in this process."""

    finder: Finder | None = None


def use_keys(finder: Finder | None) -> None:
    """Say who finds the keys of encrypted files, for this whole process."""
    _Keys.finder = finder


def note_of(path: Path) -> Path:
    """Return the file beside a database that says how its key is found."""
    return path.with_name(path.name + KEY_ENDING)


def is_plain(path: Path) -> bool:
    """Tell whether a file begins like a plain SQLite database; raises OSError."""
    try:
        return head(path, len(SQLITE_MAGIC)) == SQLITE_MAGIC
    except FileNotFoundError:
        return False


def is_encrypted(path: Path) -> bool:
    """Tell whether a file is encrypted, or will be once it is made; raises OSError."""
    return note_of(path).is_file() and not is_plain(path)


def is_database(path: Path) -> bool:
    """Tell whether a file looks like a database at all, an empty one not; raises OSError."""
    return is_plain(path) or (is_encrypted(path) and path.is_file() and path.stat().st_size > 0)


def key_of(path: Path) -> bytes | None:
    """Return the key of a file, None for a plain one; raises StoreUnavailable("file_key.…")."""
    if not is_encrypted(path):
        return None
    finder = _Keys.finder
    if finder is None:
        raise StoreUnavailable("file_key.lost", where=str(path))
    old = path.with_name(path.name + OLD_ENDING)
    if not old.is_file():
        return finder(note_of(path))
    for note in (note_of(path), old):
        with contextlib.suppress(StoreUnavailable, *errors()):
            key = finder(note)
            with opened(path, "ro", key=key) as found:
                found.execute("SELECT count(*) FROM sqlite_master").fetchall()
            return key
    return finder(note_of(path))


def driver() -> ModuleType:
    """Return the driver of encrypted files; raises StoreUnavailable("encryption_missing")."""
    try:
        from sqlcipher3 import dbapi2
    except ImportError as error:
        raise StoreUnavailable("encryption_missing") from error
    return cast("ModuleType", dbapi2)


def connect(
    path: Path, key: bytes | None, *, mode: str = "", timeout: float = 10, threads: bool = False
) -> sqlite3.Connection:
    """Connect to a file, with its key when it is encrypted; transactions are begun by hand.

    `mode` is one of SQLite's (ro, rw), without it the file is made when it is not there.
    """
    module: Any = sqlite3 if key is None else driver()
    name = f"{path.absolute().as_uri()}?mode={mode}" if mode else str(path)
    connection = connected(
        module,
        path,
        lambda kind: module.connect(
            name, uri=bool(mode), timeout=timeout, isolation_level=None, factory=kind,
            check_same_thread=not threads, cached_statements=_STATEMENTS_KEPT,
        ),
    )  # fmt: skip
    if key is not None:
        try:
            connection.execute(key_pragma("key", key)).close()
        except BaseException:
            connection.close()
            raise
    return cast("sqlite3.Connection", connection)


def key_pragma(name: str, key: bytes) -> str:
    """Return the statement that tells SQLCipher a raw key; it can't be given as a parameter."""
    if len(key) != KEY_BYTES:
        raise ValueError(len(key))
    return f"PRAGMA {name} = \"x'{key.hex()}'\""


@contextlib.contextmanager
def opened(
    path: Path, mode: str, *, key: bytes | None, timeout: float = 10
) -> Iterator[sqlite3.Connection]:
    """Open a file plainly, by its name and in a mode of SQLite's (ro, rw), and close it."""
    connection = connect(path, key, mode=mode, timeout=timeout)
    try:
        yield connection
    finally:
        connection.close()


def errors() -> tuple[type[Exception], ...]:
    """Return what the drivers that are loaded raise."""
    return _kinds("Error")


def database_errors() -> tuple[type[Exception], ...]:
    """Return what they raise for trouble with a database."""
    return _kinds("DatabaseError")


def operational_errors() -> tuple[type[Exception], ...]:
    """Return what they raise for trouble with reaching it."""
    return _kinds("OperationalError")


def _kinds(name: str) -> tuple[type[Exception], ...]:
    modules = (sqlite3, sys.modules.get(_DRIVER))
    return tuple(getattr(module, name) for module in modules if module is not None)
