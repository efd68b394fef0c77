# SPDX-License-Identifier: MIT
"""Lists keep the person's place, skip headings and speak every row."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from leaddesk.gui.theme import Tone
from leaddesk.gui.widgets.rows import ROW_ROLE, RowList, SectionRow, UpNextRow, spoken
from tests.gui.widgets.gallery_lead import UP_NEXT, up_next


@pytest.fixture
def made(qtbot: QtBot) -> RowList:
    widget = up_next()
    qtbot.addWidget(widget)
    widget.show()
    return widget


@pytest.fixture
def chosen(made: RowList) -> list[str]:
    heard: list[str] = []
    made.row_chosen.connect(heard.append)
    return heard


def test_arrows_pass_over_headings(made: RowList, chosen: list[str], qtbot: QtBot) -> None:
    made.select_key("6")
    QTest.keyClick(made, Qt.Key.Key_Down)
    assert made.current_key == "7"
    assert chosen == ["7"]


def test_home_goes_to_the_first_row_past_its_heading(made: RowList) -> None:
    rows = (
        SectionRow("To accept · 1"),
        UpNextRow("a", "Ann", "Acme"),
        UpNextRow("b", "Bo", "Bolt"),
    )
    made.show_rows(rows)
    made.select_key("b")
    QTest.keyClick(made, Qt.Key.Key_Home)
    assert made.current_key == "a"


def test_enter_opens_the_row(made: RowList, qtbot: QtBot) -> None:
    with qtbot.waitSignal(made.row_activated) as said:
        QTest.keyClick(made, Qt.Key.Key_Return)
    assert said.args == ["1"]


def test_selecting_from_the_program_announces_nothing(made: RowList, chosen: list[str]) -> None:
    assert made.select_key("3")
    assert made.current_key == "3"
    assert not made.select_key("gone")
    assert chosen == []


def test_new_rows_leave_the_person_where_they_were(made: RowList, chosen: list[str]) -> None:
    made.select_key("4")
    made.show_rows(UP_NEXT[2:])
    assert made.current_key == "4"
    made.show_rows(UP_NEXT[:2])
    assert made.current_key == ""
    assert chosen == []


def test_a_row_is_spoken_with_all_it_shows() -> None:
    row = UpNextRow("1", "Priya", "Northfield", "3 min", Tone.HOT, "10:42 local")
    assert spoken(row) == "Priya, Northfield, 3 min, 10:42 local"
    assert spoken(SectionRow("Working · 11")) == "Working · 11"


def test_a_name_with_signs_is_no_markup_in_its_tip(made: RowList) -> None:
    index = made.model().index(3, 0)
    assert index.data(ROW_ROLE).title == "James <b>Petrov</b>"
    assert "&lt;b&gt;" in index.data(Qt.ItemDataRole.ToolTipRole)
