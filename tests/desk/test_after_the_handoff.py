# SPDX-License-Identifier: MIT
"""Tests for what follows a handoff: its clocks, its fate, and the feedback that is owed."""

from __future__ import annotations

from typing import Any

import pytest

from leaddesk.desk.commands import (
    AcceptHandoff,
    GiveFeedback,
    ReturnHandoff,
    RunClocks,
)
from leaddesk.desk.queries import (
    AskHandoff,
    AskHandoffs,
    AskProgress,
    AskReminders,
    HandoffRow,
    HandoffsView,
)
from leaddesk.domain.errors import BadInput, NotFound, RuleBroken
from leaddesk.domain.lead import LeadState, QueueKind
from tests.factories import DAY, HOUR, MINUTE, NOON, Office

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


def run_clocks(office: Office) -> dict[str, str]:
    return dict(office.do(RunClocks()).facts)


@pytest.mark.parametrize("hot, half, whole", [(True, HOUR, 2 * HOUR), (False, None, None)])
def test_at_half_its_time_a_handoff_reminds_and_at_its_end_goes_to_the_next(
    office: Office,
    hot: Any,
    half: Any,
    whole: Any,
) -> None:
    robin = office.person("Robin Vale", "senior_rep")
    office.hand_off(office.lead(), receiver_id=office.sam, hot=hot)
    # 24 business hours from Tuesday 10:00 at 8.5 hours a day: Thursday 17:00.
    end = MORNING + whole if whole else MORNING + 2 * DAY + 7 * HOUR
    middle = MORNING + half if half else MORNING + DAY + 3 * HOUR + 30 * MINUTE
    assert sent(office).accept_by == end

    office.now = middle - 3 * MINUTE
    assert office.ask(AskReminders(office.sam)) == ()
    office.now = middle
    assert [r.kind for r in office.ask(AskReminders(office.sam))] == ["handoff"]

    office.now = end - MINUTE
    assert run_clocks(office) == {"moved": "0", "expired": "0"}
    office.now = end
    assert run_clocks(office) == {"moved": "1", "expired": "0"}
    row = sent(office)
    assert (row.receiver_id, row.offered_at) == (robin, end)
    assert run_clocks(office) == {"moved": "0", "expired": "0"}


def test_clocks_run_also_when_nobody_was_there_and_date_what_they_do(office: Office) -> None:
    office.person("Robin Vale", "senior_rep")
    lead = office.lead()
    office.hand_off(lead, receiver_id=office.sam, hot=True)
    # 72 business hours at 8.5 hours a day: eight days and four hours, Friday week at 14:00.
    hard_stop = MORNING + 10 * DAY + 4 * HOUR
    office.now = hard_stop + 3 * DAY

    assert run_clocks(office)["expired"] == "1"

    row = sent(office)
    assert (row.state, row.fate, row.fate_at) == ("expired", "expired", hard_stop)
    after = office.lead_now(lead)
    assert (after.kind, after.owner_id, after.due_at) == (
        QueueKind.RETURNED,
        office.dana,
        hard_stop,
    )
    told = office.sql("SELECT kind, at FROM journal WHERE kind IN ('offered_on', 'expired')")
    assert [row[0] for row in sorted(told, key=lambda row: row[1])] == ["offered_on", "expired"]
    assert office.card(lead).why.code == "expired"
    assert office.take() == lead


def test_alone_in_the_tier_a_receiver_keeps_it_until_the_hard_stop(office: Office) -> None:
    handoff = office.hand_off(office.lead(), hot=True)
    office.later(3 * HOUR)
    run_clocks(office)
    assert sent(office).receiver_id == office.sam

    office.do(AcceptHandoff(handoff), office.sam)
    assert sent(office).fate == "accepted"


def test_past_its_hard_stop_nothing_is_accepted_even_if_no_clock_ran(office: Office) -> None:
    handoff = office.hand_off(office.lead())
    office.later(14 * DAY)

    with pytest.raises(RuleBroken, match="handoff_state"):
        office.do(AcceptHandoff(handoff), office.sam)


def test_after_an_appointment_feedback_is_owed_on_top_until_it_is_given(office: Office) -> None:
    lead = office.lead()
    office.do(AcceptHandoff(office.hand_off(lead)), office.sam)
    office.log(lead, "appointment_set", office.sam, when=MORNING + DAY)
    assert view(office).owed == ()
    assert sent(office).fate == "appointment"

    office.later(DAY)
    office.log(lead, "no_show", office.sam)
    owed = view(office).owed[0]
    assert (owed.giver, owed.cause, owed.due_at) == (
        "Dana Whitfield",
        "no_show",
        office.now + 48 * HOUR,
    )
    office.log(lead, "presentation_held", office.sam, when=MORNING + 9 * DAY)
    assert len(view(office).owed) == 1

    with pytest.raises(RuleBroken, match="not_yours"):
        office.do(GiveFeedback(owed.id, "fine", 5))
    with pytest.raises(BadInput, match="needs_line"):
        office.do(GiveFeedback(owed.id, " ", 5), office.sam)
    with pytest.raises(BadInput, match="bad_rating"):
        office.do(GiveFeedback(owed.id, "fine", 6), office.sam)
    office.do(GiveFeedback(owed.id, "knew the budget", 4), office.sam)
    with pytest.raises(RuleBroken, match="feedback_given"):
        office.do(GiveFeedback(owed.id, "again", 4), office.sam)

    assert view(office).owed == ()
    received = view(office, office.dana).received[0]
    assert (received.line, received.rating, received.thanks) == ("knew the budget", 4, True)
    with pytest.raises(NotFound):
        office.do(GiveFeedback(99, "fine", 5), office.sam)


def test_feedback_past_its_time_spoils_the_day_until_it_is_given(office: Office) -> None:
    lead = office.lead()
    office.do(AcceptHandoff(office.hand_off(lead)), office.sam)
    office.log(lead, "presentation_held", office.sam, when=MORNING + 9 * DAY)
    owed = view(office).owed[0]

    office.later(48 * HOUR - MINUTE)
    assert _goal(office, "feedback_owed") == (0, 0, True)
    office.later(MINUTE)
    assert _goal(office, "feedback_owed") == (0, 1, False)
    assert [r.kind for r in office.ask(AskReminders(office.sam))] == ["feedback"]
    office.do(GiveFeedback(owed.id, "knew the budget", 5), office.sam)
    assert _goal(office, "feedback_owed") == (1, 1, True)


def _goal(office: Office, metric: str) -> tuple[int, int, bool]:
    goals = office.ask(AskProgress(office.sam, 2)).goals
    goal = next(goal for goal in goals if goal.metric == metric)
    return goal.done, goal.target, goal.met


@pytest.mark.parametrize(
    "outcome, values, state, fate, amount",
    [
        ("won", {"amount": 480_000}, LeadState.WON, "won", 480_000),
        ("lost", {"reason": "price"}, LeadState.LOST, "lost", 0),
        ("recycle", {"reason": "timing"}, LeadState.QUEUED, "recycled", 0),
    ],
)
def test_the_giver_sees_the_fate_until_the_end(
    office: Office,
    outcome: str,
    values: dict[str, Any],
    state: LeadState,
    fate: str,
    amount: int,
) -> None:
    lead = office.lead()
    office.do(AcceptHandoff(office.hand_off(lead)), office.sam)
    office.log(lead, "presentation_held", office.sam, when=MORNING + 7 * DAY)
    assert sent(office).fate == "presentation"
    office.log(lead, "proposal_sent", office.sam, when=MORNING + 14 * DAY)
    assert sent(office).fate == "proposal"
    assert [row.lead_id for row in view(office).working] == [lead]

    office.log(lead, outcome, office.sam, **values)

    assert (sent(office).fate, sent(office).amount) == (fate, amount)
    assert view(office).working == ()
    assert office.lead_now(lead).state is state


def test_a_recycled_lead_is_the_first_tiers_again_after_its_rest(office: Office) -> None:
    lead = office.lead()
    office.do(AcceptHandoff(office.hand_off(lead)), office.sam)
    office.log(lead, "recycle", office.sam, reason="timing")

    office.later(31 * DAY)
    assert office.take() == lead
    office.hand_off(lead, note="budget is there now")
    assert view(office).to_accept[0].lead_id == lead


def test_a_senior_reps_attempts_stay_theirs(office: Office) -> None:
    robin = office.person("Robin Vale", "senior_rep")
    lead = office.lead()
    office.do(AcceptHandoff(office.hand_off(lead, receiver_id=office.sam)), office.sam)
    office.log(lead, "no_answer", office.sam)

    after = office.lead_now(lead)
    assert (after.kind, after.owner_id) == (QueueKind.NEXT_STEP, office.sam)
    assert after.due_at is not None
    office.now = after.due_at
    assert office.take(robin, 2) is None
    assert office.take(office.sam, 2) == lead


def test_how_a_givers_handoffs_fare_stands_on_each(office: Office) -> None:
    for answer in ("accept", "accept", "return"):
        handoff = office.hand_off(office.lead())
        if answer == "accept":
            office.do(AcceptHandoff(handoff), office.sam)
        else:
            office.do(ReturnHandoff(handoff, "need?"), office.sam)
    lead = view(office).working[0].lead_id
    office.log(lead, "presentation_held", office.sam, when=MORNING + 7 * DAY)

    card = office.ask(AskHandoff(view(office).working[0].id))

    assert (card.giver_given, card.giver_accepted, card.giver_presented) == (3, 2, 1)


def test_a_handoff_still_on_offer_is_no_handoff_that_was_not_accepted(office: Office) -> None:
    offered = office.hand_off(office.lead())

    card = office.ask(AskHandoff(offered))

    assert (card.giver_given, card.giver_accepted, card.giver_presented) == (0, 0, 0)


def test_the_receivers_first_dial_counts_for_their_own_day(office: Office) -> None:
    lead = office.lead()
    handoff = office.hand_off(lead)
    office.do(AcceptHandoff(handoff, call_now=True), office.sam)

    office.log(lead, "no_answer", office.sam)

    assert office.done_today(office.sam, 2)["calls"] == 1


def test_a_returned_lead_that_did_not_answer_stays_its_qualifiers(office: Office) -> None:
    lead = office.lead()
    handoff = office.hand_off(lead)
    office.do(ReturnHandoff(handoff, "who signs?"), office.sam)
    office.take(lead_id=lead)

    office.log(lead, "no_answer", then_take=False)

    after = office.lead_now(lead)
    assert (after.kind, after.owner_id) == (QueueKind.RETURNED, office.dana)
    assert office.card(lead).why.words == "who signs?"
