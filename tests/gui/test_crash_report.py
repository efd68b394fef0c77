# SPDX-License-Identifier: MIT
"""A crash report names code and versions, and nothing that somebody entered."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from PySide6.QtWidgets import QPlainTextEdit
from pytestqt.qtbot import QtBot

from leaddesk.gui.app import Program, WindowOptions
from leaddesk.gui.crash_report import report, write_report
from leaddesk.gui.theme import Theme
from leaddesk.gui.typed_time import read_time
from leaddesk.gui.views.crash_dialog import CrashDialog
from tests.gui.fake_machine import FakeMachine

AT = dt.datetime(2026, 5, 12, 15, 42, tzinfo=dt.UTC)
SECRET = "Priya Raman +16125550148"


def broken() -> BaseException:
    def call(secret: str) -> None:
        raise ValueError(secret)

    try:
        try:
            call(SECRET)
        except ValueError as error:
            raise LookupError(SECRET) from error
    except LookupError as error:
        return error
    raise AssertionError


def from_inside() -> BaseException:
    try:
        read_time(None, AT)  # type: ignore[arg-type]
    except AttributeError as error:
        return error
    raise AssertionError


def test_a_report_names_kinds_places_and_versions() -> None:
    text = report(broken(), AT, {"leaddesk": "0.1.0"})
    assert "builtins.LookupError" in text
    assert "builtins.ValueError" in text
    assert "leaddesk  0.1.0" in text
    assert "2026-05-12 15:42:00 UTC" in text


def test_a_report_holds_no_message_no_value_and_no_folder() -> None:
    text = report(broken(), AT, {})
    assert SECRET not in text
    assert str(Path.home()) not in text
    assert str(Path(__file__).parent) not in text


def test_a_place_in_the_package_is_told_with_its_line() -> None:
    text = report(from_inside(), AT, {})
    assert "leaddesk/gui/typed_time.py:" in text
    assert "read_time" in text


def test_a_folder_that_cannot_be_written_is_no_second_crash(tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.write_text("")
    assert write_report(file / "below", "text", AT) is None
    written = write_report(tmp_path / "reports", "text", AT)
    assert written is not None
    assert written.read_text() == "text"


def test_a_crash_is_shown_and_written_without_data(
    qtbot: QtBot, worn: Theme, tmp_path: Path
) -> None:
    options = WindowOptions(report_folder=tmp_path)
    program = Program(FakeMachine(), options, theme=worn)
    program.crashed(broken())
    dialog = program.window.findChild(CrashDialog)
    assert dialog is not None
    shown = dialog.findChild(QPlainTextEdit)
    assert shown is not None
    assert "LookupError" in shown.toPlainText()
    assert SECRET not in shown.toPlainText()
    assert len(list(tmp_path.glob("crash-*.txt"))) == 1
    dialog.accept()
    program.close()


def test_a_fault_that_repeats_does_not_bury_the_window(
    qtbot: QtBot, worn: Theme, tmp_path: Path
) -> None:
    program = Program(FakeMachine(), WindowOptions(report_folder=tmp_path), theme=worn)
    for _ in range(20):
        program.crashed(broken())
    dialogs = program.window.findChildren(CrashDialog)
    assert len(dialogs) <= 5
    for dialog in dialogs:
        dialog.accept()
    program.close()


def test_own_keys_that_cannot_be_used_are_said_and_the_table_stays(
    qtbot: QtBot, worn: Theme, tmp_path: Path
) -> None:
    (tmp_path / "keys.toml").write_text('"call.start" = "S"\n')
    program = Program(FakeMachine(), WindowOptions(settings_folder=tmp_path), theme=worn)
    program.window.show()
    program.furnish()
    assert "keys.toml" in program.window.toast.words
    assert program.window.actions_here.qaction("call.start").shortcut().toString() == "Space"
    program.close()
    program.window.close()
