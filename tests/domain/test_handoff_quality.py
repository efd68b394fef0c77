# SPDX-License-Identifier: MIT
"""Tests for the draw of a sample and the score of a sheet."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leaddesk.domain.errors import BadInput
from leaddesk.domain.handoff_quality import (
    DEFAULT_CRITERIA,
    LOTS,
    Criterion,
    QualityRule,
    draw,
    score_of,
)

KEYS = [criterion.key for criterion in DEFAULT_CRITERIA]


@given(st.integers(), st.integers(1), st.integers(0))
def test_a_draw_is_the_same_for_the_same_values_and_within_bounds(
    seed: int, lead: int, at: int
) -> None:
    assert draw(seed, lead, at) == draw(seed, lead, at)
    assert 0 <= draw(seed, lead, at) < LOTS


def test_draws_fall_evenly_whatever_the_seed() -> None:
    for seed in (1, 2):
        below = sum(draw(seed, lead, 1_000 * lead) < LOTS // 10 for lead in range(20_000))
        assert 1_850 < below < 2_150
    assert draw(1, 5, 7) != draw(2, 5, 7)


def test_a_share_of_all_takes_all_and_of_none_takes_none() -> None:
    assert (QualityRule(0).lots, QualityRule(0.1).lots, QualityRule(1).lots) == (0, 1_000, LOTS)


@pytest.mark.parametrize(
    "values", [(-0.1,), (1.1,), (0.1, 1, ()), (0.1, 1, (Criterion("a", "A", ""),) * 2)]
)
def test_a_rule_that_can_not_be_is_refused(values: tuple[float]) -> None:
    with pytest.raises(BadInput, match="bad_quality"):
        QualityRule(*values)


@given(st.lists(st.integers(1, 5), min_size=len(KEYS), max_size=len(KEYS)))
def test_a_score_is_the_mean_of_the_marks_in_hundredths(marks: list[int]) -> None:
    score = score_of(dict(zip(KEYS, marks, strict=True)), DEFAULT_CRITERIA)
    assert abs(score / 100 - sum(marks) / len(marks)) <= 0.005
    assert 100 * min(marks) <= score <= 100 * max(marks)
