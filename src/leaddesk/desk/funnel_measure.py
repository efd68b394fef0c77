# SPDX-License-Identifier: MIT
"""What became of handoffs, as the funnel needs it: by whom and where they came from.

Like the plan's figures these are of whole days until yesterday: nine months of a large team are
read once a day then, in one go for every group, and figures stand still while somebody looks.
"""

from __future__ import annotations

import datetime as dt
import statistics
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from leaddesk.desk import prepared
from leaddesk.desk.asking import Asking
from leaddesk.desk.plan_measure import LOOK_BACK
from leaddesk.desk.queries import StayRow
from leaddesk.desk.records import HandoffSums, HandoffTimes
from leaddesk.domain.conversion import ripe_age
from leaddesk.domain.funnel import LAGS, Span, Window, days_of, ripe_window
from leaddesk.domain.local_day import day_span, local_date, to_ms

GIVER, RECEIVER, SOURCE, CAMPAIGN = "giver", "receiver", "source", "campaign"
GIVEN, RECEIVED = "given", "received"
"""Handoffs of a giver, or of a receiver, by source as well: the key is "person:source"."""
STATUSES = (("offered", 0, 1), ("accepted", 1, 2), ("presented", 2, 4))
"""Each status, and the places of when one enters and leaves it."""
ALL_SOURCES = -1
_DAY = dt.timedelta(days=1)
_BITS = 32
"""A sum of handoffs in so many bits; twelve of them lie in one number and are added together."""
_MASK = (1 << _BITS) - 1


@dataclass(frozen=True, slots=True)
class Handed:
    """Handoffs of some days: sums by each group, and how long they stayed in each status.

    `talks` are the first and the last day whose conversations had time to be accepted; `stays` are
    by source, `ALL_SOURCES` those of all.
    """

    talks: tuple[dt.date, dt.date]
    sums: Mapping[str, Sequence[HandoffSums]]
    stays: Mapping[int, Sequence[StayRow]]


def name_of(span: Span) -> str:
    """Return the name under which the figures of a span are prepared."""
    return f"handed.{span}"


def handed(asking: Asking, today: dt.date, span: Span) -> Handed:
    """Return what became of handoffs in the days of a span."""
    kept = asking.book.handed
    if (today, span) not in kept:
        for old in [key for key in kept if key[0] != today]:
            kept.pop(old, None)
        kept[today, span] = prepared.figure(
            asking, name_of(span), today, Handed, lambda: measure(asking, today, span)
        )
    return kept[today, span]


def measure(asking: Asking, today: dt.date, span: Span) -> Handed:
    """Work out what became of handoffs."""
    zone, days = asking.rules.team.time_zone, days_of(span, today)
    now = day_span(zone, today)[0]
    begins = day_span(zone, today - days * _DAY)[0]
    times = asking.unit.reads.handoff_times(now - LOOK_BACK, now)
    end = to_ms(now)
    ages = _ages(times, end)
    last = local_date(zone, now - ages["handoffs"]) - _DAY
    talks = last - (days - 1) * _DAY, last
    until = day_span(zone, last)[1] - dt.timedelta(milliseconds=1)
    windows = [Window(day_span(zone, talks[0])[0], until)]
    windows += [ripe_window(ages[stage], now, days) for stage in LAGS[1:]]
    return Handed(
        talks, _sums(times, windows, to_ms(begins), end), _stays(times, to_ms(begins), end)
    )


def _ages(times: Sequence[HandoffTimes], end: int) -> dict[str, dt.timedelta]:
    """Return from which age entries of each later stage count."""
    found = {}
    for place, stage in enumerate(LAGS):
        lags = sorted(
            max(0, one[place + 1] - one[place]) for one, *_ in times if 0 < one[place + 1] < end
        )
        found[stage] = dt.timedelta(milliseconds=ripe_age(lags))
    return found


def _sums(
    times: Sequence[HandoffTimes], windows: Sequence[Window], begins: int, end: int
) -> dict[str, list[HandoffSums]]:
    """Return for each group and stage: entries in its window, those that went on, how often."""
    spans = [
        (place, to_ms(window.first), to_ms(window.last), *_units(place))
        for place, window in enumerate(windows)
    ]
    found: dict[str, dict[int | str, int]] = {
        group: defaultdict(int) for group in (GIVER, RECEIVER, SOURCE, CAMPAIGN, GIVEN, RECEIVED)
    }
    giver, receiver, source, campaign, given, received = found.values()
    for one, gave, got, came_from, named in times:
        sums = 0
        for place, first, last, entered, went_on, happened in spans:
            on = one[place + 1]
            if first <= one[place] <= last:
                sums += entered + (went_on if 0 < on < end else 0)
            if begins <= on < end:
                sums += happened
        if sums:
            giver[gave] += sums
            receiver[got] += sums
            source[came_from] += sums
            campaign[named] += sums
            given[f"{gave}:{came_from}"] += sums
            received[f"{got}:{came_from}"] += sums
    return {
        group: [HandoffSums(key, _unpacked(sums)) for key, sums in by_key.items()]
        for group, by_key in found.items()
    }


def _units(place: int) -> tuple[int, int, int]:
    """Return one handoff that entered a stage, went on and was there, among twelve sums."""
    low = 3 * place * _BITS
    return 1 << low, 1 << low + _BITS, 1 << low + 2 * _BITS


def _unpacked(sums: int) -> dict[str, tuple[int, int, int]]:
    told = [sums >> _BITS * n & _MASK for n in range(3 * len(LAGS))]
    return {stage: (told[3 * n], told[3 * n + 1], told[3 * n + 2]) for n, stage in enumerate(LAGS)}


def _stays(times: Sequence[HandoffTimes], begins: int, end: int) -> dict[int, tuple[StayRow, ...]]:
    """Return how long handoffs stayed in each status that they left within the days."""
    lags: dict[int, dict[str, list[int]]] = defaultdict(lambda: defaultdict(list))
    for status, entered, left in STATUSES:
        for one, _, _, source, _ in times:
            if begins <= one[left] < end:
                lags[source][status].append(one[left] - one[entered])
    for of_source in list(lags.values()):
        for status, some in of_source.items():
            lags[ALL_SOURCES][status] += some
    lags.setdefault(ALL_SOURCES, defaultdict(list))
    return {
        source: tuple(_stay(status, by_status[status]) for status, _, _ in STATUSES)
        for source, by_status in lags.items()
    }


def _stay(status: str, lags: Sequence[int]) -> StayRow:
    usual = dt.timedelta(milliseconds=statistics.median(lags)) if lags else None
    return StayRow(status, usual, len(lags))
