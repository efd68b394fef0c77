# SPDX-License-Identifier: MIT
"""Periods, whole targets, and what a plan refuses."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leaddesk.domain.errors import BadInput
from leaddesk.domain.perfect_day import DEFAULT_DEFINITIONS
from leaddesk.domain.plan import Draft, months_on, quarter, targets_of, whole

FIRST, LAST = dt.date(2027, 1, 1), dt.date(2027, 3, 31)
TIER_1, TIER_2 = DEFAULT_DEFINITIONS[:2]


@given(st.dates(dt.date(1990, 1, 1), dt.date(2090, 1, 1)))
def test_a_quarter_holds_its_day_and_follows_the_one_before(day: dt.date) -> None:
    first, last = quarter(day)
    assert first <= day <= last
    assert first.day == 1
    assert first.month in {1, 4, 7, 10}
    assert quarter(last + dt.timedelta(days=1))[0] == last + dt.timedelta(days=1)
    assert months_on(months_on(first, 5), -5) == first


@pytest.mark.parametrize(
    "need, asked",
    [
        (0, 0),
        (-1, 0),
        (0.39, 1),
        (0.02, 1),
        (4.03, 4),
        (50.4, 51),
        (35.05, 35),
        (3, 3),
        (1e9, 10_000),
    ],
)
def test_a_day_asks_for_whole_things(need: float, asked: int) -> None:
    assert whole(need) == asked


def test_a_day_follows_the_need_and_new_leads_keep_their_part() -> None:
    found = dict(targets_of(TIER_1, {"calls": 100.0, "conversations": 16.8, "handoffs": 4.03}))
    assert found == {
        "calls": 100, "new_lead_calls": 50, "conversations": 17, "handoffs": 4, "feedback_owed": 0,
    }  # fmt: skip
    told = dict(targets_of(TIER_2, {"presentations": 1.7}))
    assert told == {"calls": 40, "new_lead_calls": 12, "presentations": 2, "feedback_owed": 0}


def test_new_leads_are_never_traded_away() -> None:
    assert dict(targets_of(TIER_1, {"calls": 60.0}))["new_lead_calls"] == 40
    few = dict(targets_of(TIER_1, {"calls": 30.0}))
    assert (few["calls"], few["new_lead_calls"]) == (40, 40)


@pytest.mark.parametrize("need", [{}, {"calls": None}, {"calls": 0.0, "conversations": 0.0}])
def test_what_nothing_is_needed_of_stays(need: dict[str, float | None]) -> None:
    assert targets_of(TIER_1, need) == tuple((goal.metric, goal.target) for goal in TIER_1.goals)


@pytest.mark.parametrize(
    "told, key",
    [
        ({"ends": FIRST - dt.timedelta(days=1)}, "bad_period"),
        ({"ends": dt.date(2029, 6, 1)}, "bad_period"),
        ({"goal": -1}, "bad_revenue"),
        ({"average_sale": 0}, "bad_revenue"),
        ({"shares": (("calls", 0.0),)}, "bad_stage"),
        ({"shares": (("calls", 1.01),)}, "bad_stage"),
        ({"shares": (("dials", 0.5),)}, "bad_stage"),
        ({"targets": ((1, "calls", -1),)}, "bad_goal"),
        ({"targets": ((1, "dials", 1),)}, "bad_goal"),
    ],
)
def test_a_plan_that_can_not_be_is_refused(told: dict[str, Any], key: str) -> None:
    values: dict[str, Any] = {"begins": FIRST, "ends": LAST, "goal": 1}
    with pytest.raises(BadInput, match=key):
        Draft(**(values | told))


def test_what_is_not_typed_is_left_to_the_measured() -> None:
    draft = Draft(FIRST, LAST, 1, shares=(("calls", 0.2),), targets=((1, "calls", 70),))
    assert (draft.share("calls"), draft.share("handoffs")) == (0.2, None)
    assert (draft.target(1, "calls"), draft.target(2, "calls")) == (70, None)
