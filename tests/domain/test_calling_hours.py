# SPDX-License-Identifier: MIT
"""Calling windows: open, until when, and when next, in the prospect's own clock."""

from __future__ import annotations

import datetime as dt
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from leaddesk.domain.calling_hours import (
    B2B,
    SEARCH_DAYS,
    WIDEST_LEGAL,
    CallingArea,
    CallingProfile,
    KnownHolidays,
    NoHolidays,
    PartOfDay,
    first_opening,
    is_open,
    local_time,
    next_opening,
    next_opening_in_part,
    open_until,
    part_of_day,
)
from leaddesk.domain.errors import BadInput, RuleBroken

NONE = NoHolidays()
NEW_YORK = CallingArea(("America/New_York",), "US", "NY")
ZONES = (
    "America/New_York",
    "America/Los_Angeles",
    "Asia/Kolkata",
    "Asia/Kathmandu",
    "Australia/Lord_Howe",
    "Pacific/Apia",
    "Pacific/Kiritimati",
    "Pacific/Chatham",
    "America/St_Johns",
    "Africa/Cairo",
    "America/Havana",
    "UTC",
)
EVERY_DAY = frozenset(range(7))
NIGHT = CallingProfile("night", EVERY_DAY, dt.time(0, 30), dt.time(2, 30), skips_holidays=False)
ALWAYS = CallingProfile("always", EVERY_DAY, dt.time(0), dt.time(0), skips_holidays=False)
TO_MIDNIGHT = CallingProfile("late", EVERY_DAY, dt.time(20), dt.time(0), skips_holidays=False)

moments = st.datetimes(
    dt.datetime(2011, 12, 1),  # noqa: DTZ001 - the zone comes from `timezones`
    dt.datetime(2027, 12, 31),  # noqa: DTZ001
    timezones=st.just(dt.UTC),
).map(lambda at: at.replace(microsecond=0))
areas = st.builds(
    CallingArea,
    st.lists(st.sampled_from(ZONES), min_size=1, max_size=2, unique=True).map(tuple),
    st.just("US"),
    st.just("NY"),
)
profiles = st.sampled_from((B2B, WIDEST_LEGAL, NIGHT, ALWAYS, TO_MIDNIGHT))


def utc(text: str) -> dt.datetime:
    return dt.datetime.fromisoformat(text).replace(tzinfo=dt.UTC)


def at(text: str, zone: str = "America/New_York", fold: int = 0) -> dt.datetime:
    return dt.datetime.fromisoformat(text).replace(tzinfo=ZoneInfo(zone), fold=fold)


@pytest.mark.parametrize(
    "local, business, lawful",
    [
        ("2025-06-04T07:59:59", False, False),
        ("2025-06-04T08:00", False, True),
        ("2025-06-04T08:59:59", False, True),
        ("2025-06-04T09:00", True, True),
        ("2025-06-04T17:29:59", True, True),
        ("2025-06-04T17:30", False, True),
        ("2025-06-04T20:59:59", False, True),
        ("2025-06-04T21:00", False, False),
        ("2025-06-07T12:00", False, True),
        ("2025-06-08T12:00", False, True),
    ],
)
def test_windows_open_and_close_to_the_second(local: str, business: bool, lawful: bool) -> None:  # noqa: FBT001 - a row of the table
    assert is_open(NEW_YORK, B2B, NONE, at(local)) is business
    assert is_open(NEW_YORK, WIDEST_LEGAL, NONE, at(local)) is lawful


def test_a_public_holiday_closes_the_business_window_and_not_the_lawful_one() -> None:
    holidays = KnownHolidays({("US", "NY"): frozenset({dt.date(2025, 7, 4)})})
    noon = at("2025-07-04T12:00")
    assert not is_open(NEW_YORK, B2B, holidays, noon)
    assert is_open(NEW_YORK, WIDEST_LEGAL, holidays, noon)
    assert next_opening(NEW_YORK, B2B, holidays, noon) == at("2025-07-07T09:00")


def test_a_countrywide_holiday_holds_in_every_region_and_in_no_other_country() -> None:
    holidays = KnownHolidays({("US", ""): frozenset({dt.date(2025, 7, 4)})})
    noon = at("2025-07-04T12:00")
    canada = CallingArea(("America/Toronto",), "CA", "ON")
    assert not is_open(NEW_YORK, B2B, holidays, noon)
    assert is_open(canada, B2B, holidays, noon)


def test_holidays_are_those_of_the_local_day() -> None:
    auckland = CallingArea(("Pacific/Auckland",), "NZ", "")
    holidays = KnownHolidays({("NZ", ""): frozenset({dt.date(2025, 2, 6)})})
    # Thursday the 6th in Auckland is still Wednesday the 5th in UTC.
    assert not is_open(auckland, B2B, holidays, utc("2025-02-05T22:00"))
    assert next_opening(auckland, B2B, holidays, utc("2025-02-05T22:00")) == utc("2025-02-06T20:00")


def test_an_unknown_zone_is_never_open() -> None:
    noon = at("2025-06-04T12:00")
    for zones in (
        (),
        ("Mars/Olympus",),
        ("America/New_York", "nowhere"),
        ("../etc/passwd",),
        ("",),
    ):
        area = CallingArea(zones, "US", "")
        assert not is_open(area, WIDEST_LEGAL, NONE, noon)
        assert open_until(area, WIDEST_LEGAL, NONE, noon) is None
        with pytest.raises(RuleBroken) as refused:
            next_opening(area, WIDEST_LEGAL, NONE, noon)
        assert refused.value.key == "never_opens"


def test_several_possible_zones_are_open_only_together() -> None:
    area = CallingArea(("America/New_York", "America/Los_Angeles"), "US", "")
    assert not is_open(area, B2B, NONE, at("2025-06-04T11:59"))
    assert is_open(area, B2B, NONE, at("2025-06-04T12:00"))
    assert next_opening(area, B2B, NONE, at("2025-06-04T09:00")) == at("2025-06-04T12:00")
    assert open_until(area, B2B, NONE, at("2025-06-04T12:00")) == at("2025-06-04T17:30")
    assert open_until(area, B2B, NONE, at("2025-06-04T11:00")) is None
    assert next_opening(area, B2B, NONE, at("2025-06-06T17:30")) == at("2025-06-09T12:00")


def test_zones_that_never_share_an_open_hour_never_open() -> None:
    area = CallingArea(("America/New_York", "Asia/Tokyo"), "", "")
    with pytest.raises(RuleBroken, match="never_opens"):
        next_opening(area, B2B, NONE, at("2025-06-04T12:00"))
    assert first_opening([area], B2B, NONE, at("2025-06-04T12:00")) is None


def test_a_profile_without_weekdays_never_opens() -> None:
    profile = CallingProfile("none", frozenset(), dt.time(9), dt.time(17), skips_holidays=False)
    with pytest.raises(RuleBroken, match="never_opens"):
        next_opening(NEW_YORK, profile, NONE, at("2025-06-04T12:00"))


def test_the_first_opening_is_the_soonest_of_all_areas() -> None:
    evening = at("2025-06-04T21:30")
    tokyo = CallingArea(("Asia/Tokyo",), "JP", "")
    unknown = CallingArea((), "", "")
    assert first_opening([NEW_YORK, unknown], B2B, NONE, evening) == at("2025-06-05T09:00")
    assert first_opening([NEW_YORK, tokyo], B2B, NONE, evening) == evening
    assert first_opening([], B2B, NONE, evening) is None


def test_the_morning_after_a_clock_change_opens_by_the_new_clock() -> None:
    saturday = at("2025-03-08T22:00")
    assert next_opening(NEW_YORK, WIDEST_LEGAL, NONE, saturday) == utc("2025-03-09T12:00")
    assert next_opening(NEW_YORK, WIDEST_LEGAL, NONE, at("2025-11-01T22:00")) == utc(
        "2025-11-02T13:00"
    )


def test_hours_that_the_clocks_skip_are_not_open() -> None:
    # On 9 March 2025 the clocks of New York go from 2:00 straight to 3:00.
    opening = next_opening(NEW_YORK, NIGHT, NONE, at("2025-03-09T00:00"))
    assert opening == utc("2025-03-09T05:30")
    assert open_until(NEW_YORK, NIGHT, NONE, opening) == utc("2025-03-09T07:00")


def test_hours_that_the_clocks_repeat_are_open_twice_when_they_close_in_between() -> None:
    # On 2 November 2025 the clocks of New York go from 2:00 back to 1:00.
    profile = CallingProfile("early", EVERY_DAY, dt.time(1), dt.time(1, 30), skips_holidays=False)
    first = next_opening(NEW_YORK, profile, NONE, at("2025-11-02T00:00"))
    assert (first, open_until(NEW_YORK, profile, NONE, first)) == (
        utc("2025-11-02T05:00"),
        utc("2025-11-02T05:30"),
    )
    second = next_opening(NEW_YORK, profile, NONE, utc("2025-11-02T05:30"))
    assert (second, open_until(NEW_YORK, profile, NONE, second)) == (
        utc("2025-11-02T06:00"),
        utc("2025-11-02T06:30"),
    )


def test_a_day_that_a_zone_skipped_has_no_window() -> None:
    # Samoa went from 29 December 2011 straight to the 31st when it crossed the date line.
    apia = CallingArea(("Pacific/Apia",), "WS", "")
    thursday_evening = at("2011-12-29T22:00", "Pacific/Apia")
    assert next_opening(apia, WIDEST_LEGAL, NONE, thursday_evening) == at(
        "2011-12-31T08:00", "Pacific/Apia"
    )


def test_half_hour_clock_changes_are_exact() -> None:
    lord_howe = CallingArea(("Australia/Lord_Howe",), "AU", "NSW")
    # Standard time is UTC+10:30, summer time UTC+11.
    assert next_opening(lord_howe, B2B, NONE, utc("2025-04-03T12:00")) == utc("2025-04-03T22:00")
    assert next_opening(lord_howe, B2B, NONE, utc("2025-04-06T12:00")) == utc("2025-04-06T22:30")


@settings(max_examples=60)
@given(area=areas, profile=profiles, moment=moments)
def test_open_until_is_the_end_of_what_is_open(
    area: CallingArea, profile: CallingProfile, moment: dt.datetime
) -> None:
    until = open_until(area, profile, NONE, moment)
    assert (until is not None) == is_open(area, profile, NONE, moment)
    if until is None:
        return
    for step in range(20):
        assert is_open(area, profile, NONE, moment + (until - moment) * step / 20)
    if profile is not ALWAYS:
        assert not is_open(area, profile, NONE, until)
    assert any(
        local.time() == profile.closes or _clocks_change(local)
        for local in (until.astimezone(ZoneInfo(zone)) for zone in area.time_zones)
    )


def _clocks_change(local: dt.datetime) -> bool:
    second_before = (local.astimezone(dt.UTC) - dt.timedelta(seconds=1)).astimezone(local.tzinfo)
    return second_before.utcoffset() != local.utcoffset()


@settings(max_examples=60)
@given(area=areas, profile=profiles, moment=moments)
def test_the_next_opening_is_the_first_open_moment(
    area: CallingArea, profile: CallingProfile, moment: dt.datetime
) -> None:
    try:
        opening = next_opening(area, profile, NONE, moment)
    except RuleBroken:
        opening = moment + dt.timedelta(days=SEARCH_DAYS)
    else:
        assert is_open(area, profile, NONE, opening)
        assert open_until(area, profile, NONE, opening) is not None
    assert (opening == moment) == is_open(area, profile, NONE, moment)
    gap = min(opening - moment, dt.timedelta(days=4))
    for step in range(50):
        if opening > moment:
            assert not is_open(area, profile, NONE, moment + gap * step / 50)
    if opening > moment:
        assert not is_open(area, profile, NONE, opening - dt.timedelta(seconds=1))


@pytest.mark.parametrize(
    "part, expected",
    [
        (PartOfDay.MORNING, "2025-06-05T09:00"),
        (PartOfDay.NOON, "2025-06-04T12:00"),
        (PartOfDay.AFTERNOON, "2025-06-04T14:00"),
    ],
)
def test_a_part_of_the_day_is_found_in_the_prospects_clock(part: PartOfDay, expected: str) -> None:
    noon = at("2025-06-04T12:00")
    assert next_opening_in_part(NEW_YORK, B2B, NONE, noon, part) == at(expected)


def test_a_part_of_the_day_outside_the_window_is_the_next_opening_at_all() -> None:
    mornings = CallingProfile("am", EVERY_DAY, dt.time(9), dt.time(11), skips_holidays=False)
    moment = at("2025-06-04T11:30")
    found = next_opening_in_part(NEW_YORK, mornings, NONE, moment, PartOfDay.AFTERNOON)
    assert found == at("2025-06-05T09:00")
    with pytest.raises(RuleBroken, match="never_opens"):
        next_opening_in_part(CallingArea((), "", ""), B2B, NONE, moment, PartOfDay.NOON)


def test_the_part_is_that_of_the_first_zone_while_all_zones_are_open() -> None:
    area = CallingArea(("America/New_York", "America/Los_Angeles"), "US", "")
    moment = at("2025-06-04T07:00")
    assert next_opening_in_part(area, B2B, NONE, moment, PartOfDay.NOON) == at("2025-06-04T12:00")
    # It is never morning in New York while Los Angeles is open: any opening will do.
    assert next_opening_in_part(area, B2B, NONE, moment, PartOfDay.MORNING) == at(
        "2025-06-04T12:00"
    )


@settings(max_examples=40)
@given(zone=st.sampled_from(ZONES), moment=moments, part=st.sampled_from(PartOfDay))
def test_a_found_part_is_open_and_in_that_part(
    zone: str, moment: dt.datetime, part: PartOfDay
) -> None:
    area = CallingArea((zone,), "US", "")
    found = next_opening_in_part(area, B2B, NONE, moment, part)
    local = local_time(area, found)
    assert found >= moment
    assert is_open(area, B2B, NONE, found)
    assert local is not None
    assert part_of_day(local) is part


@pytest.mark.parametrize(
    "clock, part",
    [
        ("00:00", "morning"),
        ("11:59:59", "morning"),
        ("12:00", "noon"),
        ("13:59:59", "noon"),
        ("14:00", "afternoon"),
        ("23:59", "afternoon"),
    ],
)
def test_parts_of_the_day_start_at_noon_and_at_two(clock: str, part: str) -> None:
    assert part_of_day(at(f"2025-06-04T{clock}")) == part


def test_local_time_is_that_of_the_first_zone_and_none_when_unknown() -> None:
    area = CallingArea(("Asia/Kathmandu", "Asia/Kolkata"), "NP", "")
    local = local_time(area, utc("2025-06-04T12:00"))
    assert local is not None
    assert local.strftime("%H:%M") == "17:45"
    assert local_time(CallingArea((), "", ""), utc("2025-06-04T12:00")) is None
    assert local_time(CallingArea(("Mars/X",), "", ""), utc("2025-06-04T12:00")) is None


@pytest.mark.parametrize(
    "weekdays, opens, closes",
    [
        (frozenset({0}), dt.time(17), dt.time(9)),
        (frozenset({0}), dt.time(9), dt.time(9)),
        (frozenset({7}), dt.time(9), dt.time(17)),
    ],
)
def test_a_window_that_can_not_be_kept_is_refused(
    weekdays: frozenset[int], opens: dt.time, closes: dt.time
) -> None:
    with pytest.raises(BadInput, match="bad_hours"):
        CallingProfile("odd", weekdays, opens, closes, skips_holidays=True)


def test_a_time_without_a_zone_is_refused() -> None:
    naive = dt.datetime(2025, 6, 4, 12)  # noqa: DTZ001 - the mistake this is about
    with pytest.raises(BadInput, match="naive_time"):
        next_opening(NEW_YORK, B2B, NONE, naive)
