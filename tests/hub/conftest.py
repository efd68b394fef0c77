# SPDX-License-Identifier: MIT
"""A team's hub over a fresh database of one kind and then of the other, and an office's desk."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from leaddesk.storage.engine import Database
from tests.factories import Office, make_template, open_copy
from tests.hub.answered import AnsweringHub
from tests.hub.stand import Stand
from tests.storage.conftest import (
    Place,
    place,
    postgres_place,
    server,
    sqlite_place,
    template,
)

__all__ = ["place", "postgres_place", "server", "sqlite_place", "stand", "template"]


@pytest.fixture
def stand(place: Place) -> Iterator[Stand]:
    """Return a hub with Dana, a qualifier, and Sam, a senior rep; it is Tuesday noon."""
    made = Stand(place)
    yield made
    made.close()


@pytest.fixture(scope="session")
def office_template(tmp_path_factory: pytest.TempPathFactory) -> Database:
    """Return a database with everything that ships, to be copied."""
    return make_template(tmp_path_factory.mktemp("hub") / "template.db")


@pytest.fixture
def office(office_template: Database, tmp_path: Path) -> Iterator[Office]:
    """Return an office with Dana, a qualifier, and Sam, a senior rep; it is Tuesday noon."""
    made = Office(open_copy(office_template, tmp_path / "hub.db"))
    yield made
    made.desk.close()


@pytest.fixture
def answers(office: Office, tmp_path: Path) -> Iterator[AnsweringHub]:
    """Return what answers workstations over the office."""
    made = AnsweringHub(office, tmp_path / "runs")
    yield made
    made.runs.close()
    assert not made.crashes
