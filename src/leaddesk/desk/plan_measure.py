# SPDX-License-Identifier: MIT
"""What the team did so far, as a plan needs it: conversions, lags, sales and what stands open.

Conversions and the average sale are those of whole days until yesterday: a year of a large team is
read once a day then, and figures stand still while somebody plans.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from leaddesk.desk import prepared
from leaddesk.desk.asking import Asking
from leaddesk.desk.records import JourneyTimes
from leaddesk.domain.conversion import Cohort, Conversion, cohort, in_time, ripe_age
from leaddesk.domain.goal_chance import OpenDeal
from leaddesk.domain.local_day import day_span, local_date, to_ms
from leaddesk.domain.perfect_day import Metric
from leaddesk.domain.pipeline import win_chance

WINDOW = dt.timedelta(days=90)
"""How far back entries count, from the youngest that had its time."""
LOOK_BACK = dt.timedelta(days=270)
"""How far back handoffs are looked at: a stage may take half a year."""
SALES_BACK = dt.timedelta(days=365)
"""How far back sales count for the average."""
_DAY = dt.timedelta(days=1)
NAME = "plan"
"""The name under which what was measured is prepared."""
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
        kept[today] = prepared.figure(asking, NAME, today, Measured, lambda: worked(asking, today))
    return kept[today]


def worked(asking: Asking, today: dt.date) -> Measured:
    """Work out what was measured until yesterday."""
    now = day_span(asking.rules.team.time_zone, today)[0]
    journeys = asking.unit.reads.journey_times(now - LOOK_BACK, now)
    talks = _talks(journeys, today, asking)
    decided = [one for one in journeys if one[6]]
    sold = asking.unit.sales.between(now - SALES_BACK, now)
    worth = [sale.amount for sale in sold if sale.amount > 0]
    received = [(one[1], one[3], one[4]) for one in journeys if one[3]]
    presented = [(one[1], one[4], one[5]) for one in journeys if one[4]]
    calls = _done(asking, today - WINDOW, today - _DAY)
    people = dict.fromkeys(person for person, _ in calls)
    end, window = to_ms(now), WINDOW // MOMENT
    return Measured(
        stages={
            "calls": Cohort(_ratio(calls, set(people))),
            "conversations": talks.team,
            "handoffs": cohort([one[1:] for one in received], end, window),
            "presentations": cohort([one[1:] for one in presented], end, window),
        },
        by_person={
            "calls": {person: _ratio(calls, {person}) for person in people},
            "conversations": talks.by_person,
            "handoffs": _people(received, end),
            "presentations": _people(presented, end),
        },
        acceptance=Conversion(len(decided), sum(one[3] > 0 for one in decided)),
        sales=len(worth),
        # Whole units: cents of an average would say more than it knows.
        average_sale=max(1, round(sum(worth) / len(worth) / 100)) * 100 if worth else None,
        to_win=in_time(sorted(one[5] - one[3] for one in journeys if one[3] and one[5])),
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


def _talks(journeys: Sequence[JourneyTimes], today: dt.date, asking: Asking) -> _Talks:
    """Return how many conversations became an accepted handoff.

    Each that did offered it on its own day, so days are compared: those whose offers had time.
    """
    accepted = [one for one in journeys if one[3]]
    lags = sorted(one[3] - one[2] for one in accepted)
    zone, age = asking.rules.team.time_zone, ripe_age(lags) * MOMENT
    last = local_date(zone, day_span(zone, today)[0] - age) - _DAY
    begins, ends = to_ms(day_span(zone, last - WINDOW)[0]), to_ms(day_span(zone, last)[1])
    given: dict[int, int] = defaultdict(int)
    for one in accepted:
        if begins <= one[2] < ends:
            given[one[0]] += 1
    done = _done(asking, last - WINDOW, last)
    talked = {person: n for (person, metric), n in done.items() if metric == Metric.CONVERSATIONS}
    return _Talks(
        Cohort(at_most(sum(talked.values()), sum(given.values())), in_time(lags)),
        {person: at_most(n, given[person]) for person, n in talked.items()},
    )


_Done = Mapping[tuple[int, str], int]
"""What people did, by person and metric."""


def _done(asking: Asking, first: dt.date, last: dt.date) -> _Done:
    """Return what was counted in the first tier on days from one to another."""
    return asking.unit.reads.people_sums(first.isoformat(), last.isoformat())


def _ratio(done: _Done, people: Iterable[int]) -> Conversion:
    """Return how many calls of people became conversations."""
    return at_most(
        *(sum(done.get((person, metric), 0) for person in people)
          for metric in (Metric.CALLS.value, Metric.CONVERSATIONS.value))
    )  # fmt: skip


def at_most(entered: int, went_on: int) -> Conversion:
    """Return the share; a talk on a second dial that did not count can't make it over one."""
    return Conversion(max(0, entered), min(max(0, entered), max(0, went_on)))


def _people(entries: Iterable[tuple[int, int, int]], end: int) -> dict[int, Conversion]:
    mine: dict[int, list[tuple[int, int]]] = defaultdict(list)
    for person, entered, went_on in entries:
        mine[person].append((entered, went_on))
    return {
        person: cohort(theirs, end, WINDOW // MOMENT).conversion for person, theirs in mine.items()
    }
