# SPDX-License-Identifier: MIT
"""By what a hub knows its own database again: another print when a backup was put in its place.

Beside a file lies a mark: which history this is, and how many transactions of the hub it had. The
mark is written after each commit and never waited for, so that it may lag behind the file after a
crash, which means nothing; a file that lags behind its mark is an older copy. Whoever moves a hub's
file to another place takes the mark along (`leaddesk.db.mark`), or the hub grants nothing until
every lease it may have given is over.
"""

from __future__ import annotations

import contextlib
import os
import secrets
import threading
from pathlib import Path
from typing import Final

from leaddesk.domain.errors import StoreUnavailable
from leaddesk.storage.engine import Session, Sql

SUFFIX: Final = ".mark"

_MAY_LOOK = Sql(
    "SELECT has_function_privilege('pg_control_system()', 'execute') "
    "AND has_function_privilege('pg_control_checkpoint()', 'execute')"
)
_DATABASE = Sql(
    "SELECT CAST(oid AS TEXT), CAST(CAST('hub_standing' AS REGCLASS) AS OID) FROM pg_database "
    "WHERE datname = current_database()"
)
_SERVER = Sql(
    "SELECT CAST(system_identifier AS TEXT), timeline_id "
    "FROM pg_control_system(), pg_control_checkpoint()"
)
_STARTED = Sql("SELECT CAST(EXTRACT(EPOCH FROM pg_postmaster_start_time()) * 1000000 AS BIGINT)")


def fresh() -> str:
    """Return a print that no history has."""
    return secrets.token_hex(16)


def of_server(session: Session) -> str:
    """Return the print of a database on a server: its ids, those of the server where we may look.

    A database that was dumped and restored has other ones, a server that was restored to a moment
    or promoted another timeline.
    """
    [ids] = session.rows(_DATABASE)
    if session.one(_MAY_LOOK) == (True,):
        [server] = session.rows(_SERVER)
        return "/".join(str(part) for part in (*ids, *server))
    return "/".join(str(part) for part in ids)


def same_server(known: str, now: str) -> bool:
    """Tell whether two prints of a server may be of one history.

    Somebody may have been given the right to look at more since: that alone is no restore.
    """
    pairs = zip(known.split("/"), now.split("/"), strict=False)
    return bool(known) and all(one == other for one, other in pairs)


def started(session: Session) -> str:
    """Return when a server began: what was never written before that is forgotten."""
    [row] = session.rows(_STARTED)
    return str(row[0])


class FileMark:
    """The mark beside a file: written from the hub's own transactions, one at a time."""

    def __init__(self, database: Path) -> None:
        self._path = database.with_name(database.name + SUFFIX)
        self._history = ""
        self._file: int | None = None
        self._turn = 0
        self._lock = threading.Lock()

    def is_of(self, history: str, turn: int) -> bool:
        """Tell whether a file with this history and count is the newest one there was."""
        try:
            told = self._path.read_text("ascii").split()
            return told[0] == history and turn >= int(told[1])
        except (OSError, ValueError, IndexError):
            return False

    def begin(self, history: str, turn: int) -> None:
        """Go on with a history, a new one or the one of before; safe when this returns.

        Raises StoreUnavailable: without its mark, a hub would take its file for an old copy.
        """
        self.close()
        try:
            self._begin(history, turn)
        except OSError as error:
            raise StoreUnavailable("disk_error", where=str(self._path)) from error

    def _begin(self, history: str, turn: int) -> None:
        part = self._path.with_name(self._path.name + ".tmp")
        with contextlib.suppress(FileNotFoundError):
            part.unlink()
        made = os.open(part, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
        try:
            os.write(made, _line(history, turn))
            os.fsync(made)
        finally:
            os.close(made)
        part.replace(self._path)
        self._history, self._turn = history, turn
        self._file = os.open(self._path, os.O_WRONLY)

    def note(self, turn: int) -> None:
        """Note a transaction that is safe in the file."""
        with self._lock, contextlib.suppress(OSError):
            if self._file is not None and turn > self._turn:
                os.lseek(self._file, 0, os.SEEK_SET)
                os.write(self._file, _line(self._history, turn))
                self._turn = turn

    def close(self) -> None:
        """Let go of the mark."""
        with self._lock:
            if self._file is not None:
                os.close(self._file)
                self._file = None


def _line(history: str, turn: int) -> bytes:
    return f"{history:<32} {turn:020d}\n".encode("ascii")
