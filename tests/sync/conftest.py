# SPDX-License-Identifier: MIT
"""A workstation with a desk over its own file, and a hub with another one."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from leaddesk.storage.engine import Database
from tests.factories import Office, make_template, open_copy
from tests.hub.answered import AnsweringHub
from tests.sync.desk_of_team import Workstation


@pytest.fixture(scope="session")
def template(tmp_path_factory: pytest.TempPathFactory) -> Database:
    """Return a database with everything that ships, to be copied."""
    return make_template(tmp_path_factory.mktemp("sync") / "template.db")


@pytest.fixture
def workstation(template: Database, tmp_path: Path) -> Iterator[Workstation]:
    """Return the workstation of Lou, who leads the team; Dana and Sam are known on both sides."""
    team = Office(open_copy(template, tmp_path / "hub.db"))
    own = Office(open_copy(template, tmp_path / "own.db"))
    assert team.boss == own.boss
    hub = AnsweringHub(team, tmp_path / "runs")
    yield Workstation(own, hub, team.boss, tmp_path)
    hub.runs.close()
    assert not hub.crashes
    own.desk.close()
    team.desk.close()
