# SPDX-License-Identifier: MIT
"""The screens of a second window over one file live by what the first one hears and writes."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import cast

import pytest
from pytestqt.qtbot import QtBot

from leaddesk.desk.changes import Kind
from leaddesk.desk.commands import AddNote
from leaddesk.desk.desk import Desk
from leaddesk.domain.holiday_calendar import NoHolidays
from leaddesk.gui.link_watch import LinkWatch
from leaddesk.gui.ops import Ops
from leaddesk.gui.pulse import POLL_MS
from leaddesk.storage.opening import open_store
from leaddesk.sync.answer_age import AnswerAges
from leaddesk.sync.doors import HubDoor
from leaddesk.sync.far_work import Places
from leaddesk.sync.runner import Runner
from leaddesk.sync.runner_ports import Around, Ties
from leaddesk.sync.standing_here import StandingHere
from leaddesk.sync.team_desk import TeamDesk
from leaddesk.sync.waiting_lists import WaitingLists
from leaddesk.system.one_runner import OneRunner
from tests.factories import NOON, Office, make_template
from tests.gui.fake_machine import FakeMachine
from tests.sync.runner_stage import Stage, no_thread


class NoEngine:
    """Brings no lead."""

    def take(self, lead_id: int) -> None:
        raise AssertionError(lead_id)


def runner(file: Path) -> Runner:
    stage = Stage()
    ties = Ties(stage, stage, stage.seat, stage, OneRunner(file))
    made = Runner(ties, Around(stage.time, stage.time.now, begin=no_thread))
    made.turn()
    return made


@pytest.fixture
def first(tmp_path: Path) -> Iterator[Runner]:
    """Return what keeps the file in step, in the first window."""
    made = runner(tmp_path / "seat.db")
    yield made
    made._ties.turn.let_go()


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    """Return the desk of the first window."""
    make_template(tmp_path / "seat.db")
    office = Office(open_store(str(tmp_path / "seat.db"), NOON))
    yield office
    office.desk.close()


@pytest.fixture
def told(
    first: Runner, office: Office, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> Iterator[list[Kind]]:
    """Return what the screens of the second window are told, over its own threads."""
    del first, office
    second, machine = runner(tmp_path / "seat.db"), FakeMachine()
    machine.at = NOON
    ops, heard = Ops(machine.now), list[Kind]()
    LinkWatch(ops, {"link": lambda: second})
    local = Desk(open_store(str(tmp_path / "seat.db"), NOON), NoHolidays())
    step = StandingHere(second, NoEngine(), lambda _lead: True, lambda _entry: True)
    door = cast("HubDoor", None)
    places = Places(local, door, step, WaitingLists(tmp_path), AnswerAges())
    ops.changed.connect(lambda kinds, _initiator: heard.append(kinds))
    ops.attach(TeamDesk(places))
    polled: list[bool] = []
    looked = ops.pulse._on_looked

    def seen(wrote: bool) -> None:  # noqa: FBT001 - as it is called
        polled.append(wrote)
        looked(wrote)

    monkeypatch.setattr(ops.pulse, "_on_looked", seen)
    qtbot.waitUntil(lambda: bool(polled))
    heard.clear()
    yield heard
    ops.close()


def test_a_poke_of_the_hub_in_the_first_window_moves_the_screens_of_the_second(
    first: Runner, told: list[Kind], qtbot: QtBot
) -> None:
    assert Kind.TEAM not in told
    first._on_poke("team")
    qtbot.waitUntil(lambda: Kind.TEAM in told)
    told.clear()
    first._on_poke("team")
    qtbot.waitUntil(lambda: Kind.TEAM in told)
    assert all(kinds is not Kind.ALL for kinds in told)


def test_what_the_first_window_writes_moves_the_screens_of_the_second(
    office: Office, told: list[Kind], qtbot: QtBot
) -> None:
    office.do(AddNote(office.lead(), "x"))
    qtbot.waitUntil(lambda: Kind.ALL in told)


def test_the_other_window_is_looked_at_more_than_twice_a_second() -> None:
    assert POLL_MS <= 400
