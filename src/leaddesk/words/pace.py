# SPDX-License-Identifier: MIT
"""Where the day stands, in words: '5 % ahead of pace · 3 h 10 m left' (domain reference 7)."""

from __future__ import annotations

import datetime as dt
import math

from leaddesk.domain.pace import DayProgress, GoalProgress, PaceKind, Standing
from leaddesk.domain.perfect_day import Metric
from leaddesk.domain.speed_to_lead import SpeedToLead
from leaddesk.domain.streak import DayCell, DayState
from leaddesk.domain.team_day import TeamDay, TeamGoal
from leaddesk.words import goals, numbers, times

_SURE = 0.995
_MINUTE = dt.timedelta(minutes=1)
_STANDINGS = {Standing.GOOD: "on track", Standing.WARN: "at risk", Standing.BAD: "behind"}
_DAYS = {
    DayState.PERFECT: "Perfect Day",
    DayState.PART: "met in part",
    DayState.MISSED: "missed",
    DayState.AWAY: "away",
    DayState.OFF: "day off",
    DayState.FUTURE: "still to come",
    DayState.TODAY: "today",
}


def line(progress: DayProgress) -> str:
    """Return the words under the bar: pace and working time left."""
    pace = progress.pace
    left = f" · {_hours(pace.minutes_left)} left" if pace.minutes_left else ""
    ahead = abs(pace.ahead_percent)
    return {
        PaceKind.NOT_STARTED: f"The day starts · {_hours(pace.minutes_left)} of work ahead",
        PaceKind.AHEAD: f"{ahead} % ahead of pace{left}",
        PaceKind.ON_PACE: f"On pace{left}",
        PaceKind.BEHIND: f"{ahead} % behind pace{left}",
        PaceKind.DONE: f"Perfect Day{left}",
        PaceKind.DAY_OVER: "The day is over",
        PaceKind.DAY_OFF: "Day off, nothing is asked for",
    }[pace.kind]


def team_line(day: TeamDay) -> str:
    """Return the words under a team's bar: '5 of 7 on pace · 2 of 7 perfect'."""
    if not day.there:
        return "Nobody works today"
    if day.reached:
        return f"Team Perfect Day · {day.perfect} of {day.there}"
    return f"{day.on_pace} of {day.there} on pace · {day.perfect} of {day.there} perfect"


def team_goal_line(goal_: TeamGoal) -> str:
    """Return what a goal of the team says when looked at: 'expected 210 by now'."""
    if goal_.done >= goal_.target:
        return "met"
    return f"expected {numbers.number(goal_.expected)} by now"


def standing(value: Standing) -> str:
    """Return how things stand, so that colour is never alone: 'at risk'."""
    return _STANDINGS[value]


def chance(value: float | None) -> str:
    """Return a chance in words: '70 % likely'; empty where nothing can be forecast."""
    if value is None:
        return ""
    if value >= _SURE:
        return "all but certain"
    return "hardly possible" if value < 1 - _SURE else f"{round(value * 100)} % likely"


def goal_line(goal: GoalProgress) -> str:
    """Return what a goal's bar says when looked at: 'expected 38 by now, …'."""
    if goal.met:
        return "met"
    if goal.metric == Metric.FEEDBACK_OWED.value:
        return f"{numbers.number(goal.target - goal.done)} still owed"
    if goal.chance is None:
        return ""
    parts = [
        f"expected {numbers.number(goal.expected)} by now",
        f"heading for {numbers.number(goal.projected)}",
    ]
    told = ", ".join(parts)
    likely = chance(goal.chance)
    return f"{told} · {likely}" if likely else told


def goal(goal_: GoalProgress) -> str:
    """Return a goal in one line, for the command line: 'Calls 52 of 80, on track'."""
    mark = "met" if goal_.met else standing(goal_.standing)
    return f"{goals.title(goal_.metric)} {goal_.done} of {goal_.target}, {mark}"


def advice(progress: DayProgress) -> str:
    """Return the one thing to look at: the required goal that stands worst, or nothing."""
    for goal_ in progress.goals:
        if goal_.metric == progress.weakest:
            what = f"Look at {goals.title(goal_.metric).lower()} first"
            if goal_.catch_up_per_hour and (goal_.chance or 0) > 1 - _SURE:
                return f"{what}: {per_hour(goal_.catch_up_per_hour)} get you there"
            return what
    return ""


def projection(progress: DayProgress) -> str:
    """Return where the day is heading: 'A Perfect Day is 48 % likely'."""
    if progress.perfect:
        return "All required goals are met."
    told = chance(progress.chance)
    return f"A Perfect Day is {told}." if told else "There is nothing to forecast today."


def per_hour(rate: float) -> str:
    """Return a rate, rounded up so that keeping it is enough: '9 an hour'."""
    if rate < 1:
        return f"1 every {times.duration(dt.timedelta(hours=1 / rate))}"
    return f"{math.ceil(rate - 1e-9)} an hour"


def day_cell(cell: DayCell, today: dt.date) -> str:
    """Return a day of the calendar: 'Thursday 12 May · Perfect Day', '… · met in part, 64 %'."""
    name = f"{times.WEEKDAYS[cell.day.weekday()]} {times.date(cell.day, today)}"
    shown = cell.state in {DayState.PART, DayState.MISSED, DayState.TODAY}
    score = f", {math.floor(cell.score)} %" if shown else ""
    return f"{name} · {_DAYS[cell.state]}{score}"


def streak(days: int, best: int) -> str:
    """Return the streak: '3 Perfect Days in a row, best 9'."""
    if not days:
        return f"No streak yet, best {best}" if best else "No streak yet"
    told = "1 Perfect Day" if days == 1 else f"{days} Perfect Days in a row"
    return f"{told}, your best" if days >= best else f"{told}, best {best}"


def speed(found: SpeedToLead | None) -> str:
    """Return speed to lead: 'Speed to lead 4 min (median), 7 of 11 within 5 min'."""
    if found is None:
        return ""
    median = times.duration(found.median) if found.median >= _MINUTE else "under 1 min"
    within = f"{found.within} of {found.calls} within {found.minutes} min"
    return f"Speed to lead {median} (median), {within}"


def _hours(minutes: int) -> str:
    return times.duration(dt.timedelta(minutes=minutes))
