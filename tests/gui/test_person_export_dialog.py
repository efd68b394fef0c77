# SPDX-License-Identifier: MIT
"""Everything about a person as a file: where to, written, then noted."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QLabel
from pytestqt.qtbot import QtBot

from leaddesk.desk.commands import NotePersonExport
from leaddesk.desk.exports import BundleShape
from leaddesk.domain.errors import BadInput, RuleBroken
from leaddesk.gui.views.person_export_dialog import PersonExportDialog
from leaddesk.words import errors
from tests.gui.fake_machine import AtOnce
from tests.gui.sitting import Sitting, opened

Key = Qt.Key


def exporting(sitting: Sitting, qtbot: QtBot) -> PersonExportDialog:
    """The dialog of the file, asked for with its key."""
    sitting.press(Key.Key_P)
    form = opened(sitting, qtbot)
    assert isinstance(form, PersonExportDialog)
    return form


def test_everything_about_a_person_is_written_and_noted(
    leading: Sitting, qtbot: QtBot, tmp_path: Path
) -> None:
    form = exporting(leading, qtbot)
    path = tmp_path / "Priya Raman-2026-05-12.zip"
    assert form._ui.path_edit.text() == str(path)
    leading.press(Key.Key_Return)
    (file,) = leading.machine.files
    assert (file.path, file.fate, file.replace) == (path, "kept", False)
    assert isinstance(file.shape, BundleShape)
    assert set(file.shape.documents) == {"person.json", "person.html"}
    assert leading.commands(NotePersonExport) == [NotePersonExport((1,))]
    assert not form.isVisible()
    told = [label.text() for label in leading.window.toast.findChildren(QLabel)]
    assert f"Everything about Priya Raman is in {path}" in told


def test_a_file_that_is_there_is_replaced_only_when_asked_twice(
    leading: Sitting, qtbot: QtBot
) -> None:
    form = exporting(leading, qtbot)
    taken = BadInput("export.exists", where="Priya.zip")
    leading.machine.refuses = taken
    leading.press(Key.Key_Return)
    assert form._ui.problem.text() == errors.say(taken)
    assert not leading.commands(NotePersonExport)
    leading.machine.refuses = None
    leading.press(Key.Key_Return)
    assert leading.machine.files[-1].replace
    assert len(leading.commands(NotePersonExport)) == 1


def test_another_name_is_not_replaced_unasked(leading: Sitting, qtbot: QtBot) -> None:
    form = exporting(leading, qtbot)
    leading.machine.refuses = BadInput("export.exists", where="Priya.zip")
    leading.press(Key.Key_Return)
    form._ui.path_edit.setFocus()
    leading.press(Key.Key_End)
    leading.write("2")
    leading.machine.refuses = None
    leading.press(Key.Key_Return)
    assert not leading.machine.files[-1].replace


def test_the_file_is_looked_for_in_the_systems_dialog(
    leading: Sitting, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    form = exporting(leading, qtbot)
    chosen = str(tmp_path / "mine.zip")
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_words: (chosen, ""))
    leading.click(form._ui.browse_button)
    assert form._ui.path_edit.text() == chosen
    leading.click(form._ui.save_button)
    assert (str(leading.machine.files[-1].path), leading.machine.files[-1].replace) == (
        chosen,
        True,
    )


def test_no_name_is_no_file(leading: Sitting, qtbot: QtBot) -> None:
    form = exporting(leading, qtbot)
    form._ui.path_edit.clear()
    leading.press(Key.Key_Return)
    assert form._ui.problem.text() == "Say where the file should go."
    assert not leading.machine.files


def test_a_note_that_is_refused_is_said_and_the_file_stays(leading: Sitting, qtbot: QtBot) -> None:
    form = exporting(leading, qtbot)
    error = RuleBroken("team_lead_only")
    leading.desk.failing = error
    leading.press(Key.Key_Return)
    assert form._ui.problem.text() == errors.say(error)
    assert leading.machine.files[-1].fate == "kept"


def test_the_file_is_written_off_the_window(leading: Sitting, qtbot: QtBot) -> None:
    form = exporting(leading, qtbot)
    readers = leading.program.ops.threads.readers
    assert isinstance(readers, AtOnce)
    readers.held = True
    leading.press(Key.Key_Return)
    assert not leading.machine.files
    assert not form._ui.save_button.isEnabled()
    readers.run()
    assert leading.machine.files[-1].fate == "kept"
