# SPDX-License-Identifier: MIT
"""Connections as LeadDesk wants them: durable and strict on SQLite, bounded on PostgreSQL."""

from __future__ import annotations

import contextlib
import os
import threading
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any, Final

from sqlalchemy import URL, Engine, PoolProxiedConnection, create_engine, event

from leaddesk.domain.errors import StoreUnavailable
from leaddesk.storage import sqlite_files
from leaddesk.storage.addresses import check_file, parsed_url, shown

BUSY_SECONDS = 10
STATEMENT_SECONDS = 30
LOG_TRIES = 50
SERVER_CONNECTIONS = 24
"""Made when they are needed, and kept: a window needs two or three, a hub one for each thread."""
STATEMENTS_KEPT = 400
"""Statements that a connection keeps prepared: more than a hub ever says."""
LOG_PAGES = 8_000
"""Pages of the log after which a commit brings them into the file itself."""


_LENT: Final = "leaddesk lent"


class Lending:
    """Connections of an engine, lent to many threads and taken back.

    A pool that is let go of closes what lies in it; what is lent at that moment is closed here when
    it comes back, or nobody would.
    """

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._turn = threading.Lock()
        self._round = 0
        self.is_over = False

    def lend(self) -> PoolProxiedConnection:
        """Return a connection; raises what the driver raises."""
        now = self._round
        pooled = self._engine.raw_connection()
        pooled.info[_LENT] = now
        return pooled

    def take_back(self, pooled: PoolProxiedConnection) -> None:
        """Take a connection back, one that was invalidated as well."""
        with self._turn:
            kept = not self.is_over and pooled.is_valid and pooled.info[_LENT] == self._round
            if kept or not pooled.is_valid:
                pooled.close()
            else:
                pooled.invalidate()

    @contextlib.contextmanager
    def lent(self) -> Iterator[PoolProxiedConnection]:
        """Lend a connection for a block."""
        pooled = self.lend()
        try:
            yield pooled
        finally:
            self.take_back(pooled)

    def drop(self, *, over: bool = False) -> None:
        """Close what is here; what is `over` keeps nothing from now on."""
        with self._turn:
            self._round += 1
            self.is_over = self.is_over or over
            self._engine.dispose()


def server_engine(url: str) -> Engine:
    """Return an engine for a PostgreSQL server; connects when first used.

    Raises StoreUnavailable("driver_missing").
    """
    parsed = parsed_url(url).set(drivername="postgresql+psycopg")
    try:
        engine = create_engine(parsed, pool_size=SERVER_CONNECTIONS, max_overflow=5)
    except ModuleNotFoundError as error:
        raise StoreUnavailable("driver_missing", where=shown(url)) from error
    event.listen(engine, "connect", _prepare_postgresql)
    return engine


def sqlite_engine(path: Path) -> Engine:
    """Return an engine for a file, made when it is not there; raises StoreUnavailable."""
    check_file(path)
    if not path.exists():
        # People's data: nobody but the owner of the account may read the file.
        os.close(os.open(path, os.O_CREAT | os.O_WRONLY, 0o600))
    key = sqlite_files.key_of(path)
    told: dict[str, Any] = {}
    if key is not None:
        told["module"] = sqlite_files.driver()
    engine = create_engine(
        URL.create("sqlite", database=str(path)),
        creator=partial(sqlite_files.connect, path, key, timeout=BUSY_SECONDS, threads=True),
        **told,
        pool_size=6,
        max_overflow=4,
        # Ending a transaction is ours to do; the pool need not repeat it per checkout.
        pool_reset_on_return=None,
    )
    event.listen(engine, "connect", _prepare_sqlite)
    return engine


def _prepare_sqlite(connection: Any, _record: object) -> None:
    """Make a fresh connection durable and strict; FULL syncs each commit: outcomes are promises."""
    connection.isolation_level = None
    _keep_a_log(connection)
    for pragma in (
        "synchronous=FULL",
        "foreign_keys=ON",
        f"busy_timeout={BUSY_SECONDS * 1000}",
        "temp_store=MEMORY",
        "cache_size=-8192",
        "trusted_schema=OFF",
        f"wal_autocheckpoint={LOG_PAGES}",
    ):
        connection.execute(f"PRAGMA {pragma}").close()


def _keep_a_log(connection: Any) -> None:
    """Switch to a write-ahead log; while another process does so, wait for it and look again.

    SQLite waits for a lock in BEGIN IMMEDIATE, but not in this switch.
    """
    for last in (*[False] * LOG_TRIES, True):
        try:
            connection.execute("PRAGMA journal_mode=WAL").close()
        except sqlite_files.operational_errors() as error:
            if last or "locked" not in str(error):
                raise
            connection.execute("BEGIN IMMEDIATE").close()
            connection.execute("ROLLBACK").close()
        else:
            return


def _prepare_postgresql(connection: Any, _record: object) -> None:
    connection.autocommit = True
    connection.prepared_max = STATEMENTS_KEPT
    with connection.cursor() as cursor:
        cursor.execute(f"SET statement_timeout = '{STATEMENT_SECONDS}s'")
        cursor.execute("SET idle_in_transaction_session_timeout = '60s'")
        cursor.execute("SET timezone = 'UTC'")
