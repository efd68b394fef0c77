# SPDX-License-Identifier: MIT
"""Connections come back or are closed, whenever the database was let go of."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path

import pytest

from leaddesk.storage.engine import Database, Session

Begin = Callable[[Database], AbstractContextManager[Session]]


def is_closed(connection: object) -> bool:
    assert isinstance(connection, sqlite3.Connection)
    try:
        connection.execute("SELECT 1").close()
    except sqlite3.ProgrammingError:
        return True
    return False


def test_what_is_lent_while_the_database_is_closed_is_closed_when_it_comes_back(
    tmp_path: Path,
) -> None:
    database = Database(str(tmp_path / "team.db"))
    with database.reading() as session:
        database.close()
        assert session.sql("SELECT 1") == [(1,)]
        lent = session.connection
    assert is_closed(lent)


@pytest.mark.parametrize("begin", [Database.reading, Database.writing])
def test_who_comes_when_the_database_is_closed_leaves_nothing_open(
    tmp_path: Path, begin: Begin
) -> None:
    database = Database(str(tmp_path / "team.db"))
    database.close()
    with begin(database) as session:
        lent = session.connection
        assert not is_closed(lent)
    assert is_closed(lent)


def test_what_is_lent_while_the_pool_is_made_anew_is_closed_when_it_comes_back(
    tmp_path: Path,
) -> None:
    database = Database(str(tmp_path / "team.db"))
    with database.reading() as session:
        lent = session.connection
        # As another thread does when the server was away.
        database._lending.drop()
    assert is_closed(lent)
    with database.reading() as session:
        kept = session.connection
    with database.reading() as session:
        assert session.connection is kept
    database.close()
