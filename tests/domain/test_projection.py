# SPDX-License-Identifier: MIT
"""Projection and chance against the worked table, and against plain sums."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leaddesk.domain.projection import beta_share, chance_of, project


@pytest.mark.parametrize(
    "minutes, done, projected, chance, catch_up",
    [
        (60, 5, 45.7, 0.14, 9.2),
        (210, 24, 49.3, 0.07, 10.3),
        (210, 30, 60.0, 0.50, 8.6),
        (210, 36, 70.7, 0.93, 6.9),
        (390, 55, 59.2, 0.42, 10.0),
    ],
)
def test_the_worked_table(
    minutes: int, done: int, projected: float, chance: float, catch_up: float
) -> None:
    found = project(60, done, minutes, 420)
    assert round(found.projected, 1) == projected
    assert round(found.chance, 2) == chance
    assert found.catch_up_per_hour is not None
    assert round(found.catch_up_per_hour, 1) == catch_up


def test_before_the_day_the_target_itself_is_projected() -> None:
    found = project(60, 0, 0, 420)
    assert found.projected == pytest.approx(60)
    assert 0.4 < found.chance < 0.6
    assert found.catch_up_per_hour == pytest.approx(60 / 7)


@given(
    target=st.integers(0, 500),
    extra=st.integers(0, 100),
    minutes=st.floats(0, 600),
    total=st.floats(0, 600),
)
def test_a_reached_target_is_certain(target: int, extra: int, minutes: float, total: float) -> None:
    found = project(target, target + extra, minutes, total)
    assert found.chance == 1
    assert found.catch_up_per_hour == 0
    assert found.projected >= target + extra


@pytest.mark.parametrize("minutes, total", [(420, 420), (500, 420), (0, 0)])
def test_without_time_left_what_is_done_is_all(minutes: float, total: float) -> None:
    found = project(60, 59, minutes, total)
    assert (found.projected, found.chance, found.catch_up_per_hour) == (59, 0, None)


def test_time_before_the_start_counts_as_none_worked() -> None:
    assert project(60, 0, -30, 420) == project(60, 0, 0, 420)


@given(target=st.integers(1, 300), minutes=st.integers(0, 419), done=st.integers(0, 300))
def test_one_more_done_never_lowers_chance_or_projection(
    target: int, minutes: int, done: int
) -> None:
    now, then = project(target, done, minutes, 420), project(target, done + 1, minutes, 420)
    assert then.chance >= now.chance - 1e-12
    assert then.projected > now.projected
    assert 0 <= now.chance <= 1


@given(target=st.integers(1, 300), minutes=st.integers(0, 418), done=st.integers(0, 300))
def test_time_that_passes_without_a_call_never_raises_the_chance(
    target: int, minutes: int, done: int
) -> None:
    now, then = project(target, done, minutes, 420), project(target, done, minutes + 1, 420)
    assert then.chance <= now.chance + 1e-12


@given(
    needed=st.integers(1, 300),
    strength=st.floats(0.05, 500),
    share=st.floats(0.001, 0.999),
)
def test_the_chance_is_the_sum_of_the_negative_binomial(
    needed: int, strength: float, share: float
) -> None:
    below = math.fsum(
        math.exp(
            math.lgamma(strength + count)
            - math.lgamma(strength)
            - math.lgamma(count + 1)
            + strength * math.log1p(-share)
            + count * math.log(share)
        )
        for count in range(needed)
    )
    assert chance_of(needed, strength, share) == pytest.approx(1 - below, abs=1e-9)


@given(a=st.floats(0.1, 2000), b=st.floats(0.1, 2000), x=st.floats(0.001, 0.999))
def test_the_beta_function_mirrors_itself(a: float, b: float, x: float) -> None:
    assert beta_share(a, b, x) + beta_share(b, a, 1 - x) == pytest.approx(1, abs=1e-9)


def test_the_beta_function_has_its_closed_values() -> None:
    assert beta_share(1, 1, 0.3) == pytest.approx(0.3)
    assert beta_share(2, 3, 0.4) == pytest.approx(0.5248)
    assert beta_share(50, 50, 0.5) == pytest.approx(0.5)
    assert (beta_share(2, 3, 0), beta_share(2, 3, 1)) == (0, 1)


def test_tiny_and_huge_numbers_stay_between_nothing_and_certain() -> None:
    assert chance_of(10_000, 5, 0.01) == pytest.approx(0, abs=1e-300)
    assert chance_of(1, 90_000, 0.9) == pytest.approx(1)
    assert chance_of(100_000, 100_000, 0.5) == pytest.approx(0.5, abs=1e-6)
    assert chance_of(3, 0, 0.5) == 0
    assert chance_of(3, 5, 0) == 0
