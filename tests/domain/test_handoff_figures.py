# SPDX-License-Identifier: MIT
"""Tests for how handoffs fare, counted."""

from __future__ import annotations

import statistics
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leaddesk.domain.conversion import Conversion
from leaddesk.domain.handoff_figures import (
    HandoffCounts,
    Standing,
    median_of,
    running_shares,
    standing,
    together,
)


@pytest.mark.parametrize(
    "accepted, seen",
    [
        (100, Standing.GOOD), (90, Standing.GOOD), (89, Standing.FAIR), (80, Standing.FAIR),
        (79, Standing.POOR), (0, Standing.POOR),
    ],
)  # fmt: skip
def test_acceptance_is_good_from_ninety_and_fair_from_eighty(accepted: int, seen: Standing) -> None:
    assert standing(Conversion(100, accepted)) is seen


def test_no_handoffs_are_neither_good_nor_poor() -> None:
    assert standing(HandoffCounts().acceptance) is None
    assert HandoffCounts().mean_score is None


def test_together_counts_everything_of_everybody() -> None:
    one, other = HandoffCounts(4, 3, 2, 1, 2, 1, 1, 420), HandoffCounts(1, 1, 1, 1, 0, 0, 1, 300)
    both = together([one, other])
    assert both == HandoffCounts(5, 4, 3, 2, 2, 1, 2, 720)
    assert both.mean_score == 3.6
    assert both.acceptance == Conversion(5, 4)


@given(st.lists(st.integers(0, 500)))
def test_the_median_of_counted_values_is_that_of_the_values(values: list[int]) -> None:
    found = median_of(Counter(values))
    assert found == (statistics.median(values) if values else None)


@given(st.lists(st.integers(1, 1_000), min_size=1))
def test_running_shares_rise_to_the_whole(counts: list[int]) -> None:
    shares = running_shares(counts)
    assert list(shares) == sorted(shares)
    assert shares[-1] == 1
    assert running_shares([]) == ()
