# SPDX-License-Identifier: MIT
"""Tests that the two people of a handoff reach each other, and are told when to talk."""

from __future__ import annotations

import pytest

from leaddesk.desk.commands import AcceptHandoff, AddNote, GiveFeedback, ReturnHandoff, TakeBack
from leaddesk.desk.queries import AskHandoff, AskHandoffs, Colleague
from tests.factories import ANSWERS, HOUR, NOON, Office


@pytest.fixture
def office(office: Office) -> Office:
    """Return the office in the middle of its business hours, everybody with an extension."""
    office.write("UPDATE person SET extension = CAST(200 + id AS TEXT)")
    office.write("UPDATE rule SET version = version + 1 WHERE key = 'version'")
    office.now = NOON
    return office


def pair(office: Office, handoff: int) -> tuple[Colleague, Colleague]:
    card = office.ask(AskHandoff(handoff))
    assert card.giver is not None
    assert card.receiver is not None
    return card.giver, card.receiver


def test_both_see_how_to_reach_the_other_one(office: Office) -> None:
    handoff = office.hand_off(office.lead(), receiver_id=office.sam)

    giver, receiver = pair(office, handoff)

    assert (giver.person_id, giver.extension) == (office.dana, f"{200 + office.dana}")
    assert (receiver.name, receiver.extension) == ("Sam Ortiz", f"{200 + office.sam}")
    assert (giver.reason, receiver.reason) == ("", "")


def test_more_than_three_notes_between_them_in_a_day_suggest_a_call(office: Office) -> None:
    lead = office.lead()
    for _ in range(5):
        office.do(AddNote(lead, "written before there was a handoff"))
    office.later(HOUR)
    handoff = office.hand_off(lead, receiver_id=office.sam, note="Her budget is open")
    office.do(AddNote(lead, "How open?"), office.sam)
    office.do(AddNote(lead, "Until June"))
    other = office.person("Mo Becker", "qualifier")
    office.do(AddNote(lead, "not one of the two"), other)
    assert pair(office, handoff)[0].reason == ""

    office.do(AddNote(lead, "Which June?"), office.sam)

    giver, receiver = pair(office, handoff)
    assert (giver.reason, giver.notes) == ("notes", 4)
    assert receiver.reason == "notes"
    office.do(TakeBack(), office.sam)
    assert pair(office, handoff)[0].reason == ""
    office.do(AddNote(lead, "Which June?"), office.sam)
    office.later(25 * HOUR)
    assert pair(office, handoff)[0].reason == ""


def test_the_notes_of_calls_are_written_to_nobody(office: Office) -> None:
    lead = office.lead()
    handoff = office.hand_off(lead, receiver_id=office.sam)
    office.do(AcceptHandoff(handoff), office.sam)
    for _ in range(4):
        office.log(lead, "no_answer", office.sam, note="line was dead")

    assert pair(office, handoff)[0].notes <= 1


def test_a_return_suggests_a_call_until_the_lead_is_accepted(office: Office) -> None:
    lead = office.lead()
    handoff = office.hand_off(lead, receiver_id=office.sam)
    office.do(ReturnHandoff(handoff, "Who signs?", "no_authority"), office.sam)

    assert pair(office, handoff)[1].reason == "returned"
    office.take(lead_id=lead)
    colleague = office.card(lead).colleague
    assert colleague is not None
    assert (colleague.name, colleague.reason) == ("Sam Ortiz", "returned")

    again = office.hand_off(
        lead, receiver_id=office.sam, answers=(*ANSWERS, ("authority", "the owner"))
    )
    assert pair(office, again)[0].reason == "returned"
    office.do(AcceptHandoff(again), office.sam)
    assert pair(office, again)[0].reason == ""


def test_whoever_works_an_accepted_lead_sees_its_giver(office: Office) -> None:
    lead = office.lead()
    assert office.card(lead).colleague is None
    handoff = office.hand_off(lead, receiver_id=office.sam)
    assert office.card(lead).colleague is None

    office.do(AcceptHandoff(handoff), office.sam)

    colleague = office.card(lead).colleague
    assert colleague is not None
    assert (colleague.person_id, colleague.reason) == (office.dana, "")


@pytest.mark.parametrize("rating, reason", [(1, "rating"), (2, "rating"), (3, "")])
def test_a_low_rating_suggests_a_call(office: Office, rating: int, reason: str) -> None:
    lead = office.lead()
    handoff = office.hand_off(lead, receiver_id=office.sam)
    office.do(AcceptHandoff(handoff), office.sam)
    office.log(lead, "presentation_held", office.sam, when=NOON + 9 * 24 * HOUR)
    owed = office.ask(AskHandoffs(office.sam)).owed[0]

    office.do(GiveFeedback(owed.id, "The need was named", rating, thanks=True), office.sam)

    assert pair(office, handoff)[1].reason == reason
    assert pair(office, handoff)[1].rating == rating


def test_notes_of_an_earlier_try_of_the_same_pair_count_on(office: Office) -> None:
    lead = office.lead()
    handoff = office.hand_off(lead, receiver_id=office.sam, note="one")
    office.do(ReturnHandoff(handoff, "two", "no_authority"), office.sam)
    office.later(HOUR)
    again = office.hand_off(
        lead, receiver_id=office.sam, answers=(*ANSWERS, ("authority", "x")), note="three"
    )
    office.do(AcceptHandoff(again), office.sam)
    assert pair(office, again)[0].reason == ""

    office.do(AddNote(lead, "four"), office.sam)

    assert pair(office, again)[0].reason == "notes"


def test_a_handoff_that_is_history_offers_nobody(office: Office) -> None:
    returned, recycled = office.lead(), office.lead()
    handoff = office.hand_off(returned, receiver_id=office.sam)
    office.do(ReturnHandoff(handoff, "Who signs?", "no_authority"), office.sam)
    assert office.card(returned).colleague is not None
    office.log(returned, "not_interested", reason="no_need")
    assert office.card(returned).colleague is None

    office.do(AcceptHandoff(office.hand_off(recycled, receiver_id=office.sam)), office.sam)
    assert office.card(recycled).colleague is not None
    office.log(recycled, "recycle", office.sam, reason="timing")
    assert office.card(recycled).colleague is None
