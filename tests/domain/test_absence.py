# SPDX-License-Identifier: MIT
"""What remains of a day that is not whole, and what it then asks for."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leaddesk.domain.absence import Absence, AbsenceKind, prorated, share_of, target_for
from leaddesk.domain.errors import BadInput
from leaddesk.domain.perfect_day import DEFAULT_DEFINITIONS, Goal, GoalKind, Metric

MONDAY = dt.date(2026, 5, 11)
SHARES = st.integers(0, 100).map(lambda percent: percent / 100)


def test_a_half_day_asks_for_half_rounded_up() -> None:
    half = prorated(DEFAULT_DEFINITIONS[0], 0.5)
    told = {goal.metric: goal.target for goal in half.goals}
    assert told == {
        "calls": 40, "new_lead_calls": 20, "conversations": 8, "handoffs": 3, "feedback_owed": 0,
    }  # fmt: skip
    assert half.asks_on(MONDAY)
    assert not prorated(DEFAULT_DEFINITIONS[0], 0).asks_on(MONDAY)


@given(st.integers(0, 10_000), SHARES)
def test_a_share_rounds_up_and_never_asks_for_more_than_the_whole(
    target: int, share: float
) -> None:
    part = target_for(target, share)
    assert 0 <= part <= target
    assert -1e-9 <= part - target * share < 1 + 1e-9
    assert target_for(target, 1.0) == target
    assert (part == 0) == (target == 0 or share == 0)


@given(st.integers(0, 10_000), SHARES, SHARES)
def test_more_of_a_day_never_asks_for_less(target: int, one: float, other: float) -> None:
    less, more = sorted((one, other))
    assert target_for(target, less) <= target_for(target, more)


@pytest.mark.parametrize("share, target, part", [(0.1, 30, 3), (0.07, 100, 7), (0.29, 100, 29)])
def test_whole_numbers_stay_whole(share: float, target: int, part: int) -> None:
    assert target_for(target, share) == part


def test_what_may_be_left_over_is_not_less_on_a_short_day() -> None:
    owed = Goal(Metric.FEEDBACK_OWED, 4, required=True, weight=1, kind=GoalKind.AT_MOST)
    definition = DEFAULT_DEFINITIONS[0]
    assert prorated(type(definition)(1, None, MONDAY, definition.weekdays, (owed,)), 0.5).goals == (
        owed,
    )


def test_nothing_remains_of_a_day_away_and_all_of_a_plain_one() -> None:
    assert share_of(None) == 1
    assert share_of(Absence()) == 0
    assert share_of(Absence(AbsenceKind.TRAINING, 0.25)) == 0.25
    for kind, share in ((AbsenceKind.AWAY, 0.5), (AbsenceKind.TRAINING, 1.5)):
        with pytest.raises(BadInput, match="bad_absence"):
            Absence(kind, share)
