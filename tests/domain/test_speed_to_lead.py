# SPDX-License-Identifier: MIT
"""Tests for speed to lead."""

from __future__ import annotations

import datetime as dt
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leaddesk.domain.dial import WAITS, wait_step
from leaddesk.domain.speed_to_lead import (
    Speed,
    SpeedToLead,
    speed_of,
    speed_of_steps,
    speed_to_lead,
)
from leaddesk.domain.yardsticks import Yardsticks

MINUTE = dt.timedelta(minutes=1)


@pytest.mark.parametrize(
    "seconds, speed",
    [
        (0, Speed.GREEN),
        (299, Speed.GREEN),
        (300, Speed.AMBER),
        (899, Speed.AMBER),
        (900, Speed.SLOW),
        (3600, Speed.SLOW),
        (3601, Speed.RED),
    ],
)
def test_green_below_five_amber_below_fifteen_red_above_sixty(seconds: int, speed: Speed) -> None:
    assert speed_of(dt.timedelta(seconds=seconds)) is speed


def test_the_median_and_the_share_within_five_minutes() -> None:
    assert speed_to_lead([]) is None
    assert speed_to_lead([MINUTE, MINUTE]) is None
    assert speed_to_lead([9 * MINUTE, MINUTE, 3 * MINUTE]) == SpeedToLead(3, 3 * MINUTE, 2)
    four = [MINUTE, 4 * MINUTE, 90 * MINUTE, 2 * MINUTE]
    assert speed_to_lead(four) == SpeedToLead(4, 3 * MINUTE, 3)


@given(st.lists(st.integers(0, 9 * 86400), min_size=3))
def test_half_of_the_calls_are_no_slower_than_the_median(seconds: list[int]) -> None:
    gone = [dt.timedelta(seconds=one) for one in seconds]
    found = speed_to_lead(gone)
    assert found is not None
    assert sum(one <= found.median for one in gone) * 2 >= len(gone)
    assert 0 <= found.within <= found.calls == len(gone)


def test_what_is_fast_inside_a_step_is_shared_out_evenly() -> None:
    # 6 to 8 minutes is one step: half of its calls count as within 7 minutes.
    by = Yardsticks(fast_minutes=7, fair_minutes=15)
    found = speed_of_steps([(5, 2), (8, 4), (60, 1)], by)
    assert found is not None
    assert (found.calls, found.within, found.minutes) == (7, 4, 7)


@given(st.lists(st.integers(1, 9 * 86400), max_size=60))
def test_calls_counted_by_step_tell_the_same_within_a_step(seconds: list[int]) -> None:
    exact = speed_to_lead([dt.timedelta(seconds=one) for one in seconds])
    steps = Counter(wait_step(one) for one in seconds)
    found = speed_of_steps(list(steps.items()))
    if exact is None or found is None:
        assert exact is found is None
        return
    assert (found.calls, found.within) == (exact.calls, exact.within)
    ordered = sorted(seconds)
    low = ordered[(len(ordered) - 1) // 2]
    below = max((step for step in WAITS if step <= low / 60), default=0)
    assert below <= found.median / MINUTE <= wait_step(ordered[len(ordered) // 2])
