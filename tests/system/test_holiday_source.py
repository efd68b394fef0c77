# SPDX-License-Identifier: MIT
"""Public holidays from the package: right days, known places, and never an error."""

from __future__ import annotations

import datetime as dt
import subprocess
import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from leaddesk.domain.calling_hours import B2B, CallingArea, is_open, next_opening
from leaddesk.system import holiday_source
from leaddesk.system.holiday_source import PackageHolidays


@pytest.fixture(scope="module")
def source() -> PackageHolidays:
    return PackageHolidays()


@pytest.mark.parametrize(
    "country, region, day, holiday",
    [
        ("US", "", dt.date(2025, 7, 4), True),
        ("US", "", dt.date(2025, 7, 7), False),
        ("US", "CA", dt.date(2025, 3, 31), True),
        ("US", "US-CA", dt.date(2025, 3, 31), True),
        ("us", "california", dt.date(2025, 3, 31), True),
        ("US", "NY", dt.date(2025, 3, 31), False),
        ("US", "", dt.date(2021, 12, 31), True),
        ("DE", "BY", dt.date(2025, 1, 6), True),
        ("DE", "Bayern", dt.date(2025, 1, 6), True),
        ("DE", "BE", dt.date(2025, 1, 6), False),
        ("GB", "SCT", dt.date(2025, 1, 2), True),
        ("GB", "ENG", dt.date(2025, 1, 2), False),
    ],
)
def test_days_of_a_country_and_its_regions(
    source: PackageHolidays, country: str, region: str, day: dt.date, *, holiday: bool
) -> None:
    assert source.is_holiday(country, region, day) is holiday


def test_an_unknown_region_has_the_days_of_its_country(source: PackageHolidays) -> None:
    assert source.days("US", "Atlantis", 2025) == source.days("US", "", 2025)


@pytest.mark.parametrize("country", ["", "XX", "Atlantis", "U", "\0", "../etc", "X" * 10_000])
def test_an_unknown_country_has_no_holidays(source: PackageHolidays, country: str) -> None:
    assert source.days(country, "CA", 2025) == {}
    assert not source.is_holiday(country, "", dt.date(2025, 12, 25))


def test_the_days_of_a_year_have_names_and_stand_in_order(source: PackageHolidays) -> None:
    days = source.days("US", "", 2025)
    assert list(days) == sorted(days)
    assert {day.year for day in days} == {2025}
    assert days[dt.date(2025, 7, 4)] == "Independence Day"


def test_a_day_observed_in_the_old_year_belongs_to_the_old_year(source: PackageHolidays) -> None:
    # New Year of 2022 fell on a Saturday and was kept on Friday, 31 December 2021.
    assert dt.date(2021, 12, 31) in source.days("US", "", 2021)
    assert dt.date(2021, 12, 31) not in source.days("US", "", 2022)


def test_an_answer_is_worked_out_once(source: PackageHolidays) -> None:
    assert source.days("FR", "", 2025) is source.days("FR", "", 2025)


def test_memory_stays_bounded_whatever_regions_a_list_brings(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(holiday_source, "_MOST_KEPT", 3)
    source = PackageHolidays()
    for number in range(10):
        assert source.is_holiday("US", f"region {number}", dt.date(2025, 7, 4))
    assert len(source._years) <= 3


@settings(max_examples=10)
@given(country=st.text(max_size=50), region=st.text(max_size=50), day=st.dates())
def test_nothing_that_stands_in_a_list_raises(country: str, region: str, day: dt.date) -> None:
    source = PackageHolidays()
    assert source.is_holiday(country, region, day) in {True, False}
    assert source.is_holiday("US", region, day) in {True, False}


def test_it_serves_as_the_calendar_of_the_calling_window(source: PackageHolidays) -> None:
    area = CallingArea(("America/Chicago",), "US", "TX")
    independence_day = dt.datetime(2025, 7, 4, 17, tzinfo=dt.UTC)
    assert not is_open(area, B2B, source, independence_day)
    assert next_opening(area, B2B, source, independence_day) == dt.datetime(
        2025, 7, 7, 14, tzinfo=dt.UTC
    )


def test_the_package_is_not_imported_before_it_is_asked() -> None:
    program = (
        "import sys, leaddesk.system.holiday_source as source\n"
        "calendar = source.PackageHolidays()\n"
        "assert 'holidays' not in sys.modules\n"
        "assert calendar.days('US', '', 2025)\n"
        "assert 'holidays' in sys.modules\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stderr) == (0, "")
