# SPDX-License-Identifier: MIT
"""What the hub refused or kept late: why, opened, repeated, let go and brought back by keys."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from leaddesk.desk import commands
from leaddesk.domain.errors import RuleBroken
from leaddesk.gui.views.attention_dialog import AttentionDialog
from leaddesk.gui.views.tie_desk import SUBJECT
from leaddesk.words import sync
from tests.gui.fake_link import IN_STEP, FakeLink, Tray, join
from tests.gui.sitting import Sitting, opened

BOTH = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def tray(sitting: Sitting) -> Tray:
    """Dana in step, three things in her tray."""
    tray = Tray()
    tray.into(sitting)
    join(sitting, replace(IN_STEP, attention=3))
    sitting.start()
    return tray


def shown(sitting: Sitting, qtbot: QtBot) -> AttentionDialog:
    sitting.press(Qt.Key.Key_A, with_=BOTH)
    found = opened(sitting, qtbot)
    assert isinstance(found, AttentionDialog)
    return found


def names(dialog: AttentionDialog) -> list[int]:
    return [row.what.seq for row in dialog._model.rows]


def test_without_anything_it_is_small_and_grows_with_what_comes(
    sitting: Sitting, qtbot: QtBot
) -> None:
    join(sitting, IN_STEP)
    sitting.start()
    dialog = shown(sitting, qtbot)
    assert dialog._ui.title_label.text() == "Nothing needs your attention"
    assert sitting.target is dialog._ui.cancel_button
    low = dialog.height()
    assert low < dialog.width() / 2
    Tray().into(sitting)
    dialog._ask()
    assert dialog._ui.rows_table.isVisible()
    assert dialog.height() > low


def test_each_says_what_was_done_and_why_it_is_here(
    sitting: Sitting, tray: Tray, qtbot: QtBot
) -> None:
    dialog = shown(sitting, qtbot)
    assert sitting.target is dialog._ui.rows_table
    assert dialog._ui.title_label.text() == "3 things need your attention"
    assert "2 were not done" in dialog._ui.about_label.text()
    assert "1 call came late: kept and counted" in dialog._ui.about_label.text()
    assert "Somebody else has had this lead since" in dialog._ui.why_label.text()
    sitting.press(Qt.Key.Key_Down)
    assert dialog._ui.why_label.text() == (
        "Kept and counted; the lead did not move because Kim Park had it since."
    )
    del tray


def test_r_repeats_what_was_refused_and_nothing_that_counts_already(
    sitting: Sitting, tray: Tray, qtbot: QtBot
) -> None:
    dialog = shown(sitting, qtbot)
    sitting.press(Qt.Key.Key_R)
    assert sitting.commands(commands.RepeatOperation) == [commands.RepeatOperation(4)]
    assert names(dialog) == [5, 6]
    assert dialog._ui.told_label.text() == "Done once more: Handed off: Priya Raman"
    assert not dialog._ui.undo_button.isVisible()
    sitting.press(Qt.Key.Key_R)
    assert len(sitting.commands(commands.RepeatOperation)) == 1
    assert not dialog._ui.repeat_button.isEnabled()
    del tray


@pytest.mark.parametrize("ctrl", [False, True])
def test_l_lets_go_and_that_can_be_taken_back(
    sitting: Sitting, tray: Tray, qtbot: QtBot, *, ctrl: bool
) -> None:
    dialog = shown(sitting, qtbot)
    sitting.press(Qt.Key.Key_L, Qt.Key.Key_L)
    assert sitting.commands(commands.LetGo) == [commands.LetGo(4), commands.LetGo(5)]
    assert names(dialog) == [6]
    assert dialog._ui.told_label.text().startswith("Let go: ")
    for _ in range(2):
        if ctrl:
            sitting.control(Qt.Key.Key_Z)
        else:
            sitting.press(Qt.Key.Key_U)
    assert names(dialog) == [4, 5, 6]
    assert not dialog._ui.undo_button.isVisible()
    del tray


def test_enter_opens_the_lead(sitting: Sitting, tray: Tray, qtbot: QtBot) -> None:
    dialog = shown(sitting, qtbot)
    opened_leads: list[int] = []
    dialog._bench = replace(dialog._bench, frame=_Frame(opened_leads))  # type: ignore[arg-type]
    sitting.press(Qt.Key.Key_Return)
    assert opened_leads == [4]
    assert not dialog.isVisible()
    del tray


class _Frame:
    def __init__(self, leads: list[int]) -> None:
        self._leads = leads

    def show_lead(self, lead_id: int) -> None:
        self._leads.append(lead_id)


def test_when_all_is_looked_at_it_says_so(sitting: Sitting, tray: Tray, qtbot: QtBot) -> None:
    dialog = shown(sitting, qtbot)
    for _ in range(3):
        sitting.press(Qt.Key.Key_L)
    assert dialog._ui.title_label.text() == "Nothing needs your attention"
    assert not dialog._ui.rows_table.isVisible()
    for button in (dialog._ui.open_button, dialog._ui.repeat_button, dialog._ui.let_go_button):
        assert not button.isEnabled()
    sitting.press(Qt.Key.Key_U)
    assert names(dialog) == [6]
    del tray


def test_what_is_refused_is_said_in_the_dialog(sitting: Sitting, tray: Tray, qtbot: QtBot) -> None:
    dialog = shown(sitting, qtbot)
    sitting.desk.failing = RuleBroken("not_in_hand")
    sitting.press(Qt.Key.Key_R)
    assert names(dialog) == [4, 5, 6]
    assert dialog._ui.told_label.isVisible()
    sitting.press(Qt.Key.Key_L)
    assert names(dialog) == [5, 6]
    del tray


def test_the_window_says_once_when_there_is_more(sitting: Sitting) -> None:
    link = join(sitting)
    Tray().into(sitting)
    sitting.start()
    board = sitting.window.board

    def said() -> str:
        return board.shown.text if board.shown is not None else ""

    assert "hub" not in said()
    link.tell(replace(IN_STEP, attention=1))
    assert said() == sync.banner(1)
    board.settle(SUBJECT)
    link.tell(replace(IN_STEP, attention=1, held=3))
    assert "hub" not in said()
    link.tell(replace(IN_STEP, attention=2))
    assert said() == sync.banner(2)
    link.tell(IN_STEP)
    assert "hub" not in said()


def test_a_tray_that_changed_meanwhile_is_shown_as_it_is(sitting: Sitting, qtbot: QtBot) -> None:
    link: FakeLink = join(sitting, replace(IN_STEP, attention=3))
    tray = Tray()
    tray.into(sitting)
    sitting.start()
    dialog = shown(sitting, qtbot)
    tray.rows.pop()
    link.tell(replace(IN_STEP, attention=2))
    assert names(dialog) == [4, 5]


def test_what_was_let_go_comes_back_by_undo_once_the_list_is_closed(
    sitting: Sitting, tray: Tray, qtbot: QtBot
) -> None:
    shown(sitting, qtbot)
    sitting.press(Qt.Key.Key_L, Qt.Key.Key_L, Qt.Key.Key_Escape)
    assert sitting.window.toast.words.startswith("Let go: ")
    sitting.window.activateWindow()
    qtbot.waitUntil(sitting.window.isActiveWindow)
    sitting.control(Qt.Key.Key_Z)
    assert [row.what.seq for row in tray.rows] == [5, 6]
    sitting.control(Qt.Key.Key_Z)
    assert [row.what.seq for row in tray.rows] == [4, 5, 6]
    assert sitting.commands(commands.TakeBack) == [commands.TakeBack()] * 2


def test_nothing_is_offered_of_what_came_back_or_was_repeated(
    sitting: Sitting, tray: Tray, qtbot: QtBot
) -> None:
    shown(sitting, qtbot)
    sitting.press(Qt.Key.Key_L, Qt.Key.Key_U, Qt.Key.Key_R, Qt.Key.Key_Escape)
    assert not sitting.window.toast.words
    assert len(tray.rows) == 2


def test_nothing_is_offered_of_a_desk_that_is_gone(
    sitting: Sitting, tray: Tray, qtbot: QtBot
) -> None:
    dialog = shown(sitting, qtbot)
    sitting.press(Qt.Key.Key_L)
    sitting.program.ops.let_go()
    assert not dialog.isVisible()
    assert not sitting.window.toast.words
    del tray
