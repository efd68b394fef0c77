# SPDX-License-Identifier: MIT
"""Which week will bring too few qualified leads, from the counters of first calls and handoffs."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from leaddesk.desk import prepared
from leaddesk.desk.asking import Asking
from leaddesk.desk.days import Worked, definition_on
from leaddesk.desk.queries import DryUp
from leaddesk.domain.conversion import Conversion
from leaddesk.domain.dry_up import (
    CallWeek,
    days_below,
    first_short,
    forecast,
    measured,
    monday_of,
)
from leaddesk.domain.local_day import day_span, local_date
from leaddesk.domain.perfect_day import DayDefinition, Metric
from leaddesk.domain.person import Person

TIER = 1
"""Qualified leads come from the first tier."""
LAGS = "lags"
"""The name under which it is prepared how long handoffs take."""
MOST_LAGS = 400
"""So many handoffs tell how long they take."""
LOOK_BACK = dt.timedelta(days=180)
_DAY = dt.timedelta(days=1)

Days = Mapping[tuple[int, str], tuple[int, int]]
"""First calls and handoffs, by person and day."""


@dataclass(frozen=True, slots=True)
class _Caller:
    """First calls of somebody on each day that asked for some: the day, made, asked for."""

    who: Person
    days: tuple[tuple[dt.date, int, int], ...]

    @property
    def missing(self) -> int:
        """How many were not made."""
        return sum(asked - made for _, made, asked in self.days)


def drying_up(worked: Sequence[Worked], asking: Asking) -> DryUp | None:
    """Return the first week that falls short by the first calls made up to yesterday.

    What lies behind changes by corrections only, so the answer is kept while its counters stay.
    """
    today = asking.book.today(asking.now)
    people = [who for who, tier in worked if tier == TIER]
    if not people:
        return None
    first = monday_of(today) - (asking.rules.dry_up.weeks - 1) * 7 * _DAY
    asked = (
        [who.id for who in people], TIER, (Metric.NEW_LEAD_CALLS, Metric.HANDOFFS),
        first.isoformat(), (today - _DAY).isoformat(),
    )  # fmt: skip
    mark = asking.unit.reads.counts_mark(*asked)
    kept = asking.book.drying.get(today)
    if kept is None or kept[0] != mark:
        days = asking.unit.reads.counts_by_day(*asked)
        kept = (mark, _look_ahead(people, days, (first, today), asking))
        asking.book.drying[today] = kept
    return kept[1]


def _look_ahead(
    people: Sequence[Person], days: Days, between: tuple[dt.date, dt.date], asking: Asking
) -> DryUp | None:
    """Return the first short week by first calls between two days, the second one left out.

    Whoever is away makes no calls, and the next tier misses them all the same: only days off and
    public holidays ask for none, and the days before somebody's first call of these weeks.
    """
    today = between[1]
    taken = prepared.figure(asking, LAGS, today, list[int], lambda: weeks_taken(asking, today))
    rule = measured(asking.rules.dry_up, taken)
    goals = {who.id: definition_on(who, TIER, today, asking) for who in people}
    a_week = sum(_a_week(who, goals[who.id]) for who in people)
    off = {day for day in _span(*between) if _is_holiday(day, asking)}
    known = [_caller(who, days, between, off, asking) for who in people]
    weeks: dict[dt.date, CallWeek] = {}
    for caller in known:
        for day, made, asked in caller.days:
            before = weeks.get(monday_of(day), CallWeek(0, 0))
            weeks[monday_of(day)] = CallWeek(before.made + made, before.asked + asked)
    share = _share(days, list(goals.values()), asking.rules.yardsticks.team_weight)
    short = first_short(forecast(weeks, today, a_week, share, rule), rule)
    if short is None:
        return None
    lags = len(taken) if rule is not asking.rules.dry_up else 0
    return _told(DryUp(short.monday, short.likely, short.asked, lags=lags), known)


def weeks_taken(asking: Asking, today: dt.date) -> list[int]:
    """Return how many weeks after its first call each of the newest handoffs was made."""
    zone = asking.rules.team.time_zone
    now = day_span(zone, today)[0]
    told = asking.unit.reads.handoff_lags(TIER + 1, now - LOOK_BACK, now, MOST_LAGS)
    return [
        (monday_of(local_date(zone, offered)) - monday_of(local_date(zone, called))).days // 7
        for called, offered in told
    ]


def _told(short: DryUp, known: Sequence[_Caller]) -> DryUp:
    """Name who misses most first calls, with their last day."""
    worst = max(known, key=lambda caller: caller.missing)
    if worst.missing <= 0:
        return short
    _, made, target = worst.days[-1]
    below = days_below([done for _, done, _ in worst.days], target)
    return DryUp(
        short.monday, short.likely, short.asked,
        worst.who.id, worst.who.name, made, target, below, short.lags,
    )  # fmt: skip


def _caller(
    who: Person,
    days: Days,
    between: tuple[dt.date, dt.date],
    off: set[dt.date],
    asking: Asking,
) -> _Caller:
    """Return somebody's first calls since they began in these weeks."""
    own = [day for person, day in days if person == who.id]
    if not own:
        return _Caller(who, ())
    first = max(between[0], dt.date.fromisoformat(min(own)))
    found = []
    for day in _span(first, between[1]):
        goals = definition_on(who, TIER, day, asking)
        asks = day.weekday() in who.weekdays and goals.asks_on(day) and day not in off
        made = days.get((who.id, day.isoformat()), (0, 0))[0]
        if asks or made:
            found.append((day, made, _target(goals, Metric.NEW_LEAD_CALLS) if asks else 0))
    return _Caller(who, tuple(found))


def _share(days: Days, goals: Sequence[DayDefinition], weight: float) -> float:
    """Return how many first calls lead to a handoff, drawn to what the goals ask for."""
    made = sum(calls for calls, _ in days.values())
    passed = sum(handoffs for _, handoffs in days.values())
    asked = sum(_target(one, Metric.NEW_LEAD_CALLS) for one in goals)
    planned = sum(_target(one, Metric.HANDOFFS) for one in goals) / max(1, asked)
    return Conversion(made, min(made, passed)).share(min(1.0, planned), weight)


def _a_week(who: Person, goals: DayDefinition) -> int:
    return len(who.weekdays & goals.weekdays) * _target(goals, Metric.NEW_LEAD_CALLS)


def _target(goals: DayDefinition, metric: str) -> int:
    return next((goal.target for goal in goals.goals if goal.metric == metric), 0)


def _span(first: dt.date, until: dt.date) -> list[dt.date]:
    return [first + n * _DAY for n in range((until - first).days)]


def _is_holiday(day: dt.date, asking: Asking) -> bool:
    return asking.book.holidays.is_holiday(asking.rules.team.region, "", day)
