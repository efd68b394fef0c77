# SPDX-License-Identifier: MIT
"""One message at a time, a way back while it is there, and gone by itself."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from leaddesk.gui.widgets.toast import Toast


@pytest.fixture
def made(qtbot: QtBot) -> Toast:
    under = QWidget()
    under.resize(800, 600)
    qtbot.addWidget(under)
    field = QLineEdit(under)
    toast = Toast(under)
    under.show()
    field.setFocus()
    return toast


def undo(toast: Toast) -> QPushButton:
    button = toast.findChild(QPushButton)
    assert isinstance(button, QPushButton)
    return button


def test_a_message_stands_low_in_the_middle(made: Toast) -> None:
    made.show_message("No answer logged")
    assert made.words == "No answer logged"
    assert abs(made.geometry().center().x() - 400) <= 1
    assert 500 < made.y() < 560


def test_a_second_message_takes_the_place_of_the_first(made: Toast) -> None:
    made.show_message("No answer logged")
    made.show_message("Voicemail logged")
    assert made.words == "Voicemail logged"


def test_the_way_back_is_taken_once(made: Toast, qtbot: QtBot) -> None:
    made.show_message("No answer logged")
    with qtbot.waitSignal(made.undo_requested):
        undo(made).click()
    assert made.words == ""


def test_escape_takes_it_away(made: Toast, qtbot: QtBot) -> None:
    made.show_message("No answer logged")
    with qtbot.waitSignal(made.dismissed), qtbot.assertNotEmitted(made.undo_requested):
        QTest.keyClick(undo(made), Qt.Key.Key_Escape)


def test_it_goes_by_itself_when_its_life_is_over(made: Toast, qtbot: QtBot) -> None:
    with qtbot.waitSignal(made.dismissed):
        made.show_message("No answer logged", life_ms=1)


def test_words_without_a_way_back_have_no_button(made: Toast) -> None:
    made.show_message("Copied", undo_words="")
    assert undo(made).isHidden()


def test_it_is_read_aloud_with_its_way_back(made: Toast) -> None:
    made.show_message("No answer logged")
    assert made.accessibleName() == "No answer logged. Undo Ctrl+Z"


def test_it_follows_the_size_of_what_it_lies_on(made: Toast) -> None:
    made.show_message("No answer logged")
    under = made.over
    assert under is not None
    under.resize(400, 300)
    assert under.rect().contains(made.geometry())
