# SPDX-License-Identifier: MIT
"""Days of work before a team: weekdays, holidays, absence, part time, and people who are new."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leaddesk.domain.capacity import Ramp, Worker, person_days
from leaddesk.domain.errors import BadInput
from leaddesk.domain.holiday_calendar import NoHolidays

MONDAY = dt.date(2027, 1, 4)
SUNDAY = MONDAY + dt.timedelta(days=6)
WEEK = frozenset(range(5))
AT_ONCE = Ramp(weeks=0)


class OneHoliday:
    """A calendar with one day off in one place."""

    def is_holiday(self, country: str, region: str, day: dt.date) -> bool:
        return (country, region, day) == ("US", "MN", MONDAY)


def test_a_week_of_people_less_what_they_are_away() -> None:
    tuesday = MONDAY + dt.timedelta(days=1)
    workers = [
        Worker(WEEK), Worker(frozenset({0, 1})), Worker(WEEK, shares={tuesday: 0.0}),
        Worker(WEEK, part=0.5),
    ]  # fmt: skip
    days = person_days(workers, AT_ONCE, NoHolidays(), "US")
    assert days(MONDAY, SUNDAY) == 5 + 2 + 4 + 2.5
    assert days(tuesday, tuesday) == 1 + 1 + 0 + 0.5
    assert days(SUNDAY, SUNDAY) == 0
    trained = Worker(WEEK, shares={tuesday: 0.25}, part=0.5)
    assert person_days([trained], AT_ONCE, NoHolidays(), "US")(MONDAY, SUNDAY) == 2 + 0.125
    assert days(SUNDAY, MONDAY) == 0


def test_a_public_holiday_of_the_place_counts_for_nobody() -> None:
    workers = [Worker(WEEK), Worker(WEEK)]
    assert person_days(workers, AT_ONCE, OneHoliday(), "US", "MN")(MONDAY, SUNDAY) == 8
    assert person_days(workers, AT_ONCE, OneHoliday(), "US", "WI")(MONDAY, SUNDAY) == 10


def test_a_new_person_comes_up_week_by_week() -> None:
    ramp = Ramp(weeks=2, start=0.5)
    shares = [ramp.share(MONDAY, MONDAY + dt.timedelta(days=n)) for n in (-1, 0, 6, 7, 13, 14)]
    assert shares == [0.0, 0.5, 0.5, 0.75, 0.75, 1.0]
    assert ramp.share(None, MONDAY) == 1.0
    days = person_days([Worker(WEEK, joined=MONDAY)], ramp, NoHolidays(), "US")
    assert days(MONDAY, MONDAY + dt.timedelta(days=20)) == 2.5 + 3.75 + 5


@given(st.integers(0, 30), st.floats(0, 1), st.integers(-40, 400))
def test_a_ramp_never_falls(weeks: int, start: float, after: int) -> None:
    ramp, day = Ramp(weeks, start), MONDAY + dt.timedelta(days=after)
    share, later = ramp.share(MONDAY, day), ramp.share(MONDAY, day + dt.timedelta(days=7))
    assert 0 <= share <= later <= 1


@given(st.integers(0, 60), st.integers(0, 60))
def test_two_stretches_are_as_much_as_both_together(one: int, two: int) -> None:
    workers = [Worker(WEEK, joined=MONDAY), Worker(frozenset({0, 6}), part=0.3)]
    days = person_days(workers, Ramp(), NoHolidays(), "US")
    middle = MONDAY + dt.timedelta(days=one)
    end = middle + dt.timedelta(days=two + 1)
    both = days(MONDAY, middle) + days(middle + dt.timedelta(days=1), end)
    assert days(MONDAY, end) == pytest.approx(both)


@pytest.mark.parametrize("weeks, start", [(-1, 0.5), (3, -0.1), (3, 1.1)])
def test_a_ramp_that_leads_nowhere_is_refused(weeks: int, start: float) -> None:
    with pytest.raises(BadInput, match="bad_ramp"):
        Ramp(weeks, start)
