# SPDX-License-Identifier: MIT
"""A desk of its own for every test: a copy of one database that was made once."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest

from leaddesk.storage.engine import Database
from tests.factories import Office, make_template, open_copy


@pytest.fixture(scope="session")
def template(tmp_path_factory: pytest.TempPathFactory) -> Database:
    """Return a database with everything that ships, to be copied."""
    return make_template(tmp_path_factory.mktemp("desk") / "template.db")


@pytest.fixture
def new_office(template: Database) -> Iterator[Callable[[], Office]]:
    """Return a maker of offices; a new one takes the place of the one before."""
    assert template.path is not None
    path = template.path.with_name("desk.db")
    made: list[Office] = []

    def make() -> Office:
        for office in made:
            office.desk.close()
        made[:] = [Office(open_copy(template, path))]
        return made[0]

    yield make
    for office in made:
        office.desk.close()


@pytest.fixture
def office(new_office: Callable[[], Office]) -> Office:
    """Return an office with Dana, a qualifier, and Sam, a senior rep; it is Tuesday noon."""
    return new_office()
