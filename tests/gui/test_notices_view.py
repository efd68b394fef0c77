# SPDX-License-Identifier: MIT
"""Notices by keyboard: read and acknowledged one by one; published and withdrawn by a team lead."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from leaddesk.desk import commands, queries
from leaddesk.desk.commands import NoticeFields
from leaddesk.domain.errors import BadInput, StaleLead
from leaddesk.gui.views.notice_dialog import NoticeDialog
from leaddesk.gui.views.notices_view import NoticesView
from leaddesk.gui.views.reason_chips import ReasonChip
from tests.gui import fake_answers_handoffs as team
from tests.gui import fake_answers_notices as made
from tests.gui.sitting import Sitting, opened


@pytest.fixture
def board() -> made.Board:
    return made.Board()


def start(sitting: Sitting, board: made.Board, person: str) -> NoticesView:
    desk = sitting.desk
    sitting.machine.at = team.NOW
    desk.people = team.PEOPLE
    desk.answers[queries.AskNotices] = board.view
    desk.answers[queries.AskWaitingNotices] = board.count
    desk.answers[queries.AskTeam] = lambda _query: team.TEAM
    desk._doings[commands.AcknowledgeNotice] = board.acknowledge
    desk._doings[commands.PublishNotice] = board.publish
    desk._doings[commands.WithdrawNotice] = board.withdraw
    sitting.start(person, "notices")
    shown = sitting.window.current
    assert isinstance(shown, NoticesView)
    return shown


def texts(view: QWidget) -> str:
    return "\n".join(label.text() for label in view.findChildren(QLabel) if label.isVisible())


def dialog(sitting: Sitting, qtbot: QtBot) -> NoticeDialog:
    found = opened(sitting, qtbot)
    assert isinstance(found, NoticeDialog)
    return found


def test_what_waits_stands_on_top_and_on_the_rail(sitting: Sitting, board: made.Board) -> None:
    view = start(sitting, board, "Dana Whitfield")
    assert sitting.window._badges["notices"] == 3
    assert sitting.target is view._ui.rows
    shown = texts(view)
    assert "Recording" in shown
    assert "What Recording says." in shown
    assert "Who knows it" not in shown
    assert not view._ui.publish_button.isVisible()


def test_enter_acknowledges_and_the_next_one_that_waits_is_there(
    sitting: Sitting, board: made.Board
) -> None:
    view = start(sitting, board, "Dana Whitfield")
    sitting.press(Qt.Key.Key_Down, Qt.Key.Key_Return)
    assert sitting.commands(commands.AcknowledgeNotice) == [commands.AcknowledgeNotice(2, made.AT)]
    assert view._ui.rows.current_key == "3"
    assert sitting.window._badges["notices"] == 2
    assert sitting.window.toast.isVisible()
    sitting.press(Qt.Key.Key_Return, Qt.Key.Key_Return)
    assert [one.notice_id for one in sitting.commands(commands.AcknowledgeNotice)
            if isinstance(one, commands.AcknowledgeNotice)] == [2, 3, 1]  # fmt: skip
    assert "You acknowledged it 12 May 10:00." in texts(view)
    sitting.press(Qt.Key.Key_Return)
    assert len(sitting.commands(commands.AcknowledgeNotice)) == 3
    assert sitting.window._badges["notices"] == 0


def test_a_refusal_is_said_and_the_screen_looks_again(sitting: Sitting, board: made.Board) -> None:
    view = start(sitting, board, "Dana Whitfield")
    board.waiting = board.waiting[1:]
    sitting.desk.failing = StaleLead("notice_changed", what="Recording")
    sitting.press(Qt.Key.Key_Return)
    assert view._ui.rows.current_key == "2"
    sitting.press(Qt.Key.Key_Return)
    assert view._ui.rows.current_key == "3"


def test_only_a_team_lead_can_publish_change_and_withdraw(
    sitting: Sitting, board: made.Board
) -> None:
    start(sitting, board, "Dana Whitfield")
    sitting.press(Qt.Key.Key_N, Qt.Key.Key_E, Qt.Key.Key_Delete)
    assert not sitting.window.findChildren(NoticeDialog)
    assert not sitting.commands(commands.WithdrawNotice)


def test_a_team_lead_sees_who_knows_it_and_withdraws(sitting: Sitting, board: made.Board) -> None:
    board.leads = True
    view = start(sitting, board, team.RUTH.name)
    shown = texts(view)
    assert "0 of 4 acknowledged it, 0 %." in shown
    assert "Not yet: Dana Whitfield and Sam Ortiz." in shown
    assert "Not yet covered" in shown
    sitting.press(Qt.Key.Key_Delete)
    assert sitting.commands(commands.WithdrawNotice) == [commands.WithdrawNotice(1)]
    assert [one.id for one in board.gone] == [1]
    assert not view._ui.acknowledge_button.isVisible() or view._ui.rows.current_key != "1"


def test_a_notice_is_published_with_kind_words_and_tier(
    sitting: Sitting, board: made.Board, qtbot: QtBot
) -> None:
    board.leads = True
    view = start(sitting, board, team.RUTH.name)
    sitting.press(Qt.Key.Key_N)
    form = dialog(sitting, qtbot)
    assert not form._ui.again_check.isVisible()
    sitting.desk.failing = BadInput("notice_title", where="title")
    sitting.press(Qt.Key.Key_Return)
    assert form._ui.title_edit_problem.text().startswith("A title is missing.")
    sitting.write("New prices")
    sitting.press(Qt.Key.Key_Tab)
    sitting.write("From June.")
    sitting.press(Qt.Key.Key_Tab, Qt.Key.Key_Tab, Qt.Key.Key_Space)
    sitting.press(Qt.Key.Key_Return)
    fields = NoticeFields("market", "New prices", "From June.", (1,))
    assert sitting.commands(commands.PublishNotice)[-1] == commands.PublishNotice(fields)
    assert not form.isVisible()
    sitting.window.activateWindow()
    qtbot.waitUntil(sitting.window.isActiveWindow)
    assert sitting.target is view._ui.rows
    assert view._ui.rows.current_key == "1"


def test_a_change_starts_from_what_is_there_and_asks_again_unless_told_not_to(
    sitting: Sitting, board: made.Board, qtbot: QtBot
) -> None:
    board.leads = True
    start(sitting, board, team.RUTH.name)
    sitting.press(Qt.Key.Key_E)
    form = dialog(sitting, qtbot)
    assert form._ui.again_check.isChecked()
    form._ui.again_check.setFocus()
    sitting.press(Qt.Key.Key_Space, Qt.Key.Key_Return)
    kept = NoticeFields("policy", "Recording", "What Recording says.", ())
    assert sitting.commands(commands.EditNotice) == [
        commands.EditNotice(1, made.AT, kept, ask_again=False)
    ]


@pytest.mark.parametrize(
    "person, words", [("Dana Whitfield", "What a team lead tells"), (team.RUTH.name, "Press N")]
)
def test_an_empty_screen_says_what_comes_there(
    sitting: Sitting, board: made.Board, person: str, words: str
) -> None:
    board.waiting = []
    board.leads = person == team.RUTH.name
    view = start(sitting, board, person)
    assert "No notices yet" in view._ui.list_empty.accessibleName() + texts(view)
    assert words in view._ui.list_empty.accessibleName() + texts(view)


def test_a_notice_goes_to_the_tiers_that_are_chosen(
    sitting: Sitting, board: made.Board, qtbot: QtBot
) -> None:
    start(sitting, board, team.RUTH.name)
    sitting.press(Qt.Key.Key_N)
    form = dialog(sitting, qtbot)
    everybody, first, second, third = form._audience.findChildren(ReasonChip)
    assert not third.isChecked()
    assert [chip.isChecked() for chip in (everybody, first, second)] == [True, False, False]
    for chip in (second, first):
        QTest.keyClick(chip, Qt.Key.Key_Space)
    assert form._audience.tiers == (1, 2)
    assert not everybody.isChecked()
    form._ui.title_edit.setText("Prices")
    form._ui.words_edit.setPlainText("From June.")
    form._ui.save_button.click()
    published = sitting.commands(commands.PublishNotice)[-1]
    assert isinstance(published, commands.PublishNotice)
    assert published.fields.tiers == (1, 2)


def test_everybody_is_chosen_again_with_one_press_and_without_a_tier(
    sitting: Sitting, board: made.Board, qtbot: QtBot
) -> None:
    start(sitting, board, team.RUTH.name)
    sitting.press(Qt.Key.Key_N)
    form = dialog(sitting, qtbot)
    everybody, first, second, _third = form._audience.findChildren(ReasonChip)
    QTest.keyClick(first, Qt.Key.Key_Space)
    QTest.keyClick(second, Qt.Key.Key_Space)
    QTest.keyClick(everybody, Qt.Key.Key_Space)
    assert form._audience.tiers == ()
    QTest.keyClick(everybody, Qt.Key.Key_Space)
    assert everybody.isChecked()
    QTest.keyClick(first, Qt.Key.Key_Space)
    QTest.keyClick(first, Qt.Key.Key_Space)
    assert (form._audience.tiers, everybody.isChecked()) == ((), True)
    form.reject()
