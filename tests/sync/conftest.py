# SPDX-License-Identifier: MIT
"""A small team over real files; a workstation with a desk over its own, and a hub with another."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from leaddesk.storage.engine import Database
from tests.factories import Office, make_template, open_copy
from tests.hub.answered import AnsweringHub
from tests.sync import desk_of_team
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


@pytest.fixture
def workstation(template: Database, tmp_path: Path) -> Iterator[desk_of_team.Workstation]:
    """Return the workstation of Lou, who leads the team; Dana and Sam are known on both sides."""
    team = Office(open_copy(template, tmp_path / "hub.db"))
    own = Office(open_copy(template, tmp_path / "own.db"))
    assert team.boss == own.boss
    hub = AnsweringHub(team, tmp_path / "runs")
    yield desk_of_team.Workstation(own, hub, team.boss, tmp_path)
    hub.runs.close()
    assert not hub.crashes
    own.desk.close()
    team.desk.close()
