# SPDX-License-Identifier: MIT
"""Tests for logging calls: what every outcome does to the lead, and when it comes back."""

from __future__ import annotations

from typing import Any

import pytest

from leaddesk.desk.queries import AskSearch
from leaddesk.domain.errors import BadInput, RuleBroken
from leaddesk.domain.lead import ANYONE, LeadState, QueueKind
from leaddesk.domain.outcome import DEFAULT_OUTCOMES, Next
from tests.factories import DAY, HOUR, MINUTE, NOON, Office

TOMORROW = NOON + DAY
VALUES: dict[str, Any] = {
    "when": TOMORROW,
    "amount": 1_200_00,
    "person_name": "Jane Roe",
    "person_phone": "+16125559999",
}


@pytest.mark.parametrize("outcome", [o for o in DEFAULT_OUTCOMES if o.next is not Next.HANDOFF])
def test_every_outcome_of_both_pads_leaves_the_lead_in_one_place(
    office: Office, outcome: Any
) -> None:
    lead = office.lead() if outcome.tier == 1 else office.accepted()
    who = office.dana if outcome.tier == 1 else office.sam
    before = office.lead_now(lead)

    done = office.log(lead, outcome.id, who, reason=next(iter(outcome.reasons), ""), **VALUES)

    after = office.lead_now(lead)
    assert done.undoable
    assert done.label == "logged"
    assert after.last_outcome == outcome.id
    assert (after.kind is QueueKind.NONE) == (
        after.state in {LeadState.RESEARCH, LeadState.SUPPRESSED, LeadState.WON, LeadState.LOST}
        or (after.state is LeadState.CLOSED and not outcome.close_days)
    )
    if outcome.counts_attempt:
        assert after.attempts == before.attempts + 1
    else:
        assert after.attempts <= before.attempts + (outcome.next is Next.NO_SHOW)
    held = office.queue(who, outcome.tier).card
    assert held is None or held.why.code == "referred"


@pytest.mark.parametrize("outcome", ["no_answer", "voicemail", "gatekeeper", "hung_up"])
def test_an_attempt_that_reached_nobody_goes_on_the_ladder(office: Office, outcome: str) -> None:
    lead = office.lead()

    office.log(lead, outcome)

    after = office.lead_now(lead)
    assert (after.state, after.kind, after.owner_id) == (LeadState.QUEUED, QueueKind.RETRY, ANYONE)
    assert after.attempts == 1
    assert after.due_at is not None
    assert after.due_at >= NOON + DAY
    # Called at noon, so the afternoon is next: the card tells the part it is due in.
    assert office.card(lead).why.part == "afternoon"


def test_after_the_last_try_the_lead_rests_and_begins_anew(office: Office) -> None:
    lead = office.lead()
    cap = office.card(lead).cap
    for _ in range(cap):
        office.log(lead, "no_answer", then_take=False)

    after = office.lead_now(lead)
    assert cap == 8
    assert (after.kind, after.attempts, after.round) == (QueueKind.REST, 0, 1)
    assert after.due_at is not None
    assert after.due_at >= NOON + 90 * DAY


def test_a_lead_gets_two_voicemails_and_no_third(office: Office) -> None:
    lead = office.lead()
    for _ in range(2):
        office.take(lead_id=lead)
        offer = next(o for o in office.queue().offers if o.outcome.id == "voicemail")
        assert offer.off == ""
        office.log(lead, "voicemail")
    office.take(lead_id=lead)

    offer = next(o for o in office.queue().offers if o.outcome.id == "voicemail")
    assert offer.off == "voicemail_cap"
    with pytest.raises(RuleBroken, match="voicemail_cap"):
        office.log(lead, "voicemail")
    office.log(lead, "voicemail_no_message")


def test_busy_is_tried_again_after_15_minutes_twice_and_then_on_the_ladder(office: Office) -> None:
    lead = office.lead()
    waits = []
    for _ in range(3):
        office.log(lead, "busy", then_take=False)
        due = office.lead_now(lead).due_at
        assert due is not None
        waits.append(due - office.now)
        office.now = due

    assert waits[:2] == [15 * MINUTE, 15 * MINUTE]
    assert waits[2] >= DAY
    assert office.lead_now(lead).attempts == 3
    assert office.lead_now(lead).busy_run == 0


def test_a_personal_callback_waits_for_the_person_and_comes_at_its_time(office: Office) -> None:
    other = office.person("Mo Becker", "qualifier")
    lead = office.lead()
    when = NOON + 2 * HOUR

    office.log(lead, "callback", when=when)

    assert office.lead_now(lead).owner_id == office.dana
    assert office.take() is None
    office.now = when - MINUTE
    assert office.take() is None
    office.now = when
    assert office.take(other) is None
    assert office.take() == lead
    assert office.card(lead).why.code == "callback"
    assert office.card(lead).class_number == 1


def test_a_callback_for_anyone_comes_to_whoever_asks_first_after_my_own(office: Office) -> None:
    other = office.person("Mo Becker", "qualifier")
    theirs, mine = office.lead(), office.lead()
    office.log(theirs, "callback", when=NOON + HOUR, for_anyone=True)
    office.log(mine, "callback", when=NOON + HOUR + MINUTE)
    office.later(2 * HOUR)

    assert office.lead_now(theirs).owner_id == ANYONE
    assert [row.lead_id for row in office.queue().up_next] == [mine, theirs]
    assert office.take(other) == theirs


def test_a_missed_callback_comes_back_on_a_later_day_not_before_its_clock_time(
    office: Office,
) -> None:
    lead = office.lead()
    agreed = NOON + 3 * HOUR + 7 * MINUTE  # 15:07 in Chicago
    office.log(lead, "callback", when=agreed)
    office.now = agreed + 20 * MINUTE

    office.log(lead, "no_answer")

    after = office.lead_now(lead)
    assert after.due_at is not None
    assert after.due_at.date() > agreed.date()
    assert after.due_at.time() == agreed.time()
    assert (after.kind, after.owner_id) == (QueueKind.CALLBACK, office.dana)


def test_a_missed_callback_skips_the_weekend(office: Office) -> None:
    lead = office.lead()
    friday = NOON + 3 * DAY
    office.log(lead, "callback", when=friday)
    office.now = friday + MINUTE

    office.log(lead, "no_answer")

    assert office.lead_now(lead).due_at == friday + 3 * DAY


def test_a_busy_callback_stays_agreed_and_its_owners(office: Office) -> None:
    lead = office.lead()
    office.log(lead, "callback", when=NOON + HOUR)
    office.later(HOUR)

    office.log(lead, "busy")

    after = office.lead_now(lead)
    assert (after.kind, after.why) == (QueueKind.CALLBACK, "callback")
    assert (after.owner_id, after.due_at) == (office.dana, office.now + 15 * MINUTE)


def test_a_callback_may_lie_outside_the_teams_window_but_not_the_lawful_one(office: Office) -> None:
    lead = office.lead()
    evening = NOON.replace(hour=23)  # 18:00 in Chicago, after the team's 17:30
    night = NOON + DAY - 13 * HOUR  # 23:00 in Chicago

    with pytest.raises(RuleBroken, match="outside_lawful_hours"):
        office.log(lead, "callback", when=night)
    office.log(lead, "callback", when=evening)

    office.now = evening
    assert office.take() == lead


def test_a_time_that_was_agreed_needs_a_clock_that_is_known(office: Office) -> None:
    lead = office.lead(phones=(), first_name="No", last_name="Number")

    with pytest.raises(RuleBroken, match="not_callable"):
        office.log(lead, "callback", when=TOMORROW)
    office.log(lead, "no_answer")

    assert office.lead_now(lead).state is LeadState.RESEARCH
    assert office.lead_now(lead).kind is QueueKind.NONE


@pytest.mark.parametrize("outcome", ["not_now", "contract_until", "technical_failure", "busy"])
def test_a_lead_nobody_can_call_stays_on_the_research_list(office: Office, outcome: str) -> None:
    lead = office.lead(phones=())

    office.log(lead, outcome, when=NOON + 120 * DAY, reason="budget_later")

    assert office.lead_now(lead).state is LeadState.RESEARCH
    assert office.ask(AskSearch("Lee1"))[0].id == lead


def test_not_now_becomes_a_need_on_that_day_for_anyone(office: Office) -> None:
    lead = office.lead()
    when = NOON + 30 * DAY

    office.log(lead, "not_now", when=when, reason="budget_later")

    after = office.lead_now(lead)
    assert (after.kind, after.why, after.attempts) == (QueueKind.RETRY, "future_need", 0)
    assert after.due_at == when
    assert office.done_today()["conversations"] == 1


def test_a_contract_is_called_90_days_before_its_end(office: Office) -> None:
    lead, soon = office.lead(), office.lead()
    ends = NOON + 190 * DAY  # 100 days from now is a Thursday

    office.log(lead, "contract_until", when=ends)
    office.log(soon, "contract_until", when=NOON + 10 * DAY)

    assert office.lead_now(lead).due_at == ends - 90 * DAY
    assert office.lead_now(soon).due_at == NOON + DAY


def test_not_interested_closes_for_180_days_and_then_comes_back(office: Office) -> None:
    lead = office.lead()
    with pytest.raises(BadInput, match="needs_reason"):
        office.log(lead, "not_interested")
    office.log(lead, "not_interested", reason="no_need")

    assert office.card(lead).state is LeadState.CLOSED
    assert office.take() is None
    office.later(184 * DAY)
    assert office.card(lead).state is LeadState.QUEUED
    assert office.take() == lead
    assert office.card(lead).class_number == 6


def test_a_closed_lead_is_worked_only_by_whoever_takes_it_on_purpose(office: Office) -> None:
    lead = office.lead()
    office.log(lead, "unqualified", reason="no_fit")

    with pytest.raises(RuleBroken, match="lead_closed"):
        office.log(lead, "no_answer")
    office.take(lead_id=lead)
    office.log(lead, "callback", when=TOMORROW)

    assert office.lead_now(lead).state is LeadState.QUEUED
