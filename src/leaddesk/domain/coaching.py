# SPDX-License-Identifier: MIT
"""Coaching: a person's last working days against those before and the team, and what moved most."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from leaddesk.domain.perfect_day import Metric

DAYS = 10
"""Working days that are compared with as many before them."""

LOOK_BACK = 90
"""How many days back working days are looked for."""

PERFECT_DAYS = "perfect_days"
"""Counted beside the metrics of a day: whether it was a perfect one."""

COACHED = (
    Metric.CALLS.value,
    Metric.NEW_LEAD_CALLS.value,
    Metric.CONVERSATIONS.value,
    Metric.HANDOFFS.value,
    Metric.APPOINTMENTS.value,
    Metric.PRESENTATIONS.value,
    Metric.PROPOSALS.value,
    Metric.WON.value,
    Metric.FEEDBACK_GIVEN.value,
    PERFECT_DAYS,
)
"""What a note can be tied to."""

NOTABLE = 1.0
"""From how many times the usual scatter a change counts as one."""

_DAY = dt.timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Figure:
    """What a person did of one thing on their last working days, and on those before.

    `team` is the mean of a day of all who work the same tier, on their own last working days; None
    when nobody of them worked.
    """

    metric: str
    days: int
    total: int
    days_before: int
    total_before: int
    team: float | None = None

    @property
    def per_day(self) -> float:
        """The mean of a day."""
        return self.total / self.days if self.days else 0.0

    @property
    def before(self) -> float | None:
        """The mean of a day before, None without any."""
        return self.total_before / self.days_before if self.days_before else None

    @property
    def moved(self) -> float:
        """By how many times its usual scatter it changed: counts scatter by their root.

        0 when there is nothing to compare, or nothing was done in both.
        """
        if not (self.days and self.days_before) or not (self.total or self.total_before):
            return 0.0
        scatter = self.total / self.days**2 + self.total_before / self.days_before**2
        return (self.per_day - (self.before or 0.0)) / math.sqrt(scatter)


def moved_most(figures: Iterable[Figure], limit: int = 3) -> tuple[Figure, ...]:
    """Return what changed by more than chance explains easily, the clearest first."""
    found = [figure for figure in figures if abs(figure.moved) >= NOTABLE]
    return tuple(sorted(found, key=lambda figure: -abs(figure.moved))[:limit])


def working_days(
    works_on: Callable[[dt.date], bool], today: dt.date, count: int = 2 * DAYS
) -> tuple[dt.date, ...]:
    """Return the last working days before today, newest first; fewer where there are no more."""
    found: list[dt.date] = []
    for back in range(1, LOOK_BACK + 1):
        day = today - back * _DAY
        if works_on(day):
            found.append(day)
            if len(found) == count:
                break
    return tuple(found)
