# SPDX-License-Identifier: MIT
"""Who is on a call, at work, idle or away; who may be stuck; what is most urgent."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leaddesk.domain.pace import day_progress
from leaddesk.domain.perfect_day import DEFAULT_DEFINITIONS
from leaddesk.domain.team_wall import (
    IDLE_AFTER,
    LONGEST_CALL,
    STUCK_MINUTES,
    NeedKind,
    Presence,
    Stand,
    is_due,
    is_far_behind,
    is_stuck,
    presence,
    quiet_minutes,
)
from leaddesk.domain.working_hours import WorkingDay

NOW = dt.datetime(2026, 5, 12, 19, 30, tzinfo=dt.UTC)
"""A Tuesday, 14:30 in Chicago."""
HOURS = WorkingDay("America/Chicago")
MINUTE = dt.timedelta(minutes=1)
DEFINITION = DEFAULT_DEFINITIONS[0]


def stand(
    held: int | None = None, rang: int | None = None, logged: int | None = None, *, due: bool = True
) -> Stand:
    """Return what is known, in minutes ago."""
    held_at, rang_at, logged_at = (
        None if ago is None else NOW - ago * MINUTE for ago in (held, rang, logged)
    )
    return Stand(held_at, rang_at, logged_at, due)


@pytest.mark.parametrize(
    "known, doing",
    [
        (stand(held=3, rang=2, logged=4), Presence.ON_CALL),
        (stand(held=50, rang=49, logged=60), Presence.ON_CALL),
        (stand(held=3, logged=4), Presence.AT_WORK),
        (stand(held=40, logged=41), Presence.IDLE),
        (stand(logged=2), Presence.AT_WORK),
        (stand(logged=2, due=False), Presence.AT_WORK),
        (stand(logged=25), Presence.IDLE),
        (stand(), Presence.IDLE),
        (stand(due=False), Presence.AWAY),
        (stand(held=300, logged=301, due=False), Presence.AWAY),
        # Rung in the morning and never logged: nobody talks that long.
        (stand(held=200, rang=190, logged=210), Presence.IDLE),
        # A call without the lead in hand is over.
        (stand(rang=2, logged=30), Presence.IDLE),
    ],
)
def test_what_somebody_does_is_told_by_lead_call_and_log(known: Stand, doing: Presence) -> None:
    assert presence(known, NOW) is doing


@given(
    st.none() | st.integers(0, 600),
    st.none() | st.integers(0, 600),
    st.none() | st.integers(0, 600),
)
def test_nobody_who_is_due_is_away_and_nobody_who_is_off_is_idle(
    held: int | None, rang: int | None, logged: int | None
) -> None:
    assert presence(stand(held, rang, logged), NOW) is not Presence.AWAY
    assert presence(stand(held, rang, logged, due=False), NOW) is not Presence.IDLE


def test_the_limits_are_where_they_are_said_to_be() -> None:
    at = [NOW - IDLE_AFTER, NOW - IDLE_AFTER + MINUTE]
    assert [presence(Stand(None, None, one, True), NOW) for one in at] == [
        Presence.IDLE,
        Presence.AT_WORK,
    ]
    long_ago = Stand(NOW - LONGEST_CALL, NOW - LONGEST_CALL, None, True)
    assert presence(long_ago, NOW) is Presence.IDLE


def test_a_break_and_a_day_off_are_no_time_of_work() -> None:
    lunch = NOW.replace(hour=17)
    assert is_due(HOURS, NOW, works_today=True)
    assert not is_due(HOURS, lunch, works_today=True)
    assert not is_due(HOURS, NOW, works_today=False)
    assert not is_due(HOURS, NOW.replace(hour=23), works_today=True)


def test_quiet_time_is_working_time_of_today() -> None:
    assert quiet_minutes(HOURS, NOW - 20 * MINUTE, NOW) == 20
    # From 11:50 on, over an hour of lunch.
    assert quiet_minutes(HOURS, NOW - 160 * MINUTE, NOW) == 100
    assert quiet_minutes(HOURS, None, NOW) == 270
    assert quiet_minutes(HOURS, NOW - dt.timedelta(days=1), NOW) == 270


def test_somebody_on_a_call_is_not_stuck() -> None:
    assert is_stuck(Presence.IDLE, STUCK_MINUTES, due=True)
    assert not is_stuck(Presence.IDLE, STUCK_MINUTES - 1, due=True)
    assert not is_stuck(Presence.ON_CALL, 90, due=True)
    assert not is_stuck(Presence.AWAY, 90, due=False)


def test_far_behind_is_what_the_bar_paints_red_while_the_day_lasts() -> None:
    assert is_far_behind(day_progress(DEFINITION, {"calls": 5}, HOURS, NOW))
    assert not is_far_behind(day_progress(DEFINITION, {"calls": 5}, HOURS, NOW.replace(hour=14)))
    over = day_progress(DEFINITION, {"calls": 5}, HOURS, NOW.replace(hour=23))
    assert not is_far_behind(over)


def test_whoever_has_nothing_to_call_comes_first_and_what_is_weeks_ahead_last() -> None:
    ordered = sorted(NeedKind, key=lambda kind: kind.urgency)
    assert (ordered[0], ordered[-1]) == (NeedKind.EMPTY_QUEUE, NeedKind.DRY_UP)
