# SPDX-License-Identifier: MIT
"""The day of a whole team, made of the days of its people (domain reference 7)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from leaddesk.domain.pace import DayProgress, PaceKind, Standing, whole_percent
from leaddesk.domain.perfect_day import GoalKind

TEAM_PERCENT = 80
"""A team's day is perfect when so many percent of the people there have a Perfect Day."""


@dataclass(frozen=True, slots=True)
class TeamGoal:
    """What all together did of one thing, of what is asked and expected by now."""

    metric: str
    done: int
    target: int
    expected: float


@dataclass(frozen=True, slots=True)
class TeamDay:
    """A team's day now: mean bar and mark (0 to 100), how many people stand how.

    `there` counts whoever's day asks for something, `needed` how many of them make the team's day
    a perfect one.
    """

    score: float
    expected_score: float
    there: int
    on_pace: int
    perfect: int
    needed: int
    goals: tuple[TeamGoal, ...]

    @property
    def reached(self) -> bool:
        """Whether the team's day is a perfect one."""
        return self.there > 0 and self.perfect >= self.needed

    @property
    def percent(self) -> int:
        """The bar as a whole number that says 100 only when the bar is full."""
        return whole_percent(self.score)


def team_day(days: Iterable[DayProgress]) -> TeamDay:
    """Return the day of the people whose days these are; days off count for nothing."""
    there = [day for day in days if day.pace.kind is not PaceKind.DAY_OFF]
    many = max(1, len(there))
    return TeamDay(
        score=sum(day.score for day in there) / many,
        expected_score=sum(day.expected_score for day in there) / many,
        there=len(there),
        on_pace=sum(day.perfect or day.pace.standing is Standing.GOOD for day in there),
        perfect=sum(day.perfect for day in there),
        needed=-(-len(there) * TEAM_PERCENT // 100),
        goals=_together(there),
    )


def _together(days: list[DayProgress]) -> tuple[TeamGoal, ...]:
    """Return the sums of what is counted up, the goals of the first person first."""
    sums: dict[str, TeamGoal] = {}
    for goal in (goal for day in days for goal in day.goals):
        if goal.kind is GoalKind.AT_LEAST and goal.target > 0:
            old = sums.get(goal.metric, TeamGoal(goal.metric, 0, 0, 0.0))
            sums[goal.metric] = TeamGoal(
                goal.metric,
                old.done + goal.done,
                old.target + goal.target,
                old.expected + goal.expected,
            )
    return tuple(sums.values())
