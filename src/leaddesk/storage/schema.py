# SPDX-License-Identifier: MIT
"""Which schema a database has, a new one made whole, an old one brought up step by step."""

from __future__ import annotations

import datetime as dt
import shutil
import sqlite3
from pathlib import Path

from sqlalchemy import Connection, inspect, text
from sqlalchemy.exc import DBAPIError

from leaddesk.domain.errors import NewerSchema, StoreUnavailable
from leaddesk.storage import search, tables
from leaddesk.storage.engine import Database, unavailable

HEAD = "0001"
"""The newest step; a test holds it against the migrations."""

KNOWN = ("0001",)
"""Every step this version knows, oldest first."""

_OWN_INDEXES = frozenset({"ix_lead_search"})


def is_ours(name: str | None, kind: str, _parents: object) -> bool:
    """Tell whether a name in the database is one of the tables' own, not of the search index."""
    if kind == "table":
        return name in tables.metadata.tables
    return name not in _OWN_INDEXES


def bring_up_to_date(database: Database, at: dt.datetime) -> Path | None:
    """Make or upgrade the schema; return the copy made before an upgrade, None when none was needed.

    Raises NewerSchema for a database of a newer LeadDesk, StoreUnavailable("foreign_database") for
    one that something else made; neither is touched.
    """
    try:
        with database.engine.connect() as connection:
            found = _revision(connection)
            names = set(inspect(connection).get_table_names())
            connection.rollback()
        if found is None and names:
            raise StoreUnavailable("foreign_database", where=_where(database))
        if found == HEAD:
            return None
        if found is not None and found not in KNOWN:
            raise NewerSchema("newer_schema", where=_where(database), found=found, known=HEAD)
        copy = _copy(database, at) if found is not None else None
        if found is None:
            _make(database)
        else:
            _upgrade(database)
    except (DBAPIError, sqlite3.Error) as error:
        raise unavailable(error, database.url) from error
    return copy


def _revision(connection: Connection) -> str | None:
    if "alembic_version" not in inspect(connection).get_table_names():
        return None
    found = connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
    return str(found) if found is not None else None


def _make(database: Database) -> None:
    """Make a new database in one transaction, so that half of one never exists."""
    with database.engine.connect() as connection:
        if database.is_sqlite:
            connection.exec_driver_sql("BEGIN IMMEDIATE")
        if _revision(connection) is None:
            tables.metadata.create_all(connection)
            make_search(connection, is_sqlite=database.is_sqlite)
            connection.exec_driver_sql(
                "CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL PRIMARY KEY)"
            )
            connection.exec_driver_sql(
                f"INSERT INTO alembic_version (version_num) VALUES ('{HEAD}')"  # noqa: S608
            )
        if database.is_sqlite:
            connection.exec_driver_sql("COMMIT")
        else:
            connection.commit()


def make_search(connection: Connection, *, is_sqlite: bool) -> None:
    """Make what search needs beyond the tables."""
    if is_sqlite:
        connection.exec_driver_sql(search.SQLITE_TABLE)
    else:
        connection.exec_driver_sql(search.POSTGRESQL_INDEX)


def _upgrade(database: Database) -> None:
    from alembic import command  # noqa: PLC0415 - costs 0.3 s and is rarely needed
    from alembic.config import Config  # noqa: PLC0415

    config = Config()
    config.set_main_option("script_location", "leaddesk.storage:migrations")
    with database.engine.connect() as connection:
        if database.is_sqlite:
            connection.exec_driver_sql("BEGIN IMMEDIATE")
        config.attributes["connection"] = connection
        command.upgrade(config, "head")
        if database.is_sqlite:
            connection.exec_driver_sql("COMMIT")
        else:
            connection.commit()


def _copy(database: Database, at: dt.datetime) -> Path | None:
    """Copy a SQLite file beside itself before it is upgraded."""
    path = database.path
    if path is None:
        return None
    target = path.with_name(f"{path.stem}-before-upgrade-{at:%Y%m%d-%H%M%S}{path.suffix}")
    with sqlite3.connect(path) as source, sqlite3.connect(target) as copy:
        source.backup(copy)
    shutil.copymode(path, target)
    return target


def _where(database: Database) -> str:
    return str(database.path) if database.path else database.engine.url.render_as_string()
