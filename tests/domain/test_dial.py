# SPDX-License-Identifier: MIT
"""The hour of a call at the prospect, and the usual wait told from steps of minutes."""

from __future__ import annotations

import datetime as dt
import statistics

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leaddesk.domain.dial import UNKNOWN, WAITS, hour_of_week, median_wait, wait_step


def test_hours_are_counted_from_monday() -> None:
    assert hour_of_week(dt.datetime(2026, 5, 11, 0, 59, tzinfo=dt.UTC)) == 0
    assert hour_of_week(dt.datetime(2026, 5, 12, 9, 0, tzinfo=dt.UTC)) == 33
    assert hour_of_week(dt.datetime(2026, 5, 17, 23, 59, tzinfo=dt.UTC)) == 167
    assert hour_of_week(None) == UNKNOWN


@pytest.mark.parametrize(
    "seconds, step", [(0, 1), (59, 1), (60, 2), (299, 5), (300, 6), (10**9, 14400)]
)
def test_a_wait_stands_below_its_step(seconds: int, step: int) -> None:
    assert wait_step(seconds) == step


@given(st.lists(st.integers(1, 14_000 * 60), min_size=1, max_size=60))
def test_the_usual_wait_lies_in_the_step_of_the_true_one(waits: list[int]) -> None:
    steps = [wait_step(seconds) for seconds in waits]
    told = median_wait([(step, steps.count(step)) for step in set(steps)])
    assert told is not None
    low, high = sorted(waits)[(len(waits) - 1) // 2], statistics.median_high(waits)
    edges = (0, *WAITS)
    assert edges[WAITS.index(wait_step(low))] <= told.total_seconds() / 60 <= wait_step(high)


def test_no_calls_have_no_usual_wait() -> None:
    assert median_wait([]) is None
    assert median_wait([(5, 0)]) is None
