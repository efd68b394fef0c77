# SPDX-License-Identifier: MIT
"""Tests for logging calls: what they count for, what is refused, and who may log them."""

from __future__ import annotations

from typing import Any

import pytest

from leaddesk.desk.commands import (
    AcceptHandoff,
    ChangeRule,
    SkipLead,
    TakeBack,
)
from leaddesk.desk.queries import AskProgress
from leaddesk.domain.errors import BadInput, NotFound, RuleBroken
from leaddesk.domain.lead import ANYONE, QueueKind
from tests.factories import DAY, HOUR, MINUTE, NOON, Office


def test_a_technical_failure_counts_for_nothing_and_comes_back_in_5_minutes(office: Office) -> None:
    lead = office.lead()

    office.log(lead, "technical_failure")

    after = office.lead_now(lead)
    assert (after.attempts, after.last_call_at) == (0, None)
    assert (after.owner_id, after.due_at) == (office.dana, NOON + 5 * MINUTE)
    assert office.done_today()["calls"] == 0
    office.later(5 * MINUTE)
    office.log(lead, "no_answer")
    after = office.lead_now(lead)
    assert (after.kind, after.owner_id) == (QueueKind.RETRY, ANYONE)
    assert office.done_today()["new_lead_calls"] == 1


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
    assert office.done_today()["calls"] == 1

    office.later(MINUTE)
    office.log(lead, "no_answer")
    assert office.done_today()["calls"] == 2
    assert office.done_today()["new_lead_calls"] == 1


def test_a_handoff_that_does_not_count_as_a_dial_does_not_move_the_four_hours(
    office: Office,
) -> None:
    lead = office.lead()
    office.log(lead, "callback", when=NOON + 3 * HOUR)
    office.later(3 * HOUR)

    office.hand_off(lead)

    assert office.done_today()["calls"] == 1
    assert office.lead_now(lead).counted_at == NOON


def test_a_call_is_a_new_lead_call_once_and_a_skip_does_not_change_that(office: Office) -> None:
    lead = office.lead()
    office.do(SkipLead(lead, "lunch there"))
    office.later(HOUR)

    office.log(lead, "no_answer")

    assert office.done_today()["new_lead_calls"] == 1


def test_a_back_dated_call_counts_on_its_own_day(office: Office) -> None:
    lead = office.lead()

    office.log(lead, "no_answer", at=NOON - DAY)

    assert office.done_today()["calls"] == 0
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
    lead = office.accepted()

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
    office.do(
        ChangeRule("queue", '{"count_again_hours": 1, "skips_a_day": 0}'),
        office.person("Lee Boss", "team_lead"),
    )
    lead = office.lead()
    office.log(lead, "no_answer")
    office.later(HOUR)
    office.log(lead, "no_answer")

    assert office.done_today()["calls"] == 2
