# SPDX-License-Identifier: MIT
"""Databases for the tests of storage: a copied SQLite file, or one of a PostgreSQL server."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import event

from leaddesk.desk.desk import Desk
from leaddesk.domain.holiday_calendar import NoHolidays
from leaddesk.storage.engine import Database
from leaddesk.storage.opening import open_store
from leaddesk.storage.store import SqlStore
from tests.factories import NOON, Office, make_template
from tests.storage.servers import Server, running

BOTH = (
    pytest.param("sqlite", id="sqlite"),
    pytest.param("postgresql", id="postgresql", marks=pytest.mark.postgres),
)


class Place:
    """A fresh database as a new team has it; each opening is one more window on it."""

    def __init__(self, url: str, open_one: Callable[[str], SqlStore]) -> None:
        self.url = url
        self._open = open_one
        self._stores: list[SqlStore] = []

    def open(self) -> SqlStore:
        """Open it once more; closed with the test."""
        store = self._open(self.url)
        self._stores.append(store)
        return store

    def first(self) -> SqlStore:
        """Return the first window, opened when there is none."""
        return self._stores[0] if self._stores else self.open()

    def desk(self) -> Desk:
        """Open it once more and sit down."""
        return Desk(self.open(), NoHolidays())

    def close(self) -> None:
        """Close every window."""
        for store in self._stores:
            store.close()


@pytest.fixture(scope="session")
def template(tmp_path_factory: pytest.TempPathFactory) -> Database:
    """Return a SQLite database with everything that ships, to be copied."""
    return make_template(tmp_path_factory.mktemp("storage") / "template.db")


@pytest.fixture(scope="session")
def server() -> Iterator[Server]:
    """Return a PostgreSQL server, started by the first test that asks."""
    with running(NOON) as started:
        yield started


@pytest.fixture
def sqlite_place(template: Database, tmp_path: Path) -> Iterator[Place]:
    """Return a fresh file; nothing of it has to outlive the machine."""
    assert template.path is not None
    file = tmp_path / "team.db"
    shutil.copyfile(template.path, file)
    place = Place(str(file), lambda url: _hasty(template, url))
    yield place
    place.close()


def _hasty(template: Database, url: str) -> SqlStore:
    database = Database(url)
    database._texts = template._texts
    event.listen(database.engine, "connect", _hurry)
    return SqlStore(database, "test desk")


def _hurry(connection: Any, _record: object) -> None:
    connection.execute("PRAGMA synchronous=OFF").close()


@pytest.fixture
def postgres_place(server: Server) -> Iterator[Place]:
    """Return a fresh database on the server."""
    name = server.fresh()
    place = Place(server.url(name), lambda url: open_store(url, NOON))
    yield place
    place.close()


@pytest.fixture(params=BOTH)
def place(request: pytest.FixtureRequest) -> Place:
    """Return a fresh database, of one kind and then of the other."""
    wanted = "sqlite_place" if request.param == "sqlite" else "postgres_place"
    found: Place = request.getfixturevalue(wanted)
    return found


@pytest.fixture
def store(place: Place) -> SqlStore:
    """Return an open store over a fresh database."""
    return place.open()


@pytest.fixture
def office(place: Place) -> Office:
    """Return an office with Dana, a qualifier, and Sam, a senior rep; it is Tuesday noon."""
    return Office(place.open())
