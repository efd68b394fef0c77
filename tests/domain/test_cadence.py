# SPDX-License-Identifier: MIT
"""Tests for attempt ladders: the waits of the rules, always at an open moment."""

from __future__ import annotations

import datetime as dt
import itertools
from dataclasses import replace
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leaddesk.domain.cadence import (
    DEFAULT_LADDERS,
    INBOUND,
    NO_SHOW,
    OUTBOUND,
    Ladder,
    NextTry,
    busy_again,
    next_try,
)
from leaddesk.domain.calling_hours import (
    B2B,
    CallingArea,
    KnownHolidays,
    NoHolidays,
    PartOfDay,
    is_open,
    part_of_day,
)
from leaddesk.domain.errors import RuleBroken

CHICAGO = ZoneInfo("America/Chicago")
HERE = CallingArea(("America/Chicago",), "US", "MN")
AREAS = (
    HERE,
    CallingArea(("America/New_York", "America/Los_Angeles"), "US", ""),
    CallingArea(("Asia/Kolkata",), "IN", ""),
    CallingArea(("Australia/Lord_Howe",), "AU", ""),
)
MOMENTS = st.integers(0, 3 * 365 * 24 * 60).map(
    lambda minutes: dt.datetime(2025, 1, 1, tzinfo=dt.UTC) + dt.timedelta(minutes=minutes)
)


def local(text: str) -> dt.datetime:
    """Return a moment in May 2026 by the clock of Chicago, as '12 10:00'; the 12th is a Tuesday."""
    return dt.datetime.strptime(f"2026-05-{text}", "%Y-%m-%d %H:%M").replace(tzinfo=CHICAGO)


def after(ladder: Ladder, attempts: int, called: str) -> NextTry:
    return next_try(ladder, attempts, local(called), HERE, B2B, NoHolidays())


@pytest.mark.parametrize(
    "attempts, called, expected, part",
    [
        (1, "12 10:00", "12 10:45", "morning"),
        (2, "12 10:45", "12 12:45", "noon"),
        (3, "12 10:00", "13 14:00", "afternoon"),
        (3, "12 15:00", "13 09:00", "morning"),
        (3, "15 10:00", "18 14:00", "afternoon"),
        (4, "12 10:00", "15 10:00", "morning"),
        (5, "12 10:00", "18 09:00", "morning"),
        (1, "12 17:00", "13 09:00", "morning"),
        (1, "15 17:10", "18 09:00", "morning"),
    ],
)
def test_an_inbound_lead_is_tried_at_these_moments(
    attempts: int, called: str, expected: str, part: str
) -> None:
    found = after(INBOUND, attempts, called)

    assert (found.at, found.part, found.rests) == (local(expected), part, False)


def test_after_the_sixth_try_an_inbound_lead_rests_30_days() -> None:
    found = after(INBOUND, 6, "12 10:00")

    assert INBOUND.cap == 6
    assert found.rests
    assert found.at == dt.datetime(2026, 6, 11, 10, tzinfo=CHICAGO)


@pytest.mark.parametrize("attempts, expected", [(1, "12 10:10"), (2, "13 10:00"), (3, "15 10:00")])
def test_a_no_show_is_called_after_10_minutes_a_day_and_three(attempts: int, expected: str) -> None:
    assert after(NO_SHOW, attempts, "12 10:00").at == local(expected)


@given(start=MOMENTS, area=st.sampled_from(AREAS))
def test_a_list_is_tried_8_times_in_20_working_days_a_day_apart_and_at_another_time(
    start: dt.datetime, area: CallingArea
) -> None:
    # The intersection of two far zones has no morning of its own to rotate over.
    area = area if len(area.time_zones) == 1 else HERE
    zone = ZoneInfo(area.time_zones[0])
    at = next_try(Ladder("now", (), 0), 1, start, area, B2B, NoHolidays()).at
    calls = [at]
    for attempts in range(1, OUTBOUND.cap):
        found = next_try(OUTBOUND, attempts, calls[-1], area, B2B, NoHolidays())
        assert not found.rests
        calls.append(found.at)

    assert OUTBOUND.cap == 8
    days = [call.astimezone(zone).date() for call in calls]
    between = (days[0] + dt.timedelta(n) for n in range((days[-1] - days[0]).days))
    assert sum(day.weekday() < 5 for day in between) <= 20
    for earlier, later in itertools.pairwise(calls):
        assert later - earlier >= dt.timedelta(hours=24)
        assert part_of_day(earlier.astimezone(zone)) is not part_of_day(later.astimezone(zone))
    assert any(one.weekday() != two.weekday() for one, two in itertools.pairwise(days))
    assert next_try(OUTBOUND, 8, calls[-1], area, B2B, NoHolidays()).rests


@given(
    called=MOMENTS,
    area=st.sampled_from(AREAS),
    ladder=st.sampled_from(DEFAULT_LADDERS),
    attempts=st.integers(0, 12),
)
def test_every_retry_is_later_and_at_a_moment_when_all_zones_are_open(
    called: dt.datetime, area: CallingArea, ladder: Ladder, attempts: int
) -> None:
    found = next_try(ladder, attempts, called, area, B2B, NoHolidays())

    assert found.at > called
    assert is_open(area, B2B, NoHolidays(), found.at)
    assert found.rests == (attempts >= ladder.cap)
    assert found.part in {"", *PartOfDay}


def test_a_public_holiday_is_no_working_day() -> None:
    holiday = KnownHolidays({("US", ""): frozenset({dt.date(2026, 5, 13)})})

    found = next_try(OUTBOUND, 1, local("12 10:00"), HERE, B2B, holiday)
    busy = busy_again(local("12 17:20"), HERE, B2B, holiday)

    assert found.at == local("14 12:00")
    assert busy == local("14 09:00")


def test_busy_is_tried_again_in_15_minutes() -> None:
    assert busy_again(local("12 10:00"), HERE, B2B, NoHolidays()) == local("12 10:15")
    assert busy_again(local("12 10:00"), HERE, B2B, NoHolidays(), 40) == local("12 10:40")


@pytest.mark.parametrize("half,day", [(13, "13 14:00"), (11, "13 09:00")])
def test_where_the_day_is_halved_is_a_rule(half: int, day: str) -> None:
    found = next_try(INBOUND, 3, local("12 11:30"), HERE, B2B, NoHolidays(), half)
    assert found.at == local(day)


def test_without_a_zone_there_is_no_next_try() -> None:
    nowhere = CallingArea((), "US", "")
    with pytest.raises(RuleBroken):
        next_try(OUTBOUND, 1, local("12 10:00"), nowhere, B2B, NoHolidays())


def test_hours_without_a_weekday_never_open() -> None:
    never = replace(B2B, weekdays=frozenset())
    with pytest.raises(RuleBroken, match="never_opens"):
        next_try(OUTBOUND, 1, local("12 10:00"), HERE, never, NoHolidays())
