# SPDX-License-Identifier: MIT
"""A small team over real files for every test."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from leaddesk.storage.engine import Database
from tests.factories import make_template
from tests.sync.small_team import SmallTeam, Workstation


@pytest.fixture(scope="session")
def template(tmp_path_factory: pytest.TempPathFactory) -> Database:
    """Return a database with everything that ships, to be copied."""
    return make_template(tmp_path_factory.mktemp("sync") / "template.db")


@pytest.fixture
def team(template: Database, tmp_path: Path) -> Iterator[SmallTeam]:
    """Return a hub with six leads, and nobody at work yet."""
    made = SmallTeam(template, tmp_path)
    yield made
    made.close()


@pytest.fixture
def dana(team: SmallTeam) -> Workstation:
    """Return Dana's workstation, in step, with three leads in hand."""
    seat = team.workstation(1)
    assert seat.sync()
    return seat
