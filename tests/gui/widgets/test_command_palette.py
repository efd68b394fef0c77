# SPDX-License-Identifier: MIT
"""The palette shows the answer to the newest question only, and chooses by keyboard."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from leaddesk.gui.widgets.command_palette import CommandPalette, PaletteRow

ROWS = (
    PaletteRow("call", "Call", group="Actions", keys="Space", payload=1),
    PaletteRow("note", "Write a note", group="Actions", payload=2),
    PaletteRow("lead", "Priya Raman", "Northfield Optics", "Leads"),
)


class Window:
    """A window with a field in it, and the palette over it."""

    def __init__(self, qtbot: QtBot) -> None:
        self.window = QWidget()
        self.window.resize(900, 600)
        qtbot.addWidget(self.window)
        self.field = QLineEdit(self.window)
        self.palette = CommandPalette(self.window)
        self.asked: list[tuple[int, str]] = []
        self.palette.query_changed.connect(lambda *said: self.asked.append(said))
        self.window.show()
        qtbot.waitUntil(self.window.isActiveWindow)
        self.field.setFocus()
        self.palette.open_palette()
        (self.line,) = self.palette.findChildren(QLineEdit)


@pytest.fixture
def made(qtbot: QtBot) -> Window:
    return Window(qtbot)


def test_opening_asks_for_the_rows_of_nothing_typed(made: Window) -> None:
    assert made.asked == [(1, "")]
    assert made.line.hasFocus()


def test_each_letter_is_a_new_question(made: Window, qtbot: QtBot) -> None:
    QTest.keyClicks(made.line, "pr")
    assert made.asked[1:] == [(2, "p"), (3, "pr")]


def test_a_late_answer_is_dropped(made: Window, qtbot: QtBot) -> None:
    QTest.keyClicks(made.line, "p")
    assert not made.palette.set_results(1, ROWS)
    assert made.palette.current_row is None
    assert made.palette.set_results(2, ROWS)
    assert made.palette.current_row == ROWS[0]


def test_arrows_pass_over_the_names_of_groups(made: Window, qtbot: QtBot) -> None:
    made.palette.set_results(1, ROWS)
    for _ in range(2):
        QTest.keyClick(made.line, Qt.Key.Key_Down)
    assert made.palette.current_row == ROWS[2]
    QTest.keyClick(made.line, Qt.Key.Key_Down)
    assert made.palette.current_row == ROWS[2]
    QTest.keyClick(made.line, Qt.Key.Key_Up)
    assert made.palette.current_row == ROWS[1]


def test_enter_chooses_and_gives_the_keyboard_back(made: Window, qtbot: QtBot) -> None:
    made.palette.set_results(1, ROWS)
    with qtbot.waitSignal(made.palette.chosen) as said:
        QTest.keyClick(made.line, Qt.Key.Key_Return)
    assert said.args == [1]
    assert made.palette.isHidden()
    assert made.field.hasFocus()


def test_enter_waits_for_the_rows_of_what_was_typed(made: Window, qtbot: QtBot) -> None:
    chosen: list[object] = []
    made.palette.chosen.connect(chosen.append)
    made.palette.set_results(1, ROWS)
    QTest.keyClicks(made.line, "wr")
    QTest.keyClick(made.line, Qt.Key.Key_Return)
    assert chosen == []
    made.palette.set_results(2, ROWS)
    assert chosen == []
    made.palette.set_results(3, ROWS[1:])
    assert chosen == [2]
    assert made.palette.isHidden()


def test_a_letter_after_enter_takes_it_back(made: Window, qtbot: QtBot) -> None:
    QTest.keyClicks(made.line, "w")
    QTest.keyClick(made.line, Qt.Key.Key_Return)
    QTest.keyClicks(made.line, "r")
    made.palette.set_results(made.palette.token, ROWS)
    assert made.palette.isVisible()


def test_a_row_without_payload_gives_its_id(made: Window, qtbot: QtBot) -> None:
    made.palette.set_results(1, ROWS[2:])
    with qtbot.waitSignal(made.palette.chosen) as said:
        QTest.keyClick(made.line, Qt.Key.Key_Return)
    assert said.args == ["lead"]


def test_enter_on_nothing_does_nothing(made: Window, qtbot: QtBot) -> None:
    made.palette.set_results(1, ())
    with qtbot.assertNotEmitted(made.palette.chosen):
        QTest.keyClick(made.line, Qt.Key.Key_Return)
    assert made.palette.isVisible()


def test_what_was_typed_stays_readable_when_nothing_is_found(made: Window, qtbot: QtBot) -> None:
    made.palette.set_results(1, ROWS)
    QTest.keyClick(made.line, Qt.Key.Key_X)
    made.palette.set_results(made.palette.token, ())
    qtbot.waitUntil(lambda: made.line.height() >= made.line.sizeHint().height())


def test_escape_closes(made: Window, qtbot: QtBot) -> None:
    with qtbot.waitSignal(made.palette.closed):
        QTest.keyClick(made.line, Qt.Key.Key_Escape)
    assert made.field.hasFocus()


def test_opening_again_starts_afresh(made: Window, qtbot: QtBot) -> None:
    QTest.keyClicks(made.line, "x")
    QTest.keyClick(made.line, Qt.Key.Key_Escape)
    made.palette.open_palette()
    assert made.line.text() == ""
    assert made.palette.current_row is None
