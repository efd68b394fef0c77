# SPDX-License-Identifier: MIT
"""How a day stands: the one answer for bar, My day and command line."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leaddesk.domain.day_shares import LEARNED_AFTER_DAYS, QUARTERS, learn_share
from leaddesk.domain.pace import (
    DayProgress,
    GoalProgress,
    PaceKind,
    Standing,
    day_progress,
    standing_of,
)
from leaddesk.domain.perfect_day import (
    DEFAULT_DEFINITIONS,
    WORKING_WEEK,
    DayDefinition,
    Goal,
    Metric,
)
from leaddesk.domain.working_hours import WorkingDay

ZONE = "America/Denver"
DAY = WorkingDay(ZONE)
TIER_1, TIER_2 = DEFAULT_DEFINITIONS[:2]
SIXTY = DayDefinition(
    1, None, dt.date.min, WORKING_WEEK, (Goal("calls", 60, required=True, weight=1),)
)
FULL_DAY = {"calls": 80, "new_lead_calls": 40, "conversations": 15, "handoffs": 5}


def at(clock: str, day: str = "2025-06-04") -> dt.datetime:
    return dt.datetime.fromisoformat(f"{day}T{clock}").replace(tzinfo=ZoneInfo(ZONE))


def only(progress: DayProgress) -> GoalProgress:
    (goal,) = progress.goals
    return goal


def by_metric(progress: DayProgress) -> dict[str, GoalProgress]:
    return {goal.metric: goal for goal in progress.goals}


@pytest.mark.parametrize(
    "clock, done, expected, projected, chance, catch_up, standing",
    [
        ("10:00", 5, 8.6, 45.7, 0.14, 9.2, Standing.BAD),
        ("13:30", 24, 30.0, 49.3, 0.07, 10.3, Standing.BAD),
        ("13:30", 30, 30.0, 60.0, 0.50, 8.6, Standing.WARN),
        ("13:30", 36, 30.0, 70.7, 0.93, 6.9, Standing.GOOD),
        ("16:30", 55, 55.7, 59.2, 0.42, 10.0, Standing.WARN),
    ],
)
def test_the_worked_table_by_the_clock(
    *,
    clock: str,
    done: int,
    expected: float,
    projected: float,
    chance: float,
    catch_up: float,
    standing: Standing,
) -> None:
    goal = only(day_progress(SIXTY, {"calls": done}, DAY, at(clock)))
    assert goal.chance is not None
    assert goal.catch_up_per_hour is not None
    assert round(goal.expected, 1) == expected
    assert round(goal.projected, 1) == projected
    assert round(goal.chance, 2) == chance
    assert round(goal.catch_up_per_hour, 1) == catch_up
    assert goal.standing is standing


@pytest.mark.parametrize(
    "chance, standing",
    [
        (1, Standing.GOOD),
        (0.70, Standing.GOOD),
        (0.699, Standing.WARN),
        (0.35, Standing.WARN),
        (0.349, Standing.BAD),
        (0, Standing.BAD),
    ],
)
def test_chances_have_their_colours(chance: float, standing: Standing) -> None:
    assert standing_of(chance) is standing


def test_before_the_start_nothing_is_expected_and_nothing_stands_badly() -> None:
    progress = day_progress(TIER_1, {}, DAY, at("07:30"))
    assert (progress.score, progress.expected_score, progress.perfect) == (0, 0, False)
    assert progress.standing is Standing.GOOD
    assert progress.weakest is None
    assert progress.pace.kind is PaceKind.NOT_STARTED
    assert progress.pace.minutes_left == 420
    assert by_metric(progress)["calls"].projected == pytest.approx(80)


def test_an_early_bird_is_ahead_before_the_start() -> None:
    progress = day_progress(SIXTY, {"calls": 6}, DAY, at("08:30"))
    assert (progress.pace.kind, progress.pace.ahead_percent) == (PaceKind.AHEAD, 10)


@pytest.mark.parametrize(
    "done, kind, ahead, standing",
    [
        (36, PaceKind.AHEAD, 10, Standing.GOOD),
        (30, PaceKind.ON_PACE, 0, Standing.GOOD),
        (24, PaceKind.BEHIND, -10, Standing.WARN),
        (15, PaceKind.BEHIND, -25, Standing.BAD),
    ],
)
def test_pace_is_the_bar_against_its_mark(
    done: int, kind: PaceKind, ahead: int, standing: Standing
) -> None:
    progress = day_progress(SIXTY, {"calls": done}, DAY, at("13:30"))
    assert progress.expected_score == pytest.approx(50)
    assert (progress.pace.kind, progress.pace.ahead_percent) == (kind, ahead)
    assert progress.pace.standing is standing
    assert progress.pace.minutes_left == 210


@pytest.mark.parametrize(
    "done, kind, standing",
    [
        (52, PaceKind.AHEAD, Standing.GOOD),
        (51, PaceKind.ON_PACE, Standing.GOOD),
        (49, PaceKind.ON_PACE, Standing.GOOD),
        (48, PaceKind.BEHIND, Standing.WARN),
        (36, PaceKind.BEHIND, Standing.WARN),
        (35, PaceKind.BEHIND, Standing.BAD),
    ],
)
def test_a_percent_either_way_is_on_pace_and_fifteen_behind_is_far(
    done: int, kind: PaceKind, standing: Standing
) -> None:
    definition = replace(SIXTY, goals=(Goal("calls", 100, required=True, weight=1),))
    pace = day_progress(definition, {"calls": done}, DAY, at("13:30")).pace
    assert (pace.kind, pace.standing) == (kind, standing)


def test_the_day_stands_no_better_than_its_weakest_required_goal() -> None:
    counts = {**FULL_DAY, "new_lead_calls": 14}
    progress = day_progress(TIER_1, counts, DAY, at("13:30"))
    assert progress.pace.kind is PaceKind.AHEAD
    assert progress.standing is Standing.BAD
    assert progress.weakest == "new_lead_calls"
    assert progress.chance == by_metric(progress)["new_lead_calls"].chance


def test_an_optional_goal_does_not_weaken_the_day() -> None:
    goals = (
        Goal("calls", 60, required=True, weight=1),
        Goal("won", 9, required=False, weight=1),
    )
    progress = day_progress(replace(SIXTY, goals=goals), {"calls": 60}, DAY, at("16:00"))
    assert by_metric(progress)["won"].standing is Standing.BAD
    assert (progress.standing, progress.perfect) == (Standing.GOOD, True)


def test_a_reached_day_is_done_at_once() -> None:
    progress = day_progress(TIER_1, FULL_DAY, DAY, at("10:00"))
    assert progress.perfect
    assert (progress.score, progress.percent, progress.chance) == (100, 100, 1)
    assert (progress.pace.kind, progress.standing) == (PaceKind.DONE, Standing.GOOD)
    assert all(goal.met and goal.catch_up_per_hour == 0 for goal in progress.goals)


def test_after_the_end_what_is_short_can_not_be_caught_up() -> None:
    progress = day_progress(SIXTY, {"calls": 59}, DAY, at("17:00"))
    goal = only(progress)
    assert (goal.expected, goal.projected, goal.chance) == (60, 59, 0)
    assert goal.catch_up_per_hour is None
    assert (progress.pace.kind, progress.pace.minutes_left) == (PaceKind.DAY_OVER, 0)
    assert progress.standing is progress.pace.standing is Standing.BAD
    assert day_progress(SIXTY, {"calls": 60}, DAY, at("21:00")).pace.kind is PaceKind.DONE


@pytest.mark.parametrize(
    "day, working_day",
    [
        ("2025-06-07", DAY),
        ("2025-06-04", DAY.without(dt.time(0), dt.time(0))),
    ],
)
def test_on_a_day_off_counts_show_and_nothing_is_late(day: str, working_day: WorkingDay) -> None:
    progress = day_progress(TIER_1, {"calls": 8, "feedback_owed": 1}, working_day, at("15:00", day))
    assert progress.pace.kind is PaceKind.DAY_OFF
    assert progress.pace.minutes_left == 0
    assert (progress.expected_score, progress.standing) == (0, Standing.GOOD)
    assert progress.chance is None
    assert by_metric(progress)["calls"].done == 8
    assert all(goal.standing is Standing.GOOD for goal in progress.goals)


def test_feedback_given_of_owed_and_late_while_the_day_lasts() -> None:
    counts = {"feedback_given": 3, "feedback_owed": 1}
    owed = by_metric(day_progress(TIER_2, counts, DAY, at("13:30")))["feedback_owed"]
    assert (owed.done, owed.target, owed.met) == (3, 4, False)
    assert (owed.chance, owed.standing) == (None, Standing.WARN)
    late = by_metric(day_progress(TIER_2, counts, DAY, at("18:00")))["feedback_owed"]
    assert (late.chance, late.standing) == (0, Standing.BAD)
    given_all = by_metric(day_progress(TIER_2, {"feedback_given": 4}, DAY, at("13:30")))
    owed = given_all["feedback_owed"]
    assert (owed.done, owed.target, owed.met, owed.chance) == (4, 4, True, 1)


def test_nothing_owed_shows_nothing_to_give() -> None:
    owed = by_metric(day_progress(TIER_2, {}, DAY, at("13:30")))["feedback_owed"]
    assert (owed.done, owed.target, owed.met, owed.share) == (0, 0, True, 0)


def test_a_target_of_nothing_is_met() -> None:
    definition = replace(SIXTY, goals=(Goal("calls", 0, required=True, weight=1),))
    progress = day_progress(definition, {}, DAY, at("10:00"))
    assert (progress.perfect, only(progress).chance, progress.pace.kind) == (
        True,
        1,
        PaceKind.DONE,
    )


def test_a_habit_moves_the_mark_and_the_forecast() -> None:
    morning = [0] * QUARTERS
    morning[36:48] = [5] * 12
    learned = learn_share([morning] * LEARNED_AFTER_DAYS)
    assert learned is not None
    straight = only(day_progress(SIXTY, {"calls": 24}, DAY, at("12:00")))
    habit = only(day_progress(SIXTY, {"calls": 24}, DAY, at("12:00"), {"calls": learned}))
    assert straight.expected == pytest.approx(60 * 180 / 420)
    assert habit.expected == pytest.approx(60 * (20 + 180 / 420) / 21)
    assert habit.projected < straight.projected
    assert habit.chance is not None
    assert straight.chance is not None
    assert habit.chance < straight.chance
    # Time is time: what is short is spread over the hours that are really left.
    assert habit.catch_up_per_hour == straight.catch_up_per_hour == 9


def test_the_day_is_that_of_the_persons_zone() -> None:
    # Friday evening in Denver is Saturday in UTC.
    friday = day_progress(SIXTY, {}, DAY, dt.datetime(2025, 6, 7, 2, tzinfo=dt.UTC))
    assert friday.pace.kind is PaceKind.DAY_OVER
    midnight = day_progress(SIXTY, {}, DAY, dt.datetime(2025, 6, 7, 6, tzinfo=dt.UTC))
    assert midnight.pace.kind is PaceKind.DAY_OFF


def test_the_bar_says_a_hundred_only_when_it_is_full() -> None:
    goals = (Goal("calls", 1000, required=True, weight=1),)
    definition = replace(SIXTY, goals=goals)
    percents = [
        day_progress(definition, {"calls": done}, DAY, at("13:30")).percent
        for done in (0, 9, 10, 299, 300, 999, 1000)
    ]
    assert percents == [0, 0, 1, 29, 30, 99, 100]


@given(
    counts=st.dictionaries(st.sampled_from(Metric), st.integers(0, 200)),
    minute=st.integers(0, 7 * 1440 - 1),
    definition=st.sampled_from(DEFAULT_DEFINITIONS),
)
def test_every_moment_has_a_sound_answer(
    counts: dict[str, int], minute: int, definition: DayDefinition
) -> None:
    moment = at("00:00", "2025-06-02") + dt.timedelta(minutes=minute)
    progress = day_progress(definition, counts, DAY, moment)
    assert 0 <= progress.score <= 100
    assert 0 <= progress.expected_score <= 100
    assert 0 <= progress.pace.minutes_left <= 420
    assert progress.perfect == all(goal.met for goal in progress.goals if goal.required)
    assert (progress.percent == 100) == progress.perfect
    assert (progress.pace.kind is PaceKind.DONE) == progress.perfect
    assert (progress.weakest is None) == (progress.standing is Standing.GOOD)
    if progress.perfect:
        assert progress.standing is Standing.GOOD
    for goal in progress.goals:
        assert goal.projected >= goal.done
        assert goal.chance is None or 0 <= goal.chance <= 1
        assert goal.chance != 1 or goal.met or goal.projected > goal.target
