# SPDX-License-Identifier: MIT
"""The history wraps what is long, and its entries can be walked and copied."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QModelIndex, QRect, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from leaddesk.gui.theme import font
from leaddesk.gui.widgets.history import WHEN_WIDTH, HistoryEntry, HistoryList
from leaddesk.gui.widgets.painting import text_width
from tests.gui.widgets.gallery_lead import HISTORY, history


@pytest.fixture
def made(qtbot: QtBot) -> HistoryList:
    widget = history()
    qtbot.addWidget(widget)
    widget.show()
    return widget


def row_box(view: HistoryList, row: int) -> QRect:
    return view.visualRect(view.model().index(row, 0))


def test_a_long_entry_takes_more_lines_when_it_is_narrower(made: HistoryList) -> None:
    wide = row_box(made, 2).height()
    made.resize(320, 180)
    made.doItemsLayout()
    assert row_box(made, 2).height() > wide


@pytest.mark.parametrize("stamp", ["Yesterday 08:08", "Yesterday 20:48", "28 Sept 2025"])
def test_a_stamp_is_shown_whole(made: HistoryList, stamp: str) -> None:
    assert text_width(stamp, font(tabular=True)) <= WHEN_WIDTH - 8


def test_a_word_without_end_stays_in_its_column(made: HistoryList) -> None:
    made.show_entries((HistoryEntry("now", "x" * 400),))
    assert row_box(made, 0).height() > 40
    assert row_box(made, 0).width() <= made.viewport().width()


def test_copy_takes_the_entry_as_text(made: HistoryList, qtbot: QtBot) -> None:
    made.setCurrentIndex(made.model().index(1, 0))
    QTest.keyClick(made, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    words = QGuiApplication.clipboard().text()
    assert words == "12 May\tTrade show scan · Booth 14 · brochure B\tSam Ortiz"


def test_arrows_walk_through_many_entries(made: HistoryList, qtbot: QtBot) -> None:
    made.show_entries([HistoryEntry(f"{n}", f"call {n}") for n in range(500)])
    made.setCurrentIndex(made.model().index(0, 0))

    def at_the_end() -> bool:
        QTest.keyClick(made, Qt.Key.Key_End)
        return made.currentIndex().row() == 499

    qtbot.waitUntil(at_the_end)
    assert made.model().rowCount(QModelIndex()) == 500


def test_the_same_history_again_keeps_the_place(made: HistoryList) -> None:
    made.setCurrentIndex(made.model().index(2, 0))
    made.show_entries(HISTORY)
    assert made.currentIndex().row() == 2
    made.show_entries(HISTORY[:1])
    assert made.entries == HISTORY[:1]


def test_markup_in_an_entry_is_spoken_as_it_stands(made: HistoryList) -> None:
    made.show_entries((HistoryEntry("now", "<img src=x> & co"),))
    words = made.model().index(0, 0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert words == "now, <img src=x> & co"
