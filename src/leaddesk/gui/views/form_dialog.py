# SPDX-License-Identifier: MIT
"""What the dialogs of the window share: one write on Save, refusals said in place, Esc leaves."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QAbstractSpinBox,
    QDateEdit,
    QDialog,
    QLabel,
    QLineEdit,
    QPushButton,
    QWidget,
)
from typing_extensions import override

from leaddesk.desk.changes import Done
from leaddesk.domain.errors import LeadDeskError
from leaddesk.gui.ops import Ops
from leaddesk.words import errors

INSET = 8
"""Room between the edge of a spin box and its text, in device-independent pixels."""


def needed_height(dialog: QDialog, width: int) -> int:
    """Return how high a dialog of that width has to be for all that is said in it."""
    layout = dialog.layout()
    if layout is None:
        return 0
    layout.activate()
    return layout.totalHeightForWidth(width)


def grow(dialog: QDialog) -> None:
    """Make a dialog as high as what is said in it needs; never lower than somebody made it."""
    needed = needed_height(dialog, dialog.width())
    if needed > dialog.height() and dialog.isVisible():
        dialog.resize(dialog.width(), needed)


class FormDialog(QDialog):
    """A dialog that writes once; `written` carries the Done of the write, before it closes."""

    written = Signal(object)

    def __init__(self, ops: Ops, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
        self._ops = ops
        self._writing = False
        self._save: QPushButton | None = None
        self._problem: QLabel | None = None

    def wire(self, save: QPushButton, cancel: QPushButton, problem: QLabel) -> None:
        """Name the parts every form has; call it once after the form was set up."""
        self._save = save
        self._problem = problem
        cancel.clicked.connect(self.reject)
        self.inset(*self.findChildren(QAbstractSpinBox))

    def inset(self, *boxes: QAbstractSpinBox) -> None:
        """Keep the text of spin boxes off their edge, as it is in every other field."""
        for box in boxes:
            inner = box.findChild(QLineEdit)
            if inner is not None and not isinstance(box, QDateEdit):
                inner.setTextMargins(INSET, 0, 0, 0)

    def submit(self, command: object) -> None:
        """Write; the dialog stays open with the reason when the write is refused."""
        if self._writing:
            return
        self._set_writing(True)
        self.say("")
        self._ops.do(command, initiator=self, done=self._on_done, failed=self._on_failed)

    def say(self, words: str) -> None:
        """Say what is wrong with the whole; no words clear it."""
        if self._problem is not None:
            self._problem.setText(words)
            self._problem.setVisible(bool(words))
            self.grow()

    def grow(self) -> None:
        """Become as high as what is said needs; never lower than somebody made it."""
        grow(self)

    def after(self, done: Done) -> None:
        """Close; a dialog that stays open after a write does something else here."""
        del done
        self.accept()

    def refused(self, error: LeadDeskError) -> None:
        """Say why nothing was written; a dialog that knows the field says it there."""
        self.say(errors.say(error))

    def _set_writing(self, writing: bool) -> None:  # noqa: FBT001 - one switch, one meaning
        self._writing = writing
        if self._save is not None:
            self._save.setEnabled(not writing)

    def _on_done(self, done: Done) -> None:
        self._set_writing(False)
        self.written.emit(done)
        self.after(done)

    def _on_failed(self, error: LeadDeskError) -> None:
        self._set_writing(False)
        self.refused(error)

    @override
    def reject(self) -> None:
        if not self._writing:
            super().reject()
