# SPDX-License-Identifier: MIT
"""Tests for logging calls: what every outcome does to the lead, and what it counts for."""

from __future__ import annotations

from typing import Any

import pytest

from leaddesk.desk.commands import (
    AcceptHandoff,
    ChangeRule,
    EditLead,
    LeadFields,
    SkipLead,
    TakeBack,
)
from leaddesk.desk.queries import AskHandoffs, AskProgress, AskSearch
from leaddesk.domain.errors import BadInput, NotFound, RuleBroken
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


def done_today(office: Office, who: int = 0, tier: int = 1) -> dict[str, int]:
    day = office.ask(AskProgress(who or office.dana, tier))
    return {goal.metric: goal.done for goal in day.goals}


def accepted(office: Office) -> int:
    """Return a lead that Sam has accepted."""
    lead = office.lead()
    office.do(AcceptHandoff(office.hand_off(lead)), office.sam)
    return lead


@pytest.mark.parametrize("outcome", [o for o in DEFAULT_OUTCOMES if o.next is not Next.HANDOFF])
def test_every_outcome_of_both_pads_leaves_the_lead_in_one_place(
    office: Office, outcome: Any
) -> None:
    lead = office.lead() if outcome.tier == 1 else accepted(office)
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
    assert office.card(lead).why.part == "noon"


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
    assert done_today(office)["conversations"] == 1


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


def test_a_wrong_number_goes_to_the_next_number_and_then_to_research(office: Office) -> None:
    lead = office.lead(phones=(("+16125557001", "direct"), ("+16125557002", "mobile")))
    twin = office.lead(phones=(("+16125557003", "direct"),))
    office.take(lead_id=lead)
    office.log(lead, "wrong_number", then_take=False)

    after = office.lead_now(lead)
    assert (after.phone, after.attempts) == ("+16125557002", 0)
    assert after.state is LeadState.QUEUED
    assert [n.bad for n in office.numbers(lead)] == ["wrong_number", ""]
    office.log(lead, "wrong_number", then_take=False)
    after = office.lead_now(lead)
    assert (after.state, after.kind, after.phone) == (LeadState.RESEARCH, QueueKind.NONE, "")
    assert office.take() == twin


def test_a_wrong_number_is_wrong_for_that_lead_alone_a_dead_one_for_all(office: Office) -> None:
    first = office.lead(phones=(("+16125557001", "company"),))
    second = office.lead(phones=(("+16125557005", "company"),))
    office.write("UPDATE phone SET e164 = '+16125557001'")
    office.write("UPDATE lead SET phone = '+16125557001'")

    office.log(first, "wrong_number", then_take=False)
    assert office.lead_now(second).phone == "+16125557001"
    office.log(second, "disconnected", then_take=False)

    assert office.lead_now(second).state is LeadState.RESEARCH
    assert [n.bad for n in office.numbers(second)] == ["disconnected"]
    assert [n.bad for n in office.numbers(first)] == ["wrong_number"]


def test_a_dead_number_takes_the_way_back_from_a_lead_closed_for_a_time(office: Office) -> None:
    closed, other = office.lead(), office.lead()
    number = office.lead_now(closed).phone
    office.write("UPDATE phone SET e164 = :n WHERE lead_id = :id", n=number, id=other)
    office.write("UPDATE lead SET phone = :n WHERE id = :id", n=number, id=other)
    office.log(closed, "not_interested", reason="no_need", then_take=False)

    office.log(other, "fax", then_take=False)

    office.later(200 * DAY)
    assert office.take() is None


def test_only_a_number_of_the_lead_can_be_found_bad(office: Office) -> None:
    lead, other = office.lead(), office.lead()
    theirs = office.lead_now(other).phone

    with pytest.raises(BadInput, match="bad_number"):
        office.log(lead, "disconnected", number=theirs)

    assert office.lead_now(other).state is LeadState.QUEUED


def test_do_not_call_takes_the_person_off_every_list_at_once(office: Office) -> None:
    number = "+16125557001"
    lead = office.lead(phones=((number, "direct"), ("+16125557002", "mobile")), email="ann@acme.io")
    by_number = office.lead(phones=(("+16125557009", "direct"),))
    two_numbers = office.lead(phones=(("+16125557010", "direct"), ("+16125557011", "mobile")))
    by_mail = office.lead()
    office.write(
        "UPDATE phone SET e164 = :n WHERE e164 IN ('+16125557009', '+16125557010')", n=number
    )
    office.write(
        "UPDATE lead SET phone = :n WHERE id IN (:a, :b)", n=number, a=by_number, b=two_numbers
    )
    office.write("UPDATE lead SET email = 'ann@acme.io' WHERE id = :id", id=by_mail)
    office.take(lead_id=lead)

    office.log(lead, "do_not_call", then_take=False)

    states = office.states()
    assert [states[i] for i in (lead, by_number, by_mail)] == [LeadState.SUPPRESSED] * 3
    assert (states[two_numbers], office.lead_now(two_numbers).phone) == (
        LeadState.QUEUED,
        "+16125557011",
    )
    assert office.take() == two_numbers
    for refused in (lead, by_number, by_mail):
        with pytest.raises(RuleBroken, match="suppressed"):
            office.log(refused, "no_answer")
        with pytest.raises(RuleBroken, match="suppressed"):
            office.take(lead_id=refused)


def test_do_not_call_takes_the_lead_out_of_a_colleagues_hand(office: Office) -> None:
    other = office.person("Mo Becker", "qualifier")
    shared = "+16125557001"
    lead, theirs = office.lead(), office.lead()
    office.write("UPDATE phone SET e164 = :n WHERE lead_id = :id", n=shared, id=lead)
    office.take(other, lead_id=theirs)
    office.write("UPDATE phone SET e164 = :n WHERE lead_id = :id", n=shared, id=theirs)
    office.write("UPDATE lead SET phone = :n", n=shared)

    with pytest.raises(RuleBroken, match="in_other_hand"):
        office.log(theirs, "do_not_call")
    office.log(lead, "do_not_call")

    assert office.queue(other).card is None
    assert office.take(other) is None


def test_somebody_elses_number_is_not_suppressed_for_having_been_on_the_lead(
    office: Office,
) -> None:
    lead = office.lead(phones=(("+16125557001", "direct"), ("+16125557002", "mobile")))
    owner = office.lead(phones=(("+16125557005", "direct"),))
    office.write("UPDATE phone SET e164 = '+16125557001' WHERE lead_id = :id", id=owner)
    office.write("UPDATE lead SET phone = '+16125557001' WHERE id = :id", id=owner)
    office.log(lead, "wrong_number", then_take=False)

    office.log(lead, "do_not_call", then_take=False)

    assert office.states()[owner] is LeadState.QUEUED
    assert office.take() == owner


def test_a_number_on_the_do_not_call_list_is_caught_before_it_is_shown(office: Office) -> None:
    lead, next_one = office.lead(), office.lead()
    office.write(
        "INSERT INTO suppression (kind, value, since, person_id) VALUES ('number', :n, 0, 0)",
        n=office.lead_now(lead).phone,
    )

    assert office.take() == next_one
    assert office.states()[lead] is LeadState.SUPPRESSED


def test_do_not_call_ends_a_handoff(office: Office) -> None:
    lead = accepted(office)
    office.log(lead, "do_not_call", office.sam)

    view = office.ask(AskHandoffs(office.sam))
    assert view.working == ()
    assert office.ask(AskHandoffs(office.dana)).sent[0].fate == "dnc"


@pytest.mark.parametrize("outcome", ["left_company", "referred", "language_barrier"])
def test_a_handed_over_lead_that_is_closed_has_a_fate_and_is_no_work_any_more(
    office: Office, outcome: str
) -> None:
    lead = accepted(office)

    office.log(lead, outcome, office.sam, person_name="Jane Roe")

    assert office.ask(AskHandoffs(office.sam)).working == ()
    assert office.ask(AskHandoffs(office.dana)).sent[0].fate == "closed"


def test_a_referral_is_a_linked_lead_in_class_2_of_whoever_called(office: Office) -> None:
    lead = office.lead()
    done = office.log(
        lead, "referred", person_name="Jane Roe", person_phone="612 555 9999", then_take=False
    )

    jane = office.ask(AskSearch("jane roe"))[0]
    assert jane.class_number == 2
    assert office.card(jane.id).why.code == "referred"
    assert office.card(jane.id).company == office.card(lead).company
    assert office.take() == jane.id
    assert office.card(lead).history[0].facts["referred_to"] == str(jane.id)
    assert done.entry_id == office.card(lead).history[0].entry_id


def test_a_referral_may_share_the_switchboard(office: Office) -> None:
    lead = office.lead()
    number = office.lead_now(lead).phone

    office.log(lead, "referred", person_name="Jane Roe", person_phone=number)

    assert office.lead_now(office.ask(AskSearch("jane roe"))[0].id).phone == number


def test_a_referral_without_a_number_waits_for_research_and_without_a_name_is_none(
    office: Office,
) -> None:
    lead = office.lead()
    with pytest.raises(BadInput, match="needs_person"):
        office.log(lead, "referred", person_name="  ")

    office.log(lead, "referred", person_name="Jane Roe")

    assert office.ask(AskSearch("jane roe"))[0].state is LeadState.RESEARCH


def test_a_technical_failure_counts_for_nothing_and_comes_back_in_5_minutes(office: Office) -> None:
    lead = office.lead()

    office.log(lead, "technical_failure")

    after = office.lead_now(lead)
    assert (after.attempts, after.last_call_at) == (0, None)
    assert (after.owner_id, after.due_at) == (office.dana, NOON + 5 * MINUTE)
    assert done_today(office)["calls"] == 0
    office.later(5 * MINUTE)
    office.log(lead, "no_answer")
    after = office.lead_now(lead)
    assert (after.kind, after.owner_id) == (QueueKind.RETRY, ANYONE)
    assert done_today(office)["new_lead_calls"] == 1


def test_a_technical_failure_does_not_make_an_agreed_callback_forgotten(office: Office) -> None:
    lead = office.lead()
    office.log(lead, "callback", when=NOON + HOUR)
    office.later(HOUR)

    office.log(lead, "technical_failure")
    office.later(5 * MINUTE)
    office.log(lead, "no_answer")

    after = office.lead_now(lead)
    assert (after.kind, after.why, after.owner_id) == (
        QueueKind.CALLBACK,
        "callback",
        office.dana,
    )
    assert after.due_at is not None
    assert after.due_at >= NOON + DAY


def test_one_dial_per_lead_counts_in_four_hours(office: Office) -> None:
    lead = office.lead()
    office.log(lead, "no_answer")
    office.later(4 * HOUR - MINUTE)
    office.log(lead, "no_answer")
    assert done_today(office)["calls"] == 1

    office.later(MINUTE)
    office.log(lead, "no_answer")
    assert done_today(office)["calls"] == 2
    assert done_today(office)["new_lead_calls"] == 1


def test_a_handoff_that_does_not_count_as_a_dial_does_not_move_the_four_hours(
    office: Office,
) -> None:
    lead = office.lead()
    office.log(lead, "callback", when=NOON + 3 * HOUR)
    office.later(3 * HOUR)

    office.hand_off(lead)

    assert done_today(office)["calls"] == 1
    assert office.lead_now(lead).counted_at == NOON


def test_a_call_is_a_new_lead_call_once_and_a_skip_does_not_change_that(office: Office) -> None:
    lead = office.lead()
    office.do(SkipLead(lead, "lunch there"))
    office.later(HOUR)

    office.log(lead, "no_answer")

    assert done_today(office)["new_lead_calls"] == 1


def test_a_back_dated_call_counts_on_its_own_day(office: Office) -> None:
    lead = office.lead()

    office.log(lead, "no_answer", at=NOON - DAY)

    assert done_today(office)["calls"] == 0
    day = office.ask(AskProgress(office.dana), NOON - DAY)
    assert {g.metric: g.done for g in day.goals}["calls"] == 1


@pytest.mark.parametrize(
    "values, key",
    [
        ({"outcome": "nonsense"}, "unknown_outcome"),
        ({"outcome": "callback"}, "needs_time"),
        ({"outcome": "callback", "when": NOON - HOUR}, "time_in_past"),
        ({"outcome": "callback", "when": NOON + 4000 * DAY}, "time_too_far"),
        ({"outcome": "no_answer", "at": NOON + HOUR}, "time_in_future"),
        ({"outcome": "no_answer", "talk_seconds": -1}, "bad_talk_time"),
        ({"outcome": "unqualified", "reason": "weather"}, "needs_reason"),
    ],
)
def test_what_can_not_be_is_refused_and_nothing_changes(
    office: Office, values: dict[str, Any], key: str
) -> None:
    lead = office.lead()
    office.take()
    before = office.dump()

    with pytest.raises(BadInput, match=key):
        office.log(lead, **values)

    assert office.dump() == before
    card = office.queue().card
    assert card is not None
    assert card.id == lead


def test_texts_are_bounded_and_clean(office: Office) -> None:
    lead = office.lead()

    office.log(lead, "no_answer", note="a\x00b\u202ec" + "x" * 100_000, reason="r" * 100_000)

    (row,) = office.sql("SELECT note, data FROM journal WHERE kind = 'call'")
    assert "\x00" not in row[0]
    assert "\u202e" not in row[0]
    assert len(row[0]) < 20_000
    assert len(row[1]) < 5_000


def test_nobody_logs_what_is_not_there_or_not_in_their_tier(office: Office) -> None:
    lead = accepted(office)

    with pytest.raises(NotFound):
        office.log(999, "no_answer")
    with pytest.raises(RuleBroken, match="not_your_tier"):
        office.log(lead, "no_answer")
    with pytest.raises(RuleBroken, match="not_your_tier"):
        office.take(lead_id=lead)
    with pytest.raises(RuleBroken, match="not_your_tier"):
        office.log(lead, "no_answer", tier=1)
    with pytest.raises(RuleBroken, match="not_your_tier"):
        office.hand_off(lead)
    assert office.lead_now(lead).owner_id == office.sam


def test_whoever_works_both_tiers_never_moves_a_lead_down_by_a_call(office: Office) -> None:
    both = office.person("Pat Both", "qualifier", "senior_rep")
    lead = office.lead()
    handoff = office.hand_off(lead, both, receiver_id=both)
    office.do(AcceptHandoff(handoff), both)

    office.log(lead, "no_answer", both, tier=1)

    assert office.lead_now(lead).tier == 2
    assert office.lead_now(lead).owner_id == both


def test_what_a_key_will_do_is_what_it_does(office: Office) -> None:
    lead = office.lead()
    office.take()
    offers = {o.outcome.id: o for o in office.queue().offers}

    for outcome in ("no_answer", "busy", "not_interested", "technical_failure"):
        offer = offers[outcome]
        done = office.log(lead, outcome, reason="no_need", then_take=False)
        due = office.lead_now(lead).due_at
        if offer.next_at is not None:
            assert due == offer.next_at, outcome
        office.do(TakeBack(done.entry_id))


def test_a_team_changes_its_ladders_as_data(office: Office) -> None:
    office.do(ChangeRule("queue", '{"count_again_hours": 1, "skips_a_day": 0}'))
    lead = office.lead()
    office.log(lead, "no_answer")
    office.later(HOUR)
    office.log(lead, "no_answer")

    assert done_today(office)["calls"] == 2


def test_a_number_that_is_found_brings_the_lead_back(office: Office) -> None:
    lead = office.lead(phones=())
    card = office.card(lead)
    fields = LeadFields(
        first_name="Ann", company="Acme", phones=(("612 555 7777", "direct"),), region="MN"
    )

    office.do(EditLead(lead, card.version, fields))

    assert office.take() == lead
