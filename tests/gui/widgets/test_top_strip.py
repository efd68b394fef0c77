# SPDX-License-Identifier: MIT
"""The strip shows the day at any width from 1024 pixels up."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from leaddesk.gui.theme import Weight, font
from leaddesk.gui.widgets.day_bars import BarState, GoalState, Standing
from leaddesk.gui.widgets.painting import text_width
from leaddesk.gui.widgets.top_strip import SyncPill, SyncState, TopStrip
from tests.gui.widgets.gallery_frame import BAR, GOALS, strip

RAIL = 76


@pytest.fixture
def made(qtbot: QtBot) -> TopStrip:
    widget = strip()
    qtbot.addWidget(widget)
    return widget


def test_the_strip_fits_the_smallest_window(made: TopStrip) -> None:
    assert made.minimumSizeHint().width() <= 1024 - RAIL


def test_goals_come_and_go_with_the_role(made: TopStrip) -> None:
    made.show_day(BAR, GOALS[:2])
    assert [bar.state.label for bar in made.goal_bars] == ["Calls", "Conversations"]
    made.show_day(BAR, GOALS)
    assert len(made.goal_bars) == 4


def test_a_goal_keeps_its_bar_so_that_it_knows_how_it_stood(made: TopStrip) -> None:
    before = made.goal_bars
    made.show_day(BAR, GOALS)
    assert made.goal_bars == before


def test_the_state_of_the_work_is_a_button_with_words(made: TopStrip, qtbot: QtBot) -> None:
    made.show_sync(SyncState("Offline · 3 waiting to send", detail="since 10:42"))
    pill = made.findChild(SyncPill)
    assert isinstance(pill, SyncPill)
    assert pill.accessibleName() == "Offline · 3 waiting to send"
    with qtbot.waitSignal(made.sync_clicked):
        pill.click()


@pytest.mark.parametrize(
    "words,shown",
    [
        ("Offline · 503 waiting to send", "Offline · 503"),
        ("Needs attention · 1,234", "Needs attention"),
        ("In step · Demo", "In step"),
    ],
)
def test_in_the_smallest_window_the_state_keeps_a_short_figure(
    made: TopStrip, qtbot: QtBot, words: str, shown: str
) -> None:
    made.show_sync(SyncState(words))
    made.resize(1024 - RAIL, made.height())
    made.show()
    qtbot.waitExposed(made)
    (pill,) = made.findChildren(SyncPill)
    qtbot.waitUntil(lambda: pill._shown(pill.width() - 32) == shown)


def test_many_goals_in_the_smallest_window_cut_no_count(made: TopStrip, qtbot: QtBot) -> None:
    counts = [(199, 4464), (50, 2186), (20, 798), (7, 266), (4, 15)]
    goals = [
        GoalState(str(place), "Conversations", done, target, None, Standing.BEHIND, "")
        for place, (done, target) in enumerate(counts)
    ]
    made.show_day(BAR, goals)
    made.show_sync(SyncState("Needs attention · 3"))
    made.resize(1024 - RAIL, made.height())
    made.show()
    qtbot.waitExposed(made)
    face = font(12, Weight.SEMIBOLD, tabular=True)
    needed = [text_width(f"{done:,} / {target:,}", face) for done, target in counts]
    qtbot.waitUntil(
        lambda: all(bar.width() >= room for bar, room in zip(made.goal_bars, needed, strict=True))
    )
    assert made.width() == 1024 - RAIL


def test_pressing_the_name_is_announced(made: TopStrip, qtbot: QtBot) -> None:
    (person,) = (each for each in made.findChildren(QPushButton) if "Dana" in each.accessibleName())
    assert person.accessibleName() == "Dana Whitfield, Qualifier · tier 1"
    with qtbot.waitSignal(made.person_clicked):
        person.click()


def test_all_goals_are_stacked_as_soon_as_one_lacks_room(made: TopStrip, qtbot: QtBot) -> None:
    goals = [GoalState(str(n), "Calls", 1, 9, None, Standing.ON_PACE, "") for n in range(3)]
    made.resize(1440, made.height())
    made.show()
    made.show_day(BarState("Perfect Day", 50, None, "", Standing.ON_PACE), goals)
    qtbot.waitUntil(lambda: not any(bar._stacked for bar in made.goal_bars))

    words = "Conversations with the board of directors and of the works council"
    long = GoalState("2", words, 1, 9, None, Standing.ON_PACE, "")
    made.show_day(BarState("Perfect Day", 50, None, "", Standing.ON_PACE), [*goals[:2], long])
    made.resize(1100, made.height())

    qtbot.waitUntil(lambda: all(bar._stacked for bar in made.goal_bars))
