# SPDX-License-Identifier: MIT
"""What is open is won in time as often as such things were, given how long it stands open."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leaddesk.domain.pipeline import win_chance

DAY = dt.timedelta(days=1)
LAGS = [n * DAY for n in range(10, 60, 10)]
days = st.integers(0, 100).map(lambda n: n * DAY)
lag_lists = st.lists(days, min_size=5, max_size=20).map(sorted)


@pytest.mark.parametrize(
    "age, left, chance",
    [
        (0, 60, 0.25),  # all of the time that such a thing takes
        (0, 30, 0.25 * 3 / 5),
        (25, 10, 0.25 * (1 / 5) / (1 - 0.25 * 2 / 5)),
        (70, 30, 0.0),  # nothing was ever won so late
        (0, 0, 0.0),
    ],
)
def test_the_chance_falls_with_age_and_grows_with_time(age: int, left: int, chance: float) -> None:
    assert win_chance(0.25, LAGS, age * DAY, left * DAY) == pytest.approx(chance)


def test_few_times_tell_nothing() -> None:
    assert win_chance(0.25, LAGS[:4], 70 * DAY, DAY) == 0.25
    assert win_chance(0.25, [], DAY, -DAY) == 0.0


@given(st.floats(0, 1), lag_lists, days, days, days)
def test_more_time_never_makes_it_less_likely(
    share: float,
    lags: list[dt.timedelta],
    age: dt.timedelta,
    left: dt.timedelta,
    more: dt.timedelta,
) -> None:
    early, late = (win_chance(share, lags, age, span) for span in (left, left + more))
    assert 0 <= early <= late + 1e-12 <= 1 + 1e-9
