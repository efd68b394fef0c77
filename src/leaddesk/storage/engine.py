# SPDX-License-Identifier: MIT
"""Opening a database and running prepared statements on it, one transaction at a time."""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from typing import Any, TypeAlias, TypeVar

from sqlalchemy import Dialect, PoolProxiedConnection
from sqlalchemy.dialects import sqlite
from sqlalchemy.sql import ClauseElement

from leaddesk.domain.errors import LeadDeskError, StoreUnavailable
from leaddesk.storage import ballast, compiling, connecting, server_writes
from leaddesk.storage.addresses import shown, sqlite_path
from leaddesk.storage.behind import Behind, Saying, TakenBack
from leaddesk.storage.driver_errors import is_driver_error, unavailable
from leaddesk.storage.row_ids import RowIds
from leaddesk.storage.statements import Build, Row, Sql
from leaddesk.storage.write_turns import WriteTurns

__all__ = ["BULK_LOG_PAGES", "MARK_SECONDS", "WRITER_CACHE_KIB", "Build", "Database", "Row",
           "Session", "Sql"]  # fmt: skip

WRITER_CACHE_KIB = 48 * 1024
"""Pages the writer keeps: an import touches the index of numbers and addresses all over."""

BULK_LOG_PAGES = 200_000
"""The bound of the log while many rows are written; they settle it much earlier."""


MARK_SECONDS = 0.2
"""How long a look for writes of others waits for a write of our own."""

_READ_ONLY = "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY"
_LOOKS = "leaddesk looks"
"""Marks a connection that only reads."""


AnswerT = TypeVar("AnswerT")
Ending: TypeAlias = Callable[[Any], None]
"""What is said on a cursor at the begin or the end of a transaction."""


def _commit(cursor: Any) -> None:
    cursor.execute("COMMIT")


class Database:
    """An open database: its engine, its dialect, and the statements already compiled for it."""

    def __init__(self, url: str) -> None:
        self.path = sqlite_path(url)
        self.url = shown(url)
        self.engine = (
            connecting.sqlite_engine(self.path) if self.path else connecting.server_engine(url)
        )
        self._lending = connecting.Lending(self.engine)
        self.is_sqlite = self.path is not None or self.engine.dialect.name == "sqlite"
        self.dialect: Dialect = (
            sqlite.dialect(paramstyle="named") if self.is_sqlite else compiling.server_dialect()
        )
        self._texts: dict[Build, str] = {}
        self._server = server_writes.ServerWrites()
        self._write = threading.RLock()
        self._writer: PoolProxiedConnection | None = None
        self._writers = 0
        self._turns = WriteTurns(connecting.BUSY_SECONDS)

    def text(self, build: Build) -> str:
        """Return the SQL of a statement for this database, compiled on first use."""
        found = self._texts.get(build)
        if found is None:
            made = build(self.dialect)
            found = made if isinstance(made, str) else self.compile(made)
            self._texts[build] = found
        return found

    def compile(self, statement: ClauseElement) -> str:
        """Return the SQL of a statement with named parameters for this database's driver."""
        return compiling.compiled(statement, self.dialect)

    @contextlib.contextmanager
    def writing(self) -> Iterator[Session]:
        """Run one write transaction: committed at the end, rolled back on any error.

        Raises StoreUnavailable when the database can't be written; nothing is half-done then.
        """
        if not self.is_sqlite:
            later = Behind()
            with self._server.turn() as row:
                end = partial(later.end, count=server_writes.counting(row))
                with self._checked_out("BEGIN", end) as cursor:
                    yield Session(self, cursor, writes=True, later=later)
            return
        self._turns.give_way()
        with self._write:
            try:
                with self._driver_errors():
                    cursor, turns = self._own_writer().cursor(), self._turns
                with turns.taken(), self._transaction(cursor, turns.begin):
                    yield Session(self, cursor, writes=True)
            except StoreUnavailable as error:
                self._drop_writer()
                if error.key == "disk_full" and self.path and ballast.free(self.path):
                    raise StoreUnavailable("disk_full", where=self.url, again=True) from error
                raise
            finally:
                if self._lending.is_over:
                    self._drop_writer()

    @contextlib.contextmanager
    def reading(self) -> Iterator[Session]:
        """Run several reads on one consistent view of the data; writing in it is an error."""
        with self._checked_out("BEGIN" if self.is_sqlite else _READ_ONLY) as cursor:
            yield Session(self, cursor)

    def glance(self, look: Callable[[Session], AnswerT]) -> AnswerT:
        """Return what one query answers; on a server no transaction is said around it."""
        if not self.is_sqlite:
            try:
                with self._checked_out("", lambda _said: None) as cursor:
                    return look(Session(self, cursor))
            except StoreUnavailable as error:
                if error.key != "cannot_open":  # else the server ended the connection meanwhile
                    raise
        with self.reading() as session:
            return look(session)

    def come_in(self, now: int) -> None:
        """Be counted among those who have a server's database open; SQLite counts by itself.

        Who came 90 days ago is forgotten. `now` is in milliseconds.
        """
        if not self.is_sqlite:
            with self._server.turn() as row, self._checked_out("BEGIN") as cursor:
                server_writes.come_in(cursor, row, now)

    def write_at_once(self, most: int) -> None:
        """Let so many writes go on at once on a server; in a file it is always one."""
        self._server.allow(most)

    @contextlib.contextmanager
    def bulk(self) -> Iterator[Callable[[], None]]:
        """Let no commit in the block bring the log into the file; what is given out does it.

        Asked between writes, it makes no write wait. A server sees to its log itself.
        """
        if not self.is_sqlite:
            yield lambda: None
            return
        self._keep_log(BULK_LOG_PAGES)
        try:
            yield self._settle_log
        finally:
            with contextlib.suppress(StoreUnavailable):
                self._keep_log(connecting.LOG_PAGES)
                self._settle_log()

    def _keep_log(self, pages: int) -> None:
        """Say how long the log may grow before a commit brings it into the file."""
        with self._write, self._driver_errors():
            self._own_writer().cursor().execute(f"PRAGMA wal_autocheckpoint={pages}")

    def _settle_log(self) -> None:
        """Bring the log into the file, as far as nobody reads an older state."""
        with self._driver_errors(), self._lending.lent() as looking:
            looking.cursor().execute("PRAGMA wal_checkpoint(PASSIVE)").fetchall()

    def others_mark(self) -> object:
        """Return a mark that is another one after somebody else committed, whatever they wrote.

        SQLite tells a connection of the commits of all others, and all writes of this database go
        through one connection; None while that one is busy. PostgreSQL keeps counts (`opened`).
        """
        if not self.is_sqlite:
            with self._checked_out(_READ_ONLY) as cursor:
                return server_writes.of_others(cursor, self._server.name)
        if not self._write.acquire(timeout=MARK_SECONDS):
            return None
        try:
            with self._driver_errors():
                cursor = self._own_writer().cursor()
                try:
                    cursor.execute("PRAGMA data_version")
                    return self._writers, cursor.fetchall()
                finally:
                    cursor.close()
        except StoreUnavailable:
            self._drop_writer()
            raise
        finally:
            self._write.release()

    @contextlib.contextmanager
    def _checked_out(self, begin: str, end: Ending = _commit) -> Iterator[Any]:
        with self._driver_errors():
            pooled, cursor = self._begun(begin)
        try:
            with self._transaction(cursor, end=end):
                yield cursor
        except StoreUnavailable as error:
            if error.key == "cannot_open":
                pooled.invalidate()  # the server is gone: nothing can be said on this connection
            raise
        finally:
            self._lending.take_back(pooled)

    def _begun(self, begin: str) -> tuple[PoolProxiedConnection, Any]:
        """Begin a transaction; on a connection that a server closed meanwhile, on a new one."""
        pooled = self._lending.lend()
        if self.is_sqlite and _LOOKS not in pooled.info:
            pooled.cursor().execute("PRAGMA query_only=ON")
            pooled.info[_LOOKS] = True
        cursor = pooled.cursor()
        if not begin:
            return pooled, cursor
        try:
            cursor.execute(begin)
        except Exception:
            pooled.invalidate()
            if self.is_sqlite:
                raise
            self._lending.drop()
            pooled = self._lending.lend()
            cursor = pooled.cursor()
            try:
                cursor.execute(begin)
            except Exception:
                pooled.invalidate()
                raise
        return pooled, cursor

    @contextlib.contextmanager
    def _transaction(
        self, cursor: Any, begin: Ending = lambda _begun: None, end: Ending = _commit
    ) -> Iterator[Any]:
        try:
            with self._driver_errors():
                begin(cursor)
                yield cursor
                end(cursor)
        except BaseException:
            _rollback(cursor)
            raise
        finally:
            cursor.close()

    @contextlib.contextmanager
    def _driver_errors(self) -> Iterator[None]:
        """Turn what a driver raises into StoreUnavailable."""
        try:
            yield
        except LeadDeskError:
            raise
        except Exception as error:
            if is_driver_error(error):
                raise unavailable(error, self.url) from error
            raise

    def _own_writer(self) -> PoolProxiedConnection:
        if self._writer is None:
            self._writer = self._lending.lend()
            self._writer.cursor().execute("PRAGMA query_only=OFF")
            self._writer.cursor().execute("PRAGMA busy_timeout=0").fetchall()  # see `WriteTurns`
            self._writer.cursor().execute(f"PRAGMA cache_size=-{WRITER_CACHE_KIB}")
            self._writers += 1
        return self._writer

    def _drop_writer(self) -> None:
        """Let go of a writer that met trouble; the next write begins on a fresh connection."""
        writer, self._writer = self._writer, None
        if writer is not None:
            writer.invalidate()

    def empty_log(self) -> None:
        """Write SQLite's log into the file and empty it; what somebody still reads stays."""
        if self.is_sqlite:
            wait = connecting.BUSY_SECONDS * 1000
            with self._write, self._driver_errors():
                for pragma in (
                    f"busy_timeout={wait}",
                    "wal_checkpoint(TRUNCATE)",
                    "busy_timeout=0",
                ):
                    self._own_writer().cursor().execute(f"PRAGMA {pragma}").fetchall()

    def close(self) -> None:
        """Let go of every connection."""
        with self._write:
            writer, self._writer = self._writer, None
            if writer is not None:
                self._lending.take_back(writer)
        self._lending.drop(over=True)


class Session(Saying):
    """One transaction: prepared statements in, plain tuples out."""

    __slots__ = ("captures", "database", "ids", "locks", "sums")

    def __init__(
        self, database: Database, cursor: Any, *, writes: bool = False, later: Behind | None = None
    ) -> None:
        super().__init__(database, cursor, later or Behind())
        self.database = database
        # SQLite has one writer at a time; what others must not touch meanwhile is locked elsewhere.
        self.locks = writes and not database.is_sqlite
        self.ids: RowIds | None = None
        # Whether what an operation changes is kept to be put back; a hub puts nothing back.
        self.captures = True
        # Tallies that are written at the end (`tallies.hold_back`); None writes each at once.
        self.sums: dict[tuple[int, str, int, str, str], list[int]] | None = None

    @property
    def is_sqlite(self) -> bool:
        """Tell whether this is SQLite."""
        return self.database.is_sqlite

    @property
    def connection(self) -> object:
        """Return the driver's connection: what is asked of it is about one server and database."""
        return self._cursor.connection

    @contextlib.contextmanager
    def part(self) -> Iterator[None]:
        """Take back what is written in the block, and nothing else, when it raises.

        A hasty transaction raises TakenBack instead when there is anything to take back.
        """
        if self.behind.hasty:
            wrote = self.behind.wrote
            try:
                yield
            except Exception as error:
                if self.behind.wrote != wrote or is_driver_error(error):
                    raise TakenBack from error
                raise
            return
        self._cursor.execute("SAVEPOINT part")
        before = self.sums and {slot: [*sums] for slot, sums in self.sums.items()}
        try:
            yield
        except BaseException:
            self.sums = {} if before is None and self.sums is not None else before
            self._cursor.execute("ROLLBACK TO SAVEPOINT part")
            self._cursor.execute("RELEASE SAVEPOINT part")
            raise
        self._cursor.execute("RELEASE SAVEPOINT part")

    def run(self, build: Build, **params: object) -> int:
        """Run a statement and return how many rows it touched."""
        self._execute(self.database.text(build), params)
        return int(self._cursor.rowcount)

    def many(self, build: Build, rows: Sequence[Mapping[str, object]] | Sequence[Row]) -> None:
        """Run a statement once per row of parameters."""
        if rows:
            text = self.database.text(build)
            self._say_behind(text)
            self._cursor.executemany(text, rows)

    def sql(self, text: str, params: Mapping[str, object] | None = None) -> list[Row]:
        """Run a statement given as text and return its rows; for what has no fixed shape."""
        self._execute(text, params or {})
        return [] if self._cursor.description is None else list(self._cursor.fetchall())


def _rollback(cursor: Any) -> None:
    """End a failed transaction; the driver may have ended it already."""
    with contextlib.suppress(Exception):
        cursor.execute("ROLLBACK")
