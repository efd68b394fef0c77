# SPDX-License-Identifier: MIT
"""Moments and durations read as people say them, in the zone they concern."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leaddesk.words import times

CHICAGO = "America/Chicago"
NOW = dt.datetime(2026, 5, 12, 15, 42, tzinfo=dt.UTC)  # Tuesday, 10:42 in Chicago


def local(day: int, hour: int, minute: int = 0, month: int = 5, year: int = 2026) -> dt.datetime:
    there = dt.datetime(year, month, day, hour, minute, tzinfo=times.local(NOW, CHICAGO).tzinfo)
    return there.astimezone(dt.UTC)


@pytest.mark.parametrize(
    "at,told",
    [
        (local(12, 13, 30), "today 13:30"),
        (local(13, 9), "tomorrow 09:00"),
        (local(11, 16, 2), "yesterday 16:02"),
        (local(14, 14), "Thursday 14:00"),
        (local(18, 14), "Monday 14:00"),
        (local(19, 14), "19 May 14:00"),
        (local(3, 8, month=2, year=2025), "3 Feb 2025 08:00"),
    ],
)
def test_a_moment_is_told_by_its_day_there(at: dt.datetime, told: str) -> None:
    assert times.moment(at, NOW, CHICAGO) == told


def test_today_is_the_day_of_the_zone_and_not_of_greenwich() -> None:
    late = dt.datetime(2026, 5, 13, 3, tzinfo=dt.UTC)
    assert times.day(late, NOW, CHICAGO) == "today"
    assert times.day(late, NOW, "Etc/UTC") == "tomorrow"


def test_history_shows_the_clock_only_for_near_days() -> None:
    assert times.stamp(local(12, 10, 39), NOW, CHICAGO) == "Today 10:39"
    assert times.stamp(local(11, 10, 39), NOW, CHICAGO) == "Yesterday 10:39"
    assert times.stamp(local(3, 10, 39), NOW, CHICAGO) == "3 May"
    assert times.stamp(local(3, 8, month=2, year=2025), NOW, CHICAGO) == "3 Feb 2025"


@pytest.mark.parametrize(
    "seconds,told",
    [
        (-5, "0 s"),
        (45, "45 s"),
        (60, "1 min"),
        (12 * 60, "12 min"),
        (3600, "1 h"),
        (3 * 3600 + 10 * 60, "3 h 10 m"),
        (47 * 3600, "47 h"),
        (49 * 3600, "2 days"),
    ],
)
def test_a_duration_is_short(seconds: int, told: str) -> None:
    assert times.duration(dt.timedelta(seconds=seconds)) == told


def test_a_clock_says_how_long_it_runs_and_how_long_it_is_over() -> None:
    assert times.left(NOW + dt.timedelta(minutes=12), NOW) == "12 min left"
    assert times.left(NOW - dt.timedelta(minutes=5), NOW) == "5 min over"


def test_a_day_ends_at_midnight_in_words() -> None:
    assert times.closing(local(13, 0), CHICAGO) == "midnight"
    assert times.closing(local(12, 17, 30), CHICAGO) == "17:30"


def test_what_was_a_moment_ago_was_just_now() -> None:
    assert times.ago(NOW, NOW) == "just now"
    assert times.ago(NOW - dt.timedelta(minutes=3), NOW) == "3 min ago"


def test_an_unknown_zone_is_read_as_utc_and_says_so() -> None:
    assert times.clock(NOW, "Mars/Base") == "15:42 UTC"
    assert times.offset(NOW, "") == "time zone unknown"
    assert times.offset(NOW, CHICAGO) == "America/Chicago (UTC-05:00)"


@given(
    st.integers(-(10**9), 10**9).map(lambda second: NOW + dt.timedelta(seconds=second)),
    st.integers(-(10**9), 10**9).map(lambda second: NOW + dt.timedelta(seconds=second)),
)
def test_every_moment_has_words(at: dt.datetime, now: dt.datetime) -> None:
    for words in (times.moment, times.short_moment, times.stamp, times.on_day):
        assert words(at, now, CHICAGO).strip()
