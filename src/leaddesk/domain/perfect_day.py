# SPDX-License-Identifier: MIT
"""Perfect Day: the goals of a day, which are met, how full the bar is (domain reference 7)."""

from __future__ import annotations

import datetime as dt
import enum
import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from leaddesk.domain.errors import BadInput
from leaddesk.domain.yardsticks import SHIPPED


class Metric(enum.StrEnum):
    """What a goal counts; the counts of one person's day come as a mapping by these names.

    `FEEDBACK_OWED` is feedback past its time and still owed, `FEEDBACK_GIVEN` what was given
    today: the bar shows given of given-and-owed.
    """

    CALLS = "calls"
    NEW_LEAD_CALLS = "new_lead_calls"
    CONNECTS = "connects"
    CONVERSATIONS = "conversations"
    HANDOFFS = "handoffs"
    APPOINTMENTS = "appointments"
    PRESENTATIONS = "presentations"
    PROPOSALS = "proposals"
    WON = "won"
    FEEDBACK_OWED = "feedback_owed"
    FEEDBACK_GIVEN = "feedback_given"


class GoalKind(enum.StrEnum):
    """Whether a goal asks for at least its target, or allows at most its target to be left."""

    AT_LEAST = "at_least"
    AT_MOST = "at_most"


SETTLED_BY: Mapping[str, str] = {Metric.FEEDBACK_OWED: Metric.FEEDBACK_GIVEN}
"""For what is owed: the metric that counts how much of it was settled today."""

Counts = Mapping[str, int]
"""What one person did on one day, by metric; a missing metric is 0."""


@dataclass(frozen=True, slots=True)
class Goal:
    """One goal of a day: a metric, its target, whether a Perfect Day needs it, its part of the bar.

    Weights are relative to those of the other goals. Raises `BadInput("bad_goal")` for a negative
    target or weight.
    """

    metric: str
    target: int
    required: bool
    weight: float
    kind: GoalKind = GoalKind.AT_LEAST

    def __post_init__(self) -> None:
        """Refuse a goal that means nothing."""
        if self.target < 0 or not 0 <= self.weight < float("inf"):
            raise BadInput("bad_goal", where=self.metric, detail=f"{self.target}, {self.weight}")

    def is_met(self, counts: Counts) -> bool:
        """Return whether the day's counts meet the goal."""
        count = counts.get(self.metric, 0)
        return count >= self.target if self.kind is GoalKind.AT_LEAST else count <= self.target

    def progress(self, counts: Counts) -> tuple[int, int]:
        """Return done and asked for, as the bar shows them: 52 of 80 calls, 3 of 4 owed given."""
        count = max(0, counts.get(self.metric, 0))
        if self.kind is GoalKind.AT_LEAST:
            return count, self.target
        settled = max(0, counts.get(SETTLED_BY.get(self.metric, ""), 0))
        return settled, settled + max(0, count - self.target)


@dataclass(frozen=True, slots=True)
class DayDefinition:
    """The goals of a tier, or of one person in it, from a day on, for weekdays (0 = Monday).

    A personal definition without goals gives the person back to the tier's own.
    """

    tier: int
    person_id: int | None
    effective_from: dt.date
    weekdays: frozenset[int]
    goals: tuple[Goal, ...]

    def asks_on(self, day: dt.date) -> bool:
        """Return whether the day is one on which the goals count."""
        return day.weekday() in self.weekdays


WORKING_WEEK = frozenset(range(5))

# New-lead calls weigh as much as all calls: they are what fills next month. Nothing weighs so much
# that a day could look nearly done without it; what is owed weighs only on days when there is some.
TIER_1_GOALS = (
    Goal(Metric.CALLS, 80, required=True, weight=0.3),
    Goal(Metric.NEW_LEAD_CALLS, 40, required=True, weight=0.3),
    Goal(Metric.CONVERSATIONS, 15, required=True, weight=0.15),
    Goal(Metric.HANDOFFS, 5, required=True, weight=0.15),
    Goal(Metric.FEEDBACK_OWED, 0, required=True, weight=0.1, kind=GoalKind.AT_MOST),
)
TIER_2_GOALS = (
    Goal(Metric.CALLS, 40, required=True, weight=0.25),
    Goal(Metric.NEW_LEAD_CALLS, 12, required=True, weight=0.25),
    Goal(Metric.PRESENTATIONS, 3, required=True, weight=0.3),
    Goal(Metric.FEEDBACK_OWED, 0, required=True, weight=0.2, kind=GoalKind.AT_MOST),
)
DEFAULT_DEFINITIONS = (
    DayDefinition(1, None, dt.date.min, WORKING_WEEK, TIER_1_GOALS),
    DayDefinition(2, None, dt.date.min, WORKING_WEEK, TIER_2_GOALS),
    DayDefinition(3, None, dt.date.min, WORKING_WEEK, TIER_2_GOALS),
)
"""What a new team starts with; data that a team lead changes, valid since ever."""


def definition_for(
    definitions: Iterable[DayDefinition], person_id: int, tier: int, day: dt.date
) -> DayDefinition | None:
    """Return the definition that measures a person's day in a tier, or None when there is none.

    The newest one in force on that day, so past days keep their targets; the person's own goes
    before the tier's, and of two from the same day the later in order counts.
    """
    own: DayDefinition | None = None
    shared: DayDefinition | None = None
    for definition in definitions:
        if definition.tier != tier or definition.effective_from > day:
            continue
        if definition.person_id is None:
            if shared is None or definition.effective_from >= shared.effective_from:
                shared = definition
        elif definition.person_id == person_id and (
            own is None or definition.effective_from >= own.effective_from
        ):
            own = definition
    return own if own is not None and own.goals else shared


def is_perfect(goals: Iterable[Goal], counts: Counts) -> bool:
    """Return whether every required goal is met; nothing offsets one that is not.

    Without any required goal no day is perfect.
    """
    required = [goal for goal in goals if goal.required]
    return bool(required) and all(goal.is_met(counts) for goal in required)


def bar_score(goals: Sequence[Goal], counts: Counts) -> float:
    """Return how full the bar is, 0 to 100: the weighted shares met, each at most whole."""
    return _score(goals, counts, capped=True)


def activity_score(goals: Sequence[Goal], counts: Counts) -> float:
    """Return the weighted shares met times 100, where overfulfilment counts on (0 and up)."""
    return _score(goals, counts, capped=False)


def goal_shares(goals: Sequence[Goal], counts: Counts) -> tuple[float, ...]:
    """Return the share of the bar that belongs to each goal; they sum to 1, or are all 0.

    A goal that asks for nothing today (a target of 0, nothing owed) has no share, so an
    untouched day starts at 0, and it reaches 100 when all goals with a weight are met.
    """
    live = [goal.progress(counts)[1] > 0 for goal in goals]
    weights = [goal.weight if asked else 0.0 for goal, asked in zip(goals, live, strict=True)]
    if not any(weights):
        weights = [float(asked) for asked in live]
    largest = max(weights, default=0.0)
    if largest == 0:
        return (0.0,) * len(goals)
    scaled = [weight / largest for weight in weights]
    total = sum(scaled)
    return tuple(weight / total for weight in scaled)


def is_team_perfect(perfect: int, present: int, share: float = SHIPPED.team_share) -> bool:
    """Return whether so many perfect days among the people there make a Team Perfect Day."""
    return present > 0 and perfect * 100 >= present * round(share * 100)


def _score(goals: Sequence[Goal], counts: Counts, *, capped: bool) -> float:
    """Return 100 times the weighted sum of done by asked for; 100 when nothing is asked for."""
    parts: list[tuple[float, float]] = []
    for goal, share in zip(goals, goal_shares(goals, counts), strict=True):
        if share:
            done, asked = goal.progress(counts)
            parts.append((share, min(1.0, done / asked) if capped else done / asked))
    # Said exactly, so that a finished day can't stand at 99.99 for the sake of rounding.
    if all(part == 1 for _, part in parts):
        return 100.0
    return 100.0 * math.fsum(share * part for share, part in parts)
