# SPDX-License-Identifier: MIT
"""A made-up wall: Dana on a call and ahead, Ben behind, Sam away; and what needs a team lead."""

from __future__ import annotations

import datetime as dt

from leaddesk.desk.queries import DryUp, NeedRow, TeamWall, WallFigures, WallRow
from leaddesk.domain.pace import day_progress
from leaddesk.domain.perfect_day import TIER_1_GOALS, TIER_2_GOALS, DayDefinition
from leaddesk.domain.person import Person, Role
from leaddesk.domain.speed_to_lead import SpeedToLead
from leaddesk.domain.team_day import team_day
from leaddesk.domain.team_wall import NeedKind, Presence
from leaddesk.domain.working_hours import WorkingDay
from tests.words.samples import CHICAGO

MINUTE = dt.timedelta(minutes=1)
PEOPLE = (
    Person(1, "Dana Whitfield", frozenset({Role.QUALIFIER}), CHICAGO),
    Person(2, "Ben Cruz", frozenset({Role.QUALIFIER}), CHICAGO),
    Person(3, "Sam Ortiz", frozenset({Role.SENIOR_REP}), CHICAGO),
)
COUNTS = (
    {"calls": 60, "new_lead_calls": 30, "conversations": 12, "handoffs": 3},
    {"calls": 12, "new_lead_calls": 2, "conversations": 1},
    {"calls": 9},
)
_DOING = (Presence.ON_CALL, Presence.IDLE, Presence.AWAY)
FIGURES = WallFigures(
    1208, SpeedToLead(11, dt.timedelta(minutes=4, seconds=10), 7), 21, 4, 6, 25, 23
)


def row(place: int, now: dt.datetime, counts: dict[str, int] | None = None) -> WallRow:
    """Return somebody's row: 0 Dana, 1 Ben, 2 Sam."""
    who = PEOPLE[place]
    works = frozenset(range(7)) if place < 2 else frozenset[int]()
    goals = TIER_1_GOALS if who.home_tier == 1 else TIER_2_GOALS
    definition = DayDefinition(who.home_tier, None, dt.date.min, works, goals)
    day = day_progress(definition, counts or COUNTS[place], WorkingDay(CHICAGO), now)
    since = now - 3 * MINUTE if place == 0 else None
    logged = (now - 4 * MINUTE, now - 41 * MINUTE, None)[place]
    return WallRow(who, who.home_tier, day, _DOING[place], since, logged, 41 if place == 1 else 4)


def needs(now: dt.datetime) -> tuple[NeedRow, ...]:
    """Return what needs a team lead, the most urgent first."""
    dry = DryUp(dt.date(2026, 5, 18), 9.2, 14.0, 2, "Ben Cruz", 6, 12, 3)
    return (
        NeedRow(NeedKind.LATE_HANDOFFS, now - 90 * MINUTE, 2, ("Hale Robotics", "Marin Logistics")),
        NeedRow(NeedKind.MISSED_CALLBACKS, now - 40 * MINUTE, 1, ("Ann Lee",), lead_id=7),
        NeedRow(NeedKind.STUCK, names=("Ben Cruz",), person_id=2, minutes=41),
        NeedRow(NeedKind.DRY_UP, person_id=2, dry_up=dry),
    )


def wall(now: dt.datetime, *rows: WallRow) -> TeamWall:
    """Return a wall of these rows, or of all three."""
    shown = rows or tuple(row(place, now) for place in range(3))
    return TeamWall(team_day(one.day for one in shown), shown, FIGURES, needs(now))
