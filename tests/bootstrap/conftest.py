# SPDX-License-Identifier: MIT
"""A team's database with a data folder of its own, and the desk of a window over it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from leaddesk.bootstrap import desks, importing
from leaddesk.desk.commands import AddPerson, PersonFields
from leaddesk.desk.desk import Desk
from tests.bootstrap.long_lists import NOW, importers
from tests.bootstrap.running_team import Team, running_team


@pytest.fixture
def own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LEADDESK_DATA", str(tmp_path / "data"))


@pytest.fixture
def database(tmp_path: Path, own_folder: None) -> Path:
    path = tmp_path / "team.db"
    desk = desks.open_desk(str(path))
    desk.do(AddPerson(PersonFields("Ruth", ("team_lead",), "America/Chicago")), 0, NOW)
    desk.close()
    return path


@pytest.fixture
def desk(database: Path) -> Iterator[Desk]:
    """The desk of a window; no process is left behind it."""
    made = importing.open_window_desk(str(database))
    yield made
    made.close()
    assert not importers()


@pytest.fixture
def running(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Team]:
    """A hub with a team lead, a qualifier and three leads that may be called at any hour."""
    with running_team(tmp_path, monkeypatch) as made:
        yield made
