# SPDX-License-Identifier: MIT
"""The Team screen of one window moves with a click in another one, on the same database."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from leaddesk.desk.commands import LogCall, StartCall, TakeBack, TakeNext
from leaddesk.desk.desk import Desk
from leaddesk.desk.queries import AskPeople, TeamWall, WallRow
from leaddesk.domain.holiday_calendar import NoHolidays
from leaddesk.domain.person import Role
from leaddesk.domain.team_wall import Presence
from leaddesk.gui.ops import Ops
from leaddesk.gui.pulse import POLL_MS
from leaddesk.gui.screen import Bench
from leaddesk.gui.seat import Seat
from leaddesk.gui.settings import KeptInMemory
from leaddesk.gui.theme import Theme
from leaddesk.gui.views.team_view import TeamView
from leaddesk.storage.opening import open_store
from tests.factories import MINUTE, NOON, Office, make_template
from tests.gui.fake_machine import FakeMachine
from tests.gui.form_desk import QuietFrame


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A database with Dana, who qualifies, and Sam."""
    make_template(tmp_path / "team.db")
    return tmp_path / "team.db"


@pytest.fixture
def office(file: Path) -> Iterator[Office]:
    """Dana's window, on the same database as that of Ruth, who leads the team."""
    office = Office(open_store(str(file), NOON))
    office.person("Ruth Aldana", "team_lead")
    yield office
    office.desk.close()


@pytest.fixture
def view(file: Path, office: Office, qtbot: QtBot, worn: Theme) -> Iterator[TeamView]:
    """Ruth's window: a desk of its own, real threads, and the pulse that looks for others' work."""
    machine, seat = FakeMachine(), Seat()
    machine.at = NOON
    ops = Ops(machine.now)
    ops.attach(Desk(open_store(str(file), NOON), NoHolidays()))
    people = ops.desk().ask(AskPeople(), NOON)
    seat.know(people)
    seat.sit(next(one for one in people if Role.TEAM_LEAD in one.roles))
    ops.person_id = seat.person_id
    shown = TeamView(Bench(ops, seat, machine, KeptInMemory(), QuietFrame()))
    qtbot.addWidget(shown)
    shown.show()
    qtbot.waitUntil(lambda: shown._answer is not None)
    yield shown
    ops.close()


def dana(view: TeamView) -> WallRow:
    answer = view._answer
    assert isinstance(answer, TeamWall)
    return next(row for row in answer.rows if row.person.name == "Dana Whitfield")


def calls(view: TeamView) -> int:
    return next(goal.done for goal in dana(view).day.goals if goal.metric == "calls")


def test_the_wall_moves_with_each_click_in_another_window(
    view: TeamView, office: Office, qtbot: QtBot
) -> None:
    lead, _next = office.lead(), office.lead()
    assert calls(view) == 0

    office.do(TakeNext(1, lead))
    qtbot.waitUntil(lambda: dana(view).presence is Presence.AT_WORK)
    office.do(StartCall(lead))
    qtbot.waitUntil(lambda: dana(view).presence is Presence.ON_CALL)
    office.do(LogCall(lead, "no_answer"))
    qtbot.waitUntil(lambda: calls(view) == 1)
    assert dana(view).last_logged == NOON
    assert view._answer is not None
    assert view._answer.team.goals[0].done == 1
    office.do(TakeBack())
    qtbot.waitUntil(lambda: calls(view) == 0)


def test_others_work_is_looked_for_more_than_twice_a_second() -> None:
    assert MINUTE.total_seconds() * 1000 / 60 > POLL_MS * 2
