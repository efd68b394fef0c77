# SPDX-License-Identifier: MIT
"""A desk of its own for every test: a copy of one database that was made once."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from leaddesk.storage.engine import Database
from tests.factories import Office, make_template, open_copy


@pytest.fixture(scope="session")
def template(tmp_path_factory: pytest.TempPathFactory) -> Database:
    """Return a database with everything that ships, to be copied."""
    return make_template(tmp_path_factory.mktemp("desk") / "template.db")


@pytest.fixture
def new_office(template: Database, tmp_path: Path) -> Iterator[Callable[[], Office]]:
    """Return a maker of offices, each with a database of its own."""
    numbers = itertools.count()
    made: list[Office] = []

    def make() -> Office:
        office = Office(open_copy(template, tmp_path / f"desk{next(numbers)}.db"))
        made.append(office)
        return office

    yield make
    for office in made:
        office.desk.close()


@pytest.fixture
def office(new_office: Callable[[], Office]) -> Office:
    """Return an office with Dana, a qualifier, and Sam, a senior rep; it is Tuesday noon."""
    return new_office()
