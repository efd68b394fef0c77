# SPDX-License-Identifier: MIT
"""Where this computer's database is backed up to: the last backups, and a second folder."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QDialog, QFileDialog, QWidget
from typing_extensions import override

from leaddesk.domain.errors import LeadDeskError
from leaddesk.gui.forms.ui_backups_dialog import Ui_BackupsDialog
from leaddesk.gui.own_file import OwnFile
from leaddesk.gui.screen import Bench
from leaddesk.words import backups as words
from leaddesk.words import errors


class BackupsDialog(QDialog):
    """Tells how the backups stand; what is done here is in force at once."""

    def __init__(self, bench: Bench, own: OwnFile, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._ops, self._own, self._now = bench.ops, own, bench.machine.now
        person = bench.seat.person
        self._zone = person.time_zone if person is not None else "UTC"
        self._busy = self._has_second = False
        self._ui = ui = Ui_BackupsDialog()
        ui.setupUi(self)
        ui.choose_button.clicked.connect(self._on_choose)
        ui.remove_button.clicked.connect(lambda: self._do(lambda: own.choose_second(None)))
        ui.back_up_button.clicked.connect(lambda: self._do(own.back_up))
        ui.cancel_button.clicked.connect(self.reject)
        self._look()

    def _on_choose(self) -> None:
        found = QFileDialog.getExistingDirectory(self, "Second folder for backups")
        if found:
            self._do(lambda: self._own.choose_second(Path(found)))

    def _do(self, work: Callable[[], words.Backups]) -> None:
        """Do something apart, a folder may be slow or away, and show how the backups stand then."""
        if self._busy:
            return
        self._ui.second_label.setText(words.WORKING)
        self._set_busy(busy=True)
        self._ops.run_apart(
            work, done=self._show, failed=lambda error: self._look(errors.say(error))
        )

    def _look(self, problem: str = "") -> None:
        """Show how the backups stand, and what did not work before."""
        self._set_busy(busy=True)
        self._ops.run_apart(
            self._own.backups, done=partial(self._show, problem=problem), failed=self._refused
        )

    def _show(self, told: words.Backups, problem: str = "") -> None:
        ui, now = self._ui, self._now()
        self._has_second = told.second is not None
        ui.first_label.setText(words.first(told, now, self._zone))
        ui.second_label.setText(words.second(told, now, self._zone))
        ui.choose_button.setText("&Choose another…" if self._has_second else "&Choose a folder…")
        self._set_busy(busy=False)
        self._say(problem or words.trouble(told))

    def _refused(self, error: LeadDeskError) -> None:
        self._set_busy(busy=False)
        self._say(errors.say(error))

    def _say(self, problem: str) -> None:
        self._ui.problem.setText(problem)
        self._ui.problem.setVisible(bool(problem))
        layout = self.layout()
        if layout is not None:
            layout.activate()
            self.resize(self.width(), layout.totalHeightForWidth(self.width()))

    def _set_busy(self, *, busy: bool) -> None:
        ui, self._busy = self._ui, busy
        for button in (ui.choose_button, ui.back_up_button):
            button.setEnabled(not busy)
        ui.remove_button.setEnabled(not busy and self._has_second)
        if not busy and self.focusWidget() in {None, ui.remove_button}:
            ui.back_up_button.setFocus()

    @override
    def reject(self) -> None:
        if not self._busy:
            super().reject()
