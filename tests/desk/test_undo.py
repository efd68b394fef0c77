# SPDX-License-Identifier: MIT
"""Tests for taking back: everything a write did, one by one, and never over a colleague's work."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from leaddesk.desk.commands import (
    AcceptHandoff,
    AddLead,
    AddNote,
    EditLead,
    EditPerson,
    GiveFeedback,
    LeadFields,
    PersonFields,
    RejectHandoff,
    ReleaseLead,
    ReturnHandoff,
    SkipLead,
    TakeBack,
)
from leaddesk.desk.queries import AskHandoffs, AskPeople, AskSearch
from leaddesk.domain.errors import NotFound, RuleBroken, StaleLead
from tests.factories import DAY, HOUR, Office

OUTCOMES: tuple[tuple[str, dict[str, Any]], ...] = (
    ("no_answer", {}),
    ("voicemail", {}),
    ("busy", {}),
    ("gatekeeper", {}),
    ("callback", {}),
    ("not_now", {"reason": "budget_later"}),
    ("not_interested", {"reason": "no_need"}),
    ("wrong_number", {}),
    ("do_not_call", {}),
    ("referred", {"person_name": "Jane Roe", "person_phone": "+16125559999"}),
    ("contract_until", {}),
    ("disconnected", {}),
    ("technical_failure", {}),
    ("appointment_set", {}),
)


def test_thirty_writes_are_taken_back_one_by_one_with_everything_they_did(office: Office) -> None:
    number = "+16125557001"
    leads = [office.lead(email=f"a{i}@acme.io") for i in range(8)]
    for lead in leads[:3]:
        office.write(
            "INSERT INTO phone (lead_id, position, e164, bad) VALUES (:l, 1, :n, :b)",
            l=lead,
            n=number,
            b="" if lead == leads[0] else "shared",
        )
    dumps = []
    for turn in range(30):
        dumps.append(office.dump())
        _write_something(office, turn, leads[turn % len(leads)])
    assert office.queue().undoable == 30

    for dump in reversed(dumps):
        office.do(TakeBack())
        assert office.dump() == dump


def _write_something(office: Office, turn: int, lead: int) -> None:
    name, values = OUTCOMES[turn % len(OUTCOMES)]
    try:
        if turn % 7 == 5:
            office.do(AddLead(LeadFields(last_name=f"Extra{turn}", company="New Corp")))
        elif turn % 7 == 6:
            card = office.card(lead)
            fields = LeadFields(first_name="Zoë", last_name=f"Other{turn}", company="Moved Inc")
            office.do(EditLead(lead, card.version, fields))
        elif turn % 11 == 3:
            office.hand_off(lead, note=f"note {turn}")
        elif turn % 11 == 8:
            office.do(SkipLead(lead, "later"))
        else:
            office.log(lead, name, when=office.now + DAY, **values)
    except RuleBroken:
        office.do(AddNote(lead, f"note {turn}"))


def test_a_call_taken_back_brings_the_lead_back_into_hand(office: Office) -> None:
    first, second = office.lead(), office.lead()
    office.take()
    office.log(first, "do_not_call")
    assert office.queue().card is not None

    done = office.do(TakeBack())

    card = office.queue().card
    assert card is not None
    assert card.id == first
    assert done.facts == (("kind", "call"), ("outcome", "do_not_call"))
    assert card.history[0].voided
    assert office.sql("SELECT lead_id FROM lease") == [(first,)]
    assert office.lead_now(second).phone


def test_what_a_colleague_worked_on_since_can_not_be_taken_back(office: Office) -> None:
    other = office.person("Mo Becker", "qualifier")
    lead = office.lead()
    office.log(lead, "no_answer")
    office.later(HOUR)
    office.log(lead, "busy", other)
    before = office.dump()

    with pytest.raises(StaleLead, match="moved_on"):
        office.do(TakeBack())

    assert office.dump() == before
    office.do(TakeBack(), other)
    office.do(ReleaseLead(), other)
    office.do(TakeBack())
    assert office.lead_now(lead).attempts == 0


def test_nothing_is_taken_back_under_a_colleagues_hands(office: Office) -> None:
    other = office.person("Mo Becker", "qualifier")
    lead = office.lead()
    office.take(other, lead_id=lead)

    with pytest.raises(RuleBroken, match="in_other_hand"):
        office.do(TakeBack())

    card = office.queue(other).card
    assert card is not None
    assert card.id == lead


def test_a_lead_added_and_taken_into_hand_can_be_taken_back(office: Office) -> None:
    lead = office.lead("Findme")
    office.take()
    office.do(TakeBack())

    assert office.queue().card is None
    assert office.ask(AskSearch("findme")) == ()
    with pytest.raises(NotFound):
        office.card(lead)


def test_taking_back_is_for_ones_own_writes_and_once(office: Office) -> None:
    other = office.person("Mo Becker", "qualifier")
    done = office.log(office.lead(), "no_answer")

    with pytest.raises(RuleBroken, match="not_yours"):
        office.do(TakeBack(done.entry_id), other)
    with pytest.raises(RuleBroken, match="nothing_to_undo"):
        office.do(TakeBack(), other)
    office.do(TakeBack(done.entry_id))
    with pytest.raises(RuleBroken, match="nothing_to_undo"):
        office.do(TakeBack(done.entry_id))
    with pytest.raises(NotFound):
        office.do(TakeBack("nonsense"))


def test_an_older_write_is_taken_back_by_name_when_nothing_followed_on_the_same_lead(
    office: Office,
) -> None:
    first, second = office.lead(), office.lead()
    one = office.log(first, "no_answer")
    office.log(second, "no_answer")
    two = office.log(first, "busy")

    with pytest.raises(StaleLead):
        office.do(TakeBack(one.entry_id))
    office.do(TakeBack(two.entry_id))
    office.do(TakeBack(one.entry_id))

    assert office.lead_now(first).attempts == 0
    assert office.lead_now(second).attempts == 1


@pytest.mark.parametrize("answer", ["accept", "return", "reject"])
def test_a_handoff_that_was_answered_stays_given_until_the_answer_is_taken_back(
    office: Office, answer: str
) -> None:
    lead = office.lead()
    before = office.dump()
    handoff = office.hand_off(lead)
    offered = office.dump()
    office.do(
        {
            "accept": AcceptHandoff(handoff),
            "return": ReturnHandoff(handoff, "who decides?"),
            "reject": RejectHandoff(handoff, "duplicate"),
        }[answer],
        office.sam,
    )

    with pytest.raises(StaleLead):
        office.do(TakeBack())
    office.do(TakeBack(), office.sam)
    assert office.dump() == offered
    office.do(TakeBack())
    assert office.dump() == before


def test_an_appointment_taken_back_is_owed_no_feedback(office: Office) -> None:
    lead = office.lead()
    office.do(AcceptHandoff(office.hand_off(lead)), office.sam)
    before = office.dump()
    office.log(lead, "presentation_held", office.sam, when=office.now + DAY)
    feedback = office.ask(AskHandoffs(office.sam)).owed[0]
    owed = office.dump()
    office.do(GiveFeedback(feedback.id, "well prepared", 5), office.sam)

    office.do(TakeBack(), office.sam)
    assert office.dump() == owed
    office.do(TakeBack(), office.sam)
    assert office.dump() == before
    assert office.ask(AskHandoffs(office.sam)).owed == ()


def test_a_persons_change_taken_back_is_seen_at_once(office: Office) -> None:
    office.do(EditPerson(office.sam, PersonFields("Samuel", ("team_lead",), "UTC")))
    assert office.names()[office.sam] == "Samuel"

    office.do(TakeBack(), office.boss)

    sam = next(p for p in office.ask(AskPeople()) if p.id == office.sam)
    assert (sam.name, sam.tiers) == ("Sam Ortiz", (2,))


def test_a_restart_forgets_nothing_that_can_be_taken_back(
    new_office: Callable[[], Office],
) -> None:
    office = new_office()
    lead = office.lead()
    before = office.dump()
    office.log(lead, "do_not_call")
    again = Office(office.store)

    again.do(TakeBack())

    assert office.dump() == before
