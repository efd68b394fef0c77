# SPDX-License-Identifier: MIT
"""Whom a notice asks, when two working days are over, and when enough people know it."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leaddesk.domain.business_hours import BusinessHours
from leaddesk.domain.notice import Coverage, Standing, due_at, is_for
from leaddesk.domain.person import Person, Role

HOURS = BusinessHours("America/Chicago")
TUESDAY = dt.datetime(2026, 5, 12, 17, tzinfo=dt.UTC)  # noon in Chicago
DAY = dt.timedelta(days=1)


class Closed:
    """Every day of one year is a public holiday but those named."""

    def __init__(self, *days: dt.date) -> None:
        self._days = days

    def is_holiday(self, _country: str, _region: str, day: dt.date) -> bool:
        return day in self._days


def person(*roles: Role, active: bool = True) -> Person:
    return Person(1, "Dana", frozenset(roles), "UTC", active=active)


@pytest.mark.parametrize(
    "who, tiers, asked",
    [
        (person(Role.QUALIFIER), (), True),
        (person(Role.TEAM_LEAD), (), True),
        (person(Role.QUALIFIER), (1,), True),
        (person(Role.QUALIFIER), (2,), False),
        (person(Role.QUALIFIER, Role.SENIOR_REP), (2,), True),
        (person(Role.TEAM_LEAD), (1, 2), False),
        (person(Role.QUALIFIER, active=False), (), False),
    ],
)
def test_a_notice_asks_active_people_of_its_tiers(
    who: Person, tiers: tuple[int, ...], *, asked: bool
) -> None:
    assert is_for(who, tiers) is asked


@pytest.mark.parametrize(
    "asked_at, due",
    [
        (TUESDAY, TUESDAY + 2 * DAY),
        (TUESDAY + 2 * DAY, TUESDAY + 6 * DAY),  # over the weekend
        # In the evening the whole of two days is left: Wednesday and Thursday until 17:30.
        (TUESDAY + dt.timedelta(hours=9), dt.datetime(2026, 5, 14, 22, 30, tzinfo=dt.UTC)),
    ],
)
def test_two_working_days_leave_out_nights_and_weekends(
    asked_at: dt.datetime, due: dt.datetime
) -> None:
    assert due_at(asked_at, HOURS) == due


def test_a_holiday_is_no_working_day() -> None:
    closed = BusinessHours("America/Chicago", holidays=Closed(dt.date(2026, 5, 13)))
    assert due_at(TUESDAY, closed) == TUESDAY + 3 * DAY


@pytest.mark.parametrize(
    "asked, known, covered",
    [(0, 0, True), (1, 0, False), (6, 5, False), (6, 6, True), (20, 19, True), (20, 18, False)],
)
def test_enough_is_ninety_five_of_a_hundred(asked: int, known: int, *, covered: bool) -> None:
    coverage = Coverage(asked, known, TUESDAY)
    assert coverage.is_covered is covered
    late = Standing.COVERED if covered else Standing.LATE
    assert coverage.standing(TUESDAY + DAY) is late
    assert coverage.standing(TUESDAY) is (Standing.COVERED if covered else Standing.OPEN)


@given(st.integers(0, 500), st.integers(0, 500))
def test_one_more_who_knows_it_never_uncovers_a_notice(asked: int, known: int) -> None:
    known = min(known, asked)
    more = min(known + 1, asked)
    before, after = (Coverage(asked, n, TUESDAY).is_covered for n in (known, more))
    assert after or not before
    assert Coverage(asked, asked, TUESDAY).is_covered
