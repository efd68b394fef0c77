# SPDX-License-Identifier: MIT
"""Which schema a database has, a new one made whole, an old one brought up step by step."""

from __future__ import annotations

import contextlib
import datetime as dt
import sqlite3
from collections.abc import Iterator
from pathlib import Path

from sqlalchemy import Connection, inspect, text
from sqlalchemy.exc import DBAPIError

from leaddesk.domain.errors import NewerSchema, StoreUnavailable
from leaddesk.storage import (
    backup,
    overlay,
    search,
    tables,
    tables_arrivals,  # noqa: F401 - adds its tables
    tables_duplicates,  # noqa: F401 - adds its tables
    tables_funnel,  # noqa: F401 - adds its tables
    tables_handoffs,  # noqa: F401 - adds its tables
    tables_hub,  # noqa: F401 - adds its tables
    tables_listing,  # noqa: F401 - adds its tables
    tables_no_call,  # noqa: F401 - adds its tables
    tables_operations,  # noqa: F401 - adds its tables
    tables_people,  # noqa: F401 - adds its tables
    tables_plan,  # noqa: F401 - adds its tables
    tables_privacy,  # noqa: F401 - adds its tables
)
from leaddesk.storage.addresses import SQLITE_MAGIC
from leaddesk.storage.driver_errors import is_driver_error, unavailable
from leaddesk.storage.engine import Database
from leaddesk.storage.file_heads import head

HEAD = "0020"
"""The newest step; a test holds it against the migrations."""

KNOWN = (
    "0001", "0002", "0003", "0004", "0005", "0006", "0007", "0008", "0009", "0010", "0011", "0012",
    "0013", "0014", "0015", "0016", "0017", "0018", "0019", "0020",
)  # fmt: skip
"""Every step this version knows, oldest first."""

SCRIPTS = "leaddesk.storage:migrations"
"""Where the steps are."""

_OWN_INDEXES = frozenset({"ix_lead_search"})
_MARKS = frozenset({"lead", "journal", "rule"})
"""Tables that every LeadDesk database has had since the first step."""

_ONE_AT_A_TIME = 0x1EADDE5C
"""The PostgreSQL lock under which a schema is made or upgraded."""


def is_ours(name: str | None, kind: str, _parents: object) -> bool:
    """Tell whether a name in the database is one of the tables' own, not of the search index."""
    if kind == "table":
        return name in tables.metadata.tables
    return name not in _OWN_INDEXES


def bring_up_to_date(database: Database, at: dt.datetime) -> Path | None:
    """Make or upgrade the schema; return the copy made before an upgrade, None when there was none.

    Raises NewerSchema for a database of a newer LeadDesk, StoreUnavailable("foreign_database") for
    one that something else made; neither is touched.
    """
    try:
        if database.path is not None and _keeps_no_log(database.path):
            # Connecting switches to a write-ahead log, so a stranger's file is looked at before.
            _check(_look(database.path), _where(database))
        with database.engine.connect() as connection:
            # Tables first: what another process makes meanwhile is then found with its revision.
            names = set(inspect(connection).get_table_names())
            found = _revision(connection)
            _check((found, names), _where(database))
            connection.rollback()
        if found == HEAD:
            return None
        if found is None:
            _make(database)
            return None
        copy = _copy(database, at)
        overlay.remember(database)
        _upgrade(database)
    except Exception as error:
        if not is_driver_error(error):
            raise
        raise unavailable(error, database.url) from error
    return copy


def _keeps_no_log(path: Path) -> bool:
    """Tell whether a file that is there is not in write-ahead mode yet (bytes 18 and 19 say so)."""
    begin = head(path, 20)
    return begin[: len(SQLITE_MAGIC)] == SQLITE_MAGIC and begin[18:20] != b"\x02\x02"


def _look(path: Path) -> tuple[str | None, set[str]]:
    """Return revision and tables of a file without touching it."""
    with contextlib.closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)) as c:
        names = {row[0] for row in c.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
        row = None
        if "alembic_version" in names:
            row = c.execute("SELECT version_num FROM alembic_version").fetchone()
    return (str(row[0]) if row else None), {n for n in names if not n.startswith("sqlite_")}


def _check(found: tuple[str | None, set[str]], where: str) -> None:
    """Refuse what is not ours, or newer than we are."""
    revision, names = found
    if names and (revision is None or not names >= _MARKS):
        raise StoreUnavailable("foreign_database", where=where)
    if revision is not None and revision not in KNOWN:
        raise NewerSchema("newer_schema", where=where, found=revision, known=HEAD)


def _revision(connection: Connection) -> str | None:
    if "alembic_version" not in inspect(connection).get_table_names():
        return None
    found = connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
    return str(found) if found is not None else None


@contextlib.contextmanager
def _alone(database: Database) -> Iterator[Connection]:
    """Work on the schema in one transaction, one process at a time: half of it never exists."""
    with database.engine.connect() as connection:
        if database.is_sqlite:
            # A step may make a table anew, which must not take along what refers to it.
            connection.exec_driver_sql("PRAGMA foreign_keys=OFF")
            connection.exec_driver_sql("PRAGMA query_only=OFF")
            connection.exec_driver_sql("BEGIN IMMEDIATE")
        else:
            connection.exec_driver_sql("BEGIN")
            connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({_ONE_AT_A_TIME})")
        try:
            yield connection
            if database.is_sqlite:
                _check_references(connection, _where(database))
            connection.exec_driver_sql("COMMIT")
        except BaseException:
            with contextlib.suppress(DBAPIError):
                connection.exec_driver_sql("ROLLBACK")
            raise
        finally:
            connection.invalidate()


def _check_references(connection: Connection, where: str) -> None:
    if connection.exec_driver_sql("PRAGMA foreign_key_check").all():
        raise StoreUnavailable("unexpected", where=where)


def _make(database: Database) -> None:
    with _alone(database) as connection:
        if _revision(connection) is None:
            make_tables(connection)
            connection.exec_driver_sql(
                "CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL, "
                "CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num))"
            )
            connection.exec_driver_sql(
                f"INSERT INTO alembic_version (version_num) VALUES ('{HEAD}')"
            )


def make_tables(connection: Connection) -> None:
    """Make every table, and what search needs beyond them."""
    from leaddesk.storage import part_indexes  # noqa: F401 - adds them to the tables

    tables.metadata.create_all(connection)
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql(search.SQLITE_TABLE)
    else:
        # The driver takes a lone percent sign for a parameter.
        connection.exec_driver_sql(search.POSTGRESQL_FUNCTION.replace("%", "%%"))
        connection.exec_driver_sql(search.POSTGRESQL_INDEX)


def _upgrade(database: Database) -> None:
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", SCRIPTS)
    with _alone(database) as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, HEAD)


def _copy(database: Database, at: dt.datetime) -> Path | None:
    """Copy a SQLite file beside itself before it is upgraded; a server has its own backups."""
    path = database.path
    if path is None:
        return None
    stem = f"{path.stem}-before-upgrade-{at:%Y%m%d-%H%M%S}"
    target = path.with_name(stem + path.suffix)
    number = 2
    while target.exists():
        target = path.with_name(f"{stem}-{number}{path.suffix}")
        number += 1
    backup.make_backup(path, target)
    return target


def _where(database: Database) -> str:
    return str(database.path) if database.path else database.url
