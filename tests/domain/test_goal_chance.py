# SPDX-License-Identifier: MIT
"""The chance of a goal: right where it can be worked out by hand, and sensible everywhere."""

from __future__ import annotations

import itertools
import math
import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leaddesk.domain.goal_chance import OpenDeal, Outlook, Step, outlook

SURE = 1e9
"""Measured so often that nothing about a rate is open."""


def _sure(share: float, inflow: float = 0.0) -> Step:
    return Step((share * SURE, (1 - share) * SURE), inflow)


def _poisson_from(least: int, mean: float) -> float:
    """Return the chance of at least so many."""
    below = sum(math.exp(-mean) * mean**n / math.factorial(n) for n in range(least))
    return 1 - below


@pytest.mark.parametrize("mean, least", [(4.0, 5), (20.0, 18), (60.0, 66)])
def test_with_sure_rates_only_the_count_of_sales_is_open(mean: float, least: int) -> None:
    steps = [_sure(0.1, mean / 0.05), _sure(0.5)]
    found = outlook(steps, 1000.0, 0.0, (), random.Random(7))
    assert found.chance_of(least * 1000.0) == pytest.approx(_poisson_from(least, mean), abs=0.02)


def test_less_is_known_the_wider_it_spreads() -> None:
    loose = [Step((8, 92), 1000), Step((12, 36), 0)]
    tight = [Step((8000, 92_000), 1000), Step((12_000, 36_000), 0)]
    wide, narrow = (outlook(steps, 1.0, 0.0, (), random.Random(3)) for steps in (loose, tight))
    assert wide.quantile(0.9) - wide.quantile(0.1) > narrow.quantile(0.9) - narrow.quantile(0.1)


@pytest.mark.parametrize("often", [49.0, 51.0])
def test_a_rate_measured_often_is_drawn_as_well_as_one_that_was_not(often: float) -> None:
    """On both sides of the short cut the same quantiles come out."""
    found = outlook([Step((often, often * 4), 1e6)], 1.0, 0.0, (), random.Random(5))
    spread = math.sqrt(0.2 * 0.8 / (often * 5 + 1)) * 1e6
    for share, z in ((0.0228, -2), (0.1587, -1), (0.5, 0), (0.8413, 1), (0.9772, 2)):
        assert found.quantile(share) == pytest.approx(2e5 + z * spread, abs=0.15 * spread)


def test_what_stands_at_a_later_stage_has_less_before_it() -> None:
    early = outlook([_sure(0.1, 100), _sure(0.5)], 1.0, 0.0, (), random.Random(1))
    late = outlook([_sure(0.1), _sure(0.5, 100)], 1.0, 0.0, (), random.Random(1))
    assert early.quantile(0.5) == pytest.approx(5, abs=1)
    assert late.quantile(0.5) == pytest.approx(50, abs=1)


def test_what_is_booked_and_open_counts() -> None:
    deals = [OpenDeal(100.0, 0.3)] * 100
    found = outlook([_sure(0.5)], 10.0, 1000.0, deals, random.Random(2))
    assert found.quantile(0.5) == pytest.approx(4000, abs=30)
    spread = (found.quantile(0.8413) - found.quantile(0.1587)) / 2
    assert spread == pytest.approx(100 * math.sqrt(100 * 0.3 * 0.7), rel=0.05)
    sure = outlook([_sure(0.5)], 10.0, 1000.0, [OpenDeal(50.0, 1.0)], random.Random(2))
    assert sure.revenues[0] == sure.revenues[-1] == 1050.0


@given(
    st.lists(st.floats(0, 1e6), min_size=1, max_size=60),
    st.floats(0, 1e6), st.floats(0.1, 1e6), st.integers(1, 30),
)  # fmt: skip
def test_a_histogram_holds_every_draw(
    revenues: list[float], low: float, width: float, bins: int
) -> None:
    found = Outlook(tuple(sorted(revenues)))
    columns = found.histogram(low, low + width, bins)
    assert len(columns) == bins
    assert sum(columns) == len(revenues)
    assert min(columns) >= 0


def test_a_column_starts_at_its_edge() -> None:
    assert Outlook((0.0, 1.0, 1.5, 2.0, 9.0)).histogram(0.0, 3.0, 3) == (1, 2, 2)


@given(st.lists(st.floats(0, 1e6), min_size=1, max_size=60), st.floats(0, 1e6))
def test_a_higher_goal_is_never_likelier(revenues: list[float], goal: float) -> None:
    found = Outlook(tuple(sorted(revenues)))
    chances = [found.chance_of(goal * factor) for factor in (0, 0.5, 1, 2)]
    assert all(one >= two for one, two in itertools.pairwise(chances))
    assert chances[0] == 1.0
    assert found.chance_of(max(revenues) + 1) == 0.0
