# SPDX-License-Identifier: MIT
"""The panel asks for one value and gives the keyboard back."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from leaddesk.gui.theme import Theme
from leaddesk.gui.widgets.inline_panel import InlinePanel


class Screen:
    """A field, a place where the pad would be, and the panel over it."""

    def __init__(self, qtbot: QtBot) -> None:
        self.window = QWidget()
        self.window.resize(1000, 600)
        qtbot.addWidget(self.window)
        self.note = QLineEdit(self.window)
        self.pad = QWidget(self.window)
        self.pad.setGeometry(10, 480, 980, 108)
        self.panel = InlinePanel(self.window)
        self.panel.set_anchor(self.pad)
        self.window.show()
        qtbot.waitUntil(self.window.isActiveWindow)
        self.note.setFocus()
        self.body = QLineEdit("Tomorrow 09:30")
        self.panel.open_with("Call back", self.body, "Set the callback")


@pytest.fixture
def screen(qtbot: QtBot) -> Screen:
    return Screen(qtbot)


def test_it_covers_the_pad_and_takes_the_keyboard(screen: Screen) -> None:
    assert screen.panel.geometry() == screen.pad.geometry()
    assert screen.body.hasFocus()


def test_a_keyboard_that_went_elsewhere_is_left_there(screen: Screen) -> None:
    elsewhere = QLineEdit(screen.window)
    elsewhere.show()
    elsewhere.setFocus()
    screen.panel.close_panel()
    assert elsewhere.hasFocus()


def test_enter_takes_what_stands_there(screen: Screen, qtbot: QtBot) -> None:
    with qtbot.waitSignal(screen.panel.accepted):
        QTest.keyClick(screen.body, Qt.Key.Key_Return)
    assert screen.panel.body is screen.body


def test_escape_goes_back_to_where_the_keyboard_was(screen: Screen, qtbot: QtBot) -> None:
    with qtbot.waitSignal(screen.panel.cancelled):
        QTest.keyClick(screen.body, Qt.Key.Key_Escape)
    assert screen.panel.isHidden()
    assert screen.panel.body is None
    assert screen.note.hasFocus()


def test_nothing_is_taken_twice_while_a_write_is_in_flight(screen: Screen, qtbot: QtBot) -> None:
    screen.panel.set_busy(True)
    with qtbot.assertNotEmitted(screen.panel.accepted):
        QTest.keyClick(screen.body, Qt.Key.Key_Return)


def test_a_problem_is_said_and_taken_back(screen: Screen) -> None:
    screen.panel.show_problem("That is a holiday there")
    assert screen.panel._problem.text() == "That is a holiday there"
    assert not screen.panel._problem.isHidden()
    screen.panel.show_problem("")
    assert screen.panel._problem.isHidden()


def test_a_tall_body_makes_it_grow_upwards(screen: Screen) -> None:
    tall = QWidget()
    tall.setMinimumHeight(220)
    screen.panel.open_with("Not now", tall)
    assert screen.panel.height() >= 220
    assert screen.panel.geometry().bottom() == screen.pad.geometry().bottom()


def test_it_ends_where_it_should_when_it_slides(screen: Screen, theme: Theme, qtbot: QtBot) -> None:
    theme.rest(still=False)
    screen.panel.open_with("Call back", QLineEdit())
    qtbot.waitUntil(lambda: screen.panel.geometry() == screen.pad.geometry())
