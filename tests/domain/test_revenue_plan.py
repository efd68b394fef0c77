# SPDX-License-Identifier: MIT
"""From the revenue goal to the day: the vectors of the reference, and what holds of every plan."""

from __future__ import annotations

import datetime as dt
import itertools
import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leaddesk.domain.errors import BadInput
from leaddesk.domain.revenue_plan import RevenueGoal, Stage, StageNeed, expected_sales, gains, needs

TODAY, ENDS = dt.date(2027, 1, 4), dt.date(2027, 3, 31)
DAY = dt.timedelta(days=1)
STAGES = (
    Stage("dial", 0.08), Stage("connect", 0.12), Stage("appointment", 0.80), Stage("held", 0.25),
)  # fmt: skip
GOAL = RevenueGoal(180_000, 6_000, ENDS)


def _five_people(_first: dt.date, _last: dt.date) -> float:
    return 5 * 62


def _each_day(first: dt.date, last: dt.date) -> float:
    """One person who works every day."""
    return (last - first).days + 1


def _needs(goal: RevenueGoal, stages: tuple[Stage, ...] = STAGES) -> tuple[StageNeed, ...]:
    return needs(goal, stages, TODAY, [_five_people] * len(stages))


def test_a_goal_becomes_calls_a_day() -> None:
    found = _needs(GOAL)
    assert GOAL.sales_needed == 30
    assert [need.needed for need in found] == pytest.approx([15_625, 1_250, 150, 120])
    assert [need.per_day for need in found] == pytest.approx([50.4, 4.03, 0.48, 0.39], abs=0.005)


def test_what_is_booked_and_open_is_taken_off() -> None:
    goal = RevenueGoal(180_000, 6_000, ENDS, booked=30_000, pipeline=24_000)
    assert goal.sales_needed == 21
    assert _needs(goal)[0].needed == pytest.approx(10_937.5)
    assert _needs(goal)[0].per_day == pytest.approx(35.3, abs=0.05)


def test_a_goal_that_is_reached_needs_nothing() -> None:
    goal = RevenueGoal(180_000, 6_000, ENDS, booked=200_000)
    assert [need.per_day for need in _needs(goal)] == [0] * 4


def test_a_stage_has_until_its_work_can_still_become_a_sale() -> None:
    stages = (Stage("dial", 0.1, 2 * DAY), Stage("held", 0.25, 60.5 * DAY))
    dial, held = needs(GOAL, stages, TODAY, [_each_day] * 2)
    assert held.last_day == ENDS - 61 * DAY
    assert dial.last_day == ENDS - 63 * DAY
    assert dial.person_days == (dial.last_day - TODAY).days + 1
    on_its_last_day = needs(GOAL, stages, dial.last_day, [_each_day] * 2)[0]
    assert on_its_last_day.person_days == 1


def test_a_stage_that_is_too_late_says_so() -> None:
    stages = (Stage("dial", 0.1, 40 * DAY), Stage("held", 0.25, 60 * DAY))
    dial, held = needs(GOAL, stages, TODAY, [_each_day] * 2)
    assert dial.is_too_late
    assert (dial.per_day, dial.person_days) == (None, 0)
    assert not held.is_too_late
    assert held.per_day == pytest.approx(120 / 27)


def test_a_stage_without_people_has_no_figure_for_a_day() -> None:
    (need,) = needs(GOAL, STAGES[-1:], TODAY, [lambda _first, _last: 0.0])
    assert need.per_day is None
    assert not need.is_too_late


@given(
    st.lists(st.floats(0.01, 1), min_size=1, max_size=6),
    st.floats(0, 1e9), st.floats(1, 1e6), st.floats(0, 1e8), st.floats(0, 1e8),
)  # fmt: skip
def test_doing_what_is_needed_reaches_the_goal(
    shares: list[float], goal: float, sale: float, booked: float, pipeline: float
) -> None:
    wanted = RevenueGoal(goal, sale, ENDS, booked, pipeline)
    stages = tuple(Stage(str(n), share) for n, share in enumerate(shares))
    found = needs(wanted, stages, TODAY, [_five_people] * len(stages))
    for place in range(len(stages)):
        inflow = [0.0] * len(stages)
        inflow[place] = found[place].needed
        sold = expected_sales(stages, inflow) * sale
        assert math.isclose(booked + pipeline + sold, max(goal, booked + pipeline), rel_tol=1e-9)
    assert all(one.needed >= two.needed for one, two in itertools.pairwise(found))


def test_stages_are_ranked_by_what_they_can_bring_not_by_what_they_lose() -> None:
    found = gains(STAGES, [0.085, 0.15, 0.80, 0.20])
    assert [gain.stage.name for gain in found] == ["connect", "dial", "appointment", "held"]
    assert [gain.revenue for gain in found] == pytest.approx([0.25, 0.0625, 0, 0])


@given(st.integers(0, 3), st.floats(1, 4))
def test_a_gain_is_what_the_sales_rise_by(place: int, factor: float) -> None:
    stages = [Stage("a", 0.2), Stage("b", 0.1), Stage("c", 0.25), Stage("d", 0.05)]
    share = stages[place].share * factor
    reachable = [stage.share for stage in stages]
    reachable[place] = share
    best = gains(stages, reachable)[0]
    raised = [*stages[:place], Stage("better", share), *stages[place + 1 :]]
    inflow = [1000.0, 0, 0, 0]
    rise = expected_sales(raised, inflow) / expected_sales(stages, inflow) - 1
    assert best.revenue == pytest.approx(rise, abs=1e-9)


@pytest.mark.parametrize("share", [0.0, -0.1, 1.01, float("nan")])
def test_a_share_that_can_not_be_is_refused(share: float) -> None:
    with pytest.raises(BadInput, match="bad_stage"):
        Stage("dial", share)


def test_amounts_that_can_not_be_are_refused() -> None:
    for goal, sale in ((-1.0, 10.0), (10.0, 0.0), (float("inf"), 10.0), (10.0, -1.0)):
        with pytest.raises(BadInput, match="bad_revenue"):
            RevenueGoal(goal, sale, ENDS)
    with pytest.raises(BadInput, match="bad_stage"):
        Stage("dial", 0.5, -DAY)
