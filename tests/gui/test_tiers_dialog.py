# SPDX-License-Identifier: MIT
"""The tiers by keys, on a real database: named, added, taken out, and called so everywhere."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from leaddesk.desk.changes import Done
from leaddesk.desk.commands import TakeBack
from leaddesk.desk.queries import AskTiers
from leaddesk.gui.ops import Ops
from leaddesk.gui.theme import Theme
from leaddesk.gui.threads import Threads
from leaddesk.gui.views.goals_dialog import GoalsDialog
from leaddesk.gui.views.tiers_dialog import TiersDialog
from leaddesk.storage.opening import open_store
from leaddesk.words import leads, tiers
from tests.factories import NOON, Office, make_template
from tests.gui.fake_machine import AtOnce
from tests.gui.test_access import nameless

Key = Qt.Key


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    """A database with Dana and Sam, and a team lead."""
    make_template(tmp_path / "team.db")
    office = Office(open_store(str(tmp_path / "team.db"), NOON))
    assert office.boss
    yield office
    office.desk.close()


@pytest.fixture
def ops(office: Office) -> Iterator[Ops]:
    """What the dialog asks and does, at once."""
    made = Ops(lambda: NOON, Threads(AtOnce(), AtOnce(), AtOnce(), queued=False))
    made.attach(office.desk)
    made.person_id = office.boss
    yield made
    made.close()
    made.deleteLater()


@pytest.fixture
def form(ops: Ops, qtbot: QtBot, worn: Theme) -> TiersDialog:
    """The dialog, open."""
    dialog = TiersDialog(ops)
    qtbot.addWidget(dialog)
    dialog.show()
    dialog.activateWindow()
    qtbot.waitUntil(dialog._ui.tiers_table.hasFocus)
    return dialog


def press(*keys: Qt.Key) -> None:
    for key in keys:
        focused = QApplication.focusWidget()
        assert focused is not None
        QTest.keyClick(focused, key)


def typed(text: str) -> None:
    focused = QApplication.focusWidget()
    assert focused is not None
    QTest.keyClicks(focused, text)


def shown(form: TiersDialog) -> list[list[str]]:
    model = form._model
    return [
        [str(model.index(row, column).data()) for column in range(model.columnCount())]
        for row in range(model.rowCount())
    ]


def names(office: Office) -> list[str]:
    return [row.tier.name for row in office.ask(AskTiers())]


def test_it_shows_the_tiers_with_what_is_in_them(form: TiersDialog, office: Office) -> None:
    assert shown(form) == [
        ["1", "Qualifiers", "1", "0", "Leads of anyone"],
        ["2", "Inside reps", "1", "0", "Leads of one person each"],
        ["3", "Account managers", "0", "0", "Leads of one person each"],
    ]
    assert nameless(form) == []


def test_f2_renames_a_tier_and_every_picker_says_so(
    form: TiersDialog, office: Office, ops: Ops, qtbot: QtBot
) -> None:
    written: list[Done] = []
    form.written.connect(written.append)
    press(Key.Key_Down, Key.Key_F2)
    typed("Closers")
    press(Key.Key_Return)
    assert names(office) == ["Qualifiers", "Closers", "Account managers"]
    assert leads.tier(2) == "Closers"
    assert form.chosen is not None
    assert form.chosen.tier.number == 2
    assert written[0].undoable
    goals = GoalsDialog(ops, tier=2)
    qtbot.addWidget(goals)
    assert goals._ui.tier_combo.currentText() == "Closers"
    office.do(TakeBack(), office.boss)
    form._ask()
    assert leads.tier(2) == "Inside reps"


def test_a_tier_is_added_with_the_keyboard_and_taken_out_again(
    form: TiersDialog, office: Office
) -> None:
    while not form._ui.new_edit.hasFocus():
        press(Key.Key_Tab)
    typed("Customer success")
    press(Key.Key_Tab, Key.Key_Home, Key.Key_Backtab, Key.Key_Return)
    assert names(office)[-1] == "Customer success"
    assert [tier.works_like for tier in tiers.known()] == [1, 2, 2, 1]
    assert form.chosen is not None
    assert form.chosen.tier.number == 4
    assert form._ui.tiers_table.hasFocus()
    press(Key.Key_Delete)
    assert names(office) == ["Qualifiers", "Inside reps", "Account managers"]
    assert form.isVisible()


def test_a_tier_in_use_says_why_it_stays(form: TiersDialog, office: Office) -> None:
    office.lead(tier=3)
    form._ask()
    ui = form._ui
    press(Key.Key_End, Key.Key_Down, Key.Key_Down)
    assert ui.stays_label.text() == "In use: 1 lead. Move them to another tier first."
    assert not ui.remove_button.isEnabled()
    press(Key.Key_Delete)
    assert len(names(office)) == 3
    press(Key.Key_Home, Key.Key_Up, Key.Key_Up)
    assert "both stay" in ui.stays_label.text()


def test_a_name_that_is_taken_is_refused_in_place(form: TiersDialog, office: Office) -> None:
    press(Key.Key_Return)
    typed("inside reps")
    press(Key.Key_Return)
    assert "is called “inside reps” already" in form._ui.problem.text()
    assert names(office)[0] == "Qualifiers"
    press(Key.Key_Escape)
    assert not form.isVisible()
