# SPDX-License-Identifier: MIT
"""The day as the strip shows it, and as it will stand once a click under way is written."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from leaddesk.domain.outcome import Outcome
from leaddesk.domain.pace import (
    FAR_BEHIND_PERCENT,
    ON_PACE_PERCENT,
    DayProgress,
    GoalProgress,
    PaceKind,
)
from leaddesk.domain.pace import Standing as DayStanding
from leaddesk.domain.perfect_day import GoalKind, Metric
from leaddesk.domain.team_day import TeamDay, TeamGoal
from leaddesk.gui.widgets.day_bars import BarState, GoalState, Standing
from leaddesk.words import goals, pace

_STANDINGS = {
    DayStanding.GOOD: Standing.ON_PACE,
    DayStanding.WARN: Standing.BEHIND,
    DayStanding.BAD: Standing.FAR_BEHIND,
}
_QUIET = {PaceKind.NOT_STARTED, PaceKind.DAY_OFF}
_FULL = 100.0

NO_DAY = BarState("Perfect Day", 0.0, None, "", Standing.QUIET)
"""The bar before anybody sits down."""


def bar_of(progress: DayProgress) -> BarState:
    """Return the big bar."""
    kind = progress.pace.kind
    standing = _STANDINGS[progress.pace.standing]
    if progress.perfect:
        standing = Standing.REACHED
    elif kind in _QUIET:
        standing = Standing.QUIET
    expected = None if kind in _QUIET else progress.expected_score
    return BarState("Perfect Day", progress.percent, expected, pace.line(progress), standing)


def team_bar_of(day: TeamDay) -> BarState:
    """Return the big bar of a whole team, for somebody who works no tier."""
    expected = day.expected_score if day.there and day.expected_score > 0 else None
    standing = Standing.REACHED if day.reached else _at(day.score, expected, _FULL)
    return BarState("Team’s day", day.percent, expected, pace.team_line(day), standing)


def team_goals_of(day: TeamDay) -> tuple[GoalState, ...]:
    """Return the small bars of a whole team."""
    return tuple(_team_goal(goal) for goal in day.goals)


def _team_goal(goal: TeamGoal) -> GoalState:
    expected = goal.expected if goal.expected > 0 else None
    return GoalState(
        goal.metric, goals.title(goal.metric), goal.done, goal.target, expected,
        _at(goal.done, expected, goal.target), pace.team_goal_line(goal),
    )  # fmt: skip


def _at(done: float, expected: float | None, whole: float) -> Standing:
    """Return how a part stands against its mark, as far from it as the pace of a day may be."""
    if done >= whole:
        return Standing.REACHED
    if expected is None:
        return Standing.QUIET
    behind = _FULL * (expected - done) / whole
    if behind <= ON_PACE_PERCENT:
        return Standing.ON_PACE
    return Standing.BEHIND if behind < FAR_BEHIND_PERCENT else Standing.FAR_BEHIND


def goals_of(progress: DayProgress) -> tuple[GoalState, ...]:
    """Return the small bars; a goal that asks for nothing today is left out."""
    quiet = progress.pace.kind in _QUIET
    return tuple(_goal(goal, quiet=quiet) for goal in progress.goals if goal.target > 0)


def _goal(goal: GoalProgress, *, quiet: bool) -> GoalState:
    standing = _STANDINGS[goal.standing]
    if goal.met:
        standing = Standing.REACHED
    elif quiet:
        standing = Standing.QUIET
    return GoalState(
        goal.metric, goals.title(goal.metric), goal.done, goal.target,
        None if quiet or goal.kind is GoalKind.AT_MOST else goal.expected,
        standing, pace.goal_line(goal),
    )  # fmt: skip


def counts_of(outcome: Outcome, *, new_lead: bool, counted: bool) -> dict[str, int]:
    """Return what logging an outcome adds to the day, as far as the window can know.

    `new_lead` for a lead that nobody called before; `counted` when a dial to it counts again.
    """
    counts: dict[str, int] = {}
    if outcome.counts_dial and counted:
        counts[Metric.CALLS] = 1
        if new_lead:
            counts[Metric.NEW_LEAD_CALLS] = 1
    if outcome.conversation:
        counts[Metric.CONVERSATIONS] = 1
    if outcome.metric:
        counts[outcome.metric] = 1
    return counts


def moved(progress: DayProgress, counts: Mapping[str, int]) -> DayProgress:
    """Return the day with these counts added: what the next answer of the desk will say.

    Only what the eye follows is moved (done, met, the bar); forecasts wait for the answer.
    """
    changed = tuple(_moved_goal(goal, counts.get(goal.metric, 0)) for goal in progress.goals)
    shared = [goal for goal in changed if goal.share > 0 and goal.target > 0]
    score = _FULL * sum(goal.share * min(1.0, goal.done / goal.target) for goal in shared)
    required = [goal for goal in changed if goal.required]
    perfect = bool(required) and all(goal.met for goal in required)
    return replace(
        progress,
        goals=changed,
        score=min(_FULL, score) if shared else progress.score,
        perfect=perfect,
    )


def _moved_goal(goal: GoalProgress, by: int) -> GoalProgress:
    if not by or goal.kind is GoalKind.AT_MOST:
        return goal
    done = max(0, goal.done + by)
    return replace(goal, done=done, met=done >= goal.target)
