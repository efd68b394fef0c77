# SPDX-License-Identifier: MIT
"""Encrypting from the window: the code is shown, the desk comes back, a lost key is asked for."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtPrintSupport import QPrintDialog
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from leaddesk.desk.door import Desk
from leaddesk.domain.errors import BadInput, StoreUnavailable
from leaddesk.gui.views.encrypt_dialog import EncryptDialog
from leaddesk.gui.views.first_start_view import FirstStartView
from leaddesk.gui.views.opening_trouble import OpeningTrouble
from leaddesk.gui.views.unlock_dialog import UnlockDialog
from leaddesk.words import encrypting as words
from tests.gui.sitting import Sitting, opened

Key = Qt.Key
CODE = "ABCD-EFGH-JKMN-PQRS-TVWX-YZ01-2345-6789"


@dataclass
class Done:
    """A file that was encrypted."""

    code: str = CODE
    plain: tuple[Path, ...] = (Path("team.db.before-encryption"),)


@dataclass
class OwnFile:
    """A file that is only talked about."""

    encrypted: bool = False
    password: bool = False
    fails: Exception | None = None
    calls: list[tuple[str, ...]] = field(default_factory=list)
    threads: list[threading.Thread] = field(default_factory=list)

    def is_encrypted(self) -> bool:
        self.threads.append(threading.current_thread())
        return self.encrypted

    def needs_password(self) -> bool:
        self.threads.append(threading.current_thread())
        return self.password

    def encrypt(self, password: str) -> Done:
        self.calls.append(("encrypt", password))
        if self.fails is not None:
            raise self.fails
        self.encrypted = True
        return Done()

    def recovery_code(self) -> str:
        return CODE

    def unlock(self, secret: str) -> bool:
        self.calls.append(("unlock", secret))
        if secret != CODE:
            raise BadInput("file_key.wrong")
        return True

    def move(self, folder: Path) -> Path:
        self.calls.append(("move", str(folder)))
        if self.fails is not None:
            raise self.fails
        return folder / "leaddesk.db"

    def look(self) -> Desk:
        raise StoreUnavailable("damaged")

    def delete_plain(self) -> int:
        self.calls.append(("delete",))
        return 1


@pytest.fixture
def own(at_work: Sitting, monkeypatch: pytest.MonkeyPatch) -> OwnFile:
    made = OwnFile()
    monkeypatch.setitem(vars(at_work.window.bench)["services"], "own_file", lambda: made)
    return made


def form(sitting: Sitting, qtbot: QtBot, action: str = "file.encrypt") -> EncryptDialog:
    sitting.window.act(action)
    found = opened(sitting, qtbot)
    assert isinstance(found, EncryptDialog)
    return found


@pytest.mark.parametrize("action", ["file.encrypt", "file.recovery_code"])
def test_the_keyring_is_never_asked_on_the_windows_thread(
    at_work: Sitting, own: OwnFile, qtbot: QtBot, action: str
) -> None:
    own.encrypted = action == "file.recovery_code"
    at_work.program.ops.threads.readers = ThreadPoolExecutor(1)
    form(at_work, qtbot, action)
    assert own.threads
    assert threading.main_thread() not in own.threads


def test_the_code_is_shown_after_encrypting_and_the_desk_is_open_again(
    at_work: Sitting, own: OwnFile, qtbot: QtBot
) -> None:
    dialog = form(at_work, qtbot)
    ui = dialog._ui
    at_work.press(Key.Key_Return)
    assert own.calls == [("encrypt", "")]
    assert at_work.program.ops.is_open
    assert ui.code_label.text() == CODE
    assert not ui.save_button.isEnabled()
    at_work.press(Key.Key_Escape)
    assert dialog.isVisible()
    at_work.click(ui.copy_button)
    assert QGuiApplication.clipboard().text() == CODE
    ui.kept_check.setChecked(True)
    ui.plain_check.setChecked(True)
    at_work.click(ui.save_button)
    assert not dialog.isVisible()
    assert own.calls[-1] == ("delete",)


def test_enter_on_cancel_encrypts_nothing(at_work: Sitting, own: OwnFile, qtbot: QtBot) -> None:
    dialog = form(at_work, qtbot)
    dialog._ui.cancel_button.setFocus()
    at_work.press(Key.Key_Return)
    assert not dialog.isVisible()
    assert own.calls == []


def test_unencrypted_copies_stay_when_nobody_said_to_delete_them(
    at_work: Sitting, own: OwnFile, qtbot: QtBot
) -> None:
    dialog = form(at_work, qtbot)
    at_work.press(Key.Key_Return)
    dialog._ui.kept_check.setChecked(True)
    at_work.click(dialog._ui.save_button)
    assert not dialog.isVisible()
    assert ("delete",) not in own.calls


def test_the_code_is_saved_as_a_file(
    at_work: Sitting,
    own: OwnFile,
    qtbot: QtBot,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    own.encrypted = True
    dialog = form(at_work, qtbot, "file.recovery_code")
    assert dialog._ui.code_label.text() == CODE
    path = tmp_path / "code.txt"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_told: (str(path), ""))
    at_work.click(dialog._ui.store_button)
    assert CODE in path.read_text(encoding="utf-8")
    at_work.click(dialog._ui.save_button)
    assert not dialog.isVisible()


def test_the_code_is_saved_and_printed_as_a_page(
    at_work: Sitting,
    own: OwnFile,
    qtbot: QtBot,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    own.encrypted = True
    dialog = form(at_work, qtbot, "file.recovery_code")
    saved, printed = tmp_path / "code.pdf", tmp_path / "printed.pdf"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_told: (str(saved), ""))
    at_work.click(dialog._ui.store_button)
    assert saved.read_bytes().startswith(b"%PDF")

    def chosen(asked: QPrintDialog) -> None:
        asked.printer().setOutputFileName(str(printed))
        asked.accepted.emit(asked.printer())
        asked.finished.emit(1)

    monkeypatch.setattr(QPrintDialog, "show", chosen)
    at_work.click(dialog._ui.print_button)
    assert printed.read_bytes().startswith(b"%PDF")
    assert CODE in words.letter_page(CODE)
    dialog.accept()


def test_a_refusal_is_said_and_the_desk_is_open_again(
    at_work: Sitting, own: OwnFile, qtbot: QtBot
) -> None:
    own.fails = StoreUnavailable("locked", where="team.db")
    dialog = form(at_work, qtbot)
    at_work.press(Key.Key_Return)
    assert "Another program" in dialog._ui.problem.text()
    assert at_work.program.ops.is_open
    assert dialog._ui.save_button.isEnabled()
    at_work.press(Key.Key_Escape)
    assert not dialog.isVisible()


def test_without_a_keyring_the_password_is_typed_twice(
    at_work: Sitting, own: OwnFile, qtbot: QtBot
) -> None:
    own.password = True
    dialog = form(at_work, qtbot)
    assert at_work.target is dialog._ui.password_edit
    at_work.write("correct horse")
    at_work.press(Key.Key_Tab)
    at_work.write("correct hearse")
    at_work.press(Key.Key_Return)
    assert "differ" in dialog._ui.problem.text()
    assert own.calls == []
    dialog._ui.again_edit.setText("correct horse")
    at_work.press(Key.Key_Return)
    assert own.calls == [("encrypt", "correct horse")]
    dialog._ui.kept_check.setChecked(True)
    dialog.reject()


def test_what_is_encrypted_is_not_encrypted_again(at_work: Sitting, own: OwnFile) -> None:
    own.encrypted = True
    at_work.window.act("file.encrypt")
    assert own.calls == []


def test_a_lost_key_is_asked_for_in_the_window(
    sitting: Sitting, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    own = OwnFile(encrypted=True)
    monkeypatch.setitem(vars(sitting.window.bench)["services"], "own_file", lambda: own)

    def connect() -> Desk:
        if ("unlock", CODE) not in own.calls:
            raise StoreUnavailable("file_key.lost", where="team.db")
        return sitting.desk

    sitting.program.start(connect)
    page = sitting.window._ui.screens.currentWidget()
    assert isinstance(page, OpeningTrouble)
    sitting.click(page._buttons[0])
    dialog = opened(sitting, qtbot)
    assert isinstance(dialog, UnlockDialog)
    sitting.write("wrong")
    sitting.press(Key.Key_Return)
    assert "neither" in dialog._ui.problem.text()
    dialog._ui.code_edit.clear()
    sitting.write(CODE)
    sitting.press(Key.Key_Return)
    assert sitting.program.ops.is_open


def test_the_first_start_offers_to_encrypt(
    sitting: Sitting, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    own = OwnFile()
    monkeypatch.setitem(vars(sitting.window.bench)["services"], "own_file", lambda: own)
    people, sitting.desk.people = sitting.desk.people, ()
    sitting.program.start(lambda: sitting.desk)
    page = sitting.window._ui.screens.currentWidget()
    assert isinstance(page, FirstStartView)
    page._ui.encrypt_check.setChecked(True)
    sitting.desk.people = people[:1]
    page._ui.name_edit.setText("Dana Whitfield")
    page._on_own()
    assert isinstance(opened(sitting, qtbot), EncryptDialog)
    sitting.press(Key.Key_Escape)
