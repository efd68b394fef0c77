# SPDX-License-Identifier: MIT
"""What every logged call shares: may the lead be worked, what does it count for, who is next."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

from leaddesk.desk.book import Book
from leaddesk.desk.effects import DAY, is_agreed
from leaddesk.desk.hand import check_free, check_there, claim
from leaddesk.desk.unit import Unit
from leaddesk.desk.work import Work
from leaddesk.domain.calling_hours import local_time
from leaddesk.domain.dial import AGREED, MOST_TRIES, Dial, hour_of_week, wait_step
from leaddesk.domain.errors import BadInput, RuleBroken
from leaddesk.domain.lead import Lead, LeadState, QueueKind
from leaddesk.domain.outcome import Outcome
from leaddesk.domain.perfect_day import Metric
from leaddesk.domain.place_hours import calls_allowed

CLOCK_SLACK = dt.timedelta(minutes=2)
OLDEST_CALL = dt.timedelta(days=366)
"""How late a call may still be logged."""

SLOWEST = dt.timedelta(days=30)
"""The slowest first call that is told apart from slower ones."""


def move_on(work: Work, tier: int, *, then_take: bool) -> None:
    """Empty the hand after an outcome and take the next lead."""
    work.unit.queue.let_go(work.who.id)
    if then_take:
        claim(work, tier)


def recent_calls(unit: Unit, book: Book, lead: Lead, at: dt.datetime) -> tuple[dt.datetime, ...]:
    """Return the calls to a lead in the 24 hours before, where a law limits them; else none."""
    if not calls_allowed(lead.area, book.places):
        return ()
    return unit.journal.calls_since(lead.id, at - DAY)


def call_time(at: dt.datetime | None, work: Work) -> dt.datetime:
    """Return when the call ended; raises BadInput("time_in_future"), BadInput("time_too_old")."""
    if at is None:
        return work.now
    if at > work.now + CLOCK_SLACK:
        raise BadInput("time_in_future", where="at", detail=at.isoformat())
    if at < work.now - OLDEST_CALL:
        raise BadInput("time_too_old", where="at", detail=at.isoformat())
    return at


def check_workable(work: Work, lead: Lead) -> None:
    """Refuse a lead that may not be worked now; raises RuleBroken.

    A closed lead may be worked by whoever took it into hand on purpose.
    """
    check_there(lead)
    closed = lead.state in {LeadState.CLOSED, LeadState.WON, LeadState.LOST}
    in_hand = work.unit.queue.in_hand(work.who.id, work.now) == lead.id
    if closed and lead.kind is QueueKind.NONE and not in_hand:
        raise RuleBroken("lead_closed", lead=lead.name)
    check_free(work, lead)


def counted(work: Work, lead: Lead, outcome: Outcome, at: dt.datetime) -> tuple[str, ...]:
    """Return the metrics a call counts for (domain reference 7, counted honestly).

    One dial per lead per 4 hours counts; a call to a lead nobody called before is a new-lead call.
    """
    metrics: list[str] = []
    if outcome.counts_dial and counts_as_dial(work, lead, at):
        metrics.append(Metric.CALLS)
        if lead.last_call_at is None:
            metrics.append(Metric.NEW_LEAD_CALLS)
        if outcome.reached:
            metrics.append(Metric.CONNECTS)
    if outcome.conversation:
        metrics.append(Metric.CONVERSATIONS)
    if outcome.metric:
        metrics.append(outcome.metric)
    return tuple(metrics)


def counts_as_dial(work: Work, lead: Lead, at: dt.datetime) -> bool:
    """Tell whether a dial counts: none of this lead was counted within the last hours."""
    again = dt.timedelta(hours=work.rules.queue.count_again_hours)
    return lead.counted_at is None or at - lead.counted_at >= again


def dial_of(lead: Lead, at: dt.datetime, facts: Mapping[str, Any]) -> Dial:
    """Return by what a call at a moment is counted; `facts` are those of a first call."""
    agreed = is_agreed(lead)
    waited = facts.get("speed", 0)
    return Dial(
        lead.source_id,
        lead.campaign,
        hour_of_week(local_time(lead.area, at)),
        AGREED if agreed else min(lead.attempts + 1, MOST_TRIES),
        wait_step(waited) if waited else 0,
    )


def first_call_facts(work: Work, lead: Lead, outcome: Outcome, at: dt.datetime) -> dict[str, int]:
    """Return how fast the first call to an inbound lead came, in seconds of business time.

    Somebody who wrote again arrived again. What waited longer than `SLOWEST` counts as that: it
    takes a walk over every day between.
    """
    answered = lead.last_call_at is not None and lead.last_call_at >= lead.arrived_at
    if answered or not (lead.inbound and outcome.counts_dial):
        return {}
    gone = work.book.hours().between(max(lead.arrived_at, at - SLOWEST), at)
    return {"speed": max(1, round(gone.total_seconds()))}
