# SPDX-License-Identifier: MIT
"""The goals of a day: which are met, how full the bar is, which targets measure a day."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leaddesk.domain.errors import BadInput
from leaddesk.domain.perfect_day import (
    DEFAULT_DEFINITIONS,
    TIER_1_GOALS,
    TIER_2_GOALS,
    WORKING_WEEK,
    DayDefinition,
    Goal,
    GoalKind,
    Metric,
    activity_score,
    bar_score,
    definition_for,
    goal_shares,
    is_perfect,
    is_team_perfect,
)

VECTOR = (
    Goal("calls", 40, required=True, weight=0.4),
    Goal("presentations", 6, required=True, weight=0.2),
    Goal("conversations", 15, required=True, weight=0.2),
    Goal("handoffs", 2, required=True, weight=0.2),
)
VECTOR_COUNTS = {"calls": 44, "presentations": 5, "conversations": 15, "handoffs": 1}
FULL_DAY = {"calls": 80, "new_lead_calls": 40, "conversations": 15, "handoffs": 5}

counts = st.dictionaries(st.sampled_from(Metric), st.integers(0, 300))
days = st.dates(dt.date(2025, 1, 1), dt.date(2025, 12, 31))
definitions = st.lists(
    st.builds(
        DayDefinition,
        st.integers(1, 2),
        st.none() | st.integers(1, 2),
        days,
        st.just(WORKING_WEEK),
        st.sampled_from((TIER_1_GOALS, TIER_2_GOALS, ())),
    ),
    max_size=8,
)


def test_bar_and_activity_of_the_worked_example() -> None:
    assert round(bar_score(VECTOR, VECTOR_COUNTS), 1) == 86.7
    assert round(activity_score(VECTOR, VECTOR_COUNTS), 1) == 90.7
    assert not is_perfect(VECTOR, VECTOR_COUNTS)


def test_the_defaults_are_those_of_the_three_tiers() -> None:
    targets = {
        definition.tier: {goal.metric: goal.target for goal in definition.goals}
        for definition in DEFAULT_DEFINITIONS
    }
    assert targets == {
        1: {
            "calls": 80,
            "new_lead_calls": 40,
            "conversations": 15,
            "handoffs": 5,
            "feedback_owed": 0,
        },
        2: {"calls": 40, "new_lead_calls": 12, "presentations": 3, "feedback_owed": 0},
        3: {"calls": 40, "new_lead_calls": 12, "presentations": 3, "feedback_owed": 0},
    }
    for definition in DEFAULT_DEFINITIONS:
        assert all(goal.required for goal in definition.goals)
        assert sum(goal.weight for goal in definition.goals) == pytest.approx(1)


def test_a_full_day_is_perfect_and_the_bar_is_full() -> None:
    assert is_perfect(TIER_1_GOALS, FULL_DAY)
    assert bar_score(TIER_1_GOALS, FULL_DAY) == 100


def test_an_untouched_day_starts_at_nothing() -> None:
    assert bar_score(TIER_1_GOALS, {}) == 0
    assert bar_score(TIER_2_GOALS, {}) == 0
    assert not is_perfect(TIER_1_GOALS, {})


@given(counts=counts, short=st.integers(0, 39))
def test_nothing_offsets_calls_to_new_leads(counts: dict[str, int], short: int) -> None:
    done = {str(metric): 1000 for metric in Metric if metric is not Metric.FEEDBACK_OWED}
    assert not is_perfect(TIER_1_GOALS, {**done, **counts, Metric.NEW_LEAD_CALLS: short})
    assert bar_score(TIER_1_GOALS, {**done, Metric.NEW_LEAD_CALLS: short}) < 100


@given(counts=counts, goals=st.sampled_from((TIER_1_GOALS, TIER_2_GOALS, VECTOR)))
def test_a_day_is_perfect_exactly_when_every_required_goal_is_met(
    counts: dict[str, int], goals: tuple[Goal, ...]
) -> None:
    met = all(
        counts.get(goal.metric, 0) >= goal.target
        if goal.kind is GoalKind.AT_LEAST
        else counts.get(goal.metric, 0) <= goal.target
        for goal in goals
    )
    assert is_perfect(goals, counts) == met
    assert (bar_score(goals, counts) == 100) == met


@given(counts=counts, more=st.integers(1, 500), goals=st.sampled_from((TIER_1_GOALS, VECTOR)))
def test_overfulfilment_adds_nothing_to_the_bar(
    counts: dict[str, int], more: int, goals: tuple[Goal, ...]
) -> None:
    for goal in goals:
        if goal.kind is GoalKind.AT_LEAST:
            met = {**counts, goal.metric: goal.target}
            over = {**counts, goal.metric: goal.target + more}
            assert bar_score(goals, over) == bar_score(goals, met)
            assert activity_score(goals, over) > activity_score(goals, met)


@given(counts=counts, more=st.integers(1, 50), goals=st.sampled_from((TIER_1_GOALS, VECTOR)))
def test_more_work_never_lowers_the_bar(
    counts: dict[str, int], more: int, goals: tuple[Goal, ...]
) -> None:
    before = bar_score(goals, counts)
    assert 0 <= before <= 100
    for goal in goals:
        if goal.kind is GoalKind.AT_LEAST:
            grown = {**counts, goal.metric: counts.get(goal.metric, 0) + more}
            assert bar_score(goals, grown) >= before


def test_feedback_shows_what_was_given_of_what_was_owed() -> None:
    owed = TIER_2_GOALS[-1]
    assert owed.progress({"feedback_given": 3, "feedback_owed": 1}) == (3, 4)
    assert not owed.is_met({"feedback_given": 3, "feedback_owed": 1})
    assert owed.progress({"feedback_given": 4}) == (4, 4)
    assert owed.is_met({"feedback_given": 4})
    assert owed.is_met({})


def test_owed_feedback_holds_back_a_day_that_is_full_otherwise() -> None:
    late = {**FULL_DAY, "feedback_owed": 1}
    assert not is_perfect(TIER_1_GOALS, late)
    assert bar_score(TIER_1_GOALS, late) == pytest.approx(90)
    given_now = {**FULL_DAY, "feedback_given": 1}
    assert is_perfect(TIER_1_GOALS, given_now)
    assert bar_score(TIER_1_GOALS, given_now) == 100


def test_a_limit_above_nothing_leaves_so_much_room() -> None:
    limit = Goal(Metric.FEEDBACK_OWED, 2, required=True, weight=1, kind=GoalKind.AT_MOST)
    assert limit.is_met({"feedback_owed": 2})
    assert not limit.is_met({"feedback_owed": 3})
    assert limit.progress({"feedback_owed": 3, "feedback_given": 4}) == (4, 5)
    assert limit.progress({"feedback_owed": 1, "feedback_given": 4}) == (4, 4)


def test_giving_feedback_never_lowers_the_bar() -> None:
    counts = {"calls": 20, "feedback_owed": 4}
    scores = [
        bar_score(TIER_1_GOALS, {**counts, "feedback_owed": 4 - n, "feedback_given": n})
        for n in range(5)
    ]
    assert scores == sorted(scores)


def test_only_goals_that_ask_for_something_share_the_bar() -> None:
    goals = (
        Goal("calls", 10, required=True, weight=3),
        Goal("handoffs", 0, required=True, weight=2),
        Goal("won", 2, required=False, weight=1),
    )
    assert goal_shares(goals, {}) == (0.75, 0, 0.25)
    assert goal_shares((), {}) == ()
    assert goal_shares(goals[1:2], {}) == (0,)


def test_goals_without_weights_share_the_bar_evenly() -> None:
    goals = (Goal("calls", 10, required=True, weight=0), Goal("won", 2, required=True, weight=0))
    assert goal_shares(goals, {}) == (0.5, 0.5)


def test_a_day_that_asks_for_nothing_fills_the_bar_and_is_not_perfect_by_itself() -> None:
    assert bar_score((), {}) == 100
    assert activity_score((), {}) == 100
    assert not is_perfect((), {})
    assert not is_perfect((Goal("calls", 1, required=False, weight=1),), {"calls": 5})


def test_an_optional_goal_fills_the_bar_and_is_not_needed() -> None:
    goals = (
        Goal("calls", 10, required=True, weight=1),
        Goal("won", 1, required=False, weight=1),
    )
    assert is_perfect(goals, {"calls": 10})
    assert bar_score(goals, {"calls": 10}) == 50


@pytest.mark.parametrize(
    "target, weight", [(-1, 1.0), (1, -0.1), (1, float("nan")), (1, float("inf"))]
)
def test_a_goal_that_means_nothing_is_refused(target: int, weight: float) -> None:
    with pytest.raises(BadInput, match="bad_goal"):
        Goal("calls", target, required=True, weight=weight)


def test_past_days_keep_the_targets_they_had() -> None:
    old = DayDefinition(1, None, dt.date(2025, 1, 1), WORKING_WEEK, TIER_1_GOALS)
    new = DayDefinition(1, None, dt.date(2025, 6, 1), WORKING_WEEK, TIER_2_GOALS)
    for order in ((old, new), (new, old)):
        assert definition_for(order, 7, 1, dt.date(2025, 5, 31)) is old
        assert definition_for(order, 7, 1, dt.date(2025, 6, 1)) is new
        assert definition_for(order, 7, 1, dt.date(2024, 12, 31)) is None
        assert definition_for(order, 7, 2, dt.date(2025, 6, 1)) is None


def test_a_person_may_have_targets_of_their_own_and_give_them_back() -> None:
    tier = DayDefinition(1, None, dt.date(2025, 6, 1), WORKING_WEEK, TIER_1_GOALS)
    own = DayDefinition(1, 7, dt.date(2025, 3, 1), WORKING_WEEK, TIER_2_GOALS)
    back = DayDefinition(1, 7, dt.date(2025, 9, 1), WORKING_WEEK, ())
    every = (tier, own, back)
    assert definition_for(every, 7, 1, dt.date(2025, 8, 31)) is own
    assert definition_for(every, 7, 1, dt.date(2025, 9, 1)) is tier
    assert definition_for(every, 8, 1, dt.date(2025, 8, 31)) is tier


def test_of_two_definitions_from_one_day_the_later_counts() -> None:
    first = DayDefinition(1, None, dt.date(2025, 6, 1), WORKING_WEEK, TIER_1_GOALS)
    second = DayDefinition(1, None, dt.date(2025, 6, 1), WORKING_WEEK, TIER_2_GOALS)
    assert definition_for((first, second), 7, 1, dt.date(2025, 6, 1)) is second
    mine, mine_again = replace(first, person_id=7), replace(second, person_id=7)
    assert definition_for((mine, mine_again, first), 7, 1, dt.date(2025, 6, 1)) is mine_again


@given(definitions=definitions, day=days, later=definitions)
def test_a_definition_for_tomorrow_changes_nothing_until_then(
    definitions: list[DayDefinition], day: dt.date, later: list[DayDefinition]
) -> None:
    future = [new for new in later if new.effective_from > day]
    known = definition_for(definitions, 1, 1, day)
    assert definition_for([*definitions, *future], 1, 1, day) is known
    if known is not None:
        assert known.tier == 1
        assert known.person_id in {None, 1}
        assert known.effective_from <= day


def test_a_definition_asks_only_on_its_weekdays() -> None:
    definition = DEFAULT_DEFINITIONS[0]
    assert definition.asks_on(dt.date(2025, 6, 6))
    assert not definition.asks_on(dt.date(2025, 6, 7))


@pytest.mark.parametrize(
    "perfect, present, team",
    [(4, 5, True), (3, 4, False), (7, 9, False), (8, 9, True), (199, 250, False), (0, 0, False)],
)
def test_a_team_day_takes_four_in_five_of_the_people_there(
    perfect: int, present: int, *, team: bool
) -> None:
    assert is_team_perfect(perfect, present) is team
