# SPDX-License-Identifier: MIT
"""Pace: a day's counts against what should have been done by now, and where they are heading.

The one answer that the bar, My day and the command line show (domain reference 7).
"""

from __future__ import annotations

import datetime as dt
import enum
import math
from collections.abc import Mapping
from dataclasses import dataclass

from leaddesk.domain.day_shares import LearnedShare, learn_share, share_curve, share_done
from leaddesk.domain.local_day import utc
from leaddesk.domain.perfect_day import (
    Counts,
    DayDefinition,
    Goal,
    GoalKind,
    bar_score,
    goal_shares,
    is_perfect,
)
from leaddesk.domain.projection import PRIOR_MINUTES, Projection, chance_of, project
from leaddesk.domain.working_hours import WorkingDay

__all__ = [
    "FAR_BEHIND_PERCENT",
    "GOOD_CHANCE",
    "ON_PACE_PERCENT",
    "WARN_CHANCE",
    "DayProgress",
    "GoalProgress",
    "LearnedShare",
    "PaceKind",
    "PaceStanding",
    "Projection",
    "Standing",
    "WorkingDay",
    "chance_of",
    "day_progress",
    "learn_share",
    "project",
    "share_curve",
    "share_done",
    "standing_of",
    "whole_percent",
]

GOOD_CHANCE = 0.70
WARN_CHANCE = 0.35
"""From which chance of a goal its standing is good, or a warning."""

ON_PACE_PERCENT = 1
"""Up to how far from its mark, in percent of the day, the bar counts as on it."""

FAR_BEHIND_PERCENT = 15
"""From how far behind its mark the pace itself is bad and not only a warning."""

_MINUTES = 60
_FULL = 100.0
_WHISKER = 1e-9


class Standing(enum.StrEnum):
    """How things stand; each has a colour, a shape and words."""

    GOOD = "good"
    WARN = "warn"
    BAD = "bad"


class PaceKind(enum.StrEnum):
    """Which sentence tells the pace of the day; a day off asks for nothing."""

    NOT_STARTED = "not_started"
    AHEAD = "ahead"
    ON_PACE = "on_pace"
    BEHIND = "behind"
    DONE = "done"
    DAY_OVER = "day_over"
    DAY_OFF = "day_off"


@dataclass(frozen=True, slots=True)
class PaceStanding:
    """The bar against its mark: percent of the day ahead (behind is below 0), working minutes left.

    The standing is that of the pace alone; whether the day can still be perfect is told by that
    of `DayProgress`, because nothing offsets a required goal.
    """

    ahead_percent: int
    minutes_left: int
    standing: Standing
    kind: PaceKind


@dataclass(frozen=True, slots=True)
class GoalProgress:
    """One goal now: `done` of `target`, `expected` by now, where it heads, the chance to meet it.

    For what is owed, `done` is what was given today and `target` that and what is still owed.
    `chance` is 0 to 1, or None where nothing can be forecast (a day off, owed things in the day).
    `catch_up_per_hour` is None when no time is left to catch up. `share` is its part of the bar.
    """

    metric: str
    done: int
    target: int
    expected: float
    projected: float
    chance: float | None
    catch_up_per_hour: float | None
    standing: Standing
    met: bool
    required: bool
    kind: GoalKind
    share: float


@dataclass(frozen=True, slots=True)
class DayProgress:
    """A person's day now: bar and mark (0 to 100), perfect or not, standing, pace, each goal.

    `chance` of a Perfect Day is that of its least likely required goal, None when nothing can be
    forecast; `weakest` names the required goal that stands worst, None when all stand well.
    """

    score: float
    expected_score: float
    perfect: bool
    chance: float | None
    standing: Standing
    pace: PaceStanding
    weakest: str | None
    goals: tuple[GoalProgress, ...]

    @property
    def percent(self) -> int:
        """The bar as a whole number that says 100 only when the bar is full."""
        return whole_percent(self.score)


@dataclass(frozen=True, slots=True)
class _Clock:
    """Where in a person's day a moment lies: working minutes passed and in all."""

    minutes: float
    total: float
    asked: bool
    prior_minutes: float = PRIOR_MINUTES

    @property
    def day_off(self) -> bool:
        """Nothing is asked for: not a day of the definition, or away all day."""
        return not self.asked or self.total <= 0

    @property
    def not_started(self) -> bool:
        """The day is still to begin."""
        return not self.day_off and self.minutes <= 0

    @property
    def over(self) -> bool:
        """The working time of the day has passed."""
        return not self.day_off and self.minutes >= self.total


def _clock_at(
    at: dt.datetime, working_day: WorkingDay, definition: DayDefinition, prior_minutes: float
) -> _Clock:
    day = working_day.day_of(utc(at))
    passed, whole = working_day.minutes_worked(at), working_day.total_minutes(day)
    return _Clock(passed, whole, definition.asks_on(day), prior_minutes)


def whole_percent(score: float) -> int:
    """Return a bar as a whole number that says 100 only when the bar is full."""
    return 100 if score >= _FULL else min(99, math.floor(score + _WHISKER))


def standing_of(chance: float) -> Standing:
    """Return the standing of a chance: good from .70, warn from .35, bad below."""
    if chance >= GOOD_CHANCE:
        return Standing.GOOD
    return Standing.WARN if chance >= WARN_CHANCE else Standing.BAD


def day_progress(
    definition: DayDefinition,
    counts: Counts,
    working_day: WorkingDay,
    at: dt.datetime,
    shares: Mapping[str, LearnedShare] | None = None,
    prior_minutes: float = PRIOR_MINUTES,
) -> DayProgress:
    """Return how a person's day stands at a moment, by the counts of that person's local day.

    `shares` has the person's own habit by metric, where it is learned. On days off the counts
    still show, but nothing is expected and nothing is late. `prior_minutes` is what the goal's own
    pace counts against today's.
    """
    clock = _clock_at(at, working_day, definition, prior_minutes)
    goals: list[GoalProgress] = []
    expected_score = 0.0
    known: dict[int, float] = {}  # Mostly all goals have one habit.
    for goal, part in zip(definition.goals, goal_shares(definition.goals, counts), strict=True):
        habit = (shares or {}).get(goal.metric)
        if id(habit) not in known:
            known[id(habit)] = 0.0 if clock.day_off else share_done(working_day, at, habit)
        by_now = known[id(habit)]
        expected_score += _FULL * part * by_now
        goals.append(_goal_progress(goal, counts, clock, by_now, part))
    score = bar_score(definition.goals, counts)
    perfect = is_perfect(definition.goals, counts)
    needed = [goal for goal in goals if goal.required]
    chances = [goal.chance for goal in needed if goal.chance is not None]
    weakest = max(needed, key=_weakness, default=None)
    return DayProgress(
        score=score,
        expected_score=expected_score,
        perfect=perfect,
        chance=min(chances, default=None),
        standing=weakest.standing if weakest else Standing.GOOD,
        pace=_pace(
            score - expected_score, clock, perfect=perfect, untouched=not any(counts.values())
        ),
        weakest=weakest.metric if weakest and weakest.standing is not Standing.GOOD else None,
        goals=tuple(goals),
    )


def _goal_progress(
    goal: Goal, counts: Counts, clock: _Clock, by_now: float, part: float
) -> GoalProgress:
    """Return one goal's place; a learned share of the day stands for its share of the minutes."""
    done, asked = goal.progress(counts)
    met = goal.is_met(counts)
    projected, chance = float(done), 1.0 if met else None
    if clock.day_off:
        chance = None
    elif goal.kind is GoalKind.AT_LEAST:
        passed = clock.total if clock.over else by_now * clock.total
        heading = project(asked, done, passed, clock.total, prior_minutes=clock.prior_minutes)
        projected, chance = heading.projected, heading.chance
    elif clock.over and not met:
        chance = 0.0
    return GoalProgress(
        metric=goal.metric,
        done=done,
        target=asked,
        expected=asked * by_now,
        projected=projected,
        chance=chance,
        catch_up_per_hour=_catch_up(max(0, asked - done), clock),
        standing=_goal_standing(chance, clock, met=met),
        met=met,
        required=goal.required,
        kind=goal.kind,
        share=part,
    )


def _catch_up(short: int, clock: _Clock) -> float | None:
    """Return how many an hour of real working time are still to do, None when it is too late."""
    if not short or clock.day_off:
        return 0.0
    return None if clock.over else short / ((clock.total - clock.minutes) / _MINUTES)


def _goal_standing(chance: float | None, clock: _Clock, *, met: bool) -> Standing:
    """Return the standing of a goal; nothing stands badly on a day off or before the day starts."""
    if met or clock.day_off or clock.not_started:
        return Standing.GOOD
    # Only what is owed has no chance while the day lasts: late already, and still in time to give.
    return Standing.WARN if chance is None else standing_of(chance)


def _weakness(goal: GoalProgress) -> tuple[int, float]:
    """Return a key that is greatest for the goal that stands worst."""
    rank = (Standing.GOOD, Standing.WARN, Standing.BAD).index(goal.standing)
    return rank, 0.0 if goal.chance is None else 1 - goal.chance


def _pace(ahead: float, clock: _Clock, *, perfect: bool, untouched: bool) -> PaceStanding:
    """Return the sentence of the day for a bar that is so many percent ahead of its mark."""
    percent = math.floor(ahead + 0.5)
    left = math.ceil(max(0.0, clock.total - clock.minutes)) if clock.asked else 0
    kind = _pace_kind(percent, clock, perfect=perfect, untouched=untouched)
    standing = Standing.GOOD
    if kind is PaceKind.DAY_OVER:
        standing = Standing.BAD
    elif kind is PaceKind.BEHIND:
        standing = Standing.WARN if percent > -FAR_BEHIND_PERCENT else Standing.BAD
    return PaceStanding(percent, left, standing, kind)


def _pace_kind(percent: int, clock: _Clock, *, perfect: bool, untouched: bool) -> PaceKind:
    """Return which sentence tells the pace."""
    if perfect:
        return PaceKind.DONE
    if clock.day_off:
        return PaceKind.DAY_OFF
    if clock.over:
        return PaceKind.DAY_OVER
    if clock.not_started and untouched:
        return PaceKind.NOT_STARTED
    if abs(percent) <= ON_PACE_PERCENT:
        return PaceKind.ON_PACE
    return PaceKind.AHEAD if percent > 0 else PaceKind.BEHIND
