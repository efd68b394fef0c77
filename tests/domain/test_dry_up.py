# SPDX-License-Identifier: MIT
"""The dry-up guard: first calls not made are missed weeks later, and the first week is named."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leaddesk.domain.dry_up import (
    FEWEST_LAGS,
    LAG_SHARES,
    CallWeek,
    DryUpRule,
    days_below,
    first_short,
    forecast,
    measured,
    monday_of,
)
from leaddesk.domain.errors import BadInput

MONDAY = dt.date(2026, 5, 11)
WEEK = dt.timedelta(days=7)
RULE = DryUpRule()
weeks_of_calls = st.lists(
    st.tuples(st.integers(0, 400), st.integers(0, 200)), min_size=RULE.weeks, max_size=RULE.weeks
)


def past(*made: tuple[int, int]) -> dict[dt.date, CallWeek]:
    """Return weeks up to this one, the newest last."""
    return {MONDAY - (len(made) - 1 - n) * WEEK: CallWeek(*week) for n, week in enumerate(made)}


def test_calls_that_were_not_made_are_missed_by_the_lag_of_qualifying() -> None:
    weeks = past((200, 200), (200, 200), (200, 200), (100, 200), (0, 0))

    found = forecast(weeks, MONDAY + dt.timedelta(days=2), 200, 0.1, RULE)

    assert [week.monday for week in found] == [MONDAY + n * WEEK for n in range(5)]
    # A hundred calls too few last week: a quarter of their ten leads is missed this week.
    assert [round(week.likely, 2) for week in found] == [17.5, 18.0, 19.0, 19.5, 20.0]
    assert {week.asked for week in found} == {20.0}


def test_the_first_short_week_may_lie_ahead() -> None:
    slow = DryUpRule(lag_shares=(0.0, 0.1, 0.9))
    found = forecast(past((200, 200), (200, 200), (100, 200)), MONDAY, 200, 0.1, slow)

    short = first_short(found, slow)

    assert short is not None
    assert short.monday == MONDAY + 2 * WEEK
    assert round(short.likely, 2) == 11.0


def test_less_than_one_lead_or_a_tenth_is_chance() -> None:
    assert first_short(forecast(past((0, 20)), MONDAY, 20, 0.04, RULE), RULE) is None
    assert first_short(forecast(past((185, 200)), MONDAY, 200, 0.5, RULE), RULE) is None


@given(weeks_of_calls, st.integers(1, 500), st.floats(0, 1))
def test_a_team_that_made_its_calls_never_falls_short(
    made: list[tuple[int, int]], a_week: int, share: float
) -> None:
    weeks = past(*((more + asked, asked) for more, asked in made))
    assert first_short(forecast(weeks, MONDAY, a_week, share, RULE), RULE) is None


@given(weeks_of_calls, st.integers(0, 500), st.floats(0, 1), st.integers(0, 4), st.integers(1, 50))
def test_one_more_call_never_lowers_a_week(
    made: list[tuple[int, int]], a_week: int, share: float, which: int, more: int
) -> None:
    better = list(made)
    better[which] = (made[which][0] + more, made[which][1])
    before = forecast(past(*made), MONDAY, a_week, share, RULE)
    after = forecast(past(*better), MONDAY, a_week, share, RULE)
    assert all(b.likely >= a.likely - 1e-9 for a, b in zip(before, after, strict=True))
    assert all(week.likely >= 0 for week in before)


@given(weeks_of_calls, st.integers(0, 500), st.floats(0, 1))
def test_a_week_is_late_by_what_all_weeks_miss_together(
    made: list[tuple[int, int]], a_week: int, share: float
) -> None:
    """What is missed in the end is what was not called, however it is spread over the weeks."""
    only_now = past((made[0][0], made[0][1]))
    asked = max(a_week, made[0][1])
    found = forecast(only_now, MONDAY, asked, share, RULE)
    missed = sum(week.asked - week.likely for week in found)
    assert missed == pytest.approx(share * (made[0][1] - made[0][0]), abs=1e-6)


def test_days_below_the_target_are_counted_from_the_last_one_back() -> None:
    assert days_below((1, 12, 6, 7, 11), 12) == 3
    assert days_below((6, 12), 12) == 0
    assert days_below((), 12) == 0


def test_a_week_begins_on_monday() -> None:
    assert {monday_of(MONDAY + dt.timedelta(days=n)) for n in range(7)} == {MONDAY}


@pytest.mark.parametrize(
    "lags, short", [((), 0.1), ((0.5, 0.4), 0.1), ((1.5, -0.5), 0.1), (LAG_SHARES, 1.0)]
)
def test_a_rule_that_means_nothing_is_refused(lags: tuple[float, ...], short: float) -> None:
    with pytest.raises(BadInput, match="bad_dry_up"):
        DryUpRule(lags, short)


@given(st.lists(st.integers(-1, 30), max_size=300))
def test_measured_weeks_are_shares_drawn_to_the_rule(weeks: list[int]) -> None:
    found = measured(RULE, weeks)
    if len(weeks) < FEWEST_LAGS:
        assert found is RULE
        return
    assert sum(found.lag_shares) == pytest.approx(1)
    first = sum(week <= 0 for week in weeks) / len(weeks)
    low, high = sorted((first, LAG_SHARES[0]))
    assert low - 1e-9 <= found.lag_shares[0] <= high + 1e-9
    late = sum(week >= RULE.weeks - 1 for week in weeks) / len(weeks)
    low, high = sorted((late, LAG_SHARES[-1]))
    assert low - 1e-9 <= found.lag_shares[-1] <= high + 1e-9
