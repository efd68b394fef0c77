# SPDX-License-Identifier: MIT
"""Outcomes and ladders by keys: added, renamed, copied, removed; another sheet in its form."""

from __future__ import annotations

import json
from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QListWidget, QPlainTextEdit
from pytestqt.qtbot import QtBot

from leaddesk.desk import queries
from leaddesk.desk.changes import Kind
from leaddesk.desk.commands import ChangeRule, LogCall
from leaddesk.desk.queries import OwnWords
from leaddesk.desk.rules import decode_rule, encode_rule
from leaddesk.domain.outcome import DEFAULT_OUTCOMES, Next, Outcome
from leaddesk.gui.views.rules_view import TYPED_MS, RulesView
from leaddesk.gui.widgets.cap_button import CapButton
from leaddesk.gui.widgets.outcome_pad import OutcomePad
from leaddesk.gui.widgets.rule_field import RuleFieldBox
from leaddesk.words import own_words
from tests.gui import fake_answers_rules as made
from tests.gui.sitting import Sitting
from tests.gui.test_access import nameless

Key = Qt.Key
ALT = Qt.KeyboardModifier.AltModifier


@pytest.fixture(autouse=True)
def _no_words() -> Iterator[None]:
    own_words.forget()
    yield
    own_words.forget()


@pytest.fixture
def screen(sitting: Sitting) -> RulesView:
    """Lee, a team lead, at the screen."""
    sitting.start("Lee Novak", "rules")
    found = sitting.window.current
    assert isinstance(found, RulesView)
    found.focus_first()
    return found


def choose(sitting: Sitting, screen: RulesView, form_id: str) -> None:
    """Go to a form with the arrow keys, and into it."""
    screen.focus_first()
    sitting.press(Key.Key_Home)
    for _ in range(40):
        if screen.form_id == form_id:
            break
        sitting.press(Key.Key_Down)
    assert screen.form_id == form_id
    sitting.press(Key.Key_Return)


def looked(screen: RulesView, qtbot: QtBot) -> str:
    qtbot.waitUntil(lambda: screen._preview is not None, timeout=TYPED_MS * 10)
    return screen._face._ui.preview_text.text()


def lines(screen: RulesView) -> QListWidget:
    found = screen._face.form._list
    assert found is not None
    return found


def box(screen: RulesView, name: str) -> RuleFieldBox:
    return next(one for one in screen._face.form._row_fields if one.spec.name == name)


def typed(screen: RulesView) -> dict[tuple[int, str], Outcome]:
    return {(one.tier, one.id): one for one in decode_rule("outcomes", screen._values()[0][1])}


def test_an_outcome_is_added_by_keys_and_put_in_force(
    sitting: Sitting, screen: RulesView, qtbot: QtBot
) -> None:
    choose(sitting, screen, "outcomes.1")
    sitting.press(Key.Key_Insert, with_=ALT)
    sitting.write("Sent the brochure")
    assert lines(screen).currentItem().text() == "…  Sent the brochure"
    box(screen, "next").focus()
    sitting.write("Call")
    assert box(screen, "needs").value == "time"
    box(screen, "metric").focus()
    sitting.write("App")
    assert nameless(sitting.window) == []
    told = looked(screen, qtbot)
    assert "Outcomes: Qualifiers: Sent the brochure is new" in told
    found = typed(screen)[1, "sent_the_brochure"]
    assert (found.next, found.position, found.metric) == (Next.CALLBACK, 2, "appointments")

    screen._face._ui.reason_edit.setFocus()
    sitting.write("We send brochures")
    sitting.control(Key.Key_Return)
    (command,) = sitting.commands(ChangeRule)
    assert isinstance(command, ChangeRule)
    assert "Sent the brochure" in command.value


def test_an_outcome_is_copied_renamed_and_moved(
    sitting: Sitting, screen: RulesView, qtbot: QtBot
) -> None:
    choose(sitting, screen, "outcomes.2")
    lines(screen).setCurrentRow(1)
    sitting.control(Key.Key_D)
    assert lines(screen).currentItem().text() == "…  Left voicemail (copy)"
    sitting.control(Key.Key_A)
    sitting.write("Voicemail to the office")
    sitting.press(Key.Key_Up, with_=ALT)
    assert lines(screen).currentRow() == 1
    looked(screen, qtbot)
    found = typed(screen)[2, "voicemail_to_the_off"]
    assert (found.title, found.like, found.position) == ("Voicemail to the office", "voicemail", 2)
    assert screen._is_ready


def test_a_renamed_outcome_has_its_name_on_every_pad(
    sitting: Sitting, screen: RulesView, qtbot: QtBot
) -> None:
    choose(sitting, screen, "outcomes.1")
    lines(screen).setCurrentRow(2)
    box(screen, "title").focus()
    sitting.control(Key.Key_A)
    sitting.write("Engaged")
    told = looked(screen, qtbot)
    assert "Outcomes: Qualifiers: Engaged: Name: Busy → Engaged" in told
    assert typed(screen)[2, "busy"].title == "Engaged"


def test_one_that_is_removed_stays_below_for_what_was_logged(
    sitting: Sitting, screen: RulesView, qtbot: QtBot
) -> None:
    choose(sitting, screen, "outcomes.1")
    lines(screen).setCurrentRow(2)
    sitting.press(Key.Key_Delete, with_=ALT)
    last = lines(screen).item(lines(screen).count() - 1)
    assert last.text() == "✕  Busy (removed)"
    assert lines(screen).currentItem().text() == "4  Gatekeeper"
    assert "Busy is removed from the pad" in looked(screen, qtbot)
    assert typed(screen)[1, "busy"].retired
    lines(screen).setCurrentRow(lines(screen).count() - 1)
    box(screen, "retired").focus()
    sitting.press(Key.Key_Space)
    assert not typed(screen)[1, "busy"].retired


def test_what_leaddesk_needs_is_not_removed_and_says_why(
    sitting: Sitting, screen: RulesView, qtbot: QtBot
) -> None:
    choose(sitting, screen, "outcomes.1")
    row = next(n for n in range(30) if "Do not call" in lines(screen).item(n).text())
    lines(screen).setCurrentRow(row)
    sitting.press(Key.Key_Delete, with_=ALT)
    looked(screen, qtbot)
    lines(screen).setCurrentRow(lines(screen).count() - 1)
    assert lines(screen).currentItem().text() == "✕  Do not call (removed)  ⚠"
    assert "can be renamed and moved" in box(screen, "retired")._problem.text()
    assert not screen._is_ready


def test_a_ladder_is_added_gets_waits_and_leads_of_a_source(
    sitting: Sitting, screen: RulesView, qtbot: QtBot
) -> None:
    choose(sitting, screen, "ladders")
    sitting.press(Key.Key_Insert, with_=ALT)
    sitting.write("Fair leads")
    assert "Fair leads is new" in looked(screen, qtbot)
    choose(sitting, screen, "ladder.fair_leads")
    lines(screen).setFocus()
    sitting.press(Key.Key_Insert, with_=ALT)
    sitting.press(Key.Key_Up)
    looked(screen, qtbot)
    (added,) = [one for one in decode_rule("ladders", screen._values()[0][1]) if one.title]
    assert [(rung.minutes, rung.days) for rung in added.rungs] == [(0, 1), (1, 1)]
    choose(sitting, screen, "of_kind")
    combo = screen._face.form._fields[0].editor
    combo.setFocus()
    sitting.write("Fair")
    assert screen._face.form.part.fields["inbound"] == "fair_leads"


def test_a_ladder_that_a_source_uses_stays(
    sitting: Sitting, screen: RulesView, qtbot: QtBot
) -> None:
    choose(sitting, screen, "ladders")
    lines(screen).setCurrentRow(0)
    sitting.press(Key.Key_Delete, with_=ALT)
    looked(screen, qtbot)
    assert "would get “Inbound ladder”" in screen._face._ui.problem_text.text()
    assert not screen._is_ready
    sitting.control(Key.Key_Backspace)
    assert screen.form_id == "ladders"
    assert lines(screen).count() == 3


def test_champ_is_put_into_the_form_and_nothing_is_written(
    sitting: Sitting, screen: RulesView, qtbot: QtBot
) -> None:
    choose(sitting, screen, "sheet")
    buttons = screen._face.form.findChildren(CapButton)
    champ = next(one for one in buttons if one.accessibleName().startswith("Use CHAMP"))
    champ.setFocus()
    sitting.press(Key.Key_Space)
    told = looked(screen, qtbot)
    assert "Name: BANT → CHAMP" in told
    assert "Challenges is new" in told
    assert screen._face.reason == "Use CHAMP"
    assert not sitting.commands(ChangeRule)
    sitting.control(Key.Key_Return)
    (command,) = sitting.commands(ChangeRule)
    assert isinstance(command, ChangeRule)
    assert json.loads(command.value)["name"] == "CHAMP"


def test_the_pad_and_what_was_logged_say_the_teams_words(sitting: Sitting) -> None:
    words = OwnWords({"no_answer": "Nobody there"}, {})
    sitting.desk.answers[queries.AskOwnWords] = lambda _query: words
    sitting.start()
    pad = sitting.queue.findChild(OutcomePad)
    assert pad is not None
    assert pad.buttons[0].accessibleName().startswith("Nobody there")
    sitting.press(Key.Key_1)
    assert sitting.commands(LogCall)
    assert "Nobody there logged" in sitting.window.toast.accessibleName()


def test_new_words_are_learnt_when_somebody_changes_the_rules(sitting: Sitting) -> None:
    sitting.start()
    sitting.desk.answers[queries.AskOwnWords] = lambda _query: OwnWords({"busy": "Engaged"}, {})
    sitting.window.ops.changed.emit(Kind.RULES, None)
    assert own_words.outcome("busy") == "Engaged"


def test_reasons_to_skip_are_the_teams_own(
    sitting: Sitting, screen: RulesView, qtbot: QtBot
) -> None:
    choose(sitting, screen, "score")
    reasons = next(b for b in screen._face.form._fields if b.spec.name == "skip_reasons").editor
    assert isinstance(reasons, QPlainTextEdit)
    assert reasons.toPlainText().splitlines()[0] == "Bad time to call"
    reasons.setPlainText("Bad time to call\nOn holiday")
    assert "Reasons to skip a lead: Bad time to call" in looked(screen, qtbot)
    value = decode_rule("queue", screen._values()[0][1])
    assert value.skip_reasons == ("bad_time", "On holiday")


def test_parts_of_the_score_that_leave_nothing_are_refused(
    sitting: Sitting, screen: RulesView, qtbot: QtBot
) -> None:
    choose(sitting, screen, "score")
    part = next(b for b in screen._face.form._fields if b.spec.name == "fit_share")
    part.focus()
    sitting.control(Key.Key_A)
    sitting.write("80")
    looked(screen, qtbot)
    sale = next(b for b in screen._face.form._fields if b.spec.name == "value_share")
    assert "can't be more than 95 %" in sale._problem.text()
    assert not screen._is_ready


def test_the_default_keeps_the_names_of_own_outcomes(
    sitting: Sitting, screen: RulesView, qtbot: QtBot
) -> None:
    own = Outcome("sent", 1, "", 40, Next.LADDER, title="Sent the brochure")
    kept = made.row("outcomes", encode_rule("outcomes", (*DEFAULT_OUTCOMES, own)))
    rows = tuple(kept if row.key == "outcomes" else row for row in made.ROWS)
    sitting.desk.answers[queries.AskRules] = lambda _query: rows
    screen.refresh_soon()
    choose(sitting, screen, "outcomes.1")
    sitting.click(screen._face._ui.default_button)
    assert "Sent the brochure is removed from the pad" in looked(screen, qtbot)
    assert typed(screen)[1, "sent"].retired
