# SPDX-License-Identifier: MIT
"""The dialog of exports: what a person may have, where it goes, how it ends, all by keyboard."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QDate, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from leaddesk.desk.exports import (
    BundleShape,
    CalendarShape,
    CalendarWanted,
    CountsWanted,
    EverythingWanted,
    JournalWanted,
    LeadsWanted,
    TableShape,
)
from leaddesk.domain.errors import BadInput, RuleBroken
from leaddesk.domain.lead_filter import LeadFilter
from leaddesk.domain.person import Person, Role
from leaddesk.gui.theme import Theme
from leaddesk.gui.views.export_dialog import ExportDialog
from leaddesk.gui.views.export_form import span_days
from leaddesk.words import errors, export_columns
from tests.gui.fake_machine import AtOnce
from tests.gui.form_desk import FormDesk
from tests.gui.made_leads import PEOPLE
from tests.gui.sitting import Sitting

DANA = PEOPLE[0]
RUTH = Person(9, "Ruth Calloway", frozenset({Role.TEAM_LEAD}), DANA.time_zone)
TODAY = dt.date(2026, 5, 12)
Make = Callable[..., ExportDialog]


@pytest.fixture
def desk(qtbot: QtBot, worn: Theme) -> Iterator[FormDesk]:
    """A desk at which Ruth, a team lead, sits."""
    made = FormDesk()
    made.seat.know((*PEOPLE, RUTH))
    made.seat.sit(RUTH)
    made.ops.person_id = RUTH.id
    yield made
    made.close()


@pytest.fixture
def opened(desk: FormDesk, qtbot: QtBot, tmp_path: Path) -> Make:
    """Open the dialog; its file goes into a folder of the test."""

    def make(what: str = "leads", **more: object) -> ExportDialog:
        bench = desk.bench()
        bench.settings.write("export/folder", str(tmp_path))
        dialog = ExportDialog(bench, what, **more)  # type: ignore[arg-type]
        qtbot.addWidget(dialog)
        dialog.show()
        return dialog

    return make


def kinds(dialog: ExportDialog) -> list[str]:
    box = dialog._ui.what_combo
    return [str(box.itemData(place)) for place in range(box.count())]


def test_a_team_lead_may_have_everything_a_qualifier_what_is_their_own(
    desk: FormDesk, opened: Make
) -> None:
    assert kinds(opened()) == ["leads", "journal", "counts", "calendar", "all"]
    desk.seat.sit(DANA)
    dialog = opened("counts")
    assert kinds(dialog) == ["counts", "calendar"]
    assert isinstance(wanted := dialog.form.wanted(), CountsWanted)
    assert wanted.person_id == DANA.id
    assert [dialog._ui.person_combo.itemText(0)] == [DANA.name]


def test_enter_exports_and_the_dialog_says_where_it_went(desk: FormDesk, opened: Make) -> None:
    dialog = opened()
    QTest.keyClick(dialog._ui.path_edit, Qt.Key.Key_Return)
    (file,) = desk.machine.files
    assert (file.fate, file.replace) == ("kept", False)
    assert file.path.name == f"leads-{desk.machine.at:%Y-%m-%d}.csv"
    assert isinstance(file.shape, TableShape)
    assert (file.shape.format, file.shape.zone) == ("csv", RUTH.time_zone)
    assert "First name" in [column.title for column in file.shape.columns]
    told = f"8 leads exported to {file.path.name}"
    assert dialog._ui.result.text() == told
    assert desk.frame.said == [told]
    assert dialog._ui.folder_button.isVisible()
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()


def test_the_leads_as_shown_the_chosen_ones_or_all(opened: Make) -> None:
    shown = LeadsWanted(LeadFilter(tier=2))
    dialog = opened(shown=shown, chosen=(4, 7))
    assert dialog._ui.chosen_radio.text() == "The 2 chosen leads"
    assert dialog.form.wanted() == LeadsWanted(ids=(4, 7), columns=export_columns.usual())
    dialog._ui.shown_radio.setChecked(True)
    assert dialog.form.wanted() == replace(shown, columns=export_columns.usual())
    dialog._ui.all_radio.setChecked(True)
    assert dialog.form.wanted() == LeadsWanted(columns=export_columns.usual())
    assert opened(shown=shown, chosen=(4,))._ui.shown_radio.isChecked()
    plain = opened(chosen=(4,))
    assert plain._ui.all_radio.isChecked()
    assert not plain._ui.shown_radio.isVisible()


def test_columns_are_taken_out_with_space_and_kept_for_the_next_time(
    desk: FormDesk, opened: Make
) -> None:
    dialog = opened()
    columns = dialog._ui.columns_list
    columns.setFocus()
    QTest.keyClick(columns, Qt.Key.Key_Space)
    assert "first_name" not in dialog.form.columns.keys
    assert "First name" in dialog._ui.columns_hint.text()
    columns.item(columns.count() - 1).setCheckState(Qt.CheckState.Checked)
    wanted = dialog.form.wanted()
    assert isinstance(wanted, LeadsWanted)
    assert wanted.notes
    QTest.keyClick(dialog._ui.path_edit, Qt.Key.Key_Return)
    assert isinstance(shape := desk.machine.files[-1].shape, TableShape)
    assert shape.columns[0].title == "Last name"
    assert dialog._bench.settings.read("export/columns").endswith("notes")


def test_the_journal_by_days_person_and_kind(opened: Make) -> None:
    dialog = opened("journal")
    ui = dialog._ui
    ui.span_combo.setCurrentIndex(ui.span_combo.findData("custom"))
    assert ui.days_part.isVisible()
    ui.first_edit.setDate(QDate(2026, 5, 4))
    ui.last_edit.setDate(QDate(2026, 5, 8))
    ui.person_combo.setCurrentIndex(ui.person_combo.findData(DANA.id))
    ui.kinds_combo.setCurrentIndex(ui.kinds_combo.findText("Calls"))
    days = (dt.date(2026, 5, 4), dt.date(2026, 5, 8))
    assert dialog.form.wanted() == JournalWanted(*days, DANA.id, ("call",))


def test_days_with_a_name() -> None:
    assert span_days("today", TODAY) == (TODAY, TODAY)
    assert span_days("week", TODAY) == (dt.date(2026, 5, 6), TODAY)
    assert span_days("all", TODAY) == (None, None)


def test_formats_go_with_what_is_exported(desk: FormDesk, opened: Make) -> None:
    for what, ending, wanted, shape in (
        ("calendar", ".ics", CalendarWanted(RUTH.id), CalendarShape),
        ("all", ".zip", EverythingWanted(), BundleShape),
    ):
        dialog = opened(what)
        assert dialog.form.wanted() == wanted
        QTest.keyClick(dialog._ui.path_edit, Qt.Key.Key_Return)
        assert desk.machine.files[-1].path.suffix == ending
        assert isinstance(desk.machine.files[-1].shape, shape)
    dialog = opened()
    dialog._ui.path_edit.setText("/mine/list.csv")
    dialog._ui.path_edit.textEdited.emit("")
    dialog._ui.format_combo.setCurrentIndex(dialog._ui.format_combo.findData("xlsx"))
    assert dialog._ui.path_edit.text() == "/mine/list.xlsx"


def test_one_lead_goes_into_the_calendar(opened: Make) -> None:
    dialog = opened("calendar", lead_id=7)
    assert dialog._ui.title.text() == "Add to calendar"
    assert dialog.form.wanted() == CalendarWanted(RUTH.id, 7)


def test_a_file_that_is_there_is_replaced_after_a_second_word(desk: FormDesk, opened: Make) -> None:
    taken = BadInput("export.exists", where="leads.csv")
    desk.machine.refuses = taken
    dialog = opened()
    QTest.keyClick(dialog._ui.path_edit, Qt.Key.Key_Return)
    assert dialog._ui.problem.text() == errors.say(taken)
    assert dialog._ui.save_button.text() == "Replace it"
    desk.machine.refuses = None
    dialog._ui.save_button.click()
    assert desk.machine.files[-1].replace
    other = opened()
    desk.machine.refuses = taken
    other._ui.save_button.click()
    other._ui.path_edit.textEdited.emit("another.csv")
    assert other._ui.save_button.text() == "Export"
    desk.machine.refuses = None
    other._ui.save_button.click()
    assert not desk.machine.files[-1].replace


def test_a_refusal_is_said_and_everything_can_be_changed_again(
    desk: FormDesk, opened: Make
) -> None:
    refusal = RuleBroken("export_not_allowed", person="Ruth")
    desk.desk.failing = refusal
    dialog = opened()
    dialog._ui.save_button.click()
    assert dialog._ui.problem.text() == errors.say(refusal)
    assert desk.machine.files[-1].fate == "dropped"
    assert dialog._ui.save_button.isEnabled()
    assert not dialog._ui.progress.isVisible()
    dialog._ui.path_edit.setText("  ")
    dialog._ui.save_button.click()
    assert dialog._ui.problem.text() == "Say where the file should go."


def test_escape_stops_an_export_and_then_leaves(desk: FormDesk, opened: Make) -> None:
    importer = desk.ops.threads.importer
    assert isinstance(importer, AtOnce)
    importer.held = True
    dialog = opened()
    dialog._ui.save_button.click()
    assert dialog._ui.progress.isVisible()
    assert not dialog._ui.path_edit.isEnabled()
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert dialog._ui.problem.text() == "Stopping…"
    importer.run()
    assert dialog._ui.problem.text() == errors.say(RuleBroken("export_cancelled"))
    assert desk.machine.files[-1].fate == "dropped"
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()


def test_what_to_know_is_said_before(desk: FormDesk, opened: Make) -> None:
    desk.desk.rows_out = 1_200_000
    dialog = opened()
    assert dialog._ui.note.text().startswith("1,200,000 leads. An import takes 1,048,575 rows")
    dialog._ui.format_combo.setCurrentIndex(dialog._ui.format_combo.findData("xlsx"))
    assert "these go into 2 sheets" in dialog._ui.note.text()


def dialog_of(sitting: Sitting) -> ExportDialog:
    found = [d for d in sitting.window.findChildren(ExportDialog) if d.isVisible()]
    assert len(found) == 1
    return found[0]


def test_the_keys_of_the_window_open_it(at_work: Sitting) -> None:
    both = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    at_work.press(Qt.Key.Key_E, with_=both)
    dialog = dialog_of(at_work)
    assert kinds(dialog) == ["counts", "calendar"]
    dialog.reject()
    at_work.press(Qt.Key.Key_D, with_=both)
    dialog = dialog_of(at_work)
    assert dialog.form.kind == "calendar"
    dialog.reject()
    at_work.press(Qt.Key.Key_D)
    wanted = dialog_of(at_work).form.wanted()
    assert wanted == CalendarWanted(DANA.id, at_work.queue.lead_id)
    dialog_of(at_work).reject()
