# SPDX-License-Identifier: MIT
"""The page of the team's meeting, from the data of the seven days until yesterday."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Sequence

from leaddesk.desk.answers_coaching import TEAM, talks_of
from leaddesk.desk.answers_handoffs import LIMIT
from leaddesk.desk.answers_notices import coverage_of
from leaddesk.desk.answers_plan import answer_plan
from leaddesk.desk.asking import Asking
from leaddesk.desk.coaching_figures import DaysDone
from leaddesk.desk.queries import (
    AskMeeting,
    AskPlan,
    DidRow,
    MeetingPage,
    PlanLine,
    WeekRow,
)
from leaddesk.domain.handoff import HandoffState
from leaddesk.domain.local_day import day_span, local_date
from leaddesk.domain.perfect_day import GoalKind, bar_score, definition_for, is_team_perfect
from leaddesk.domain.person import Person

WEEK = 7
_DAY = dt.timedelta(days=1)
_BACK = frozenset({HandoffState.RETURNED, HandoffState.REJECTED})


def answer_meeting(_query: AskMeeting, asking: Asking) -> MeetingPage:
    """Return the page of the meeting."""
    zone = asking.rules.team.time_zone
    today = local_date(zone, asking.now)
    first, last = today - WEEK * _DAY, today - _DAY
    days = [first + n * _DAY for n in range(WEEK)]
    done = DaysDone(asking.unit.days, asking.book, asking.now)
    callers = [who for who in asking.book.people.values() if who.active and who.tiers]
    return MeetingPage(
        first=first,
        last=last,
        did=_did(callers, days, done, asking),
        people=_people(callers, days, done, asking),
        team_days=_team_days(callers, days, done, asking),
        returns=_returns(callers, day_span(zone, first)[0], day_span(zone, today)[0], asking),
        uncovered=_uncovered(asking),
        plan=_plan(asking),
        talks=talks_of(TEAM, asking),
        currency=asking.rules.team.currency,
    )


def _did(
    callers: Sequence[Person], days: Sequence[dt.date], done: DaysDone, asking: Asking
) -> tuple[DidRow, ...]:
    """Return what each tier did of what its people's days asked for."""
    did: Counter[tuple[int, str]] = Counter()
    asked: Counter[tuple[int, str]] = Counter()
    for who in callers:
        for day in days:
            found = definition_for(asking.book.definitions, who.id, who.home_tier, day)
            for goal in found.goals if found else ():
                if goal.kind is GoalKind.AT_LEAST:
                    key = (who.home_tier, goal.metric)
                    did[key] += done.home_counts(who, day).get(goal.metric, 0)
                    asked[key] += goal.target if done.works_on(who, day) else 0
    return tuple(DidRow(*key, did[key], asked[key]) for key in sorted(asked, key=lambda k: k[0]))


def _people(
    callers: Sequence[Person], days: Sequence[dt.date], done: DaysDone, asking: Asking
) -> tuple[WeekRow, ...]:
    """Return how the week of each person went who worked, best first."""
    rows = []
    for who in callers:
        worked = [day for day in days if done.works_on(who, day)]
        if worked:
            scores = [_score(who, day, done, asking) for day in worked]
            perfect = sum(done.is_perfect(who, day) for day in worked)
            rows.append(WeekRow(who.name, perfect, len(worked), sum(scores) / len(scores)))
    return tuple(sorted(rows, key=lambda row: (-row.perfect, -row.score, row.name)))


def _score(who: Person, day: dt.date, done: DaysDone, asking: Asking) -> float:
    counts = done.home_counts(who, day)
    found = definition_for(asking.book.definitions, who.id, who.home_tier, day)
    return bar_score(found.goals, counts) if found and counts else 0.0


def _team_days(
    callers: Sequence[Person], days: Sequence[dt.date], done: DaysDone, asking: Asking
) -> int:
    """Return how many days were a Team Perfect Day."""
    found = 0
    for day in days:
        there = [who for who in callers if done.works_on(who, day)]
        perfect = sum(done.is_perfect(who, day) for who in there)
        found += is_team_perfect(perfect, len(there), asking.rules.yardsticks.team_share)
    return found


def _returns(
    callers: Sequence[Person], begins: dt.datetime, ends: dt.datetime, asking: Asking
) -> tuple[tuple[str, int], ...]:
    """Return why handoffs came back, the commonest reason first."""
    reasons = Counter(
        handoff.reason
        for who in callers
        for handoff in asking.unit.reads.handoffs("sent", who.id, LIMIT)
        if handoff.state in _BACK and handoff.decided_at and begins <= handoff.decided_at < ends
    )
    return tuple(sorted(reasons.items(), key=lambda pair: (-pair[1], pair[0])))


def _uncovered(asking: Asking) -> tuple[tuple[str, int, int], ...]:
    """Return the notices that too few know, with how many of those asked do, newest first."""
    found = ((one.title, coverage_of(one, asking)[0]) for one in asking.unit.notices.in_force())
    return tuple(
        (title, coverage.acknowledged, coverage.asked)
        for title, coverage in found
        if not coverage.is_covered
    )


def _plan(asking: Asking) -> PlanLine | None:
    """Return where the plan in force stands, None without one."""
    view = answer_plan(AskPlan(), asking)
    if not view.versions:
        return None
    plan = view.plan
    return PlanLine(
        plan.begins, plan.ends, plan.goal, view.booked, view.open_worth, view.chance.chance
    )
