# SPDX-License-Identifier: MIT
"""The calendar puts each day on its weekday, and every cell can be reached and spoken."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from leaddesk.gui.widgets.day_calendar import CELL_ROLE, DayCalendar, DayCell, DayMark


@pytest.fixture
def made(qtbot: QtBot) -> DayCalendar:
    widget = DayCalendar()
    qtbot.addWidget(widget)
    widget.show()
    return widget


def days(first: date, count: int) -> list[DayCell]:
    return [DayCell(first + timedelta(days=gone), DayMark.PERFECT) for gone in range(count)]


def test_eight_weeks_make_eight_rows(made: DayCalendar) -> None:
    made.show_days(days(date(2026, 9, 28), 56))
    assert (made.model().rowCount(), made.model().columnCount()) == (8, 7)


def test_the_newest_day_is_at_hand(made: DayCalendar, qtbot: QtBot) -> None:
    made.show_days(days(date(2026, 9, 28), 51))
    assert made.currentIndex().data(CELL_ROLE).day == date(2026, 11, 17)
    QTest.keyClick(made, Qt.Key.Key_Up)
    with qtbot.waitSignal(made.day_chosen) as said:
        QTest.keyClick(made, Qt.Key.Key_Return)
    assert said.args == [date(2026, 11, 10)]


def test_a_day_is_spoken_with_how_it_went(made: DayCalendar) -> None:
    made.show_days([DayCell(date(2026, 11, 17), DayMark.PART, "62 of 80 calls")])
    words = made.currentIndex().data(Qt.ItemDataRole.AccessibleTextRole)
    assert words == "Tue 17 Nov: met in part, 62 of 80 calls"


def test_no_days_show_nothing(made: DayCalendar) -> None:
    made.show_days(())
    assert made.model().rowCount() == 0


@settings(max_examples=25)
@given(st.dates(date(2000, 1, 1), date(2099, 1, 1)), st.integers(1, 60))
def test_each_day_stands_on_its_weekday(first: date, count: int) -> None:
    calendar = DayCalendar()
    calendar.show_days(days(first, count))
    model = calendar.model()
    seen = []
    for row in range(model.rowCount()):
        for column in range(7):
            cell = model.index(row, column).data(CELL_ROLE)
            if cell is not None:
                assert cell.day.weekday() == column
                seen.append(cell.day)
    assert seen == [first + timedelta(days=gone) for gone in range(count)]
    calendar.deleteLater()
