# SPDX-License-Identifier: MIT
"""The bars say in words what they draw, and celebrate a goal once."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtGui import QAccessible
from pytestqt.qtbot import QtBot

from leaddesk.gui.theme import Theme
from leaddesk.gui.widgets.day_bars import (
    BarState,
    GoalBar,
    GoalState,
    PerfectDayBar,
    Standing,
)

GOAL = GoalState("calls", "Calls", 52, 80, 46, Standing.ON_PACE, "6 ahead of pace")
DAY = BarState("Perfect Day", 62.4, 57, "5% ahead of pace", Standing.ON_PACE)


@pytest.fixture
def goal(qtbot: QtBot) -> GoalBar:
    bar = GoalBar()
    qtbot.addWidget(bar)
    bar.show()
    return bar


@pytest.mark.parametrize(
    "done,target,part", [(0, 80, 0.0), (40, 80, 0.5), (90, 80, 1.0), (0, 0, 1.0), (3, 0, 1.0)]
)
def test_the_share_of_a_goal_stays_between_nothing_and_all(
    done: int, target: int, part: float
) -> None:
    assert replace(GOAL, done=done, target=target).part == part


def test_a_goal_says_its_numbers_and_its_standing(goal: GoalBar) -> None:
    goal.show_goal(GOAL)
    assert goal.accessibleName() == "Calls, 52 of 80, 6 ahead of pace"
    assert goal.accessibleDescription() == "46 expected by now"
    interface = QAccessible.queryAccessibleInterface(goal)
    assert interface.role() == QAccessible.Role.ProgressBar
    assert interface.valueInterface().currentValue() == 65


def test_a_goal_without_words_says_its_standing(goal: GoalBar) -> None:
    goal.show_goal(replace(GOAL, words="", standing=Standing.BEHIND))
    assert goal.accessibleName().endswith("behind pace")


def test_the_day_says_score_and_words(qtbot: QtBot) -> None:
    bar = PerfectDayBar()
    qtbot.addWidget(bar)
    bar.show_state(DAY)
    assert bar.accessibleName() == "Perfect Day, 62%, 5% ahead of pace"
    assert bar.value() == 62


def test_before_anybody_sits_down_no_score_is_claimed() -> None:
    assert BarState("Perfect Day", 0, None, "", Standing.QUIET).shown_score == "–"
    assert BarState("Perfect Day", 0, None, "The day starts", Standing.QUIET).shown_score == "0%"
    assert BarState("Perfect Day", 0, 8, "", Standing.BEHIND).shown_score == "0%"


def test_reaching_a_goal_is_celebrated_once(goal: GoalBar, theme: Theme, qtbot: QtBot) -> None:
    theme.rest(still=False)
    times: list[int] = []
    goal.celebrated.connect(lambda: times.append(1))
    reached = replace(GOAL, done=80, standing=Standing.REACHED)
    goal.show_goal(GOAL)
    goal.show_goal(reached)
    goal.show_goal(replace(reached, done=81))
    assert times == [1]
    qtbot.waitUntil(lambda: goal.celebrating)
    qtbot.waitUntil(lambda: not goal.celebrating, timeout=5000)


def test_a_goal_that_was_reached_before_it_was_seen_is_not_celebrated(goal: GoalBar) -> None:
    times: list[int] = []
    goal.celebrated.connect(lambda: times.append(1))
    goal.show_goal(replace(GOAL, standing=Standing.REACHED))
    assert times == []


def test_another_goal_in_the_same_bar_is_not_a_goal_reached(goal: GoalBar) -> None:
    times: list[int] = []
    goal.celebrated.connect(lambda: times.append(1))
    goal.show_goal(GOAL)
    goal.show_goal(replace(GOAL, goal_id="handoffs", standing=Standing.REACHED))
    assert times == []


def test_nothing_moves_for_somebody_who_asked_for_rest(goal: GoalBar) -> None:
    goal.show_goal(GOAL)
    goal.show_goal(replace(GOAL, standing=Standing.REACHED))
    assert not goal.celebrating
