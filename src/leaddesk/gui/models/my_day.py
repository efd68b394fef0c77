# SPDX-License-Identifier: MIT
"""My day as its widgets want it: the curve of the day, the calendar, each goal in words."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from leaddesk.desk.queries import CurvePoint, MyDayView
from leaddesk.domain.pace import GoalProgress, PaceKind, Standing
from leaddesk.domain.perfect_day import GoalKind, Metric
from leaddesk.domain.streak import DayState
from leaddesk.gui.theme import Tone
from leaddesk.gui.widgets.charts import PaceState
from leaddesk.gui.widgets.day_calendar import DayCell, DayMark
from leaddesk.words import goals, numbers, pace, times

_MARKS = {
    DayState.PERFECT: DayMark.PERFECT,
    DayState.PART: DayMark.PART,
    DayState.MISSED: DayMark.MISSED,
    DayState.AWAY: DayMark.AWAY,
    DayState.OFF: DayMark.OFF,
    DayState.FUTURE: DayMark.AHEAD,
    DayState.TODAY: DayMark.TODAY,
}
_TONES = {Standing.GOOD: Tone.GOOD, Standing.WARN: Tone.WARN, Standing.BAD: Tone.BAD}
_SMALL = 10
"""Rates below this are shown with one decimal."""


@dataclass(frozen=True, slots=True)
class GoalLine:
    """One goal: done of target, where it should be and where it heads, and what reaches it.

    `part` and `expected_part` are shares of the target from 0; `tone` repeats the words.
    """

    metric: str
    title: str
    done: str
    words: str
    catch_up: str
    chance: str
    tone: Tone
    part: float
    expected_part: float | None
    required: bool


def goal_lines(view: MyDayView) -> tuple[GoalLine, ...]:
    """Return a line per goal, in the order of the definition; what asks for nothing is left out."""
    quiet = view.progress.pace.kind in {PaceKind.DAY_OFF, PaceKind.NOT_STARTED}
    return tuple(
        _line(goal, quiet=quiet) for goal in view.progress.goals if goal.target > 0 or goal.done
    )


def curve(view: MyDayView, now: dt.datetime, zone: str) -> PaceState:
    """Return the pace of the day in calls, against minutes since the start of the day."""
    calls = next(
        (goal for goal in view.progress.goals if goal.metric == Metric.CALLS),
        next(iter(view.progress.goals), None),
    )
    target = calls.target if calls is not None else 0
    length = (view.ends_at - view.starts_at).total_seconds() / 60
    inside = view.starts_at <= now <= view.ends_at
    behind = calls is not None and calls.done < calls.expected

    def minute(point: CurvePoint) -> float:
        return max(0.0, (point.at - view.starts_at).total_seconds() / 60)

    return PaceState(
        target=target,
        minutes=length,
        now_minute=(now - view.starts_at).total_seconds() / 60 if inside else None,
        done=tuple((minute(p), float(p.done)) for p in view.curve if p.at <= now),
        expected=tuple((minute(p), p.expected) for p in view.curve),
        start_label=times.clock(view.starts_at, zone),
        end_label=times.clock(view.ends_at, zone),
        summary=_curve_words(calls) if calls is not None else "",
        behind=behind,
    )


def calendar(view: MyDayView) -> tuple[DayCell, ...]:
    """Return the days of the last weeks."""
    return tuple(
        DayCell(cell.day, _MARKS[cell.state], pace.day_cell(cell, view.day), cell.score / 100)
        for cell in view.calendar
    )


def _curve_words(goal: GoalProgress) -> str:
    done = numbers.count(goal.done, "call")
    return f"{done} of {goal.target}, expected {numbers.number(goal.expected)} by now"


def _line(goal: GoalProgress, *, quiet: bool) -> GoalLine:
    at_least = goal.kind is GoalKind.AT_LEAST
    part = min(1.0, goal.done / goal.target) if goal.target else 1.0
    waits = quiet or not at_least
    return GoalLine(
        metric=goal.metric,
        title=goals.title(goal.metric),
        done=f"{numbers.number(goal.done)} of {numbers.number(goal.target)}",
        words=_words(goal, quiet=quiet),
        catch_up=_catch_up(goal),
        chance="" if goal.met else pace.chance(goal.chance),
        tone=Tone.ACCENT if quiet and not goal.met else _TONES[goal.standing],
        part=part,
        expected_part=None if waits or not goal.target else goal.expected / goal.target,
        required=goal.required,
    )


def _words(goal: GoalProgress, *, quiet: bool) -> str:
    if goal.met:
        return "Met"
    if goal.kind is GoalKind.AT_MOST:
        return f"{numbers.number(goal.target - goal.done)} still owed"
    if quiet:
        return "Nothing is expected yet"
    expected, heading = numbers.number(goal.expected), numbers.number(goal.projected)
    return f"Expected {expected} by now, heading for {heading}"


def _catch_up(goal: GoalProgress) -> str:
    """Return what reaches the goal: '6.9 more an hour reaches the goal'."""
    if goal.met or goal.kind is GoalKind.AT_MOST:
        return ""
    if goal.catch_up_per_hour is None:
        return "No working time left today"
    if goal.catch_up_per_hour <= 0:
        return ""
    rate = goal.catch_up_per_hour
    shown = f"{rate:.1f}" if rate < _SMALL else numbers.number(rate)
    return f"{shown} more an hour reaches the goal"
