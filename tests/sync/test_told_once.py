# SPDX-License-Identifier: MIT
"""Screens read again when rows came that may differ, and never for a look that brought nothing."""

from __future__ import annotations

import pytest

from leaddesk.desk import commands
from leaddesk.desk.operations import State
from leaddesk.desk.wire import News
from leaddesk.domain.holiday_calendar import NoHolidays
from leaddesk.storage.seat_rows import GONE
from leaddesk.sync.file_seat import FileSeat
from tests.sync.small_team import Workstation


@pytest.fixture
def told() -> list[str]:
    """Return what screens were told."""
    return []


@pytest.fixture
def seat(dana: Workstation, told: list[str]) -> FileSeat:
    """Return Dana's file with somebody who looks at screens."""
    return FileSeat(dana.store, NoHolidays(), lambda: told.append("look"))


def test_a_look_that_brings_nothing_is_not_told(seat: FileSeat, told: list[str]) -> None:
    assert not seat.rebase(lambda _unit: None, brings=False)
    assert told == []
    assert seat.rebase(lambda _unit: None)
    assert told == ["look"]


def test_what_was_done_here_is_told_when_it_is_not_shown_any_more(
    dana: Workstation, seat: FileSeat, told: list[str]
) -> None:
    """The hub refused it, and sends no row for that."""
    dana.do(commands.AddNote(dana.hand()[0], "waits"))
    assert not seat.rebase(lambda _unit: None, brings=False)
    assert told == []
    with seat.unit() as unit:
        unit.settle(unit.last_seq(), State.REFUSED, 0, "")
    assert seat.rebase(lambda _unit: None, brings=False)
    assert told == ["look"]


def test_a_lead_that_was_to_go_and_went_is_told(
    dana: Workstation, seat: FileSeat, told: list[str]
) -> None:
    lead = dana.hand()[0]
    with seat.unit() as unit:
        unit.set_note(GONE, f"[{lead}]")
    assert seat.rebase(lambda unit: unit.write(News("", 0, 0)), brings=False)
    assert told == ["look"]
    assert dana.sql("SELECT id FROM lead WHERE id = :id", id=lead) == []


def test_the_same_hand_again_brings_nothing(dana: Workstation) -> None:
    dana.side._full_until = 0.0
    dana.side._wrote = False
    dana.side._fill(3)
    assert not dana.side.wrote
    dana.side._full_until = 0.0
    dana.side._fill(4)
    assert dana.side.wrote
