# SPDX-License-Identifier: MIT
"""Which share of a day's work is usually done by when: a straight line, later one's own habit.

The F(t) of expected-by-now in domain reference 7.
"""

from __future__ import annotations

import datetime as dt
import itertools
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from leaddesk.domain.errors import BadInput
from leaddesk.domain.local_day import utc, zone_of
from leaddesk.domain.working_hours import Piece, WorkingDay

QUARTERS = 96
"""Quarter hours of a local day, in which past work is counted."""

LEARNED_AFTER_DAYS = 20
"""Own days with any work before the habit replaces the straight line."""

_MINUTES_PER_QUARTER = 15
_MINUTE = dt.timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class LearnedShare:
    """The usual share of a day's work done by the end of each quarter hour of the local day.

    `cumulative` has `QUARTERS` + 1 entries from 0 to 1, never falling; `days` is how many days it
    was learned from.
    """

    cumulative: tuple[float, ...]
    days: int

    def between(self, piece: Piece) -> float:
        """Return the usual share of the day's work between two clock readings of one day."""
        midnight = dt.datetime.combine(piece[0].date(), dt.time.min)
        return self._by((piece[1] - midnight) / _MINUTE) - self._by((piece[0] - midnight) / _MINUTE)

    def _by(self, minutes: float) -> float:
        """Return the share by so many minutes after midnight, straight inside a quarter hour."""
        place = minutes / _MINUTES_PER_QUARTER
        index = min(int(place), QUARTERS - 1)
        low, high = self.cumulative[index], self.cumulative[index + 1]
        return low + (high - low) * (place - index)


def quarter_of(local: dt.datetime) -> int:
    """Return the quarter hour of the day (0 to 95) that a local time lies in."""
    return (local.hour * 60 + local.minute) // _MINUTES_PER_QUARTER


def learn_share(days: Iterable[Sequence[int]]) -> LearnedShare | None:
    """Learn the habit from past days, each as its counts per quarter hour of the local day.

    Every day with any work weighs the same, however busy it was. None while there are fewer than
    `LEARNED_AFTER_DAYS` of them. Raises `BadInput("bad_counts")` for a day that has not
    `QUARTERS` counts or one below 0.
    """
    summed = [0.0] * QUARTERS
    learned_from = 0
    for counts in days:
        if len(counts) != QUARTERS or min(counts) < 0:
            raise BadInput("bad_counts", where="days", detail=str(len(counts)))
        whole = sum(counts)
        if whole:
            learned_from += 1
            summed = [share + count / whole for share, count in zip(summed, counts, strict=True)]
    if learned_from < LEARNED_AFTER_DAYS:
        return None
    running = [0.0, *itertools.accumulate(summed)]
    return LearnedShare(tuple(share / running[-1] for share in running), learned_from)


def share_done(working_day: WorkingDay, at: dt.datetime, learned: LearnedShare | None) -> float:
    """Return the share of the day's work expected by a moment: 0 before it starts, 1 after it ends.

    A straight line over the working minutes. With a habit, that of the hours worked today, the
    straight line counting as one more day of it: so time that is left is never worth nothing.
    A day without working time has nothing to expect: 0.
    """
    total = working_day.total_minutes(working_day.day_of(at))
    if not total:
        return 0.0
    straight = min(1.0, working_day.minutes_worked(at) / total)
    if learned is None or straight in {0.0, 1.0}:
        return straight
    reading = utc(at).astimezone(zone_of(working_day.zone)).replace(tzinfo=None)
    pieces = working_day.pieces(reading.date())
    usual = sum(learned.between(piece) for piece in pieces)
    if usual <= 0:
        return straight
    passed = [(start, min(end, reading)) for start, end in pieces if start < reading]
    habit = min(1.0, sum(learned.between(piece) for piece in passed) / usual)
    return (habit * learned.days + straight) / (learned.days + 1)


def share_curve(
    working_day: WorkingDay,
    day: dt.date,
    learned: LearnedShare | None = None,
    step: dt.timedelta = dt.timedelta(minutes=15),
) -> tuple[tuple[dt.datetime, float], ...]:
    """Return the expected share over a day as points to draw, from its start to its end (UTC)."""
    spans = working_day.spans(day)
    if not spans:
        return ()
    moments = {edge for span in spans for edge in span}
    moment, end = spans[0][0], spans[-1][1]
    while moment < end:
        moments.add(moment)
        moment += step
    return tuple((point, share_done(working_day, point, learned)) for point in sorted(moments))
