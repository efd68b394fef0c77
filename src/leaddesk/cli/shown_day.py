# SPDX-License-Identifier: MIT
"""Days as the command line shows them: as plain values and as words."""

from __future__ import annotations

from leaddesk.cli.answers import Plain
from leaddesk.domain.pace import DayProgress
from leaddesk.domain.team_day import TeamDay
from leaddesk.words import (
    goals,
    pace,
)


def progress_data(progress: DayProgress) -> Plain:
    """Return a day as plain values, with the words of the bar."""
    return {
        "percent": progress.percent,
        "score": round(progress.score, 2),
        "expected_score": round(progress.expected_score, 2),
        "perfect": progress.perfect,
        "chance": progress.chance,
        "standing": progress.standing.value,
        "pace": progress.pace.kind.value,
        "pace_line": pace.line(progress),
        "ahead_percent": progress.pace.ahead_percent,
        "minutes_left": progress.pace.minutes_left,
        "weakest": progress.weakest,
        "goals": [
            {
                "metric": goal.metric,
                "title": goals.title(goal.metric),
                "done": goal.done,
                "target": goal.target,
                "expected": round(goal.expected, 2),
                "projected": round(goal.projected, 2),
                "chance": goal.chance,
                "catch_up_per_hour": goal.catch_up_per_hour,
                "standing": goal.standing.value,
                "met": goal.met,
                "required": goal.required,
            }
            for goal in progress.goals
        ],
    }


def team_day_data(day: TeamDay) -> Plain:
    """Return a team's day as plain values."""
    return {
        "team": True,
        "percent": day.percent,
        "score": round(day.score, 2),
        "expected_score": round(day.expected_score, 2),
        "perfect": day.reached,
        "people_there": day.there,
        "people_on_pace": day.on_pace,
        "perfect_days": day.perfect,
        "perfect_days_needed": day.needed,
        "goals": [
            {
                "metric": goal.metric,
                "title": goals.title(goal.metric),
                "done": goal.done,
                "target": goal.target,
                "expected": round(goal.expected, 2),
            }
            for goal in day.goals
        ],
    }


def team_day_words(day: TeamDay) -> str:
    """Return a team's day as words: the bar, how many stand how, each sum."""
    lines = [
        f"Team's day {day.percent} %  {pace.team_line(day)}",
        *(
            _goal(goal.metric, goal.done, goal.target, pace.team_goal_line(goal))
            for goal in day.goals
        ),
    ]
    return "\n".join(lines)


def progress_words(progress: DayProgress) -> str:
    """Return a day as words: the bar, its pace, each goal, where it is heading."""
    lines = [
        f"Perfect Day {progress.percent} %  {pace.line(progress)}",
        *(
            _goal(goal.metric, goal.done, goal.target, pace.goal_line(goal))
            for goal in progress.goals
        ),
        pace.projection(progress),
        pace.advice(progress),
    ]
    return "\n".join(line for line in lines if line)


def _goal(metric: str, done: int, target: int, told: str) -> str:
    return f"  {goals.title(metric):<15} {done:>4} of {target:<4} {told}"
