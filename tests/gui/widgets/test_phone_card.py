# SPDX-License-Identifier: MIT
"""The card dials what it shows, refuses with a reason, and its clock runs from where it should."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QMenu, QToolButton
from pytestqt.qtbot import QtBot

from leaddesk.gui.widgets.cap_button import CapButton
from leaddesk.gui.widgets.phone_card import PhoneCard, clock_words
from tests.gui.widgets.gallery_lead import phone, phone_closed


@pytest.fixture
def made(qtbot: QtBot) -> PhoneCard:
    widget = phone()
    qtbot.addWidget(widget)
    widget.show()
    return widget


@pytest.mark.parametrize(
    "seconds,words",
    [
        (0, "00:00"),
        (59, "00:59"),
        (192, "03:12"),
        (3599, "59:59"),
        (3600, "1:00:00"),
        (-3, "00:00"),
    ],
)
def test_a_duration_reads_like_a_clock(seconds: int, words: str) -> None:
    assert clock_words(seconds) == words


def test_call_asks_for_the_number_shown(made: PhoneCard, qtbot: QtBot) -> None:
    with qtbot.waitSignal(made.call_requested) as said:
        assert made.press_call()
    assert said.args == ["a"]


def test_another_number_can_be_chosen(made: PhoneCard, qtbot: QtBot) -> None:
    menu = made.findChild(QMenu)
    assert isinstance(menu, QMenu)
    with qtbot.waitSignal(made.number_chosen) as said:
        menu.actions()[1].trigger()
    assert said.args == ["b"]
    assert made.chosen == "b"


def test_a_running_call_offers_to_hang_up(made: PhoneCard, qtbot: QtBot) -> None:
    made.start_call(192)
    assert made.elapsed_seconds >= 192
    button = made.findChild(CapButton)
    assert isinstance(button, CapButton)
    assert button.accessibleName() == "Hang up, key Space"
    with qtbot.waitSignal(made.hang_up_requested):
        made.press_call()
    made.stop_call()
    assert made.elapsed_seconds == 0
    assert button.accessibleName() == "Call, key Space"


def test_a_number_that_may_not_be_called_says_why(qtbot: QtBot) -> None:
    made = phone_closed()
    qtbot.addWidget(made)
    with qtbot.assertNotEmitted(made.call_requested):
        assert not made.press_call()
    assert any("opens 09:00" in label.text() for label in made.findChildren(type(made._open)))


def test_a_lead_without_number_can_not_be_called(qtbot: QtBot) -> None:
    made = PhoneCard()
    qtbot.addWidget(made)
    made.show_numbers(())
    assert made.chosen == ""
    assert not made.press_call()


def test_nothing_can_be_pressed_while_a_write_is_in_flight(made: PhoneCard) -> None:
    made.set_busy(True)
    assert not made.press_call()
    made.set_busy(False)
    assert made.press_call()


def test_the_number_can_be_copied(made: PhoneCard) -> None:
    (copy,) = (each for each in made.findChildren(QToolButton) if "Copy" in each.accessibleName())
    copy.click()
    assert QGuiApplication.clipboard().text() == "+1 (612) 555-0148"


def test_a_narrow_card_puts_the_controls_below(made: PhoneCard, qtbot: QtBot) -> None:
    made.resize(320, 140)
    qtbot.waitUntil(lambda: made._call.y() > made._number.y() + made._number.height())
    made.resize(650, 80)
    qtbot.waitUntil(lambda: made._call.x() > made._number.x() + made._number.width())
