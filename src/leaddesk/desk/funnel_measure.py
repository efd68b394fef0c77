# SPDX-License-Identifier: MIT
"""What became of handoffs, as the funnel needs it: by whom and where they came from.

Like the plan's figures these are of whole days until yesterday: a year of a large team is read once
a day then, for each span, and figures stand still while somebody looks.
"""

from __future__ import annotations

import datetime as dt
import statistics
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from leaddesk.desk.asking import Asking
from leaddesk.desk.plan_measure import LOOK_BACK
from leaddesk.desk.queries import StayRow
from leaddesk.desk.records import HandoffSums, StageTimes
from leaddesk.domain.conversion import ripe_place
from leaddesk.domain.funnel import LAGS, Window, ripe_window
from leaddesk.domain.local_day import day_span, local_date

GROUPS = ("giver_id", "receiver_id", "source_id", "campaign")
_DAY = dt.timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Handed:
    """Handoffs of some days: sums by each of `GROUPS`, and how long they stayed in each status.

    `talks` are the first and the last day whose conversations had time to be accepted.
    """

    talks: tuple[dt.date, dt.date]
    sums: Mapping[str, Sequence[HandoffSums]]
    stays: tuple[StayRow, ...]


def handed(asking: Asking, today: dt.date, days: int) -> Handed:
    """Return what became of handoffs in so many days until yesterday."""
    kept = asking.book.handed
    if (today, days) not in kept:
        for old in [key for key in kept if key[0] != today]:
            del kept[old]
        kept[today, days] = _measure(asking, today, days)
    return kept[today, days]


def _measure(asking: Asking, today: dt.date, days: int) -> Handed:
    zone, reads = asking.rules.team.time_zone, asking.unit.reads
    now = day_span(zone, today)[0]
    begins = day_span(zone, today - days * _DAY)[0]
    times = reads.stage_times(now - LOOK_BACK, now)
    ages = _ages(times)
    last = local_date(zone, now - ages["handoffs"]) - _DAY
    talks = last - (days - 1) * _DAY, last
    until = day_span(zone, last)[1] - dt.timedelta(milliseconds=1)
    windows = {"handoffs": Window(day_span(zone, talks[0])[0], until)}
    for stage in LAGS[1:]:
        windows[stage] = ripe_window(ages[stage], now, days)
    sums = {
        group: reads.handoff_sums(group, windows, now - LOOK_BACK, begins, now) for group in GROUPS
    }
    return Handed(talks, sums, _stays(times, begins, now))


def _ages(times: Sequence[StageTimes]) -> dict[str, dt.timedelta]:
    """Return from which age entries of each later stage count."""
    found = {}
    for place, stage in enumerate(LAGS):
        lags = sorted(max(0, one[place + 1] - one[place]) for one in times if one[place + 1])
        ripe = lags[ripe_place(len(lags))] if lags else 0
        found[stage] = dt.timedelta(milliseconds=ripe)
    return found


def _stays(
    times: Sequence[StageTimes], begins: dt.datetime, now: dt.datetime
) -> tuple[StayRow, ...]:
    """Return how long handoffs stayed in each status that they left within the days."""
    first, last = (moment.timestamp() * 1000 for moment in (begins, now))
    rows = []
    for status, entered, left in (("offered", 0, 1), ("accepted", 1, 2), ("presented", 2, 4)):
        lags = [one[left] - one[entered] for one in times if first <= one[left] < last]
        usual = dt.timedelta(milliseconds=statistics.median(lags)) if lags else None
        rows.append(StayRow(status, usual, len(lags)))
    return tuple(rows)
