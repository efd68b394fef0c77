# SPDX-License-Identifier: MIT
"""Business time: adding it up and counting it, the one the inverse of the other."""

from __future__ import annotations

import datetime as dt
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leaddesk.domain.business_hours import BusinessHours
from leaddesk.domain.calling_hours import KnownHolidays
from leaddesk.domain.errors import BadInput, RuleBroken

HOUR = dt.timedelta(hours=1)
NOTHING = dt.timedelta()
EVERY_DAY = frozenset(range(7))
NEW_YORK = BusinessHours("America/New_York")
WITH_BREAKS = BusinessHours(
    "Europe/Berlin",
    dt.time(8),
    dt.time(18),
    breaks=((dt.time(12), dt.time(13)), (dt.time(15), dt.time(15, 20)), (dt.time(7), dt.time(8))),
    country="DE",
    holidays=KnownHolidays({("DE", ""): frozenset({dt.date(2025, 5, 1), dt.date(2025, 12, 25)})}),
)
NIGHT_SHIFT = BusinessHours("America/New_York", dt.time(0), dt.time(4), EVERY_DAY)
ROUND_THE_CLOCK = BusinessHours("Australia/Lord_Howe", dt.time(0), dt.time(0), EVERY_DAY)

hours = st.sampled_from((NEW_YORK, WITH_BREAKS, NIGHT_SHIFT, ROUND_THE_CLOCK))
moments = st.datetimes(
    dt.datetime(2025, 1, 1),  # noqa: DTZ001 - the zone comes from `timezones`
    dt.datetime(2025, 12, 31),  # noqa: DTZ001
    timezones=st.just(dt.UTC),
)
amounts = st.timedeltas(NOTHING, dt.timedelta(hours=100))


def at(text: str, zone: str = "America/New_York") -> dt.datetime:
    return dt.datetime.fromisoformat(text).replace(tzinfo=ZoneInfo(zone))


@given(hours=hours, start=moments, amount=amounts)
def test_what_was_added_is_what_lies_between(
    hours: BusinessHours, start: dt.datetime, amount: dt.timedelta
) -> None:
    assert hours.between(start, hours.add(start, amount)) == amount


@given(hours=hours, start=moments, amount=amounts)
def test_the_end_of_an_amount_is_the_first_such_moment(
    hours: BusinessHours, start: dt.datetime, amount: dt.timedelta
) -> None:
    end = hours.add(start, amount)
    tick = dt.timedelta(microseconds=1)
    assert end >= start
    if amount:
        assert hours.between(start, end - tick) == amount - tick


@given(hours=hours, start=moments, one=amounts, two=amounts)
def test_adding_keeps_the_order_and_adds_up(
    hours: BusinessHours, start: dt.datetime, one: dt.timedelta, two: dt.timedelta
) -> None:
    assert (hours.add(start, one) <= hours.add(start, two)) or one > two
    assert hours.add(hours.add(start, one), two) == hours.add(start, one + two)
    assert hours.add(start, one) <= hours.add(start + two, one)


@given(hours=hours, one=moments, two=moments, three=moments)
def test_counting_adds_up_over_parts(
    hours: BusinessHours, one: dt.datetime, two: dt.datetime, three: dt.datetime
) -> None:
    early, middle, late = sorted((one, two, three))
    whole = hours.between(early, late)
    assert whole == hours.between(early, middle) + hours.between(middle, late)
    assert NOTHING <= whole <= late - early
    assert hours.between(late, early) == NOTHING or early == late


@given(hours=hours, moment=moments)
def test_a_moment_is_working_exactly_when_time_counts_there(
    hours: BusinessHours, moment: dt.datetime
) -> None:
    tick = dt.timedelta(microseconds=1)
    assert hours.is_working(moment) == (hours.between(moment, moment + tick) == tick)


@pytest.mark.parametrize(
    "offered, amount, due",
    [
        ("2025-06-04T10:00", 2, "2025-06-04T12:00"),
        ("2025-06-04T16:30", 2, "2025-06-05T10:00"),
        ("2025-06-04T15:30", 2, "2025-06-04T17:30"),
        ("2025-06-06T17:00", 2, "2025-06-09T10:30"),
        ("2025-06-07T12:00", 2, "2025-06-09T11:00"),
        ("2025-06-04T09:00", 24, "2025-06-06T16:00"),
        ("2025-06-04T09:00", 72, "2025-06-16T13:00"),
    ],
)
def test_handoff_clocks_run_in_business_hours(offered: str, amount: int, due: str) -> None:
    assert NEW_YORK.add(at(offered), amount * HOUR) == at(due)


def test_speed_to_lead_counts_from_the_next_opening() -> None:
    friday_night, monday = at("2025-06-06T22:00"), at("2025-06-09T09:04")
    assert NEW_YORK.between(friday_night, monday) == dt.timedelta(minutes=4)


def test_breaks_and_holidays_do_not_count() -> None:
    berlin = "Europe/Berlin"
    start = at("2025-04-30T11:30", berlin)
    assert WITH_BREAKS.add(start, HOUR) == at("2025-04-30T13:30", berlin)
    assert WITH_BREAKS.between(start, at("2025-05-02T08:00", berlin)) == 5 * HOUR + dt.timedelta(
        minutes=10
    )
    assert not WITH_BREAKS.is_working(at("2025-04-30T12:00", berlin))
    assert WITH_BREAKS.is_working(at("2025-04-30T13:00", berlin))
    assert not WITH_BREAKS.is_working(at("2025-05-01T10:00", berlin))


def test_time_that_passes_counts_on_the_nights_the_clocks_change() -> None:
    midnight, four = at("2025-03-09T00:00"), at("2025-03-09T04:00")
    assert NIGHT_SHIFT.between(midnight, four) == 3 * HOUR
    assert NIGHT_SHIFT.between(at("2025-11-02T00:00"), at("2025-11-02T04:00")) == 5 * HOUR
    assert NIGHT_SHIFT.add(midnight, 3 * HOUR) == four
    assert NIGHT_SHIFT.add(at("2025-11-02T00:00"), 5 * HOUR) == at("2025-11-02T04:00")


def test_nothing_added_is_the_start_itself_even_at_night() -> None:
    night = at("2025-06-04T03:00")
    assert NEW_YORK.add(night, NOTHING) == night


@pytest.mark.parametrize(
    "hours",
    [
        BusinessHours("UTC", weekdays=frozenset()),
        BusinessHours("UTC", dt.time(9), dt.time(9)),
        BusinessHours("UTC", breaks=((dt.time(8), dt.time(18)),)),
    ],
)
def test_hours_that_never_come_are_refused_and_count_nothing(hours: BusinessHours) -> None:
    start = at("2025-06-04T10:00")
    assert hours.between(start, start + dt.timedelta(days=30)) == NOTHING
    assert not hours.is_working(start)
    with pytest.raises(RuleBroken, match="never_opens"):
        hours.add(start, HOUR)


def test_hours_and_amounts_that_make_no_sense_are_refused() -> None:
    with pytest.raises(BadInput, match="bad_hours"):
        BusinessHours("UTC", dt.time(17), dt.time(9))
    with pytest.raises(BadInput, match="bad_hours"):
        BusinessHours("UTC", breaks=((dt.time(13), dt.time(12)),))
    with pytest.raises(BadInput, match="bad_hours"):
        BusinessHours("UTC", weekdays=frozenset({7}))
    with pytest.raises(BadInput, match="unknown_zone"):
        BusinessHours("Mars/Olympus").is_working(at("2025-06-04T10:00"))
    with pytest.raises(BadInput, match="negative_time"):
        NEW_YORK.add(at("2025-06-04T10:00"), -HOUR)
