# SPDX-License-Identifier: MIT
"""The one dialog that a screen has open: told when it wrote, gone when it closes."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QDialog

from leaddesk.desk.changes import Done
from leaddesk.gui.screen import Screen
from leaddesk.gui.views.form_dialog import FormDialog


class ScreenDialog(QObject):
    """Opens dialogs over a screen; `back` puts the keyboard where it was."""

    def __init__(self, screen: Screen, back: Callable[[], None]) -> None:
        super().__init__(screen)
        self._screen, self._back = screen, back
        self._dialog: QDialog | None = None

    def open(self, dialog: QDialog) -> None:
        """Open a dialog; what a form writes is told, and the screen looks again."""
        self._dialog = dialog
        if isinstance(dialog, FormDialog):
            dialog.written.connect(self.on_written)
        dialog.finished.connect(self._on_closed)
        dialog.open()

    def reject(self) -> None:
        """Close what is open, with nothing done."""
        if self._dialog is not None:
            self._dialog.reject()

    def on_written(self, done: Done) -> None:
        """Tell what was written and look again."""
        self._screen.bench.frame.told(done)
        self._screen.refresh_soon()

    def _on_closed(self, _result: int) -> None:
        dialog, self._dialog = self._dialog, None
        if dialog is not None:
            dialog.deleteLater()
        self._back()
