# SPDX-License-Identifier: MIT
"""The first start: two choices, the second with two answers; the demo with progress and a stop."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from leaddesk.desk import commands
from leaddesk.desk.queries import TeamFacts
from leaddesk.domain.errors import StoreUnavailable
from leaddesk.domain.person import Role
from leaddesk.gui.theme import Theme
from leaddesk.gui.views.first_start_view import FirstStartView, currency_of
from tests.gui.form_desk import FormDesk

NOBODY = TeamFacts(0, 0, demo=False, region="US", time_zone="UTC", currency="USD")
Services = Mapping[str, Callable[..., object]]


@pytest.fixture
def desk(worn: Theme) -> Iterator[FormDesk]:
    """An empty desk."""
    made = FormDesk()
    yield made
    made.close()


def page(desk: FormDesk, qtbot: QtBot, services: Services | None = None) -> FirstStartView:
    """Show the page over an empty desk."""
    view = FirstStartView(desk.bench(services), NOBODY)
    qtbot.addWidget(view)
    view.show()
    return view


def test_one_name_starts_the_team_in_all_three_roles(desk: FormDesk, qtbot: QtBot) -> None:
    view = page(desk, qtbot)
    view._ui.name_edit.setText(" Dana  Whitfield ")
    box = view._ui.region_combo
    box.setCurrentIndex(box.findData("DE"))
    with qtbot.waitSignal(view.done):
        QTest.keyClick(view._ui.name_edit, Qt.Key.Key_Return)
    added = desk.commands(commands.AddPerson)[-1]
    assert isinstance(added, commands.AddPerson)
    assert added.fields.name == "Dana Whitfield"
    assert set(added.fields.roles) == {role.value for role in Role}
    rule = desk.commands(commands.ChangeRule)[-1]
    assert isinstance(rule, commands.ChangeRule)
    told = json.loads(rule.value)
    assert (rule.key, told["region"], told["currency"]) == ("team", "DE", "EUR")


def test_a_name_is_asked_for_in_words(desk: FormDesk, qtbot: QtBot) -> None:
    view = page(desk, qtbot)
    view._ui.name_edit.setText("   ")
    view._ui.own_button.click()
    assert "Type your name" in view._ui.name_edit_problem.text()
    assert not desk.commands(commands.AddPerson)
    view._ui.name_edit.setText("D")
    assert not view._ui.name_edit_problem.text()


def test_a_refusal_is_said_and_can_be_tried_again(desk: FormDesk, qtbot: QtBot) -> None:
    view = page(desk, qtbot)
    view._ui.name_edit.setText("Dana")
    desk.desk.failing = StoreUnavailable("disk_full")
    view._ui.own_button.click()
    assert view._ui.problem.text()
    assert view._ui.own_card.isEnabled()
    with qtbot.waitSignal(view.done):
        view._ui.own_button.click()


def test_the_demo_is_offered_only_where_there_is_one(desk: FormDesk, qtbot: QtBot) -> None:
    assert not page(desk, qtbot)._ui.demo_card.isVisible()
    assert page(desk, qtbot, {"open_demo": lambda: None})._ui.demo_card.isVisible()


def test_the_demo_shows_its_progress_and_opens(desk: FormDesk, qtbot: QtBot) -> None:
    def connect() -> object:
        return desk.desk

    seen: list[int] = []

    def make(progress: Callable[[float], None], cancelled: Callable[[], bool]) -> object:
        progress(0.4)
        seen.append(view._ui.progress_bar.value())
        return None if cancelled() else connect

    view = page(desk, qtbot, {"make_demo": make})
    with qtbot.waitSignal(view.open_other) as opened:
        view._ui.demo_button.click()
    assert opened.args == [connect]
    assert seen == [400]


def test_enter_opens_the_demo_from_its_button(desk: FormDesk, qtbot: QtBot) -> None:
    view = page(desk, qtbot, {"open_demo": lambda: desk.desk})
    view._ui.demo_button.setFocus()
    with qtbot.waitSignal(view.open_other):
        QTest.keyClick(view._ui.demo_button, Qt.Key.Key_Return)


def test_the_demo_can_be_stopped_with_escape(desk: FormDesk, qtbot: QtBot) -> None:
    asked: list[bool] = []

    def make(_progress: object, cancelled: Callable[[], bool]) -> object:
        asked.append(cancelled())
        return None

    view = page(desk, qtbot, {"make_demo": make})
    opened: list[object] = []
    view.open_other.connect(opened.append)
    desk.readers.held = True
    view._ui.demo_button.click()
    assert view._ui.progress_box.isVisible()
    QTest.keyClick(view, Qt.Key.Key_Escape)
    desk.readers.run()
    assert asked == [True]
    assert not opened
    assert view._ui.own_card.isEnabled()


@pytest.mark.parametrize(
    "region, currency", [("US", "USD"), ("DE", "EUR"), ("GB", "GBP"), ("JP", "JPY"), ("IN", "INR")]
)
def test_the_currency_follows_the_country(region: str, currency: str) -> None:
    assert currency_of(region) == currency
