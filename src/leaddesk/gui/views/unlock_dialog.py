# SPDX-License-Identifier: MIT
"""Asks for the recovery code or the password of a database whose key was not found."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialog, QWidget

from leaddesk.domain.errors import LeadDeskError
from leaddesk.gui.forms.ui_unlock_dialog import Ui_UnlockDialog
from leaddesk.gui.ops import Ops
from leaddesk.gui.own_file import OwnFile
from leaddesk.words import errors

WIDTH = 460


class UnlockDialog(QDialog):
    """`unlocked` when the key was found."""

    unlocked = Signal()

    def __init__(self, ops: Ops, own: OwnFile, parent: QWidget) -> None:
        super().__init__(parent)
        self._ops, self._own = ops, own
        self._ui = ui = Ui_UnlockDialog()
        ui.setupUi(self)
        ui.save_button.clicked.connect(self._on_save)
        ui.cancel_button.clicked.connect(self.reject)
        layout = self.layout()
        if layout is not None:
            layout.activate()
            self.resize(WIDTH, layout.totalHeightForWidth(WIDTH))
        ui.code_edit.setFocus()

    def _on_save(self) -> None:
        secret = self._ui.code_edit.text().strip()
        if not (secret and self._ui.save_button.isEnabled()):
            return
        self._ui.save_button.setEnabled(False)

        def done(_in_keyring: bool) -> None:  # noqa: FBT001 - told by the job
            self.accept()
            self.unlocked.emit()

        self._ops.run(
            self._ops.threads.writer, lambda: self._own.unlock(secret), done, self._on_refused
        )

    def _on_refused(self, error: LeadDeskError) -> None:
        ui = self._ui
        ui.save_button.setEnabled(True)
        ui.problem.setText(errors.say(error))
        ui.problem.show()
        layout = self.layout()
        if layout is not None:
            self.resize(self.width(), max(self.height(), layout.totalHeightForWidth(self.width())))
        ui.code_edit.setFocus()
        ui.code_edit.selectAll()
