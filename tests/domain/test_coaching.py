# SPDX-License-Identifier: MIT
"""Which days coaching compares, and what counts as having moved."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leaddesk.domain.coaching import DAYS, Figure, moved_most, working_days

TODAY = dt.date(2026, 5, 14)
counts = st.integers(0, 2_000)


def test_the_last_working_days_leave_out_today_and_days_off() -> None:
    days = working_days(lambda day: day.weekday() < 5, TODAY)
    assert (len(days), days[0], days[DAYS], days[-1]) == (
        2 * DAYS, dt.date(2026, 5, 13), dt.date(2026, 4, 29), dt.date(2026, 4, 16),
    )  # fmt: skip
    assert working_days(lambda _day: False, TODAY) == ()


@given(counts, counts)
def test_a_change_points_where_the_mean_went(total: int, before: int) -> None:
    figure = Figure("calls", 10, total, 10, before)
    assert (figure.moved > 0) == (total > before)
    assert figure.moved == pytest.approx(-Figure("calls", 10, before, 10, total).moved)


@given(counts, counts)
def test_nothing_moved_where_there_is_nothing_to_compare(total: int, before: int) -> None:
    assert Figure("calls", 10, total, 0, 0).moved == 0
    assert Figure("calls", 0, 0, 10, before).moved == 0
    assert Figure("calls", 10, total, 0, 0).before is None


def test_ten_more_calls_in_a_hundred_say_less_than_ten_handoffs_in_ten() -> None:
    calls, handoffs = Figure("calls", 10, 110, 10, 100), Figure("handoffs", 10, 20, 10, 10)
    quiet = Figure("won", 10, 1, 10, 1)
    down = Figure("conversations", 10, 20, 10, 80)
    assert moved_most((calls, handoffs, quiet, down)) == (down, handoffs)
    assert moved_most((calls, handoffs, quiet, down), 1) == (down,)
