# SPDX-License-Identifier: MIT
"""Opening a database and running prepared statements on it, one transaction at a time."""

from __future__ import annotations

import contextlib
import os
import re
import sqlite3
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, TypeAlias

from sqlalchemy import Dialect, Engine, create_engine, event, make_url
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.exc import ArgumentError, DBAPIError
from sqlalchemy.sql import ClauseElement
from typing_extensions import override

from leaddesk.domain.errors import BadInput, LeadDeskError, StoreUnavailable

Row: TypeAlias = tuple[Any, ...]
Build: TypeAlias = Callable[[Dialect], "ClauseElement | str"]
"""A function that says a statement for a dialect; it is asked once per database."""

_MARK = re.compile(r":([a-z_][a-z_0-9]*)")


class Sql:
    """Plain SQL that both databases understand, with `:name` parameters; equal texts are one."""

    __slots__ = ("text",)

    def __init__(self, text: str) -> None:
        self.text = text

    @override
    def __hash__(self) -> int:
        """Return the hash of the text."""
        return hash(self.text)

    @override
    def __eq__(self, other: object) -> bool:
        """Tell whether the other one is the same text."""
        return isinstance(other, Sql) and other.text == self.text

    def __call__(self, dialect: Dialect) -> str:
        """Return the SQL with the parameter marks of the dialect's driver."""
        return self.text if dialect.name == "sqlite" else _MARK.sub(r"%(\1)s", self.text)


SQLITE_MAGIC = b"SQLite format 3\x00"
BUSY_SECONDS = 10
STATEMENT_SECONDS = 30


class Database:
    """An open database: its engine, its dialect, and the statements already compiled for it."""

    def __init__(self, url: str) -> None:
        self.url = url
        self.path = sqlite_path(url)
        self.engine = _engine(url, self.path)
        self.is_sqlite = self.path is not None or self.engine.dialect.name == "sqlite"
        self.dialect: Dialect = (
            sqlite.dialect(paramstyle="named")
            if self.is_sqlite
            else postgresql.dialect(paramstyle="pyformat")  # type: ignore[no-untyped-call]
        )
        self._texts: dict[Build, str] = {}
        self._write = threading.RLock()

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
        compiled = statement.compile(
            dialect=self.dialect, compile_kwargs={"render_postcompile": True}
        )
        told = str(compiled)
        # What the statement itself fixes is written into it: only the caller's values are bound.
        for name, bind in compiled.binds.items():  # type: ignore[attr-defined]
            if bind.value is not None:
                mark = f":{name}" if self.is_sqlite else f"%({name})s"
                told = re.sub(
                    re.escape(mark) + (r"\b" if self.is_sqlite else ""), _literal(bind.value), told
                )
        return told

    @contextlib.contextmanager
    def writing(self) -> Iterator[Session]:
        """Run one write transaction: committed at the end, rolled back on any error.

        Raises StoreUnavailable when the database can't be written; nothing is half-done then.
        """
        with self._write, self._session("BEGIN IMMEDIATE" if self.is_sqlite else "BEGIN") as s:
            yield s

    @contextlib.contextmanager
    def reading(self) -> Iterator[Session]:
        """Run several reads on one consistent view of the data."""
        begin = "BEGIN" if self.is_sqlite else "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY"
        with self._session(begin) as s:
            yield s

    @contextlib.contextmanager
    def _session(self, begin: str) -> Iterator[Session]:
        try:
            pooled = self.engine.raw_connection()
        except (DBAPIError, sqlite3.Error) as error:
            raise unavailable(error, self.url) from error
        try:
            cursor = pooled.cursor()
            try:
                cursor.execute(begin)
                yield Session(self, cursor)
                cursor.execute("COMMIT")
            except LeadDeskError:
                _rollback(cursor)
                raise
            except BaseException as error:
                _rollback(cursor)
                if _is_driver_error(error):
                    raise unavailable(error, self.url) from error
                raise
            finally:
                cursor.close()
        finally:
            pooled.close()

    def close(self) -> None:
        """Let go of every connection."""
        self.engine.dispose()


class Session:
    """One transaction: prepared statements in, plain tuples out."""

    __slots__ = ("_cursor", "database")

    def __init__(self, database: Database, cursor: Any) -> None:  # noqa: ANN401 - DBAPI cursors are untyped
        self.database = database
        self._cursor = cursor

    @property
    def is_sqlite(self) -> bool:
        """Tell whether this is SQLite."""
        return self.database.is_sqlite

    def rows(self, build: Build, **params: object) -> list[Row]:
        """Return all rows of a query."""
        self._cursor.execute(self.database.text(build), params)
        found: list[Row] = self._cursor.fetchall()
        return found

    def one(self, build: Build, **params: object) -> Row | None:
        """Return the first row of a query, or None."""
        self._cursor.execute(self.database.text(build), params)
        found: Row | None = self._cursor.fetchone()
        return found

    def run(self, build: Build, **params: object) -> int:
        """Run a statement and return how many rows it touched."""
        self._cursor.execute(self.database.text(build), params)
        return int(self._cursor.rowcount)

    def many(self, build: Build, rows: Sequence[Mapping[str, object]] | Sequence[Row]) -> None:
        """Run a statement once per row of parameters."""
        if rows:
            self._cursor.executemany(self.database.text(build), rows)

    def sql(self, text: str, params: Mapping[str, object] | None = None) -> list[Row]:
        """Run a statement given as text and return its rows; for what has no fixed shape."""
        self._cursor.execute(text, params or {})
        return [] if self._cursor.description is None else list(self._cursor.fetchall())


def _literal(value: object) -> str:
    """Return a constant of a statement as SQL; only whole numbers and plain words are used."""
    if isinstance(value, int):
        return str(int(value))
    plain = str(value)
    if "'" in plain or "\\" in plain:
        raise ValueError(plain)
    return f"'{plain}'"


def sqlite_path(url: str) -> Path | None:
    """Return the file of a SQLite URL or plain path; None for other databases."""
    if "://" not in url:
        return Path(url)
    parsed = make_url(url)
    if parsed.get_backend_name() != "sqlite" or not parsed.database:
        return None
    return Path(parsed.database)


def unavailable(error: BaseException, where: str) -> StoreUnavailable:
    """Return the plain refusal for a driver's error."""
    original = getattr(error, "orig", None) or error
    told = str(original).lower()
    where = _shown(where)
    for key, signs in _SIGNS:
        if any(sign in told for sign in signs):
            return StoreUnavailable(key, where=where)
    return StoreUnavailable("cannot_open", where=where, detail=type(original).__name__)


_SIGNS = (
    ("not_a_database", ("not a database", "malformed", "disk image")),
    ("disk_full", ("disk is full", "disk full", "no space left")),
    ("read_only", ("readonly", "read-only")),
    ("locked", ("locked", "lock timeout", "canceling statement")),
    ("disk_error", ("disk i/o error",)),
)


def _shown(url: str) -> str:
    """Return a database's name without the password in it."""
    if "://" not in url:
        return url
    return make_url(url).render_as_string(hide_password=True)


def _is_driver_error(error: BaseException) -> bool:
    if isinstance(error, (sqlite3.Error, DBAPIError)):
        return True
    return type(error).__module__.startswith("psycopg") and isinstance(error, Exception)


def _rollback(cursor: Any) -> None:  # noqa: ANN401 - DBAPI cursors are untyped
    """End a failed transaction; the driver may have ended it already."""
    with contextlib.suppress(Exception):
        cursor.execute("ROLLBACK")


def _engine(url: str, path: Path | None) -> Engine:
    if path is not None:
        _check_file(path)
        return _sqlite_engine(path)
    try:
        parsed = make_url(url)
        if parsed.get_backend_name() == "sqlite":
            raise BadInput("database_url", where=_shown(url))
        if parsed.get_backend_name() == "postgresql":
            parsed = parsed.set(drivername="postgresql+psycopg")
        engine = create_engine(parsed, pool_size=5, max_overflow=5)
    except ModuleNotFoundError as error:
        raise StoreUnavailable("driver_missing", where=_shown(url)) from error
    except ArgumentError as error:
        raise BadInput("database_url", where=url.split("@")[-1][:80]) from error
    if engine.dialect.name != "postgresql":
        raise BadInput("database_url", where=_shown(url))
    event.listen(engine, "connect", _prepare_postgresql)
    return engine


def _check_file(path: Path) -> None:
    """Refuse what can't be a database before anything is opened or made.

    Raises StoreUnavailable with where and why.
    """
    try:
        if path.is_dir():
            raise StoreUnavailable("is_a_directory", where=str(path))
        if not path.parent.is_dir():
            raise StoreUnavailable("no_folder", where=str(path.parent))
        if path.exists():
            with path.open("rb") as file:
                head = file.read(len(SQLITE_MAGIC))
            if head and head != SQLITE_MAGIC:
                raise StoreUnavailable("not_a_database", where=str(path))
            if not os.access(path, os.W_OK):
                raise StoreUnavailable("read_only", where=str(path))
        if not os.access(path.parent, os.W_OK):
            raise StoreUnavailable("read_only", where=str(path.parent))
    except OSError as error:
        raise StoreUnavailable("cannot_open", where=str(path), detail=error.strerror) from error


def _sqlite_engine(path: Path) -> Engine:
    if not path.exists():
        # People's data: nobody but the owner of the account may read the file.
        os.close(os.open(path, os.O_CREAT | os.O_WRONLY, 0o600))
    engine = create_engine(
        f"sqlite:///{path}",
        connect_args={"check_same_thread": False, "timeout": BUSY_SECONDS},
        pool_size=6,
        max_overflow=4,
        # Ending a transaction is ours to do; the pool need not repeat it per checkout.
        pool_reset_on_return=None,
    )
    event.listen(engine, "connect", _prepare_sqlite)
    return engine


def _prepare_sqlite(connection: Any, _record: object) -> None:  # noqa: ANN401 - DBAPI is untyped
    """Make a fresh connection durable and strict; FULL syncs each commit (outcomes are promises)."""
    connection.isolation_level = None
    for pragma in (
        "journal_mode=WAL",
        "synchronous=FULL",
        "foreign_keys=ON",
        f"busy_timeout={BUSY_SECONDS * 1000}",
        "temp_store=MEMORY",
        "cache_size=-16384",
        "trusted_schema=OFF",
        "wal_autocheckpoint=1000",
    ):
        connection.execute(f"PRAGMA {pragma}").close()


def _prepare_postgresql(connection: Any, _record: object) -> None:  # noqa: ANN401 - DBAPI is untyped
    connection.autocommit = True
    with connection.cursor() as cursor:
        cursor.execute(f"SET statement_timeout = '{STATEMENT_SECONDS}s'")
        cursor.execute("SET idle_in_transaction_session_timeout = '60s'")
        cursor.execute("SET timezone = 'UTC'")
