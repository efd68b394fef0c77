# SPDX-License-Identifier: MIT
"""What the team did so far, as a plan needs it: conversions, lags, sales and what stands open."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from leaddesk.desk.asking import Asking
from leaddesk.desk.records import DayCount, Journey
from leaddesk.domain.conversion import Cohort, Conversion, cohort, ripe_age
from leaddesk.domain.goal_chance import OpenDeal
from leaddesk.domain.local_day import day_span, local_date
from leaddesk.domain.perfect_day import Metric
from leaddesk.domain.pipeline import win_chance

WINDOW = dt.timedelta(days=90)
"""How far back entries count, from the youngest that had its time."""
LOOK_BACK = dt.timedelta(days=270)
"""How far back handoffs are looked at: a stage may take half a year."""
SALES_BACK = dt.timedelta(days=365)
"""How far back sales count for the average."""
MOMENT = dt.timedelta(milliseconds=1)
"""So much after now a span ends that holds what was done just now."""


@dataclass(frozen=True, slots=True)
class Measured:
    """What was measured: each stage for the team and by person, acceptance, and sales.

    `average_sale` in minor units, None without a sale.
    """

    stages: Mapping[str, Cohort]
    by_person: Mapping[str, Mapping[int, Conversion]]
    acceptance: Conversion
    sales: int
    average_sale: int | None
    journeys: tuple[Journey, ...]


def measure(asking: Asking) -> Measured:
    """Measure the team as it stands now; people are the givers of handoffs, then the receivers."""
    now = asking.now
    zone = asking.rules.team.time_zone
    today = local_date(zone, now)
    journeys = asking.unit.reads.journeys(now - LOOK_BACK)
    counts = _of_tier(asking, today - LOOK_BACK, today)
    talks = _talks(journeys, counts, asking)
    decided = [one for one in journeys if one.decided]
    sold = asking.unit.sales.between(now - SALES_BACK, now + MOMENT)
    worth = [sale.amount for sale in sold if sale.amount > 0]
    received, presented = _received(journeys), _presented(journeys)
    calls = [one for one in counts if dt.date.fromisoformat(one.day) >= today - WINDOW]
    return Measured(
        stages={
            "calls": Cohort(_ratio(calls, Metric.CALLS, Metric.CONVERSATIONS)),
            "conversations": talks.team,
            "handoffs": cohort(_pairs(received), now, WINDOW),
            "presentations": cohort(_pairs(presented), now, WINDOW),
        },
        by_person={
            "calls": _each(calls, lambda c: _ratio(c, Metric.CALLS, Metric.CONVERSATIONS)),
            "conversations": talks.by_person,
            "handoffs": _people(received, now),
            "presentations": _people(presented, now),
        },
        acceptance=Conversion(len(decided), sum(one.accepted_at is not None for one in decided)),
        sales=len(worth),
        average_sale=round(sum(worth) / len(worth)) if worth else None,
        journeys=tuple(journeys),
    )


def open_deals(
    measured: Measured,
    shares: Mapping[str, float],
    now: dt.datetime,
    until: dt.datetime,
    average_sale: float,
) -> tuple[OpenDeal, ...]:
    """Return what receivers work on, each by its value and the chance that it is won in time.

    What nobody accepted yet is left out: it comes of the work of the days before the end.
    """
    to_win = shares["presentations"]
    lags = {
        True: measured.stages["presentations"].lags,
        False: tuple(
            sorted(
                one.won_at - one.accepted_at
                for one in measured.journeys
                if one.won_at is not None and one.accepted_at is not None
            )
        ),
    }
    found = []
    for one in measured.journeys:
        if not one.working or one.accepted_at is None:
            continue
        shown = one.presented_at is not None
        share = to_win if shown else to_win * shares["handoffs"]
        age = now - (one.presented_at or one.accepted_at)
        chance = win_chance(share, lags[shown], age, until - now)
        found.append(OpenDeal(one.amount or average_sale, chance))
    return tuple(found)


@dataclass(frozen=True, slots=True)
class _Talks:
    team: Cohort
    by_person: Mapping[int, Conversion]


def _talks(journeys: Sequence[Journey], counts: Sequence[DayCount], asking: Asking) -> _Talks:
    """Return how many conversations became an accepted handoff.

    Each that did offered it on its own day, so days are compared: those whose offers had time.
    """
    accepted = [one for one in journeys if one.accepted_at is not None]
    lags = sorted(one.accepted_at - one.offered_at for one in accepted if one.accepted_at)
    zone = asking.rules.team.time_zone
    last = local_date(zone, asking.now - ripe_age(lags)) - dt.timedelta(days=1)
    begins, ends = day_span(zone, last - WINDOW)[0], day_span(zone, last)[1]
    given: dict[int, int] = defaultdict(int)
    for one in accepted:
        if begins <= one.offered_at < ends:
            given[one.giver_id] += 1
    talked: dict[int, int] = defaultdict(int)
    for count in counts:
        day = dt.date.fromisoformat(count.day)
        if count.metric == Metric.CONVERSATIONS and last - WINDOW <= day <= last:
            talked[count.person_id] += count.n
    return _Talks(
        Cohort(_at_most(sum(talked.values()), sum(given.values())), tuple(lags)),
        {person: _at_most(n, given[person]) for person, n in talked.items()},
    )


def _of_tier(asking: Asking, first: dt.date, last: dt.date) -> list[DayCount]:
    """Return what was counted in the first tier on whole days before the last one."""
    until = last - dt.timedelta(days=1)
    rows = asking.unit.reads.day_counts(first.isoformat(), until.isoformat())
    return [row for row in rows if row.tier == 1]


def _ratio(counts: Iterable[DayCount], entered: Metric, went_on: Metric) -> Conversion:
    told: dict[str, int] = defaultdict(int)
    for count in counts:
        told[count.metric] += count.n
    return _at_most(told[entered], told[went_on])


def _at_most(entered: int, went_on: int) -> Conversion:
    """Return the share; a talk on a second dial that did not count can't make it over one."""
    return Conversion(max(0, entered), min(max(0, entered), max(0, went_on)))


def _each(
    counts: Sequence[DayCount], share: Callable[[Iterable[DayCount]], Conversion]
) -> dict[int, Conversion]:
    mine: dict[int, list[DayCount]] = defaultdict(list)
    for count in counts:
        mine[count.person_id].append(count)
    return {person: share(theirs) for person, theirs in mine.items()}


_Entry = tuple[int, dt.datetime, dt.datetime | None]


def _received(journeys: Iterable[Journey]) -> list[_Entry]:
    return [(j.receiver_id, j.accepted_at, j.presented_at) for j in journeys if j.accepted_at]


def _presented(journeys: Iterable[Journey]) -> list[_Entry]:
    return [(j.receiver_id, j.presented_at, j.won_at) for j in journeys if j.presented_at]


def _pairs(entries: Iterable[_Entry]) -> list[tuple[dt.datetime, dt.datetime | None]]:
    return [(entered, went_on) for _, entered, went_on in entries]


def _people(entries: Iterable[_Entry], now: dt.datetime) -> dict[int, Conversion]:
    mine: dict[int, list[_Entry]] = defaultdict(list)
    for entry in entries:
        mine[entry[0]].append(entry)
    return {
        person: cohort(_pairs(theirs), now, WINDOW).conversion for person, theirs in mine.items()
    }
