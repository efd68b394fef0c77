# SPDX-License-Identifier: MIT
"""The working minutes of a person's day."""

from __future__ import annotations

import datetime as dt
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leaddesk.domain.errors import BadInput
from leaddesk.domain.working_hours import WorkingDay

ZONE = "America/Denver"
DAY = WorkingDay(ZONE)
WEDNESDAY = dt.date(2025, 6, 4)
AWAY = DAY.without(dt.time(0), dt.time(0))


def at(clock: str, day: str = "2025-06-04") -> dt.datetime:
    return dt.datetime.fromisoformat(f"{day}T{clock}").replace(tzinfo=ZoneInfo(ZONE))


@pytest.mark.parametrize(
    "clock, minutes",
    [
        ("00:00", 0),
        ("08:59", 0),
        ("09:00", 0),
        ("10:30", 90),
        ("12:00", 180),
        ("12:40", 180),
        ("13:30", 210),
        ("17:00", 420),
        ("23:59", 420),
    ],
)
def test_minutes_run_from_start_to_end_less_the_break(clock: str, minutes: float) -> None:
    assert DAY.minutes_worked(at(clock)) == minutes
    assert DAY.total_minutes(WEDNESDAY) == 420
    assert DAY.day_of(at(clock)) == WEDNESDAY


def test_an_absence_is_taken_out_and_may_overlap_the_break() -> None:
    half = DAY.without(dt.time(12, 30), dt.time(17))
    assert half.total_minutes(WEDNESDAY) == 180
    assert half.minutes_worked(at("16:00")) == 180
    assert AWAY.total_minutes(WEDNESDAY) == 0
    assert AWAY.spans(WEDNESDAY) == ()
    assert AWAY.minutes_worked(at("10:00")) == 0


def test_minutes_are_those_that_pass_when_the_clocks_change() -> None:
    night = WorkingDay(ZONE, dt.time(0), dt.time(6), ())
    assert night.total_minutes(dt.date(2025, 3, 9)) == 300
    assert night.total_minutes(dt.date(2025, 11, 2)) == 420
    assert night.minutes_worked(at("04:00", "2025-03-09")) == 180


def test_hours_that_can_not_be_kept_are_refused() -> None:
    with pytest.raises(BadInput, match="bad_hours"):
        WorkingDay(ZONE, dt.time(17), dt.time(9))
    with pytest.raises(BadInput, match="bad_hours"):
        DAY.without(dt.time(13), dt.time(12))


MINUTES = st.integers(0, 24 * 60 - 1)


@given(st.lists(st.tuples(MINUTES, MINUTES).filter(lambda pause: pause[0] < pause[1]), max_size=4))
def test_every_break_of_the_day_is_taken_out_once(pauses: list[tuple[int, int]]) -> None:
    breaks = tuple((clock(begins), clock(ends)) for begins, ends in pauses)
    day = WorkingDay("UTC", breaks=breaks)
    paused = {minute for begins, ends in pauses for minute in range(begins, ends)}
    worked = [minute for minute in range(9 * 60, 17 * 60) if minute not in paused]
    assert day.total_minutes(WEDNESDAY) == len(worked)
    three = dt.datetime(2025, 6, 4, 15, tzinfo=dt.UTC)
    assert day.minutes_worked(three) == sum(minute < 15 * 60 for minute in worked)


def clock(minute: int) -> dt.time:
    return dt.time(minute // 60, minute % 60)
