# SPDX-License-Identifier: MIT
"""The Personal data screen by keys: sources and their basis, how long data is kept, who is gone."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QTableView, QWidget
from pytestqt.qtbot import QtBot

from leaddesk.desk import queries
from leaddesk.desk.commands import ChangeRule, LiftErasure, SetSource, TakeBack
from leaddesk.domain.errors import BadInput, RuleBroken, StoreUnavailable
from leaddesk.domain.retention import RetentionRule
from leaddesk.gui.screens import screens_for
from leaddesk.gui.views.personal_data_dialogs import LetInDialog, RetainDialog, SourceDialog
from leaddesk.gui.views.personal_data_view import PersonalDataView
from leaddesk.words import errors
from tests.gui import fake_answers_privacy as made
from tests.gui.fake_machine import AtOnce
from tests.gui.made_leads import DANA
from tests.gui.sitting import Sitting, opened
from tests.gui.test_access import nameless

RULE = RetentionRule(24, 12)
Key = Qt.Key


def shown(sitting: Sitting, view: queries.PrivacyView = made.VIEW) -> PersonalDataView:
    """Let Lee, a team lead, sit down at the screen."""
    sitting.desk.answers[queries.AskPrivacy] = lambda _query: view
    sitting.start("Lee Novak", "personal_data")
    screen = sitting.window.current
    assert isinstance(screen, PersonalDataView)
    screen.focus_first()
    return screen


def rows(screen: PersonalDataView, name: str) -> list[list[str]]:
    """What a table of the screen shows."""
    table = screen.findChild(QTableView, name)
    assert isinstance(table, QTableView)
    model = table.model()
    return [
        [str(model.index(row, column).data()) for column in range(model.columnCount())]
        for row in range(model.rowCount())
    ]


def test_only_a_team_lead_has_the_screen(sitting: Sitting) -> None:
    assert "personal_data" not in [entry.id for entry in screens_for(DANA.roles)]
    sitting.start("Dana Whitfield")
    sitting.window.go("personal_data")
    assert sitting.window.screen_id == "queue"


def test_sources_say_their_basis_and_whether_it_was_set(sitting: Sitting) -> None:
    screen = shown(sitting)
    assert rows(screen, "sources_table") == [
        [
            "Web form",
            "Came to us (web form, call, chat)",
            "Asked us for an answer (by its kind)",
            "",
        ],
        ["Midwest Fair", "Trade show", "Consent", "Stand 12, March"],
    ]
    sitting.press(Key.Key_Down)
    assert "GDPR Article 6(1)(a); set for this source" in screen._pages._ui.sources_note.text()


def test_a_basis_is_changed_with_enter_and_taken_back(sitting: Sitting, qtbot: QtBot) -> None:
    screen = shown(sitting)
    sitting.press(Key.Key_Return)
    form = opened(sitting, qtbot)
    assert isinstance(form, SourceDialog)
    sitting.press(Key.Key_Down, Key.Key_Tab)
    sitting.write("Form on our site")
    sitting.press(Key.Key_Return)
    assert sitting.commands(SetSource) == [SetSource(1, "consent", "Form on our site")]
    assert not form.isVisible()
    sitting.window.activateWindow()
    qtbot.waitUntil(sitting.window.isActiveWindow)
    assert sitting.window.toast.isVisible()
    sitting.control(Key.Key_Z)
    assert sitting.commands(TakeBack) == [TakeBack()]
    assert sitting.target is screen._pages._ui.sources_table


def test_a_basis_that_was_set_is_the_one_that_is_chosen(sitting: Sitting, qtbot: QtBot) -> None:
    shown(sitting)
    sitting.press(Key.Key_Down, Key.Key_E)
    form = opened(sitting, qtbot)
    assert isinstance(form, SourceDialog)
    assert form._ui.basis_combo.currentData() == "consent"
    assert form._ui.origin_edit.text() == "Stand 12, March"
    form._ui.basis_combo.setCurrentIndex(0)
    sitting.click(form._ui.save_button)
    assert sitting.commands(SetSource) == [SetSource(2, "", "Stand 12, March")]


def test_a_rule_is_saved_only_after_a_look_and_a_question(sitting: Sitting, qtbot: QtBot) -> None:
    screen = shown(sitting)
    ui = screen._pages._ui
    sitting.press(Key.Key_2)
    assert sitting.target is ui.worked_spin
    assert ui.worked_spin.text() == "never"
    sitting.press(Key.Key_Up)
    assert not ui.save_button.isEnabled()
    sitting.control(Key.Key_S)
    assert not sitting.commands(ChangeRule)
    sitting.press(Key.Key_Return)
    assert ui.found_text.toPlainText().splitlines() == [
        "12 leads would be made anonymous:",
        "12 closed, from list",
        "Ada Old, Bo Older and 10 more",
    ]
    sitting.press(Key.Key_Up)
    assert not ui.save_button.isEnabled()
    assert not ui.found_text.isVisible()
    sitting.press(Key.Key_Return)
    sitting.control(Key.Key_S)
    form = opened(sitting, qtbot)
    assert isinstance(form, RetainDialog)
    sitting.press(Key.Key_Return)
    assert not form.isVisible()
    assert not sitting.commands(ChangeRule)
    screen._save_rule()
    form = opened(sitting, qtbot)
    assert isinstance(form, RetainDialog)
    assert "worked leads after 2 months" in form._ui.what_label.text()
    sitting.click(form._ui.save_button)
    (command,) = sitting.commands(ChangeRule)
    assert isinstance(command, ChangeRule)
    assert command.key == "retention"
    assert json.loads(command.value) == {"worked_months": 2, "over_months": 0}


def test_a_rule_is_switched_off_without_a_look(sitting: Sitting) -> None:
    screen = shown(sitting, replace(made.VIEW, rule=RULE))
    ui = screen._pages._ui
    sitting.press(Key.Key_2)
    assert (ui.worked_spin.value(), ui.over_spin.value()) == (24, 12)
    ui.worked_spin.setValue(0)
    assert not ui.save_button.isEnabled()
    ui.over_spin.setValue(0)
    sitting.click(ui.save_button)
    (command,) = sitting.commands(ChangeRule)
    assert isinstance(command, ChangeRule)
    assert json.loads(command.value) == {"worked_months": 0, "over_months": 0}


def test_a_rule_that_touches_nobody_yet_is_saved_without_a_question(sitting: Sitting) -> None:
    sitting.desk.answers[queries.AskOverdue] = lambda query: queries.Overdue(query.rule, (), ())
    screen = shown(sitting)
    sitting.press(Key.Key_2, Key.Key_Up, Key.Key_Return)
    assert screen._pages._ui.found_text.toPlainText() == "No lead is old enough."
    sitting.control(Key.Key_S)
    assert len(sitting.commands(ChangeRule)) == 1


def test_months_that_were_typed_stay_when_others_work(sitting: Sitting) -> None:
    screen = shown(sitting)
    sitting.press(Key.Key_2, Key.Key_Up, Key.Key_Up)
    screen.refresh()
    assert screen._pages._ui.worked_spin.value() == 2
    screen.person_left()
    assert screen._pages._ui.worked_spin.value() == 0


def test_a_look_that_fails_says_why_and_saves_nothing(sitting: Sitting) -> None:
    screen = shown(sitting)
    error = StoreUnavailable("busy")

    def fails(_query: queries.AskOverdue) -> object:
        raise error

    sitting.desk.answers[queries.AskOverdue] = fails
    sitting.press(Key.Key_2, Key.Key_Up, Key.Key_Return)
    assert screen._pages._ui.progress_label.text() == errors.say(error)
    assert not screen._pages._ui.save_button.isEnabled()


def test_the_rule_in_force_is_run_by_hand_after_a_question(sitting: Sitting, qtbot: QtBot) -> None:
    view = replace(made.VIEW, rule=RULE, last_run="2026-05-11")
    sitting.desk.answers[queries.AskOverdue] = lambda _query: made.overdue(queries.AskOverdue(RULE))
    screen = shown(sitting, view)
    ui = screen._pages._ui
    sitting.press(Key.Key_2, Key.Key_Tab, Key.Key_Tab)
    assert ui.nights_label.text() == "It runs each night by itself, last on 11 May."
    sitting.press(Key.Key_R)
    form = opened(sitting, qtbot)
    assert isinstance(form, RetainDialog)
    assert form._ui.save_button.text() == "Make 12 leads anonymous"
    sitting.press(Key.Key_Return)
    assert not form.isVisible()
    assert sitting.desk.retained == 0
    screen._count_overdue()
    form = opened(sitting, qtbot)
    assert isinstance(form, RetainDialog)
    sitting.click(form._ui.save_button)
    assert sitting.desk.retained == 1
    assert sitting.window.toast.isVisible()
    assert not ui.progress_bar.isVisible()


def test_a_run_can_be_stopped_and_says_so(sitting: Sitting) -> None:
    screen = shown(sitting, replace(made.VIEW, rule=RULE))
    ui = screen._pages._ui
    sitting.press(Key.Key_2)
    importer = sitting.program.ops.threads.importer
    assert isinstance(importer, AtOnce)
    importer.held = True
    screen._retain(12)
    assert ui.progress_bar.isVisible()
    assert not screen.situation() & screen.situation().RETENTION_ON
    sitting.click(ui.cancel_button)
    importer.run()
    assert ui.progress_label.text() == errors.say(RuleBroken("retention_cancelled"))
    assert not ui.cancel_button.isVisible()
    assert not screen._run.running


def test_without_a_rule_nothing_is_run(sitting: Sitting) -> None:
    screen = shown(sitting)
    sitting.press(Key.Key_2, Key.Key_Tab, Key.Key_Tab, Key.Key_R)
    assert not screen._pages._ui.retain_button.isVisible()
    assert sitting.desk.retained == 0


def test_who_was_erased_is_listed_without_a_name(sitting: Sitting) -> None:
    screen = shown(sitting)
    sitting.press(Key.Key_3)
    assert [row[1:] for row in rows(screen, "erased_table")] == [
        ["Lee Novak", "By e-mail", "2"], ["Lee Novak", "By letter", "1"],
    ]  # fmt: skip
    assert screen._pages._ui.erased_foot.text() == "2 erasures, 3 leads"


def test_somebody_is_let_in_again_by_keys(sitting: Sitting, qtbot: QtBot) -> None:
    shown(sitting)
    sitting.press(Key.Key_3, Key.Key_I)
    form = opened(sitting, qtbot)
    assert isinstance(form, LetInDialog)
    sitting.write("zoe@quillworks.com")
    sitting.press(Key.Key_Tab)
    sitting.write("wrote to us")
    sitting.press(Key.Key_Return)
    assert sitting.commands(LiftErasure) == [LiftErasure("zoe@quillworks.com", "wrote to us")]
    assert not form.isVisible()


@pytest.mark.parametrize(
    "error, field",
    [
        (RuleBroken("not_erased"), "text_edit"),
        (BadInput("bad_number", where="text", detail="12"), "text_edit"),
        (BadInput("needs_words", where="reason"), "reason_edit"),
    ],
)
def test_why_nobody_is_let_in_stands_at_the_field(
    sitting: Sitting, qtbot: QtBot, error: RuleBroken | BadInput, field: str
) -> None:
    shown(sitting)
    sitting.press(Key.Key_I)
    form = opened(sitting, qtbot)
    assert isinstance(form, LetInDialog)
    before = form.height()
    sitting.desk.failing = error
    sitting.press(Key.Key_Return)
    problem = form.findChild(QWidget, f"{field}_problem")
    assert problem is not None
    assert problem.isVisible()
    assert problem.text() == errors.say(error)  # type: ignore[attr-defined]
    assert sitting.target.objectName() == field
    assert form.height() > before
    sitting.write("x")
    assert not problem.isVisible()


def test_nothing_there_yet_is_said_in_words(sitting: Sitting) -> None:
    screen = shown(sitting, queries.PrivacyView((), RetentionRule(), "", ()))
    ui = screen._pages._ui
    assert ui.sources_empty.isVisible()
    assert not ui.edit_button.isEnabled()
    sitting.press(Key.Key_2)
    assert ui.found_empty.isVisible()
    ui.tabs.setFocus()
    sitting.press(Key.Key_3)
    assert ui.erased_empty.isVisible()
    assert sitting.target is ui.let_in_button


def test_every_control_of_pages_and_dialogs_has_a_name(sitting: Sitting, qtbot: QtBot) -> None:
    screen = shown(sitting, replace(made.VIEW, rule=RULE))
    for key in (Key.Key_1, Key.Key_2, Key.Key_3):
        screen._pages._ui.tabs.setFocus()
        sitting.press(key)
        assert nameless(screen) == []
    found = queries.Overdue(RULE, (), ())
    for form in (
        SourceDialog(sitting.program.ops, made.SOURCES[0], screen),
        LetInDialog(sitting.program.ops, screen),
        RetainDialog(found, screen),
    ):
        assert nameless(form) == []
        form.deleteLater()


def test_tab_goes_through_the_months_and_their_buttons(sitting: Sitting) -> None:
    screen = shown(sitting)
    ui = screen._pages._ui
    sitting.press(Key.Key_2, Key.Key_Up)
    reached = []
    for _ in range(3):
        QTest.keyClick(sitting.target, Key.Key_Tab)
        reached.append(sitting.target)
    assert reached[:2] == [ui.over_spin, ui.look_button]
