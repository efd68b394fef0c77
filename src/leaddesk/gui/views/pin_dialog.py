# SPDX-License-Identifier: MIT
"""Sets, changes or removes the PIN of whoever sits here, and after how long the screen locks."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialog, QLineEdit, QWidget
from typing_extensions import override

from leaddesk.domain.errors import BadInput, LeadDeskError
from leaddesk.domain.screen_lock import IDLE_MINUTES, MOST_DIGITS, MOST_MINUTES, LockState
from leaddesk.gui.forms.ui_pin_dialog import Ui_PinDialog
from leaddesk.gui.lock_keeper import Keeper
from leaddesk.gui.ops import Ops
from leaddesk.gui.views.form_dialog import INSET
from leaddesk.words import errors
from leaddesk.words import screen_lock as words

WIDTH = 420


class PinDialog(QDialog):
    """Asks for the PIN until now wherever there is one; `changed(LockState, words)` when done."""

    changed = Signal(object, str)

    def __init__(
        self, ops: Ops, keeper: Keeper, person_id: int, state: LockState, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self._ops, self._keeper, self._person_id, self._state = ops, keeper, person_id, state
        self._busy = False
        self._ui = ui = Ui_PinDialog()
        ui.setupUi(self)
        ui.hint.setText(words.CURTAIN)
        for edit in (ui.current_edit, ui.pin_edit, ui.again_edit):
            edit.setMaxLength(MOST_DIGITS)
        ui.minutes_edit.setRange(0, MOST_MINUTES)
        ui.minutes_edit.setValue(state.minutes if state.is_set else IDLE_MINUTES)
        inner = ui.minutes_edit.findChild(QLineEdit)
        if inner is not None:
            inner.setTextMargins(INSET, 0, 0, 0)
        ui.current_edit_box.setVisible(state.is_set)
        ui.remove_button.setVisible(state.is_set)
        if state.is_set:
            ui.pin_edit_label.setText("New PIN, empty keeps the one until now")
            ui.save_button.setText("Change")
        ui.save_button.clicked.connect(self._on_save)
        ui.remove_button.clicked.connect(self._on_remove)
        ui.cancel_button.clicked.connect(self.reject)
        self.resize(WIDTH, self.sizeHint().height())
        (ui.current_edit if state.is_set else ui.pin_edit).setFocus()

    def _on_save(self) -> None:
        ui = self._ui
        if ui.pin_edit.text() != ui.again_edit.text():
            self._refused(BadInput("pin.unlike"))
            return
        told = (ui.current_edit.text(), ui.pin_edit.text(), ui.minutes_edit.value())
        kept = words.KEPT if self._state.is_set else words.SET
        self._run(partial(self._keeper.set_pin, self._person_id, *told), kept)

    def _on_remove(self) -> None:
        def remove() -> LockState:
            self._keeper.remove(self._person_id, self._ui.current_edit.text())
            return LockState()

        self._run(remove, words.REMOVED)

    def _run(self, work: Callable[[], LockState], told: str) -> None:
        if self._busy:
            return
        self._set_busy(busy=True)

        def done(state: LockState) -> None:
            self._set_busy(busy=False)
            self.changed.emit(state, told)
            self.accept()

        self._ops.run(self._ops.threads.writer, work, done, self._refused)

    def _refused(self, error: LeadDeskError) -> None:
        self._set_busy(busy=False)
        ui = self._ui
        ui.problem.setText(errors.say(error))
        ui.problem.show()
        layout = self.layout()
        if layout is not None:
            needed = layout.totalHeightForWidth(self.width())
            self.resize(self.width(), max(self.height(), needed))
        wrong_current = error.key in {"pin.wrong", "pin.wait"}
        (ui.current_edit if wrong_current else ui.pin_edit).setFocus()

    def _set_busy(self, *, busy: bool) -> None:
        self._busy = busy
        self._ui.problem.setVisible(False)
        for button in (self._ui.save_button, self._ui.remove_button):
            button.setEnabled(not busy)

    @override
    def reject(self) -> None:
        if not self._busy:
            super().reject()
