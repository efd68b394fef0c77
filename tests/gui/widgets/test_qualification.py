# SPDX-License-Identifier: MIT
"""The sheet says when a lead is ready, and never overwrites what is being typed."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from leaddesk.gui.widgets.chips import Chip
from leaddesk.gui.widgets.qualification import QualificationSheet, Question
from tests.gui.widgets.gallery_lead import QUESTIONS, sheet


@pytest.fixture
def made(qtbot: QtBot) -> QualificationSheet:
    widget = sheet()
    qtbot.addWidget(widget)
    widget.show()
    qtbot.waitUntil(widget.isActiveWindow)
    return widget


def type_into(sheet: QualificationSheet, qtbot: QtBot, question_id: str, words: str) -> None:
    assert sheet.focus_question(question_id)
    line = sheet.focusWidget()
    QTest.keyClicks(line, words)


def test_typing_is_announced_with_its_question(made: QualificationSheet, qtbot: QtBot) -> None:
    heard: list[tuple[str, str]] = []
    made.answer_changed.connect(lambda *said: heard.append(said))
    type_into(made, qtbot, "budget", "20k")
    assert heard[-1] == ("budget", "20k")
    assert dict(made.answers())["budget"] == "20k"


def test_the_sheet_becomes_ready_at_the_number_needed(
    made: QualificationSheet, qtbot: QtBot
) -> None:
    ready: list[bool] = []
    made.ready_changed.connect(ready.append)
    type_into(made, qtbot, "budget", "20k")
    assert ready == []
    type_into(made, qtbot, "authority", "she")
    assert made.ready
    assert ready == [True]
    chip = made.findChild(Chip)
    assert isinstance(chip, Chip)
    assert "ready" in chip.text()


def test_blanks_are_no_answer(made: QualificationSheet, qtbot: QtBot) -> None:
    type_into(made, qtbot, "budget", "   ")
    assert made.filled == 2


def test_an_answer_read_later_does_not_overwrite_what_is_typed(
    made: QualificationSheet, qtbot: QtBot
) -> None:
    type_into(made, qtbot, "budget", "20k")
    made.show_questions(QUESTIONS, 4)
    assert dict(made.answers())["budget"] == "20k"


def test_the_next_lead_brings_its_own_answers(made: QualificationSheet, qtbot: QtBot) -> None:
    type_into(made, qtbot, "budget", "20k")
    others = [replace(each, question_id=f"{each.question_id}/2", answer="") for each in QUESTIONS]
    made.show_questions(others[:3], 2)
    assert [words for _, words in made.answers()] == ["", "", ""]
    assert not made.ready


def test_the_first_open_question_can_be_jumped_to(made: QualificationSheet) -> None:
    assert made.focus_first_open()
    assert made.focusWidget().accessibleName() == "Budget"
    assert not made.focus_question("nothing")


def test_a_required_question_says_so(made: QualificationSheet) -> None:
    made.show_questions((Question("fit", "Fit", required=True),), 1)
    assert made.focus_question("fit")
    assert made.focusWidget().accessibleName() == "Fit, required"
