# SPDX-License-Identifier: MIT
"""What the team did so far, as a plan needs it: conversions, lags, sales and what stands open.

Conversions and the average sale are those of whole days until yesterday: a year of a large team is
read once a day then, and figures stand still while somebody plans.
"""

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
_DAY = dt.timedelta(days=1)
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
    to_win: tuple[dt.timedelta, ...]
    """How long it took from acceptance to the sale, in order."""


def measure(asking: Asking) -> Measured:
    """Return what was measured until yesterday; worked out once a day and kept with the book.

    People are the givers of handoffs, then the receivers.
    """
    today = local_date(asking.rules.team.time_zone, asking.now)
    kept = asking.book.measured
    if today not in kept:
        kept.clear()
        kept[today] = _measure(today, asking)
    return kept[today]


def _measure(today: dt.date, asking: Asking) -> Measured:
    now = day_span(asking.rules.team.time_zone, today)[0]
    journeys = [one for one in asking.unit.reads.journeys(now - LOOK_BACK) if one.offered_at < now]
    talks = _talks(journeys, today, asking)
    decided = [one for one in journeys if one.decided]
    sold = asking.unit.sales.between(now - SALES_BACK, now)
    worth = [sale.amount for sale in sold if sale.amount > 0]
    received, presented = _received(journeys), _presented(journeys)
    calls = _of_tier(asking, today - WINDOW, today - _DAY)
    won = [(one.accepted_at, one.won_at) for one in journeys]
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
        # Whole units: cents of an average would say more than it knows.
        average_sale=max(1, round(sum(worth) / len(worth) / 100)) * 100 if worth else None,
        to_win=tuple(sorted(on - at for at, on in won if at is not None and on is not None)),
    )


def open_deals(
    measured: Measured,
    shares: Mapping[str, float],
    asking: Asking,
    until: dt.datetime,
    average_sale: float,
) -> tuple[OpenDeal, ...]:
    """Return what receivers work on, each by its value and the chance that it is won in time.

    What nobody accepted yet is left out: it comes of the work of the days before the end.
    """
    to_win, now = shares["presentations"], asking.now
    lags = {True: measured.stages["presentations"].lags, False: measured.to_win}
    found = []
    for one in asking.unit.reads.open_journeys():
        if one.accepted_at is None:
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


def _talks(journeys: Sequence[Journey], today: dt.date, asking: Asking) -> _Talks:
    """Return how many conversations became an accepted handoff.

    Each that did offered it on its own day, so days are compared: those whose offers had time.
    """
    accepted = [one for one in journeys if one.accepted_at is not None]
    lags = sorted(one.accepted_at - one.offered_at for one in accepted if one.accepted_at)
    zone = asking.rules.team.time_zone
    last = local_date(zone, day_span(zone, today)[0] - ripe_age(lags)) - _DAY
    begins, ends = day_span(zone, last - WINDOW)[0], day_span(zone, last)[1]
    given: dict[int, int] = defaultdict(int)
    for one in accepted:
        if begins <= one.offered_at < ends:
            given[one.giver_id] += 1
    talked: dict[int, int] = defaultdict(int)
    for count in _of_tier(asking, last - WINDOW, last):
        if count.metric == Metric.CONVERSATIONS:
            talked[count.person_id] += count.n
    return _Talks(
        Cohort(at_most(sum(talked.values()), sum(given.values())), tuple(lags)),
        {person: at_most(n, given[person]) for person, n in talked.items()},
    )


def _of_tier(asking: Asking, first: dt.date, last: dt.date) -> list[DayCount]:
    """Return what was counted in the first tier on days from one to another."""
    rows = asking.unit.reads.day_counts(first.isoformat(), last.isoformat())
    return [row for row in rows if row.tier == 1]


def _ratio(counts: Iterable[DayCount], entered: Metric, went_on: Metric) -> Conversion:
    told: dict[str, int] = defaultdict(int)
    for count in counts:
        told[count.metric] += count.n
    return at_most(told[entered], told[went_on])


def at_most(entered: int, went_on: int) -> Conversion:
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
