# SPDX-License-Identifier: MIT
"""Which of many areas are open, and until when that answer can be kept."""

from __future__ import annotations

import datetime as dt

from hypothesis import given, settings
from hypothesis import strategies as st

from leaddesk.domain.calling_hours import (
    B2B,
    WIDEST_LEGAL,
    AreaClock,
    CallingArea,
    CallingProfile,
    KnownHolidays,
    NoHolidays,
    is_open,
    open_areas,
)

AREAS = {
    1: CallingArea(("America/New_York",), "US", "NY"),
    2: CallingArea(("America/Chicago",), "US", "IL"),
    3: CallingArea(("America/Los_Angeles",), "US", "CA"),
    4: CallingArea(("America/New_York", "America/Los_Angeles"), "US", ""),
    5: CallingArea(("Asia/Kathmandu",), "NP", ""),
    6: CallingArea(("Pacific/Kiritimati",), "KI", ""),
    7: CallingArea(("Australia/Lord_Howe",), "AU", "NSW"),
    8: CallingArea((), "US", ""),
    9: CallingArea(("Nowhere/Else",), "US", ""),
}
HOLIDAYS = KnownHolidays({("US", "CA"): frozenset({dt.date(2025, 3, 31)})})
NIGHT = CallingProfile(
    "night", frozenset(range(7)), dt.time(0, 30), dt.time(2, 30), skips_holidays=True
)
moments = st.datetimes(
    dt.datetime(2025, 3, 1),  # noqa: DTZ001 - the zone comes from `timezones`
    dt.datetime(2025, 4, 10),  # noqa: DTZ001
    timezones=st.just(dt.UTC),
)


class CountingHolidays:
    """Counts how often it is asked."""

    def __init__(self) -> None:
        self.asked = 0

    def is_holiday(self, country: str, region: str, day: dt.date) -> bool:
        self.asked += 1
        return False


@settings(max_examples=40)
@given(profile=st.sampled_from((B2B, WIDEST_LEGAL, NIGHT)), at=moments)
def test_the_answer_agrees_with_each_area_until_it_changes(
    profile: CallingProfile, at: dt.datetime
) -> None:
    answer = open_areas(AREAS, profile, HOLIDAYS, at)
    assert at < answer.changes_at <= at + dt.timedelta(days=1)
    for step in range(12):
        moment = at + (answer.changes_at - at) * step / 12
        expected = {
            number for number, area in AREAS.items() if is_open(area, profile, HOLIDAYS, moment)
        }
        assert answer.open_ids == expected


def test_the_answer_ends_when_the_next_zone_opens_or_closes() -> None:
    areas = {number: AREAS[number] for number in (1, 2, 3)}
    nine_thirty = dt.datetime(2025, 6, 4, 13, 30, tzinfo=dt.UTC)
    answer = open_areas(areas, B2B, NoHolidays(), nine_thirty)
    assert answer.open_ids == {1}
    assert answer.changes_at == dt.datetime(2025, 6, 4, 14, tzinfo=dt.UTC)
    answer = open_areas(areas, B2B, NoHolidays(), answer.changes_at)
    assert answer.open_ids == {1, 2}
    assert answer.changes_at == dt.datetime(2025, 6, 4, 16, tzinfo=dt.UTC)


def test_without_areas_the_answer_holds_for_a_day() -> None:
    at = dt.datetime(2025, 6, 4, 13, 30, tzinfo=dt.UTC)
    answer = open_areas({}, B2B, NoHolidays(), at)
    assert (answer.open_ids, answer.changes_at) == (frozenset(), at + dt.timedelta(days=1))


def test_a_clock_keeps_its_answer_until_it_ends_and_no_longer() -> None:
    holidays = CountingHolidays()
    clock = AreaClock(AREAS, B2B, holidays)
    at = dt.datetime(2025, 6, 4, 14, 5, tzinfo=dt.UTC)
    first = clock.open_at(at)
    asked = holidays.asked
    assert asked > 0
    assert clock.open_at(at) is first
    assert clock.open_at(first.changes_at - dt.timedelta(seconds=1)) is first
    assert holidays.asked == asked
    second = clock.open_at(first.changes_at)
    assert second == open_areas(AREAS, B2B, NoHolidays(), first.changes_at)
    # A clock that is set back asks again as well.
    assert clock.open_at(at) == first


def test_areas_of_the_same_place_ask_the_calendar_once() -> None:
    holidays = CountingHolidays()
    same = {number: CallingArea(("America/New_York",), "US", "NY") for number in range(500)}
    at = dt.datetime(2025, 6, 4, 14, 5, tzinfo=dt.UTC)
    assert len(open_areas(same, B2B, holidays, at).open_ids) == 500
    assert holidays.asked == 1
