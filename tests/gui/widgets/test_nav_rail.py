# SPDX-License-Identifier: MIT
"""The rail announces a screen once, and arrows walk through it."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu
from pytestqt.qtbot import QtBot

from leaddesk.gui.widgets.nav_rail import NavItem, NavRail
from tests.gui.widgets.gallery_frame import rail


@pytest.fixture
def made(qtbot: QtBot) -> NavRail:
    widget = rail()
    qtbot.addWidget(widget)
    widget.show()
    qtbot.waitUntil(widget.isActiveWindow)
    return widget


def test_a_press_opens_the_screen(made: NavRail, qtbot: QtBot) -> None:
    with qtbot.waitSignal(made.screen_chosen) as said:
        made.buttons[3].click()
    assert said.args == ["leads"]
    assert made.current == "leads"
    assert [button.isChecked() for button in made.buttons].count(True) == 1


def test_the_open_screen_stays_marked_when_it_is_pressed_again(made: NavRail, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(made.screen_chosen):
        made.buttons[0].click()
    assert made.buttons[0].isChecked()


@pytest.mark.parametrize("enabled", [True, False])
def test_the_pointer_lights_what_can_be_pressed_and_nothing_else(
    made: NavRail,
    enabled: bool,  # noqa: FBT001 - a case
) -> None:
    button = made.buttons[3]
    button.setEnabled(enabled)
    button.setAttribute(Qt.WidgetAttribute.WA_UnderMouse, False)
    dark = button.grab().toImage()
    button.setAttribute(Qt.WidgetAttribute.WA_UnderMouse)
    assert (button.grab().toImage() != dark) is enabled


def test_arrows_walk_and_enter_opens(made: NavRail, qtbot: QtBot) -> None:
    made.buttons[0].setFocus()
    QTest.keyClick(made.buttons[0], Qt.Key.Key_Down)
    assert made.buttons[1].hasFocus()
    assert made.current == "queue"
    QTest.keyClick(made.buttons[1], Qt.Key.Key_Return)
    assert made.current == "handoffs"
    QTest.keyClick(made.buttons[1], Qt.Key.Key_Up)
    QTest.keyClick(made.buttons[0], Qt.Key.Key_Up)
    assert made.buttons[-1].hasFocus()


def test_what_waits_is_said_with_the_word(made: NavRail) -> None:
    assert made.buttons[1].accessibleName() == "Handoffs, 2 waiting"
    made.set_badge("handoffs", 0)
    assert made.buttons[1].accessibleName() == "Handoffs"
    made.set_badge("nowhere", 3)


def heights(made: NavRail) -> list[str]:
    """The words on the rail, top to bottom."""
    shown = [button.item.word for button in made.buttons if button.isVisible()]
    return [*shown, "More"] if made.more.isVisible() else shown


def test_what_has_no_room_stands_in_a_menu(made: NavRail, qtbot: QtBot) -> None:
    words = [button.item.word for button in made.buttons]
    assert heights(made) == words
    made.resize(76, 300)
    qtbot.waitUntil(made.more.isVisible)
    shown = heights(made)
    assert 2 < len(shown) < len(words)
    assert shown[:-1] == words[: len(shown) - 1]
    assert [item.word for item in made.folded] == words[len(shown) - 1 :]
    made.resize(76, 640)
    qtbot.waitUntil(lambda: not made.more.isVisible())
    assert heights(made) == words


@pytest.mark.qt_log_ignore("This plugin does not support")
def test_the_menu_opens_a_screen_and_its_button_is_marked_then(made: NavRail, qtbot: QtBot) -> None:
    made.resize(76, 300)
    qtbot.waitUntil(made.more.isVisible)
    last = made.folded[-1]
    made.set_badge(last.screen, 7)
    assert made.more.accessibleName() == "More, 7 waiting"
    QTest.keyClick(made.more, Qt.Key.Key_Return)
    menu = made.findChild(QMenu)
    assert menu is not None
    assert [entry.isChecked() for entry in menu.actions()] == [False] * len(menu.actions())
    with qtbot.waitSignal(made.screen_chosen) as said:
        menu.actions()[-1].trigger()
    assert said.args == [last.screen]
    assert made.more.isChecked()
    menu.close()
    made.buttons[0].click()
    assert not made.more.isChecked()


def test_arrows_walk_over_the_last_button_too(made: NavRail, qtbot: QtBot) -> None:
    made.resize(76, 300)
    qtbot.waitUntil(made.more.isVisible)
    made.buttons[0].setFocus()
    QTest.keyClick(made.buttons[0], Qt.Key.Key_Up)
    assert made.more.hasFocus()
    QTest.keyClick(made.more, Qt.Key.Key_Down)
    assert made.buttons[0].hasFocus()


def test_the_keys_are_in_the_tip(made: NavRail) -> None:
    assert "Ctrl+1" in made.buttons[0].toolTip()


def test_a_word_too_long_for_the_rail_stands_in_two_lines(made: NavRail) -> None:
    button = made.buttons[0]
    button.show_item(NavItem("personal_data", "Personal data", "lock"))
    assert button._lines() == ["Personal", "data"]
    button.show_item(NavItem("no_call", "Do not call", "phone-off"))
    assert button._lines() == ["Do not call"]
