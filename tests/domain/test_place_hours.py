# SPDX-License-Identifier: MIT
"""Tests for hours of places: proposed ones only narrow, confirmed ones of a country take over."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leaddesk.domain.calling_hours import (
    AreaClock,
    CallingArea,
    NoHolidays,
    is_open,
    next_opening,
    open_until,
)
from leaddesk.domain.calling_profile import B2B, WIDEST_LEGAL, CallingProfile
from leaddesk.domain.errors import BadInput
from leaddesk.domain.place_hours import PlaceHours, calls_allowed, lawful_in, team_in
from leaddesk.domain.place_hours_table import SHIPPED

FLORIDA = CallingArea(("America/New_York",), "US", "FL")
PARIS = CallingArea(("Europe/Paris",), "FR", "")
PLACES = {row.key: row for row in SHIPPED}
AT = dt.datetime(2026, 11, 24, tzinfo=dt.UTC)

hours = st.integers(0, 22)
days = st.frozensets(st.integers(0, 6))


@st.composite
def profiles(draw: st.DrawFn) -> CallingProfile:
    own = []
    for day in draw(st.lists(st.integers(0, 6), max_size=3)):
        start = draw(hours)
        own.append((day, dt.time(start), dt.time(draw(st.integers(start + 1, 23)))))
    opens = draw(hours)
    closes = dt.time(draw(st.integers(opens + 1, 23)))
    return CallingProfile("p", draw(days), dt.time(opens), closes, draw(st.booleans()), tuple(own))


@given(profiles(), profiles(), st.integers(0, 7 * 48 - 1))
def test_what_two_windows_share_is_open_in_both(
    one: CallingProfile, other: CallingProfile, half_hour: int
) -> None:
    at = AT + dt.timedelta(minutes=30 * half_hour)
    assert one.narrowed_by(other).has(at) == (one.has(at) and other.has(at))


@given(profiles(), st.integers(0, 7 * 48 - 1))
def test_the_next_opening_is_open_and_the_clock_agrees(
    profile: CallingProfile, half_hour: int
) -> None:
    area, at = CallingArea(("Etc/UTC",), "US", ""), AT + dt.timedelta(minutes=30 * half_hour)
    calendar = NoHolidays()
    open_now = is_open(area, profile, calendar, at)
    assert AreaClock({1: area}, profile, calendar).open_at(at).open_ids == (
        frozenset({1}) if open_now else frozenset()
    )
    assert (open_until(area, profile, calendar, at) is not None) == open_now
    if any(profile.hours_on(day) for day in range(7)):
        assert is_open(area, profile, calendar, next_opening(area, profile, calendar, at))


def test_a_place_narrows_the_teams_hours_and_the_lawful_ones() -> None:
    evening = dt.datetime(2026, 11, 25, 1, 30, tzinfo=dt.UTC)  # 20:30 in Florida
    elsewhere = replace(FLORIDA, region="NY")
    assert not is_open(FLORIDA, lawful_in(FLORIDA, WIDEST_LEGAL, PLACES), NoHolidays(), evening)
    assert is_open(elsewhere, lawful_in(elsewhere, WIDEST_LEGAL, PLACES), NoHolidays(), evening)
    assert team_in(elsewhere, B2B, PLACES) is B2B
    assert calls_allowed(FLORIDA, PLACES) == 3
    assert calls_allowed(elsewhere, PLACES) == 0


def test_a_day_may_have_two_stretches() -> None:
    lawful = lawful_in(PARIS, WIDEST_LEGAL, PLACES)
    open_at = [
        is_open(PARIS, lawful, NoHolidays(), AT.replace(hour=hour, minute=30))
        for hour in (8, 9, 12, 13, 18, 19)
    ]
    assert open_at == [False, True, False, True, True, False]


def test_only_confirmed_hours_of_a_country_may_be_wider_than_the_default() -> None:
    night = PlaceHours(
        "XX", "", frozenset(range(7)), dt.time(6), dt.time(23), skips_holidays=False,
        source="a law", checked_on=dt.date(2026, 11, 1),
    )  # fmt: skip
    area = CallingArea(("Etc/UTC",), "XX", "AA")
    state = replace(night, region="AA", confirmed_by=1)
    early = AT.replace(hour=6, minute=30)
    told = {
        name: lawful_in(area, WIDEST_LEGAL, {row.key: row for row in rows}).has(early)
        for name, rows in {
            "proposed": [night],
            "confirmed": [replace(night, confirmed_by=1)],
            "a state alone": [state],
        }.items()
    }
    assert told == {"proposed": False, "confirmed": True, "a state alone": False}


def test_every_row_that_ships_names_its_source_and_its_day() -> None:
    assert len(PLACES) == len(SHIPPED)
    for row in SHIPPED:
        assert row.source
        assert row.checked_on <= dt.date(2026, 11, 22)
        assert not row.is_confirmed
        assert any(row.profile.hours_on(day) for day in range(7))


def test_hours_that_can_not_be_kept_are_refused() -> None:
    with pytest.raises(BadInput, match="bad_hours"):
        CallingProfile("x", frozenset({0}), dt.time(9), dt.time(10), skips_holidays=False,
                       own_hours=((0, dt.time(12), dt.time(9)),))  # fmt: skip
