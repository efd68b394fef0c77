# SPDX-License-Identifier: MIT
"""The Funnel screen by keyboard: every cell says its value, and each look can be taken along."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from leaddesk.desk import commands, queries
from leaddesk.domain.funnel import Span
from leaddesk.domain.person import Person, Role
from leaddesk.gui.theme import Theme
from leaddesk.gui.views.funnel_view import FunnelView
from leaddesk.gui.views.source_cost_dialog import SourceCostDialog
from leaddesk.gui.widgets.chart_table import ChartTable
from leaddesk.words import funnel
from tests.gui import fake_answers_funnel as made
from tests.gui.form_desk import FormDesk

RUTH = Person(1, "Ruth Calloway", frozenset({Role.TEAM_LEAD}), "America/Chicago")
Key = Qt.Key


@pytest.fixture
def desk(worn: Theme) -> Iterator[FormDesk]:
    """A desk with a funnel."""
    desk = FormDesk()
    desk.machine.at = dt.datetime(2026, 5, 12, 16, tzinfo=dt.UTC)
    desk.desk.people = (RUTH,)
    desk.desk.answers[queries.AskFunnel] = made.answer
    yield desk
    desk.close()


def shown(desk: FormDesk, qtbot: QtBot, width: int = 1360) -> FunnelView:
    desk.seat.know((RUTH,))
    desk.seat.sit(RUTH)
    view = FunnelView(desk.bench())
    qtbot.addWidget(view)
    view.resize(width, 840)
    view.show()
    view.activateWindow()
    qtbot.waitUntil(view.isActiveWindow)
    qtbot.waitUntil(lambda: view._view is not None)
    view.focus_first()
    return view


def look(view: FunnelView, key: str) -> ChartTable:
    """Choose a look as a hand does, and go to it."""
    box = view._ui.look_combo
    box.setFocus()
    QTest.keyClick(box, Key.Key_Home)
    for _ in range(funnel.LOOKS.index(key)):
        QTest.keyClick(box, Key.Key_Down)
    box.activated.emit(box.currentIndex())
    view._ui.look_table.setFocus()
    return view._ui.look_table


def said(table: ChartTable) -> str:
    return str(table.currentIndex().data(Qt.ItemDataRole.AccessibleTextRole))


def column(table: ChartTable, place: int) -> list[str]:
    model = table.model()
    rows = range(model.rowCount(QModelIndex()))
    return [str(model.index(row, place).data()) for row in rows]


def test_arrows_tell_the_value_of_each_stage(desk: FormDesk, qtbot: QtBot) -> None:
    view = shown(desk, qtbot)
    table = view._ui.stages_table
    assert table.hasFocus()
    QTest.keyClick(table, Key.Key_Down)
    assert said(table) == "Connects: 250; 25 % of the stage before, 23–27 % of 1,000"
    assert view._ui.said_label.text() == said(table)
    assert "Funnel" in table.accessibleName()


def test_another_span_is_asked_for(desk: FormDesk, qtbot: QtBot) -> None:
    view = shown(desk, qtbot)
    box = view._ui.span_combo
    box.setFocus()
    QTest.keyClick(box, Key.Key_Down)
    box.activated.emit(box.currentIndex())
    asked = [query.span for query in desk.desk.asked if isinstance(query, queries.AskFunnel)]
    qtbot.waitUntil(lambda: view._view is not None and view._view.span is Span.THREE_MONTHS)
    assert asked[0] is Span.MONTH


def test_people_are_sorted_by_the_column_in_hand(desk: FormDesk, qtbot: QtBot) -> None:
    view = shown(desk, qtbot)
    table = look(view, "person")
    assert column(table, 0) == ["Ben Cruz", "Dana Whitfield", "The team"]
    QTest.keyClick(table, Key.Key_Right)
    view.handlers()["funnel.sort"]()
    assert column(table, 0) == ["The team", "Dana Whitfield", "Ben Cruz"]
    view.handlers()["funnel.sort"]()
    assert column(table, 0) == ["Ben Cruz", "Dana Whitfield", "The team"]


def test_an_hour_says_its_share_and_its_calls(desk: FormDesk, qtbot: QtBot) -> None:
    view = shown(desk, qtbot)
    table = look(view, "hours")
    QTest.keyClick(table, Key.Key_Home)
    QTest.keyClick(table, Key.Key_Right)
    assert said(table) == "Monday, 9:00 to 10:00: 30 % reached, 24–36 % of 100 calls"
    QTest.keyClick(table, Key.Key_Down)
    assert said(table) == "Tuesday, 9:00 to 10:00: no calls"


@pytest.mark.parametrize("key", funnel.LOOKS)
@pytest.mark.parametrize("width", [1024, 1360])
def test_each_look_is_painted_and_copied(
    desk: FormDesk, qtbot: QtBot, key: str, width: int
) -> None:
    view = shown(desk, qtbot, width)
    table = look(view, key)
    table.grab()
    view.handlers()["funnel.copy_text"]()
    copied = QGuiApplication.clipboard().text()
    assert copied == (funnel.sheet(key, made.answer(queries.AskFunnel())).as_text()
                      if key != "campaign" else copied)  # fmt: skip
    view.handlers()["funnel.copy_picture"]()
    assert not QGuiApplication.clipboard().pixmap().isNull()


def test_a_look_without_rows_says_why(desk: FormDesk, qtbot: QtBot) -> None:
    desk.desk.answers[queries.AskFunnel] = made.nothing
    view = shown(desk, qtbot)
    look(view, "hours")
    assert view._ui.empty_label.isVisible()
    assert "come with the calls" in view._ui.empty_label.text()
    assert not view._ui.look_table.isVisible()


def test_the_cost_of_a_source_is_typed(desk: FormDesk, qtbot: QtBot) -> None:
    view = shown(desk, qtbot)
    view.handlers()["funnel.cost"]()
    table = view._ui.look_table
    assert table.hasFocus()
    QTest.keyClick(table, Key.Key_Return)
    dialog = view.findChild(SourceCostDialog)
    assert dialog is not None
    edit = dialog._ui.cost_edit
    assert edit.text() == "500"
    edit.selectAll()
    QTest.keyClicks(edit, "some")
    QTest.keyClick(edit, Key.Key_Return)
    assert "no amount" in dialog._ui.problem.text()
    edit.selectAll()
    QTest.keyClicks(edit, "1,200")
    QTest.keyClick(edit, Key.Key_Return)
    qtbot.waitUntil(lambda: commands.SetSourceCost(3, 120_000) in desk.desk.log)


def test_who_leaves_takes_the_figures_along(desk: FormDesk, qtbot: QtBot) -> None:
    view = shown(desk, qtbot)
    view.person_left()
    assert column(view._ui.stages_table, 0) == []


def choose(view: FunnelView, name: str) -> None:
    """Choose whose calls are looked at as a hand does."""
    box = view._ui.person_combo
    box.setFocus()
    QTest.keyClick(box, Key.Key_Home)
    while box.currentText() != name:
        QTest.keyClick(box, Key.Key_Down)
    box.activated.emit(box.currentIndex())


def test_one_person_is_looked_at_alone(desk: FormDesk, qtbot: QtBot) -> None:
    view = shown(desk, qtbot)
    look(view, "hours")
    choose(view, "Ben Cruz")
    qtbot.waitUntil(lambda: view._ui.look_combo.count() == len(funnel.LOOKS_OF_PERSON))
    # The look stays where there is one of the person.
    assert view._ui.look_combo.currentData() == "hours"
    assert "Ben Cruz" in view._ui.stages_table.accessibleName()
    assert view._ui.person_combo.currentText() == "Ben Cruz"
    view.handlers()["funnel.cost"]()
    assert view._ui.look_combo.currentData() == "hours"
    choose(view, funnel.EVERYBODY)
    qtbot.waitUntil(lambda: view._ui.look_combo.count() == len(funnel.LOOKS))
    assert view._ui.look_combo.currentData() == "hours"


def test_the_cost_of_a_campaign_is_typed(desk: FormDesk, qtbot: QtBot) -> None:
    view = shown(desk, qtbot)
    table = look(view, "campaign_value")
    QTest.keyClick(table, Key.Key_Return)
    assert view.findChild(SourceCostDialog) is None  # no campaign has no cost
    QTest.keyClick(table, Key.Key_Down)
    QTest.keyClick(table, Key.Key_Return)
    dialog = view.findChild(SourceCostDialog)
    assert dialog is not None
    assert (dialog._ui.title.text(), dialog._ui.cost_edit.text()) == ("What Spring costs", "200")
    dialog._ui.cost_edit.selectAll()
    QTest.keyClicks(dialog._ui.cost_edit, "350")
    QTest.keyClick(dialog._ui.cost_edit, Key.Key_Return)
    qtbot.waitUntil(lambda: commands.SetCampaignCost("Spring", 35_000) in desk.desk.log)
