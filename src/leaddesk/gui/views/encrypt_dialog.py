# SPDX-License-Identifier: MIT
"""Encrypts this computer's database, and shows its recovery code: once, and again on demand."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtGui import QGuiApplication, QPagedPaintDevice, QTextDocument
from PySide6.QtWidgets import QDialog, QFileDialog, QWidget
from typing_extensions import override

from leaddesk.domain.errors import BadInput, LeadDeskError
from leaddesk.gui.forms.ui_encrypt_dialog import Ui_EncryptDialog
from leaddesk.gui.ops import Ops
from leaddesk.gui.own_file import Encrypted, OwnFile
from leaddesk.words import encrypting as words
from leaddesk.words import errors

WIDTH = 480


def letter_bytes(code: str, *, is_pdf: bool) -> bytes:
    """Return the page with a recovery code as a file holds it."""
    if not is_pdf:
        return words.letter(code).encode()
    from leaddesk.gui.report_paper import paper_of

    return paper_of(words.TITLE, words.letter_page(code))


def print_letter(code: str, printer: QPagedPaintDevice) -> None:
    """Print the page with a recovery code."""
    document = QTextDocument()
    document.setHtml(words.letter_page(code))
    document.print_(printer)


class EncryptDialog(QDialog):
    """Asks, encrypts with the desk closed, shows the code; `reopen` asks for the desk again."""

    reopen = Signal()
    told = Signal(str)

    def __init__(
        self, ops: Ops, own: OwnFile, parent: QWidget, code: str = "", *, needs: bool = False
    ) -> None:
        """Take the `code` to show it again; without one the file is to be encrypted.

        `needs` a password where the system has no keyring, which is asked apart: it may be slow.
        """
        super().__init__(parent)
        self._about = words.ABOUT_PASSWORD if needs else words.ABOUT
        self._ops, self._own, self._code = ops, own, code
        self._busy = self._has_encrypted = False
        self._ui = ui = Ui_EncryptDialog()
        ui.setupUi(self)
        ui.copy_button.clicked.connect(self._on_copy)
        ui.store_button.clicked.connect(self._on_store)
        ui.print_button.clicked.connect(self._on_print)
        ui.save_button.clicked.connect(self._on_save)
        ui.cancel_button.clicked.connect(self.reject)
        ui.kept_check.toggled.connect(ui.save_button.setEnabled)
        if code:
            self._show_code(code, 0)
            ui.title.setText("Recovery code")
            ui.kept_check.hide()
            ui.save_button.setEnabled(True)
            self._fit()
            return
        ui.hint.setText(self._about)
        ui.ask_box.setVisible(needs)
        ui.code_box.hide()
        self._fit()
        (ui.password_edit if needs else ui.save_button).setFocus()

    def _on_save(self) -> None:
        if self._busy:
            return
        if self._code:
            self._finish()
        elif self._ui.password_edit.text() != self._ui.again_edit.text():
            self._refused(BadInput("file_key.unlike"))
        else:
            self._encrypt(self._ui.password_edit.text())

    def _encrypt(self, password: str) -> None:
        """Let go of the desk first: nobody may have the file open while it is replaced."""
        self._set_busy(busy=True)
        self._ui.hint.setText(words.WORKING)
        self._ops.let_go()
        self._ops.run(
            self._ops.threads.writer,
            lambda: self._own.encrypt(password),
            self._on_encrypted,
            self._on_not_encrypted,
        )

    def _on_encrypted(self, done: Encrypted) -> None:
        self._has_encrypted = True
        self.reopen.emit()
        self._set_busy(busy=False)
        self._show_code(done.code, len(done.plain))

    def _on_not_encrypted(self, error: LeadDeskError) -> None:
        self.reopen.emit()
        self._ui.hint.setText(self._about)
        self._refused(error)

    def _show_code(self, code: str, plain: int) -> None:
        ui, self._code = self._ui, code
        ui.hint.setText(words.KEEP)
        ui.code_label.setText(code)
        ui.code_label.setAccessibleName(f"Recovery code {code}")
        ui.ask_box.hide()
        ui.code_box.show()
        ui.plain_check.setVisible(bool(plain))
        ui.plain_check.setText(words.delete_plain(plain))
        ui.cancel_button.hide()
        ui.save_button.setText("Done")
        ui.save_button.setEnabled(ui.kept_check.isChecked())
        ui.copy_button.setFocus()
        self._fit()

    def _finish(self) -> None:
        if not (self._ui.plain_check.isVisible() and self._ui.plain_check.isChecked()):
            self.accept()
            return
        self._set_busy(busy=True)

        def deleted(count: int) -> None:
            self._set_busy(busy=False)
            self.told.emit(words.deleted(count))
            self.accept()

        self._ops.run(self._ops.threads.readers, self._own.delete_plain, deleted, self._refused)

    def _on_copy(self) -> None:
        QGuiApplication.clipboard().setText(self._code)
        self._ui.copy_button.setText("Copied")

    def _on_store(self) -> None:
        name, _filter = QFileDialog.getSaveFileName(
            self, "Save the recovery code", "leaddesk-recovery-code.pdf",
            "PDF (*.pdf);;Text (*.txt)",
        )  # fmt: skip
        if not name:
            return
        try:
            Path(name).write_bytes(letter_bytes(self._code, is_pdf=name.lower().endswith(".pdf")))
        except OSError as error:
            self._refused(BadInput("folder.unwritable", where=name, detail=error.strerror or ""))

    def _on_print(self) -> None:
        """Ask for a printer; a system without the part that prints saves a PDF instead."""
        try:
            from PySide6.QtPrintSupport import QPrintDialog, QPrinter
        except ImportError:
            self._on_store()
            return
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        dialog = QPrintDialog(printer, self)
        dialog.accepted.connect(partial(print_letter, self._code))
        dialog.finished.connect(dialog.deleteLater)
        dialog.setModal(True)
        dialog.show()

    def _refused(self, error: LeadDeskError) -> None:
        self._set_busy(busy=False)
        self._ui.problem.setText(errors.say(error))
        self._ui.problem.show()
        self._grow()
        self.activateWindow()
        self._ui.save_button.setFocus()

    def _grow(self) -> None:
        layout = self.layout()
        if layout is not None:
            self.resize(self.width(), max(self.height(), layout.totalHeightForWidth(self.width())))

    def _fit(self) -> None:
        """Become as high as what is shown now needs, and no higher."""
        for box in (self._ui.ask_box, self._ui.code_box):
            inner = box.layout()
            if inner is not None:
                inner.activate()  # it has not heard yet what was hidden
        layout = self.layout()
        if layout is not None:
            layout.activate()
            self.resize(WIDTH, layout.totalHeightForWidth(WIDTH))

    def _set_busy(self, *, busy: bool) -> None:
        self._busy = busy
        self._ui.problem.hide()
        self._ui.save_button.setEnabled(not busy)
        self._ui.cancel_button.setEnabled(not busy)

    @override
    def reject(self) -> None:
        """Close; a code that nobody kept yet is not put away by a key."""
        if not self._busy and not (self._has_encrypted and not self._ui.kept_check.isChecked()):
            super().reject()
