# SPDX-License-Identifier: MIT
"""A team's hub over a fresh database, of one kind and then of the other."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

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
def stand(place: Place) -> Iterator[Stand]:  # noqa: F811 - pytest finds fixtures by name
    """Return a hub with Dana, a qualifier, and Sam, a senior rep; it is Tuesday noon."""
    made = Stand(place)
    yield made
    made.close()
