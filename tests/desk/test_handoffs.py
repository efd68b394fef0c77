# SPDX-License-Identifier: MIT
"""Tests for handing leads over: the sheet, who gets it, and what they answer."""

from __future__ import annotations

from typing import Any

import pytest

from leaddesk.desk.commands import (
    AcceptHandoff,
    AppealRejection,
    ChangeRule,
    EditPerson,
    PersonFields,
    RejectHandoff,
    ReturnHandoff,
    SaveSheet,
)
from leaddesk.desk.queries import (
    AskHandoff,
    AskHandoffs,
    AskProgress,
    AskTeamHandoffs,
    HandoffFilter,
    HandoffRow,
    HandoffsView,
)
from leaddesk.desk.rules import encode_rule
from leaddesk.domain.errors import BadInput, RuleBroken
from leaddesk.domain.handoff import HandoffReasons
from leaddesk.domain.lead import LeadState, QueueKind
from tests.factories import ANSWERS, DAY, HOUR, NOON, Office

MORNING = NOON - 3 * HOUR
"""Tuesday 10:00 in New York, where the team's business hours run from 9:00 to 17:30."""


@pytest.fixture
def office(office: Office) -> Office:
    """Return the office at ten in the morning."""
    office.now = MORNING
    return office


def view(office: Office, who: int = 0) -> HandoffsView:
    return office.ask(AskHandoffs(who or office.sam))


def sent(office: Office) -> HandoffRow:
    return view(office, office.dana).sent[0]


def test_a_handoff_carries_everything_over_and_counts(office: Office) -> None:
    lead, following = office.lead(), office.lead()
    office.take()
    office.do(SaveSheet(lead, ANSWERS[:2]))
    assert office.card(lead).answers == dict(ANSWERS[:2])

    handoff = office.hand_off(lead, next_step_at=MORNING + 2 * DAY, hot=True)

    row = view(office).to_accept[0]
    assert (row.id, row.giver, row.receiver, row.hot) == (
        handoff,
        "Dana Whitfield",
        "Sam Ortiz",
        True,
    )
    assert (row.answered, row.asked, row.warm) == (4, 5, False)
    card = office.ask(AskHandoff(handoff))
    assert dict(card.answers) == dict(ANSWERS)
    assert (card.note, card.next_step, card.next_step_at) == (
        "asked for a demo",
        "demo call",
        MORNING + 2 * DAY,
    )
    assert office.lead_now(lead).state is LeadState.OFFERED
    held = office.queue().card
    assert held is not None
    assert held.id == following
    done = {goal.metric: goal.done for goal in office.ask(AskProgress(office.dana)).goals}
    assert (done["handoffs"], done["conversations"], done["calls"]) == (1, 1, 1)
    assert done["new_lead_calls"] == 1


def test_qualified_on_the_pad_hands_off_with_the_sheet_as_it_is(office: Office) -> None:
    lead = office.lead()
    office.do(SaveSheet(lead, ANSWERS))

    office.log(lead, "qualified", note="keen", reason="demo on Friday")

    assert view(office).to_accept[0].lead_id == lead


def test_below_the_sheets_count_it_takes_a_warm_reason(office: Office) -> None:
    lead = office.lead()
    with pytest.raises(RuleBroken, match="sheet_required") as refused:
        office.hand_off(lead, answers=ANSWERS[:1])
    assert refused.value.fields == {"answered": 1, "missing": "Need is named"}
    with pytest.raises(RuleBroken, match="sheet_not_ready") as refused:
        office.hand_off(lead, answers=(("need", "faster checks"),))
    assert refused.value.fields == {"answered": 1, "needed": 4}

    office.hand_off(lead, answers=ANSWERS[:1], warm_reason="board meets tomorrow")

    assert view(office).to_accept[0].warm
    assert office.ask(AskHandoff(view(office).to_accept[0].id)).warm_reason


@pytest.mark.parametrize(
    "values, key",
    [
        ({"next_step": "  "}, "needs_next_step"),
        ({"next_step_at": MORNING - DAY}, "time_in_past"),
        ({"receiver_id": 1}, "not_a_receiver"),
    ],
)
def test_a_handoff_that_can_not_be_leaves_everything_as_it_was(
    office: Office, values: dict[str, Any], key: str
) -> None:
    lead = office.lead()
    before = office.dump()

    with pytest.raises((BadInput, RuleBroken), match=key):
        office.hand_off(lead, **values)

    assert office.dump() == before


def test_a_lead_its_receiver_could_not_call_is_not_handed_over(office: Office) -> None:
    lead = office.lead(phones=())

    with pytest.raises(RuleBroken, match="not_callable"):
        office.hand_off(lead)


def test_without_a_receiver_nothing_is_handed_over(office: Office) -> None:
    office.do(EditPerson(office.sam, PersonFields("Sam", ("qualifier",), "UTC")))
    with pytest.raises(RuleBroken, match="no_receiver"):
        office.hand_off(office.lead())


def test_the_rules_choose_whoever_has_the_fewest_open(office: Office) -> None:
    office.person("Robin Vale", "senior_rep")
    for _ in range(4):
        office.hand_off(office.lead())

    receivers = [row.receiver for row in view(office, office.dana).sent]
    assert sorted(receivers) == ["Robin Vale", "Robin Vale", "Sam Ortiz", "Sam Ortiz"]


def test_an_accepted_lead_is_the_receivers_and_next_for_them(office: Office) -> None:
    lead = office.lead()
    other = office.person("Robin Vale", "senior_rep")
    handoff = office.hand_off(lead, receiver_id=office.sam)

    with pytest.raises(RuleBroken, match="not_yours"):
        office.do(AcceptHandoff(handoff), other)
    office.do(AcceptHandoff(handoff, call_now=True), office.sam)

    after = office.lead_now(lead)
    assert (after.tier, after.kind, after.owner_id) == (2, QueueKind.ACCEPTED, office.sam)
    card = office.queue(office.sam, 2).card
    assert card is not None
    assert (card.id, card.why.code, card.why.person) == (lead, "accepted", "Dana Whitfield")
    assert office.take(other, 2) is None
    with pytest.raises(RuleBroken, match="handoff_state"):
        office.do(AcceptHandoff(handoff), office.sam)
    assert sent(office).fate == "accepted"


def test_an_agreed_next_step_is_a_callback_of_whoever_accepted(office: Office) -> None:
    lead = office.lead()
    handoff = office.hand_off(lead, next_step_at=MORNING + DAY)
    office.do(AcceptHandoff(handoff), office.sam)

    assert office.take(office.sam, 2) is None
    office.later(DAY)
    assert office.take(office.sam, 2) == lead
    assert office.card(lead).class_number == 1


def test_a_returned_lead_is_its_givers_with_the_words_and_not_again_unchanged(
    office: Office,
) -> None:
    other = office.person("Mo Becker", "qualifier")
    lead = office.lead()
    waiting = office.lead()
    handoff = office.hand_off(lead, then_take=False)
    with pytest.raises(BadInput, match="needs_words"):
        office.do(ReturnHandoff(handoff, " "), office.sam)

    office.do(ReturnHandoff(handoff, "Who signs?", "no_authority"), office.sam)

    assert office.take(other) == waiting
    assert office.take() == lead
    card = office.card(lead)
    assert (card.class_number, card.why.code) == (2, "returned")
    assert (card.why.words, card.why.person) == ("Who signs?", "Sam Ortiz")
    assert sent(office).state == "returned"
    with pytest.raises(RuleBroken, match="same_packet"):
        office.hand_off(lead)
    again = office.hand_off(lead, answers=(*ANSWERS, ("authority", "the owner")))
    assert again != handoff


def test_a_team_says_for_what_a_handoff_is_returned_or_rejected(office: Office) -> None:
    reasons = HandoffReasons(("too small", "other"), ("duplicate", "our own"))
    lee = office.person("Lee Boss", "team_lead")
    office.do(ChangeRule("handoff.reasons", encode_rule("handoff.reasons", reasons)), lee)
    first, second = office.hand_off(office.lead()), office.hand_off(office.lead())
    assert office.ask(AskHandoff(first)).reasons == reasons

    office.do(ReturnHandoff(first, "Two seats only", "too small"), office.sam)
    with pytest.raises(BadInput, match="needs_reason"):
        office.do(RejectHandoff(second, "incomplete"), office.sam)
    office.do(RejectHandoff(second, "our own"), office.sam)
    told = office.sql("SELECT reason FROM handoff ORDER BY id")
    assert told == [("too small",), ("our own",)]


def test_a_rejection_has_a_reason_closes_the_lead_and_is_appealed_once(office: Office) -> None:
    lead = office.lead()
    handoff = office.hand_off(lead)
    with pytest.raises(BadInput, match="needs_reason"):
        office.do(RejectHandoff(handoff, "mood"), office.sam)
    office.do(RejectHandoff(handoff, "duplicate", "we know them"), office.sam)
    assert office.card(lead).state is LeadState.CLOSED
    assert sent(office).may_appeal

    with pytest.raises(RuleBroken, match="not_yours"):
        office.do(AppealRejection(handoff, "look"), office.sam)
    with pytest.raises(BadInput, match="needs_words"):
        office.do(AppealRejection(handoff, ""))
    office.do(AppealRejection(handoff, "another branch"))

    assert view(office).to_accept[0].words == "another branch"
    assert office.card(lead).state is LeadState.OFFERED
    office.do(RejectHandoff(handoff, "duplicate"), office.sam)
    assert not sent(office).may_appeal
    with pytest.raises(RuleBroken, match="appealed_already"):
        office.do(AppealRejection(handoff, "please"))


def test_a_lead_whose_giver_left_comes_back_to_anybody(office: Office) -> None:
    other = office.person("Mo Becker", "qualifier")
    lead = office.lead()
    handoff = office.hand_off(lead)
    office.do(EditPerson(office.dana, PersonFields("Dana", ("qualifier",), "UTC"), active=False))

    office.do(ReturnHandoff(handoff, "who decides?"), office.sam)

    assert office.take(other) == lead


def test_a_number_that_died_while_it_was_offered_sends_the_lead_to_research(
    office: Office,
) -> None:
    lead, twin = office.lead(), office.lead()
    number = office.lead_now(lead).phone
    office.write("UPDATE phone SET e164 = :n WHERE lead_id = :id", n=number, id=twin)
    office.write("UPDATE lead SET phone = :n WHERE id = :id", n=number, id=twin)
    handoff = office.hand_off(lead, then_take=False)
    office.log(twin, "disconnected")

    office.do(AcceptHandoff(handoff), office.sam)

    assert office.lead_now(lead).state is LeadState.RESEARCH
    assert view(office).working[0].lead_id == lead


def test_a_team_lead_who_works_the_tier_may_answer_for_others(office: Office) -> None:
    boss = office.person("Lee Boss", "team_lead", "senior_rep")
    alone = office.person("Al One", "team_lead")
    handoff = office.hand_off(office.lead(), receiver_id=office.sam)

    with pytest.raises(RuleBroken, match="receivers_only"):
        office.do(AcceptHandoff(handoff), alone)
    office.do(AcceptHandoff(handoff), boss)

    assert view(office, boss).working[0].receiver == "Lee Boss"
    everybody = office.ask(AskTeamHandoffs(alone, HandoffFilter("working")))
    assert [row.id for row in everybody.rows] == [handoff]
