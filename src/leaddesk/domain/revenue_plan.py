# SPDX-License-Identifier: MIT
"""From a revenue goal back to what each person does on a day (domain reference 8)."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from leaddesk.domain.errors import BadInput

PersonDays = Callable[[dt.date, dt.date], float]
"""The days of work of all people of a stage, from a day to another, both included.

Holidays, absence and part time are taken out, a new person's day counts by how far they are.
"""

_NO_TIME = dt.timedelta()


@dataclass(frozen=True, slots=True)
class Stage:
    """A step on the way to a sale: the share (above 0, at most 1) of it that goes on to the next.

    `lag` is the usual time until then. Raises BadInput("bad_stage").
    """

    name: str
    share: float
    lag: dt.timedelta = _NO_TIME

    def __post_init__(self) -> None:
        """Refuse a stage that nothing comes out of."""
        if not 0 < self.share <= 1 or self.lag < _NO_TIME:
            raise BadInput("bad_stage", where=self.name, detail=f"{self.share:g}")


@dataclass(frozen=True, slots=True)
class RevenueGoal:
    """What is to be sold by the end of a period, in one currency, and what is there of it.

    `pipeline` is the value of what is open, each by the chance that it is won by the end. Raises
    BadInput("bad_revenue").
    """

    goal: float
    average_sale: float
    ends: dt.date
    booked: float = 0.0
    pipeline: float = 0.0

    def __post_init__(self) -> None:
        """Refuse amounts that can't be."""
        amounts = (self.goal, self.average_sale, self.booked, self.pipeline)
        if not all(map(math.isfinite, amounts)) or min(amounts) < 0 or not self.average_sale:
            raise BadInput("bad_revenue", where="revenue", detail=f"{self.goal:g}")

    @property
    def sales_needed(self) -> float:
        """How many more sales reach the goal: N of the reference."""
        return max(0.0, self.goal - self.booked - self.pipeline) / self.average_sale


@dataclass(frozen=True, slots=True)
class StageNeed:
    """What one stage has to bring: how much in all, until when, and for a person on a day.

    `last_day` is the last one on which its work can still become a sale in the period; None and
    `per_day` None when that is over. `per_day` is None as well when nobody works until then.
    """

    stage: Stage
    needed: float
    last_day: dt.date | None
    person_days: float
    per_day: float | None

    @property
    def is_too_late(self) -> bool:
        """Whether this stage can no longer move the period."""
        return self.last_day is None


def needs(
    goal: RevenueGoal, stages: Sequence[Stage], today: dt.date, people: Sequence[PersonDays]
) -> tuple[StageNeed, ...]:
    """Return what each stage, in their order, has to bring from today on.

    `people` are those who work each stage. A goal that is reached needs nothing of any.
    """
    found = []
    needed, lag = goal.sales_needed, _NO_TIME
    for stage, days in zip(reversed(stages), reversed(people), strict=True):
        needed /= stage.share
        lag += stage.lag
        last = goal.ends - dt.timedelta(days=math.ceil(lag / dt.timedelta(days=1)))
        open_days = days(today, last) if last >= today else 0.0
        found.append(
            StageNeed(
                stage, needed, last if last >= today else None, open_days,
                needed / open_days if open_days > 0 else None,
            )
        )  # fmt: skip
    return tuple(reversed(found))


@dataclass(frozen=True, slots=True)
class Gain:
    """How much more revenue (0.1 is ten percent) a stage brings once it reaches a share."""

    stage: Stage
    reachable: float
    revenue: float


def gains(stages: Sequence[Stage], reachable: Sequence[float]) -> tuple[Gain, ...]:
    """Return what each stage can bring, the most first; stages of equal gain in their order.

    Ten percent more of any share is ten percent more revenue, whichever stage loses the most: what
    counts is how far a share can rise. `reachable` are shares (0–1) that somebody reaches, as
    the best of the team; one below the stage's own gains nothing.
    """
    found = [
        Gain(stage, share, max(0.0, share / stage.share - 1))
        for stage, share in zip(stages, reachable, strict=True)
    ]
    return tuple(sorted(found, key=lambda gain: -gain.revenue))


def expected_sales(stages: Sequence[Stage], inflow: Sequence[float]) -> float:
    """Return how many sales come of so much of each stage, on the average."""
    sold, onward = 0.0, 1.0
    for stage, amount in zip(reversed(stages), reversed(inflow), strict=True):
        onward *= stage.share
        sold += amount * onward
    return sold
