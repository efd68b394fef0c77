# SPDX-License-Identifier: MIT
"""The state that other windows read from the file: kept when it says something new."""

from __future__ import annotations

import datetime as dt

import pytest

from leaddesk.desk.link import Tie, TieState
from leaddesk.domain.errors import HubAway
from leaddesk.sync.tie_note import HEARD_EVERY, TIE, TieNote
from tests.sync.runner_stage import START, Notes


def test_a_state_comes_back_with_its_reason() -> None:
    seat = Notes()
    TieNote(seat).write(TieState(Tie.AWAY, heard=START, why=HubAway("no_answer", detail="x")))
    read = TieNote(seat).read()
    assert read is not None
    assert (read.tie, read.heard) == (Tie.AWAY, START)
    assert read.why is not None
    assert (read.why.key, read.why.fields) == ("no_answer", {"detail": "x"})


@pytest.mark.parametrize("told", ["", "{", '{"tie":"unheard of"}', "[]"])
def test_a_note_that_says_nothing_is_none(told: str) -> None:
    assert TieNote(Notes({TIE: told})).read() is None


def test_it_is_written_again_when_it_says_something_new() -> None:
    seat = Notes()
    note = TieNote(seat)
    note.write(TieState(Tie.IN_STEP, heard=START))
    note.write(TieState(Tie.SENDING, heard=START + HEARD_EVERY / 2))
    assert seat.writes == 1
    note.write(TieState(Tie.IN_STEP, heard=START + HEARD_EVERY))
    assert seat.writes == 2
    note.write(TieState(Tie.AWAY, heard=START + HEARD_EVERY))
    assert seat.writes == 3
    note.write(TieState(Tie.AWAY, heard=START + HEARD_EVERY, why=HubAway("no_answer")))
    assert seat.writes == 4


def test_a_wish_of_another_window_is_heard_once() -> None:
    seat = Notes()
    TieNote(seat).want()
    note = TieNote(seat)
    assert note.was_wanted()
    assert not note.was_wanted()


def test_only_plain_values_of_a_reason_are_kept() -> None:
    seat = Notes()
    told = HubAway("no_answer", where="hub", at=dt.datetime(2026, 1, 1, tzinfo=dt.UTC), count=3)
    TieNote(seat).write(TieState(Tie.AWAY, why=told))
    read = TieNote(seat).read()
    assert read is not None
    assert read.why is not None
    assert read.why.fields == {"where": "hub", "count": 3}
