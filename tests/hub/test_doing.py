# SPDX-License-Identifier: MIT
"""Operations at the hub's own desk: done, kept late, or refused with the reason."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path

import pytest

from leaddesk.desk import commands
from leaddesk.desk.operations import State, operation_of
from leaddesk.desk.wire import Sent
from leaddesk.desk.work import new_entry_id
from leaddesk.domain.lead import LeadState
from leaddesk.hub.doing import do, ends_lease
from leaddesk.storage.row_ids import FIRST
from tests.factories import ANSWERS, MINUTE, NOON, Office, make_template, open_copy

LONG_AGO = NOON - 10_000 * MINUTE


@pytest.fixture
def office(tmp_path: Path) -> Office:
    """Return the team's own database, with Dana, a qualifier, and Sam, a senior rep."""
    return Office(open_copy(make_template(tmp_path / "template.db"), tmp_path / "hub.db"))


def sent(command: object, seq: int = 1, hand: int = 0, at: dt.datetime = NOON) -> Sent:
    made = operation_of(command, 1, at, new_entry_id(at))
    assert made is not None
    return Sent(
        seq, made.id, at, made.kind, made.format, made.told, made.lead_id, hand or made.lead_id
    )


def done(office: Office, command: object, who: int = 0, *, late: bool = False) -> tuple[State, str]:
    one = sent(command)
    with office.store.unit() as unit:
        book = office.desk._book_of(unit)
        state, answer = do(unit, book, who or office.dana, one, office.now, LONG_AGO, late=late)
    return state, json.loads(answer)["key"] if answer else ""


def test_it_is_done_as_at_any_desk(office: Office) -> None:
    lead = office.lead()
    assert done(office, commands.LogCall(lead, "no_answer")) == (State.DONE, "")
    now = office.lead_now(lead)
    assert (now.attempts, now.last_outcome) == (1, "no_answer")
    assert office.done_today()["calls"] == 1
    with office.store.looking() as unit:
        assert unit.queue.in_hand(office.dana, office.now) is None


def test_what_it_makes_has_the_ids_it_had_there(office: Office) -> None:
    state, _ = done(office, commands.AddLead(commands.LeadFields(last_name="Roe")))
    assert state is State.DONE
    assert office.sql("SELECT id >= :first FROM lead", first=FIRST) == [(1,)]


def test_a_call_under_an_older_lease_counts_and_moves_nothing(office: Office) -> None:
    lead = office.lead()
    before = office.lead_now(lead)
    assert done(office, commands.LogCall(lead, "not_interested", reason="no_need"), late=True) == (
        State.LATE, "lead_went_on",
    )  # fmt: skip
    now = office.lead_now(lead)
    assert (now.state, now.kind, now.due_at) == (before.state, before.kind, before.due_at)
    assert office.done_today()["calls"] == 1
    assert '"late":true' in office.sql("SELECT data FROM journal ORDER BY seq DESC")[0][0]


def test_late_as_well_nobody_is_called_who_asked_not_to_be(office: Office) -> None:
    lead = office.lead()
    assert done(office, commands.LogCall(lead, "do_not_call"), late=True)[0] is State.LATE
    assert office.lead_now(lead).state is LeadState.SUPPRESSED


def test_late_as_well_a_dead_number_is_dead(office: Office) -> None:
    lead = office.lead()
    assert done(office, commands.LogCall(lead, "disconnected"), late=True)[0] is State.LATE
    assert [number.bad for number in office.numbers(lead)] == ["disconnected"]


def test_a_late_handoff_is_a_call_and_no_handoff(office: Office) -> None:
    lead = office.lead()
    state, why = done(office, commands.HandOff(lead, ANSWERS, "note", "demo"), late=True)
    assert (state, why) == (State.LATE, "lead_went_on")
    assert office.sql("SELECT COUNT(*) FROM handoff") == [(0,)]
    assert office.sql("SELECT outcome FROM journal ORDER BY seq DESC")[0] == ("qualified",)


def test_a_call_of_a_lead_that_was_closed_meanwhile_is_kept(office: Office) -> None:
    lead = office.lead()
    office.log(lead, "already_customer", then_take=False)
    office.later(300 * MINUTE)
    one = sent(commands.LogCall(lead, "no_answer"))
    with office.store.unit() as unit:
        book = office.desk._book_of(unit)
        known = Sent(1, one.id, NOON, one.kind, 1, one.told, lead, 0)
        state, why = do(unit, book, office.dana, known, office.now, LONG_AGO, late=False)
    assert (state, json.loads(why)["key"]) == (State.LATE, "lead_closed")
    assert office.lead_now(lead).state is LeadState.CLOSED


@pytest.mark.parametrize("late", [True, False])
def test_a_note_is_never_late(office: Office, *, late: bool) -> None:
    lead = office.lead()
    assert done(office, commands.AddNote(lead, "spoke to her"), late=late)[0] is State.DONE


def test_what_a_person_may_not_do_is_refused_and_nothing_is_written(office: Office) -> None:
    lead = office.lead()
    handoff = office.hand_off(lead)
    before = dict(office.dump())
    assert done(office, commands.AcceptHandoff(handoff))[0] is State.REFUSED
    assert dict(office.dump()) == before


def test_what_can_not_be_read_is_refused(office: Office) -> None:
    one = Sent(1, "ab" * 16, NOON, "LogCall", 9, "{}", 1)
    with office.store.unit() as unit:
        book = office.desk._book_of(unit)
        state, why = do(unit, book, office.dana, one, office.now, LONG_AGO, late=False)
    assert (state, json.loads(why)["key"]) == (State.REFUSED, "unknown_operation")


def test_a_call_ends_its_lease_and_a_note_does_not(office: Office) -> None:
    lead = office.lead()
    assert ends_lease(sent(commands.LogCall(lead, "busy")))
    assert not ends_lease(sent(commands.AddNote(lead, "a note")))
