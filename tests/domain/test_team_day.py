# SPDX-License-Identifier: MIT
"""Tests for the day of a whole team."""

from __future__ import annotations

import datetime as dt
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leaddesk.domain.pace import DayProgress, day_progress
from leaddesk.domain.perfect_day import DEFAULT_DEFINITIONS
from leaddesk.domain.team_day import team_day
from leaddesk.domain.working_hours import WorkingDay

ZONE = "America/Denver"
TIER_1, TIER_2 = DEFAULT_DEFINITIONS[:2]
NOON = dt.datetime(2025, 6, 4, 13, 0, tzinfo=ZoneInfo(ZONE))
SUNDAY = NOON + dt.timedelta(days=4)
FULL_DAY = {"calls": 80, "new_lead_calls": 40, "conversations": 15, "handoffs": 5}
HALF_DAY = {name: count // 2 for name, count in FULL_DAY.items()}


def day(counts: dict[str, int], at: dt.datetime = NOON) -> DayProgress:
    return day_progress(TIER_1, counts, WorkingDay(ZONE), at)


def test_the_bar_is_the_mean_and_the_goals_are_sums() -> None:
    rep = day_progress(TIER_2, {"calls": 10, "presentations": 1}, WorkingDay(ZONE), NOON)

    team = team_day([day(FULL_DAY), day({}), rep])

    assert team.score == pytest.approx((100 + rep.score) / 3)
    assert (team.there, team.perfect, team.needed) == (3, 1, 3)
    calls, *rest = team.goals
    assert (calls.metric, calls.done, calls.target) == ("calls", 90, 200)
    assert calls.expected == pytest.approx(200 * 3 / 7)
    assert [(g.done, g.target) for g in rest if g.metric == "presentations"] == [(1, 3)]
    assert "feedback_owed" not in {goal.metric for goal in team.goals}


def test_days_off_count_for_nothing() -> None:
    assert team_day([day(FULL_DAY), day({}, SUNDAY)]).there == 1
    nobody = team_day([day({}, SUNDAY)])
    assert (nobody.there, nobody.score, nobody.goals, nobody.reached) == (0, 0.0, (), False)
    assert team_day([]).percent == 0


@pytest.mark.parametrize("people, needed", [(1, 1), (4, 4), (5, 4), (6, 5), (7, 6), (10, 8)])
def test_four_of_five_make_the_teams_day(people: int, needed: int) -> None:
    def team(perfect: int) -> bool:
        days = [day(FULL_DAY)] * perfect + [day(HALF_DAY)] * (people - perfect)
        return team_day(days).reached

    assert team_day([day({})] * people).needed == needed
    assert team(needed)
    assert not team(needed - 1)


@given(st.lists(st.sampled_from((FULL_DAY, HALF_DAY, {})), max_size=12))
def test_nobody_is_counted_twice(all_counts: list[dict[str, int]]) -> None:
    team = team_day([day(counts) for counts in all_counts])
    assert team.perfect <= team.on_pace <= team.there == len(all_counts)
    assert 0 <= team.percent <= 100
    assert sum(goal.done for goal in team.goals) == sum(sum(c.values()) for c in all_counts)
