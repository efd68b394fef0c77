# SPDX-License-Identifier: MIT
"""The Rules screen by keys: typed, looked at, put in force with a reason, brought back, filed."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog, QPlainTextEdit
from pytestqt.qtbot import QtBot

from leaddesk.desk import queries
from leaddesk.desk.commands import ChangeRule, ChangeRules, TakeBack
from leaddesk.desk.rules import decode_rule
from leaddesk.domain.errors import StaleLead
from leaddesk.gui.screens import screens_for
from leaddesk.gui.views.rule_import_dialog import RuleImportDialog
from leaddesk.gui.views.rule_versions_dialog import RuleVersionsDialog
from leaddesk.gui.views.rules_view import TYPED_MS, RulesView
from leaddesk.words.rule_fields import forms
from tests.gui import fake_answers_rules as made
from tests.gui.made_leads import DANA
from tests.gui.sitting import Sitting, opened
from tests.gui.test_access import nameless

Key = Qt.Key
SHIFT = Qt.KeyboardModifier.ShiftModifier
ALT = Qt.KeyboardModifier.AltModifier


@pytest.fixture
def screen(sitting: Sitting) -> RulesView:
    """Lee, a team lead, at the screen."""
    sitting.start("Lee Novak", "rules")
    found = sitting.window.current
    assert isinstance(found, RulesView)
    found.focus_first()
    return found


def choose(sitting: Sitting, screen: RulesView, form_id: str) -> None:
    """Go to a form with the arrow keys, and into its first field."""
    screen.focus_first()
    sitting.press(Key.Key_Home)
    for _ in forms():
        if screen._form.id == form_id:
            break
        sitting.press(Key.Key_Down)
    assert screen._form.id == form_id
    sitting.press(Key.Key_Return)


def looked(screen: RulesView, qtbot: QtBot) -> str:
    """Wait until what a change would do is worked out, and return the words."""
    qtbot.waitUntil(lambda: screen._preview is not None, timeout=TYPED_MS * 10)
    return screen._face._ui.preview_text.text()


def rule_of(sitting: Sitting) -> tuple[ChangeRule, dict[str, Any]]:
    """Return the one rule that was put in force, and its value."""
    (command,) = sitting.commands(ChangeRule)
    assert isinstance(command, ChangeRule)
    return command, json.loads(command.value)


def test_only_a_team_lead_has_the_screen(sitting: Sitting) -> None:
    assert "rules" not in [entry.id for entry in screens_for(DANA.roles)]
    sitting.start("Dana Whitfield")
    sitting.window.go("rules")
    assert sitting.window.screen_id == "queue"


@pytest.mark.parametrize("form", [form.id for form in forms()])
def test_every_form_is_reached_by_keys_and_has_names(
    sitting: Sitting, screen: RulesView, form: str
) -> None:
    choose(sitting, screen, form)
    assert screen._face.form.isAncestorOf(sitting.target)
    assert nameless(sitting.window) == []
    assert not screen._is_typed


def test_a_rule_is_looked_at_then_put_in_force_with_a_reason_and_taken_back(
    sitting: Sitting, screen: RulesView, qtbot: QtBot
) -> None:
    choose(sitting, screen, "score")
    assert sitting.target.metaObject().className() == "QSpinBox"
    sitting.press(Key.Key_Up)
    told = looked(screen, qtbot)
    assert "Half-life: came to us (web form, call, chat): 24 hours → 25 hours" in told
    assert "412 leads of 600 never called would get another score" in told

    sitting.control(Key.Key_Return)
    assert not sitting.commands(ChangeRule)
    assert sitting.target is screen._face._ui.reason_edit
    assert "Say why" in screen._face._ui.problem_text.text()
    sitting.write("The web is slower now")
    sitting.control(Key.Key_Return)
    command, value = rule_of(sitting)
    assert (command.key, command.reason) == ("queue", "The web is slower now")
    assert value["half_life_hours"][0] == ["inbound", 25]
    assert command.seen == made.row("queue").value
    assert sitting.window.toast.isVisible()
    assert not screen._is_typed
    sitting.control(Key.Key_Z)
    assert sitting.commands(TakeBack) == [TakeBack()]


def test_what_is_wrong_stands_beside_its_field_and_nothing_is_put_in_force(
    sitting: Sitting, screen: RulesView, qtbot: QtBot
) -> None:
    choose(sitting, screen, "ladder.outbound")
    form = screen._face.form
    form._row_fields[2].focus()
    sitting.press(Key.Key_Down)
    looked(screen, qtbot)
    wrong = form._row_fields[0]
    assert wrong._problem.text() == "Say how long to wait: minutes, days or working days."
    assert wrong.editor.accessibleDescription() == wrong._problem.text()
    assert not screen._face._ui.put_button.isEnabled()
    screen._face._ui.reason_edit.setText("Why not")
    sitting.control(Key.Key_Return)
    assert not sitting.commands(ChangeRule)

    sitting.press(Key.Key_Up)
    assert not screen._is_typed


def test_lines_are_moved_added_and_removed_by_keys(
    sitting: Sitting, screen: RulesView, qtbot: QtBot
) -> None:
    choose(sitting, screen, "sheet")
    form = screen._face.form
    assert form._list is not None
    form._list.setFocus()
    sitting.press(Key.Key_Down)
    sitting.press(Key.Key_Up, with_=ALT)
    assert form._list.currentRow() == 0
    assert form._list.item(0).text() == "Need is named"
    sitting.press(Key.Key_Insert, with_=ALT)
    sitting.write("Who uses it")
    assert form._list.item(1).text() == "Who uses it"
    form._list.setCurrentRow(3)
    sitting.press(Key.Key_Delete, with_=ALT)
    looked(screen, qtbot)
    sheet = decode_rule("sheet", screen._values()[0][1])
    assert [one.title for one in sheet.questions] == [
        "Need is named", "Who uses it", "Fits the target market", "Authority", "Timing",
    ]  # fmt: skip
    assert screen._is_ready


def test_reasons_are_typed_one_on_each_line(
    sitting: Sitting, screen: RulesView, qtbot: QtBot
) -> None:
    choose(sitting, screen, "outcomes.1")
    form = screen._face.form
    assert form._list is not None
    form._list.setCurrentRow(6)
    box = next(one for one in form._row_fields if one.spec.name == "reasons")
    assert isinstance(box.editor, QPlainTextEdit)
    box.editor.setPlainText("No budget\nMoved abroad\n")
    told = looked(screen, qtbot)
    assert "Not interested: Reasons to choose from" in told
    pad = decode_rule("outcomes", screen._values()[0][1])
    assert next(o for o in pad if o.id == "not_interested").reasons == ("no_budget", "Moved abroad")


def test_what_was_typed_stays_while_another_rule_is_looked_at(
    sitting: Sitting, screen: RulesView, qtbot: QtBot
) -> None:
    choose(sitting, screen, "score")
    sitting.press(Key.Key_Up)
    looked(screen, qtbot)
    choose(sitting, screen, "clocks")
    screen.refresh_soon()
    assert set(screen._typed) == {"queue"}
    choose(sitting, screen, "score")
    assert screen._is_typed
    sitting.control(Key.Key_Backspace)
    assert not screen._typed


def test_a_colleague_who_was_faster_is_not_overwritten(
    sitting: Sitting, screen: RulesView, qtbot: QtBot
) -> None:
    choose(sitting, screen, "score")
    sitting.press(Key.Key_Up)
    looked(screen, qtbot)
    screen._face._ui.reason_edit.setText("Mine")
    sitting.desk.failing = StaleLead("rule_changed", what="queue")
    sitting.control(Key.Key_Return)
    assert screen._is_typed


def test_a_version_is_compared_and_brought_back_into_the_form(
    sitting: Sitting, screen: RulesView, qtbot: QtBot
) -> None:
    choose(sitting, screen, "score")
    sitting.control(Key.Key_H)
    dialog = opened(sitting, qtbot)
    assert isinstance(dialog, RuleVersionsDialog)
    assert sitting.target.metaObject().className() == "QTableView"
    assert nameless(dialog) == []
    assert not dialog._ui.save_button.isEnabled()
    sitting.press(Key.Key_Down)
    assert "Skips a day: 5 → 2" in dialog._ui.compare_text.text()
    sitting.press(Key.Key_Down, with_=SHIFT)
    assert dialog._ui.compare_title.text() == "From at first to version 1"
    assert not dialog._ui.save_button.isEnabled()
    sitting.press(Key.Key_Up)
    sitting.click(dialog._ui.save_button)
    assert "Skips a day: 5 → 2" in looked(screen, qtbot)
    assert screen._face.reason == "Back to version 1"
    sitting.window.activateWindow()
    qtbot.waitUntil(sitting.window.isActiveWindow)
    sitting.control(Key.Key_Return)
    command, value = rule_of(sitting)
    assert (command.reason, value["skips_a_day"]) == ("Back to version 1", 2)


def test_a_rule_goes_back_to_its_default(sitting: Sitting, screen: RulesView, qtbot: QtBot) -> None:
    rows = tuple(made.row(r.key, made.FEWER if r.key == "queue" else "") for r in made.ROWS)
    sitting.desk.answers[queries.AskRules] = lambda _query: rows
    screen.refresh_soon()
    choose(sitting, screen, "score")
    assert "by Lee Novak" in screen._face._ui.form_state.text()
    sitting.click(screen._face._ui.default_button)
    told = looked(screen, qtbot)
    assert "Skips a day: 2 → 5" in told


def _named(monkeypatch: pytest.MonkeyPatch, way: str, path: Path) -> None:
    answer: Callable[..., tuple[str, str]] = lambda *_args: (str(path), "")  # noqa: E731
    monkeypatch.setattr(QFileDialog, way, answer)


def test_rules_are_exported_and_imported_as_one_file(
    sitting: Sitting,
    screen: RulesView,
    qtbot: QtBot,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    path = tmp_path / "rules.json"
    _named(monkeypatch, "getSaveFileName", path)
    screen.handlers()["rules.export"]()
    told = json.loads(path.read_text())
    assert told["leaddesk_rules"] == 1
    told["rules"]["queue"]["skips_a_day"] = 7
    told["rules"]["weather"] = 1
    path.write_text(json.dumps(told))

    _named(monkeypatch, "getOpenFileName", path)
    sitting.control(Key.Key_O)
    dialog = opened(sitting, qtbot)
    assert isinstance(dialog, RuleImportDialog)
    assert nameless(dialog) == []
    words = dialog._ui.preview_text.text()
    assert "Score and picks: Skips a day: 5 → 7" in words
    assert "412 leads" in words
    assert "“weather”" in words
    dialog._ui.reason_edit.clear()
    sitting.click(dialog._ui.save_button)
    assert not sitting.commands(ChangeRules)
    dialog._ui.reason_edit.setText("As the north does")
    sitting.click(dialog._ui.save_button)
    (command,) = sitting.commands(ChangeRules)
    assert isinstance(command, ChangeRules)
    assert (command.reason, json.loads(dict(command.values)["queue"])["skips_a_day"]) == (
        "As the north does", 7,
    )  # fmt: skip


def test_a_bad_file_is_refused_with_words_saying_where(
    sitting: Sitting,
    screen: RulesView,
    qtbot: QtBot,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    path = tmp_path / "rules.json"
    _named(monkeypatch, "getOpenFileName", path)
    clocks = {"hot_hours": 30}
    path.write_text(json.dumps({"leaddesk_rules": 1, "rules": {"handoff.clocks": clocks}}))
    screen.handlers()["rules.import"]()
    dialog = opened(sitting, qtbot)
    assert isinstance(dialog, RuleImportDialog)
    assert (
        "Handoff clocks, any other within: This can't be less than the one before it."
        in dialog._ui.problem_text.text()
    )
    assert not dialog._ui.save_button.isEnabled()


def test_nothing_typed_is_left_for_the_next_person(
    sitting: Sitting, screen: RulesView, qtbot: QtBot
) -> None:
    choose(sitting, screen, "score")
    sitting.press(Key.Key_Up)
    looked(screen, qtbot)
    screen.person_left()
    assert not screen._typed


def test_what_rests_after_the_desk_was_closed_is_not_looked_into(
    sitting: Sitting, screen: RulesView
) -> None:
    choose(sitting, screen, "score")
    QTest.keyClicks(sitting.target, "7")
    assert screen._soon.isActive()
    sitting.program.ops.close()
    screen._ask_preview()
    assert screen._preview is None
