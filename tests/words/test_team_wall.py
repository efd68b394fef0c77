# SPDX-License-Identifier: MIT
"""The wall in words: short, and the same for the window and the command line."""

from __future__ import annotations

import datetime as dt

from leaddesk.desk.queries import DryUp, EmptyReasons, NeedRow, WallFigures, WallRow
from leaddesk.domain.pace import day_progress
from leaddesk.domain.perfect_day import DEFAULT_DEFINITIONS
from leaddesk.domain.person import Person, Role
from leaddesk.domain.speed_to_lead import SpeedToLead
from leaddesk.domain.team_wall import NeedKind, Presence
from leaddesk.domain.working_hours import WorkingDay
from leaddesk.words import team_wall

NOW = dt.datetime(2026, 5, 12, 19, 30, tzinfo=dt.UTC)
ZONE = "America/Chicago"
DANA = Person(1, "Dana Whitfield", frozenset({Role.QUALIFIER}), ZONE)
MINUTE = dt.timedelta(minutes=1)


def row(doing: Presence = Presence.AT_WORK, since: int = 0, logged: int | None = 4) -> WallRow:
    day = day_progress(DEFAULT_DEFINITIONS[0], {"calls": 40, "handoffs": 1}, WorkingDay(ZONE), NOW)
    last = None if logged is None else NOW - logged * MINUTE
    return WallRow(DANA, 1, day, doing, NOW - since * MINUTE, last, 4)


def test_what_somebody_does_is_told_with_the_time_of_the_call() -> None:
    assert team_wall.presence(row(Presence.ON_CALL, 3), NOW) == "on a call, 3 min"
    assert team_wall.presence(row(Presence.ON_CALL, 0), NOW) == "on a call"
    assert team_wall.presence(row(Presence.AWAY, 3), NOW) == "away"


def test_the_last_log_is_told_in_minutes_then_days() -> None:
    assert team_wall.logged(row(logged=0), NOW) == "just now"
    assert team_wall.logged(row(logged=22), NOW) == "22 min ago"
    assert team_wall.logged(row(logged=20 * 60), NOW) == "yesterday"
    assert team_wall.logged(row(logged=None), NOW) == "nothing logged"


def test_a_goal_is_done_of_target_or_a_dash() -> None:
    assert team_wall.goal(row(), "calls") == "40/80"
    assert team_wall.goal(row(), "presentations") == "–"
    assert team_wall.role(row()) == "Qualifier"


def test_the_pace_has_words_and_a_sign() -> None:
    day = row().day
    behind = -day.pace.ahead_percent
    assert team_wall.pace(day) == f"{behind} % behind"
    assert team_wall.short_pace(day) == f"−{behind} %"
    assert (
        team_wall.bar(day) == f"{day.percent} % done, {round(day.expected_score)} % expected by now"
    )


def test_the_figures_say_what_they_count() -> None:
    speed = SpeedToLead(11, dt.timedelta(minutes=4, seconds=10), 7)
    shown = {label: value for label, value, _ in team_wall.figures(
        WallFigures(1208, speed, 21, 4, 6, 25, 23)
    )}  # fmt: skip
    assert list(shown.values()) == ["1,208", "4 m 10 s", "21 · 4 · 6", "92 %"]
    none = team_wall.figures(WallFigures(0, None, 0, 0, 0, 0, 0))
    assert [value for _, value, _ in none] == ["0", "–", "0 · 0 · 0", "–"]
    assert team_wall.short(dt.timedelta(seconds=45)) == "45 s"
    assert team_wall.short(dt.timedelta(hours=2, minutes=10)) == "2 h 10 m"


def test_each_need_says_what_and_whom() -> None:
    handoffs = NeedRow(NeedKind.LATE_HANDOFFS, count=4, names=("Hale", "Marin", "Orbit"))
    assert team_wall.need(handoffs, NOW, ZONE) == (
        "4 handoffs past their time", "Hale, Marin, Orbit and 1 more",
    )  # fmt: skip
    call = NeedRow(NeedKind.MISSED_CALLBACKS, NOW - 40 * MINUTE, names=("Ann Lee",))
    assert team_wall.need(call, NOW, ZONE) == (
        "1 agreed call missed", "Ann Lee, the oldest 40 min ago",
    )  # fmt: skip
    stuck = NeedRow(NeedKind.STUCK, names=("Dana Whitfield",), minutes=32)
    assert team_wall.need(stuck, NOW, ZONE)[0] == "Dana Whitfield may be stuck"
    behind = NeedRow(NeedKind.FAR_BEHIND, names=("Dana Whitfield",), minutes=19)
    assert team_wall.need(behind, NOW, ZONE)[1] == "19 % of the day behind"


def test_an_empty_queue_says_why() -> None:
    why = EmptyReasons(1, 40, 0, None, 0, None, 34, 0, 6, 0, 0, 0, 0)
    told = team_wall.need(
        NeedRow(NeedKind.EMPTY_QUEUE, count=2, names=("Dana", "Ben"), tier=1, empty=why), NOW, ZONE
    )
    assert told == (
        "Qualifiers have nothing to call",
        "For Dana and Ben. 34 are in a colleague's hands; 6 need a number or a time zone.",
    )


def test_the_first_short_week_is_named_with_who_misses_most() -> None:
    dry = DryUp(dt.date(2026, 5, 18), 9.2, 14.0, 2, "Sam Ortiz", 6, 12, 3)
    assert team_wall.need(NeedRow(NeedKind.DRY_UP, dry_up=dry), NOW, ZONE) == (
        "New-lead calls are drying up",
        (
            "Week of 18 May: about 9 qualified instead of 14. Sam Ortiz: 6 of 12, third day below "
            "target. By the usual weeks from a first call to a handoff"
        ),
    )
    dry = DryUp(dt.date(2026, 5, 18), 9.2, 14.0, lags=240)
    assert team_wall.need(NeedRow(NeedKind.DRY_UP, dry_up=dry), NOW, ZONE)[1] == (
        "Week of 18 May: about 9 qualified instead of 14. By the weeks that 240 handoffs took from "
        "the first call"
    )
