# SPDX-License-Identifier: MIT
"""Stars can be given by key, by arrow and by mouse."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from leaddesk.gui.widgets.star_rating import StarRating


@pytest.fixture
def made(qtbot: QtBot) -> StarRating:
    widget = StarRating()
    qtbot.addWidget(widget)
    widget.resize(widget.sizeHint())
    widget.show()
    return widget


@pytest.mark.parametrize("stars", [1, 2, 3, 4, 5])
def test_a_digit_gives_that_many_stars(made: StarRating, qtbot: QtBot, stars: int) -> None:
    with qtbot.waitSignal(made.rating_changed) as said:
        QTest.keyClicks(made, str(stars))
    assert said.args == [stars]


def test_other_digits_give_nothing(made: StarRating, qtbot: QtBot) -> None:
    QTest.keyClicks(made, "79x")
    assert made.rating == 0


def test_arrows_add_and_take_a_star(made: StarRating, qtbot: QtBot) -> None:
    made.set_rating(3)
    QTest.keyClick(made, Qt.Key.Key_Right)
    assert made.rating == 4
    QTest.keyClick(made, Qt.Key.Key_Left)
    QTest.keyClick(made, Qt.Key.Key_Left)
    assert made.rating == 2


@pytest.mark.parametrize("place", [0, 2, 4])
def test_a_click_on_a_star_gives_it(made: StarRating, qtbot: QtBot, place: int) -> None:
    QTest.mouseClick(made, Qt.MouseButton.LeftButton, pos=QPoint(4 + place * 26 + 11, 15))
    assert made.rating == place + 1


def test_it_is_a_slider_that_says_its_value(made: StarRating) -> None:
    made.set_rating(4)
    interface = QAccessible.queryAccessibleInterface(made)
    assert interface.role() == QAccessible.Role.Slider
    assert made.accessibleDescription() == "4 of 5"
