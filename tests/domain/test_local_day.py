# SPDX-License-Identifier: MIT
"""Days and clock readings of zones as exact moments."""

from __future__ import annotations

import datetime as dt
import itertools
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leaddesk.domain.errors import BadInput
from leaddesk.domain.local_day import (
    day_span,
    known_zone,
    local_date,
    spans_of,
    utc,
    wall_spans,
    zone_of,
)

HOUR = dt.timedelta(hours=1)
CHANGING = (
    "America/New_York",
    "Australia/Lord_Howe",
    "Africa/Cairo",
    "America/Havana",
    "Pacific/Apia",
    "Asia/Kathmandu",
    "America/Sao_Paulo",
    "UTC",
)


@pytest.mark.parametrize(
    "zone, day, hours",
    [
        ("America/New_York", dt.date(2025, 6, 4), 24),
        ("America/New_York", dt.date(2025, 3, 9), 23),
        ("America/New_York", dt.date(2025, 11, 2), 25),
        ("Australia/Lord_Howe", dt.date(2025, 4, 6), 24.5),
        ("Africa/Cairo", dt.date(2025, 4, 25), 23),
        ("America/Sao_Paulo", dt.date(2018, 11, 4), 23),
        ("America/Sao_Paulo", dt.date(2018, 2, 17), 25),
        ("Pacific/Apia", dt.date(2011, 12, 30), 0),
    ],
)
def test_a_local_day_is_as_long_as_its_clocks_make_it(
    zone: str, day: dt.date, hours: float
) -> None:
    start, end = day_span(zone, day)
    assert end - start == hours * HOUR


def test_a_day_starts_at_its_first_moment_where_midnight_is_skipped() -> None:
    start, _ = day_span("Africa/Cairo", dt.date(2025, 4, 25))
    assert start.astimezone(ZoneInfo("Africa/Cairo")).strftime("%d %H:%M") == "25 01:00"


@given(
    zone=st.sampled_from(CHANGING),
    at=st.datetimes(
        dt.datetime(2011, 1, 1),  # noqa: DTZ001 - the zone comes from `timezones`
        dt.datetime(2027, 12, 31),  # noqa: DTZ001
        timezones=st.just(dt.UTC),
    ),
)
def test_every_moment_lies_in_the_span_of_its_local_day(zone: str, at: dt.datetime) -> None:
    start, end = day_span(zone, local_date(zone, at))
    assert start <= at < end


@given(
    zone=st.sampled_from(CHANGING),
    start=st.datetimes(
        dt.datetime(2017, 1, 1),  # noqa: DTZ001 - a clock reading has no zone
        dt.datetime(2026, 1, 1),  # noqa: DTZ001
    ).map(lambda reading: reading.replace(second=0, microsecond=0)),
    minutes=st.integers(1, 1440),
    probe=st.integers(-180, 1620),
)
def test_a_moment_is_in_a_span_exactly_when_the_clock_reads_so(
    zone: str, start: dt.datetime, minutes: int, probe: int
) -> None:
    end = start + dt.timedelta(minutes=minutes)
    at = start.replace(tzinfo=ZoneInfo(zone)).astimezone(dt.UTC) + dt.timedelta(minutes=probe)
    reading = at.astimezone(ZoneInfo(zone)).replace(tzinfo=None)
    spans = wall_spans(zone_of(zone), start, end)
    assert any(begin <= at < finish for begin, finish in spans) == (start <= reading < end)
    assert all(one[1] < two[0] for one, two in itertools.pairwise(spans))


@pytest.mark.parametrize(
    "day", [dt.date(2025, 3, 9), dt.date(2025, 11, 2), dt.date(2025, 11, 1), dt.date(2025, 3, 8)]
)
def test_around_a_change_of_the_clocks_spans_agree_minute_by_minute(day: dt.date) -> None:
    zone = ZoneInfo("America/New_York")
    midnight = dt.datetime.combine(day, dt.time.min, dt.UTC)
    for opens, closes in (("00:30", "01:30"), ("01:00", "02:00"), ("02:15", "02:45")):
        first, last = dt.time.fromisoformat(opens), dt.time.fromisoformat(closes)
        spans = spans_of(zone, day, first, last)
        for minute in range(0, 36 * 60, 15):
            at = midnight + dt.timedelta(minutes=minute)
            local = at.astimezone(zone)
            expected = local.date() == day and first <= local.time() < last
            assert any(start <= at < end for start, end in spans) == expected


@pytest.mark.parametrize(
    "day, opens, closes, hours",
    [
        (dt.date(2025, 11, 2), 0, 1, [1]),
        (dt.date(2025, 11, 2), 0, 2, [3]),
        (dt.date(2025, 11, 2), 1, 2, [2]),
        (dt.date(2025, 11, 2), 2, 3, [1]),
        (dt.date(2025, 3, 9), 1, 4, [2]),
        (dt.date(2025, 3, 9), 2, 3, []),
        (dt.date(2025, 3, 9), 3, 4, [1]),
    ],
)
def test_spans_around_a_change_are_whole_and_never_empty(
    day: dt.date, opens: int, closes: int, hours: list[int]
) -> None:
    spans = spans_of(zone_of("America/New_York"), day, dt.time(opens), dt.time(closes))
    assert [end - start for start, end in spans] == [length * HOUR for length in hours]


def test_midnight_as_closing_is_the_end_of_the_day() -> None:
    zone = zone_of("UTC")
    day = dt.date(2025, 6, 4)
    ((start, end),) = spans_of(zone, day, dt.time(20), dt.time(0))
    assert (start.isoformat(), end.isoformat()) == (
        "2025-06-04T20:00:00+00:00",
        "2025-06-05T00:00:00+00:00",
    )


@pytest.mark.parametrize("name", ["", "Mars/Olympus", "../../etc/passwd", "America", "a\0b"])
def test_a_name_that_is_no_zone_is_none_or_refused(name: str) -> None:
    assert known_zone(name) is None
    with pytest.raises(BadInput, match="unknown_zone"):
        zone_of(name)


def test_a_time_without_a_zone_is_refused() -> None:
    with pytest.raises(BadInput, match="naive_time"):
        utc(dt.datetime(2025, 6, 4, 12))  # noqa: DTZ001 - the mistake this is about
