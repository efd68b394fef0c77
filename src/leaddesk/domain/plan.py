# SPDX-License-Identifier: MIT
"""A plan: a revenue goal for a period, the way to it, and the day that it asks of each tier.

Domain reference 8. What is not typed follows from what was measured.
"""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from leaddesk.domain.errors import BadInput
from leaddesk.domain.perfect_day import DayDefinition, GoalKind, Metric

MAX_GOAL: Final = 10**13
"""The most that amounts of a plan can be, in minor units."""
MAX_TARGET: Final = 10_000
LONGEST: Final = 731
"""The most days of a period: two years."""
_LET_GO: Final = 0.1
_MONTHS_OF_QUARTER: Final = 3


@dataclass(frozen=True, slots=True)
class StageKind:
    """A stage of the way to a sale: its name, the tier that works it, what a day of it counts."""

    name: str
    tier: int
    metric: Metric


STAGES: Final = (
    StageKind("calls", 1, Metric.CALLS),
    StageKind("conversations", 1, Metric.CONVERSATIONS),
    StageKind("handoffs", 1, Metric.HANDOFFS),
    StageKind("presentations", 2, Metric.PRESENTATIONS),
)
"""In their order; each goes on to the next, the last one to a sale. Handoffs are accepted ones."""

USUAL_SHARES: Final[Mapping[str, float]] = {
    "calls": 0.17,
    "conversations": 0.21,
    "handoffs": 0.46,
    "presentations": 0.24,
}
"""What a team starts from as long as it has measured nothing of its own."""

USUAL_WEIGHT: Final = 10.0
"""So many entries the usual share weighs beside those of the team's own."""
USUAL_SALE: Final = 960_000
"""The average sale a team starts from, in minor units, until it has sold something."""


@dataclass(frozen=True, slots=True)
class Draft:
    """A plan as it is typed: None or a missing share or target follows from the rest.

    Amounts in minor units; `shares` as (stage, 0-1), `targets` as (tier, metric, a day). Raises
    BadInput("bad_period"), "bad_stage", "bad_revenue" or "bad_goal" for what can't be.
    """

    begins: dt.date
    ends: dt.date
    goal: int
    average_sale: int | None = None
    shares: tuple[tuple[str, float], ...] = ()
    targets: tuple[tuple[int, str, int], ...] = ()

    def __post_init__(self) -> None:
        """Refuse what can't be."""
        if not dt.timedelta() <= self.ends - self.begins < dt.timedelta(days=LONGEST):
            raise BadInput("bad_period", where="period", detail=f"{self.begins} to {self.ends}")
        if not 0 <= self.goal <= MAX_GOAL:
            raise BadInput("bad_revenue", where="goal", detail=str(self.goal)[:20])
        if self.average_sale is not None and not 0 < self.average_sale <= MAX_GOAL:
            raise BadInput("bad_revenue", where="average_sale", detail=str(self.average_sale)[:20])
        known = {stage.name for stage in STAGES}
        for name, share in self.shares:
            if name not in known or not 0 < share <= 1:
                raise BadInput("bad_stage", where=name[:40], detail=f"{share:g}")
        for _, metric, target in self.targets:
            if metric not in set(Metric) or not 0 <= target <= MAX_TARGET:
                raise BadInput("bad_goal", where=metric[:40], detail=str(target)[:20])

    def share(self, stage: str) -> float | None:
        """Return the share typed for a stage, None where the measured one counts."""
        return next((share for name, share in self.shares if name == stage), None)

    def target(self, tier: int, metric: str) -> int | None:
        """Return the target typed for a tier's day, None where the worked-out one counts."""
        return next((n for t, name, n in self.targets if (t, name) == (tier, metric)), None)


def quarter(day: dt.date) -> tuple[dt.date, dt.date]:
    """Return the first and the last day of the calendar quarter of a day."""
    first = day.replace(month=day.month - (day.month - 1) % _MONTHS_OF_QUARTER, day=1)
    return first, months_on(first, _MONTHS_OF_QUARTER) - dt.timedelta(days=1)


def months_on(first: dt.date, months: int) -> dt.date:
    """Return the first day of the month so many months (below 0: before) from a first day."""
    place = first.year * 12 + first.month - 1 + months
    return dt.date(place // 12, place % 12 + 1, 1)


def whole(need: float) -> int:
    """Return the whole number that a day asks for: no half calls, and never less than one.

    A tenth over a whole number is let go, and none is above `MAX_TARGET`.
    """
    if need <= 0:
        return 0
    if need >= MAX_TARGET:
        return MAX_TARGET
    return max(1, math.floor(need) if need % 1 <= _LET_GO else math.ceil(need))


def targets_of(
    definition: DayDefinition, need: Mapping[str, float | None]
) -> tuple[tuple[str, int], ...]:
    """Return the targets of a tier's day by what each metric has to bring a day.

    What nothing is known of stays as it is, as does what nothing is needed of: a goal that is
    reached early fills the next period. Calls to new leads keep their part of all calls and are
    never fewer than now, so neither are all calls: nothing may be traded for them.
    """
    found = []
    now = {goal.metric: goal.target for goal in definition.goals}
    new_leads, all_calls = now.get(Metric.NEW_LEAD_CALLS, 0), now.get(Metric.CALLS, 0)
    calls = need.get(Metric.CALLS)
    for goal in definition.goals:
        told = need.get(goal.metric)
        if calls and goal.metric == Metric.CALLS:
            told = max(calls, new_leads)
        elif calls and all_calls and goal.metric == Metric.NEW_LEAD_CALLS:
            told = max(new_leads, whole(calls) * new_leads / all_calls)
        counts = bool(told) and goal.kind is GoalKind.AT_LEAST
        found.append((goal.metric, whole(told or 0.0) if counts else goal.target))
    return tuple(found)
