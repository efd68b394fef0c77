# SPDX-License-Identifier: MIT
"""Measured conversions: the vectors of the reference, and what holds of every count."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leaddesk.domain.conversion import Conversion, cohort, median_lag, ripe_age
from leaddesk.domain.errors import BadInput

DAY = dt.timedelta(days=1)
counts = st.integers(0, 5000).flatmap(
    lambda n: st.builds(Conversion, st.just(n), st.integers(0, n))
)
shares = st.floats(0, 1)


@pytest.mark.parametrize(
    "went_on, entered, team, told", [(9, 80, 0.08, 0.100), (3, 20, 0.12, 0.129)]
)
def test_a_share_is_drawn_to_the_teams(
    went_on: int, entered: int, team: float, told: float
) -> None:
    assert Conversion(entered, went_on).share(team) == pytest.approx(told, abs=0.0005)


def test_the_range_of_96_of_1200() -> None:
    low, high = Conversion(1200, 96).interval()
    assert [low, high] == pytest.approx([0.0705, 0.0906], abs=5e-5)


@given(counts, shares)
def test_a_share_lies_between_the_own_and_the_teams(counted: Conversion, team: float) -> None:
    own = counted.went_on / counted.entered if counted.entered else team
    assert min(own, team) - 1e-9 <= counted.share(team) <= max(own, team) + 1e-9
    a, b = counted.posterior(team)
    assert a / (a + b) == pytest.approx(counted.share(team))


@given(counts)
def test_a_range_holds_the_share_and_narrows_with_more_entries(counted: Conversion) -> None:
    low, high = counted.interval()
    assert 0 <= low <= high <= 1
    if counted.entered:
        assert low - 1e-9 <= counted.went_on / counted.entered <= high + 1e-9
    more = Conversion(counted.entered * 4, counted.went_on * 4).interval()
    assert more[1] - more[0] <= high - low + 1e-9


def test_few_entries_are_told() -> None:
    assert Conversion(29, 3).is_uncertain
    assert not Conversion(30, 3).is_uncertain
    assert Conversion(0, 0).interval() == (0.0, 1.0)


@pytest.mark.parametrize("entered, went_on", [(3, 4), (-1, -1), (3, -1)])
def test_counts_that_can_not_be_are_refused(entered: int, went_on: int) -> None:
    with pytest.raises(BadInput, match="bad_conversion"):
        Conversion(entered, went_on)


def test_only_entries_that_had_their_time_count() -> None:
    assert ripe_age([]) == 0
    assert ripe_age(list(range(1, 11))) == 9
    assert ripe_age([5]) == 5


def test_the_usual_lag_is_the_median() -> None:
    assert median_lag([]) == dt.timedelta()
    assert median_lag([9 * DAY, DAY, 2 * DAY]) == 2 * DAY
    assert median_lag([DAY, 2 * DAY]) == 1.5 * DAY


NOW = 1_780_272_000_000
DAY_MS = 86_400_000


def test_a_cohort_leaves_out_who_may_still_go_on() -> None:
    old, young = NOW - 50 * DAY_MS, NOW - 2 * DAY_MS
    entries = [
        *[(old, old + 10 * DAY_MS)] * 3,
        *[(old, 0)] * 6,
        *[(young, 0)] * 20,
        (young, young + DAY_MS),
        (NOW - 300 * DAY_MS, 0),
    ]
    found = cohort(entries, NOW, 90 * DAY_MS)
    # Nine in ten went on within ten days: entries of the last ten days don't count yet.
    assert found.conversion == Conversion(9, 3)
    assert found.lag == 10 * DAY
    assert cohort([], NOW, DAY_MS).conversion == Conversion(0, 0)


def test_what_lies_ahead_did_not_happen_yet() -> None:
    assert cohort([(NOW - DAY_MS, NOW + DAY_MS)], NOW, 90 * DAY_MS).conversion == Conversion(1, 0)
