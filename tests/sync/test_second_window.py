# SPDX-License-Identifier: MIT
"""Two windows over one file of a workstation: what one does or hears, the other one knows."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import cast

import pytest

from leaddesk.desk.commands import AddNote, ImportOptions, LetGo
from leaddesk.desk.desk import Desk
from leaddesk.desk.link import Heard, Tie
from leaddesk.domain.errors import RuleBroken
from leaddesk.domain.holiday_calendar import NoHolidays
from leaddesk.storage.engine import Database
from leaddesk.storage.store import SqlStore
from leaddesk.sync.answer_age import AnswerAges
from leaddesk.sync.doors import HubDoor
from leaddesk.sync.far_work import Places
from leaddesk.sync.file_seat import FileSeat, work_under
from leaddesk.sync.replicator import Replicator
from leaddesk.sync.runner import Runner
from leaddesk.sync.runner_ports import Around, Ties
from leaddesk.sync.standing_here import StandingHere
from leaddesk.sync.team_desk import TeamDesk
from leaddesk.sync.tie_counts import SeatCounts
from leaddesk.sync.waiting_lists import WaitingLists
from leaddesk.system.one_runner import OneRunner
from tests.factories import draft
from tests.sync.runner_stage import no_thread
from tests.sync.small_team import SmallTeam, Workstation
from tests.sync.test_runner_file import NoPokes


@dataclass
class Window:
    """A window: its desk, and the runner beside it, whose turns a test makes."""

    desk: TeamDesk
    runner: Runner
    heard: list[Heard]


def window(dana: Workstation, store: SqlStore, engine: Replicator, local: Desk) -> Window:
    seat, lists = FileSeat(store, NoHolidays()), WaitingLists(dana.file.parent)
    counts = SeatCounts(seat, dana.clock, lists.standing)
    ties = Ties(engine, NoPokes(), seat, counts, OneRunner(dana.file))
    around = Around(
        dana.clock, lambda: dana.now, lambda: dana.clock.now, lambda _low, high: high, no_thread
    )
    runner = Runner(ties, around)
    step = StandingHere(runner, engine, seat.may_call, seat.knows)
    nowhere = cast("HubDoor", None)  # Nothing here is asked at the hub.
    desk = TeamDesk(Places(local, nowhere, step, lists, AnswerAges()))
    made = Window(desk, runner, [])
    runner.listen(made.heard.append)
    runner.turn()
    desk.changed_elsewhere()
    made.heard.clear()
    return made


@pytest.fixture
def first(dana: Workstation) -> Iterator[Window]:
    """Return Dana's first window, which keeps the file in step."""
    made = window(dana, dana.store, dana.side, dana.desk)
    yield made
    made.runner._ties.turn.let_go()


@pytest.fixture
def second(first: Window, dana: Workstation) -> Iterator[Window]:
    """Return Dana's second window, a while after the first one."""
    assert first.runner.state().tie is Tie.IN_STEP
    store = SqlStore(Database(str(dana.file)), "second window")
    work_under(store, dana.clock)
    desk = Desk(store, NoHolidays())
    engine = Replicator(FileSeat(store, NoHolidays()), dana.cable, dana.clock, dana.guard)
    made = window(dana, store, engine, desk)
    first.desk.changed_elsewhere()
    yield made
    desk.close()


def test_what_the_team_does_is_heard_in_both(first: Window, second: Window) -> None:
    for count in (1, 2):
        first.runner._on_poke("team")
        assert not second.desk.changed_elsewhere()
        assert not first.desk.changed_elsewhere()
        assert first.heard == second.heard == [Heard.TEAM] * count


def test_rows_of_the_hub_are_seen_in_the_second_and_its_state_follows_at_once(
    team: SmallTeam, dana: Workstation, first: Window, second: Window
) -> None:
    dana.cable.away = True
    for _ in range(3):
        first.runner.try_now()
        first.runner.turn()
    assert first.runner.state().tie is Tie.AWAY
    assert second.runner.state().tie is Tie.IN_STEP
    assert second.desk.changed_elsewhere()
    assert second.runner._nudges
    second.runner.turn()
    assert second.runner.state().tie is Tie.AWAY
    dana.cable.away = False
    team.office.log(team.leads[-1], "no_answer", team.office.dana, then_take=False)
    first.runner.try_now()
    first.runner.turn()
    assert second.desk.changed_elsewhere()
    second.runner.turn()
    assert second.runner.state().tie is Tie.IN_STEP


def test_what_is_done_in_the_second_is_sent_by_the_first_at_once(
    team: SmallTeam, dana: Workstation, first: Window, second: Window
) -> None:
    lead = dana.hand()[0]
    second.desk.do(AddNote(lead, "rings at noon"), dana.me, dana.now)
    second.runner.turn()
    assert second.runner.state().waiting == 1
    first.runner.turn()
    assert first.runner.state().waiting == 1
    assert first.desk.changed_elsewhere()
    first.runner.turn()
    assert first.runner.state().waiting == 0
    assert team.office.sql("SELECT COUNT(*) FROM journal WHERE kind = 'note'")[0][0] == 1
    assert second.desk.changed_elsewhere()
    second.runner.turn()
    assert second.runner.state().waiting == 0


def test_neither_keeps_the_other_awake(first: Window, second: Window, dana: Workstation) -> None:
    lead = dana.hand()[0]
    second.desk.do(AddNote(lead, "x"), dana.me, dana.now)
    for _ in range(3):
        for one in (first, second):
            one.desk.changed_elsewhere()
            one.runner.turn()
    assert not any(one.desk.changed_elsewhere() for one in (first, second))
    assert not any(one.runner._nudges for one in (first, second))


def test_a_list_that_waits_is_seen_and_let_go_in_either(
    dana: Workstation, first: Window, second: Window
) -> None:
    dana.cable.away = True
    for _ in range(3):
        first.runner.try_now()
        first.runner.turn()
    second.desk.changed_elsewhere()
    second.runner.turn()
    with pytest.raises(RuleBroken, match="list_waits"):
        second.desk.import_list([[draft(2)]], ImportOptions("Fair"), dana.me, dana.now)
    (one,) = first.desk.waiting_lists()
    first.desk.do(LetGo(list_id=one.id), dana.me, dana.now)
    assert second.desk.waiting_lists() == ()
    assert Path(dana.file).exists()
