# SPDX-License-Identifier: MIT
"""Coaching by keyboard: pages, notes with numbers, actions ticked off, meetings held, own page."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QLabel, QWidget
from pytestqt.qtbot import QtBot

from leaddesk.desk import commands, queries
from leaddesk.desk.commands import Agreed
from leaddesk.domain.errors import BadInput
from leaddesk.gui.report_files import FOLDER
from leaddesk.gui.situation import When
from leaddesk.gui.views.coaching_dialogs import MOST_LINES, CoachingNoteDialog, MeetingHeldDialog
from leaddesk.gui.views.coaching_view import CoachingView
from leaddesk.system.export_files import open_export
from tests.gui import fake_answers_coaching as made
from tests.gui import fake_answers_handoffs as handoffs
from tests.gui.sitting import Sitting, opened

Key = Qt.Key


@pytest.fixture
def team() -> made.Team:
    return made.Team(handoffs.PEOPLE)


def start(sitting: Sitting, team: made.Team, person: str = handoffs.RUTH.name) -> CoachingView:
    desk = sitting.desk
    sitting.machine.at = made.AT
    desk.people = handoffs.PEOPLE
    team.leads = person == handoffs.RUTH.name
    desk.answers[queries.AskCoached] = team.coached
    desk.answers[queries.AskPersonPage] = team.page
    desk.answers[queries.AskMeeting] = team.meeting
    desk.answers[queries.AskTeam] = lambda _query: handoffs.TEAM
    desk._doings[commands.SettleAction] = team.settle
    desk._doings[commands.ShareCoachingNote] = team.share
    desk._doings[commands.DropCoachingNote] = team.drop
    sitting.start(person, "coaching")
    shown = sitting.window.current
    assert isinstance(shown, CoachingView)
    return shown


def texts(view: QWidget) -> str:
    return "\n".join(label.text() for label in view.findChildren(QLabel) if label.isVisible())


def to_first_person(sitting: Sitting) -> None:
    sitting.press(Key.Key_Down)


def entries(view: CoachingView) -> None:
    view._ui.entries.setFocus()


def test_the_team_meeting_is_shown_first(sitting: Sitting, team: made.Team) -> None:
    view = start(sitting, team)
    shown = texts(view)
    assert "Team meeting" in shown
    assert "Qualifiers: Calls 900 of 1,000, 90 %" in shown
    assert "Prices: 4 of 6 know it" in shown
    assert sitting.target is view._ui.people
    assert not view._ui.note_button.isVisible()


def test_the_next_row_is_a_persons_page(sitting: Sitting, team: made.Team) -> None:
    view = start(sitting, team)
    to_first_person(sitting)
    shown = texts(view)
    assert handoffs.PEOPLE[0].name in shown
    assert "Handoffs 2 a day, 3.1 before, team 25: down" in shown
    assert "Dana Whitfield: Open with the reason" in shown
    assert view._ui.note_button.isVisible()


def test_the_agenda_is_copied_as_text(sitting: Sitting, team: made.Team) -> None:
    start(sitting, team)
    to_first_person(sitting)
    sitting.press(
        Key.Key_C, with_=Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    )
    told = QGuiApplication.clipboard().text()
    assert told.startswith(handoffs.PEOPLE[0].name)
    assert "What moved most (last 10 working days)" in told
    assert "  • Calls 71 a day, 64 before, team 68" in told


def test_d_ticks_an_action_off_and_opens_it_again(sitting: Sitting, team: made.Team) -> None:
    view = start(sitting, team)
    to_first_person(sitting)
    entries(view)
    sitting.press(Key.Key_D)
    assert sitting.commands(commands.SettleAction) == [commands.SettleAction(1, done=True)]
    assert "Done since the last one" in [
        getattr(row, "title", "") for row in view._page._entries
    ]  # fmt: skip
    assert view._ui.entries.current_key == "action:1"
    assert view._ui.done_button.text() == "Open again"
    sitting.press(Key.Key_D)
    assert sitting.commands(commands.SettleAction)[-1] == commands.SettleAction(1, done=False)


def test_a_note_is_shared_and_taken_away(sitting: Sitting, team: made.Team) -> None:
    view = start(sitting, team)
    to_first_person(sitting)
    entries(view)
    view._ui.entries.select_key("note:5")
    view._page._on_chosen("note:5")
    assert "Then: Calls 71 a day" in view._ui.entry_label.text()
    sitting.press(Key.Key_S)
    assert sitting.commands(commands.ShareCoachingNote) == [
        commands.ShareCoachingNote(5, shared=True)
    ]
    assert view._ui.share_button.text() == "Unshare"
    sitting.press(Key.Key_Delete)
    assert sitting.commands(commands.DropCoachingNote) == [commands.DropCoachingNote(5)]
    assert view._page.note is None


def test_the_words_of_ones_own_note_are_changed(
    sitting: Sitting, team: made.Team, qtbot: QtBot
) -> None:
    view = start(sitting, team)
    to_first_person(sitting)
    entries(view)
    view._ui.entries.select_key("note:5")
    view._page._on_chosen("note:5")
    sitting.press(Key.Key_E)
    form = opened(sitting, qtbot)
    assert isinstance(form, CoachingNoteDialog)
    assert form._ui.words_edit.toPlainText() == "Slower.\nAsk why."
    assert not form._ui.figures_list.isVisible()
    form._ui.words_edit.setPlainText("Slower, and ask why.")
    form._ui.save_button.click()
    assert sitting.commands(commands.EditCoachingNote) == [
        commands.EditCoachingNote(5, "Slower, and ask why.")
    ]
    team.notes[0] = replace(team.notes[0], by_id=99)
    view.refresh_soon()
    assert not view._ui.edit_button.isVisible()
    assert not view.situation() & When.COACHING_NOTE_OWN


def test_the_agenda_is_saved_as_a_pdf_where_reports_go(
    sitting: Sitting, team: made.Team, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sitting.machine, "export_file", open_export)
    view = start(sitting, team)
    view.bench.settings.write(FOLDER, str(tmp_path))
    for _ in range(2):
        sitting.control(Key.Key_P)
    names = sorted(path.name for path in tmp_path.iterdir())
    assert names == ["Team meeting 2026-05-12 (2).pdf", "Team meeting 2026-05-12.pdf"]
    assert all(path.read_bytes().startswith(b"%PDF-") for path in tmp_path.iterdir())


def test_a_note_takes_the_numbers_that_moved_and_those_chosen(
    sitting: Sitting, team: made.Team, qtbot: QtBot
) -> None:
    start(sitting, team)
    to_first_person(sitting)
    sitting.press(Key.Key_N)
    form = opened(sitting, qtbot)
    assert isinstance(form, CoachingNoteDialog)
    sitting.desk.failing = BadInput("note_words", where="words")
    form._ui.save_button.click()
    assert form._ui.words_edit_problem.text().startswith("The words are missing")
    sitting.write("Well done.")
    sitting.press(Key.Key_Tab, Key.Key_Space)
    sitting.press(Key.Key_Tab, Key.Key_Space)
    sitting.press(Key.Key_Return)
    who = handoffs.PEOPLE[0].id
    assert sitting.commands(commands.WriteCoachingNote)[-1] == commands.WriteCoachingNote(
        who, "Well done.", ("calls", "handoffs"), shared=True
    )


def test_a_one_to_one_is_held_with_as_many_actions_as_are_typed(
    sitting: Sitting, team: made.Team, qtbot: QtBot
) -> None:
    start(sitting, team)
    to_first_person(sitting)
    sitting.press(Key.Key_H)
    form = opened(sitting, qtbot)
    assert isinstance(form, MeetingHeldDialog)
    sitting.write("Call Harlan")
    assert form.lines == 2
    sitting.press(*[Key.Key_Tab] * 5)  # day, month and year are three steps of one field
    assert form._lines[1].words.hasFocus()
    sitting.write("Listen in")
    sitting.press(Key.Key_Return)
    who = handoffs.PEOPLE[0].id
    due = made.AT.date() + dt.timedelta(days=7)
    assert sitting.commands(commands.HoldMeeting) == [
        commands.HoldMeeting(who, (Agreed(who, "Call Harlan", due), Agreed(who, "Listen in", due)))
    ]


def test_the_team_meeting_is_held_without_actions_too(
    sitting: Sitting, team: made.Team, qtbot: QtBot
) -> None:
    start(sitting, team)
    sitting.press(Key.Key_H)
    form = opened(sitting, qtbot)
    sitting.press(Key.Key_Return)
    assert sitting.commands(commands.HoldMeeting) == [commands.HoldMeeting(0, ())]
    assert not form.isVisible()


def test_a_meeting_has_a_bounded_number_of_lines(
    sitting: Sitting, team: made.Team, qtbot: QtBot
) -> None:
    start(sitting, team)
    sitting.press(Key.Key_H)
    form = opened(sitting, qtbot)
    assert isinstance(form, MeetingHeldDialog)
    for number in range(MOST_LINES):
        form._lines[number].words.setText("x")
    assert form.lines == MOST_LINES


def test_ones_own_page_is_read_only_and_shows_what_is_shared(
    sitting: Sitting, team: made.Team
) -> None:
    view = start(sitting, team, "Dana Whitfield")
    assert not view._ui.list_card.isVisible()
    assert "Dana Whitfield" in texts(view)
    assert "note:5" not in [getattr(row, "key", "") for row in view._page._entries]
    sitting.press(Key.Key_N, Key.Key_H, Key.Key_D, Key.Key_S, Key.Key_Delete)
    assert not [one for one in sitting.window.findChildren(QDialog) if one.isVisible()]
    assert not sitting.commands(commands.SettleAction)
    for button in (view._ui.held_button, view._ui.note_button, view._ui.done_button):
        assert not button.isVisible()
