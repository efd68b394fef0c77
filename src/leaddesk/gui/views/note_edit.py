# SPDX-License-Identifier: MIT
"""The note of the call: Esc goes back to the keys of the pad, Ctrl+Enter saves it at once."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QPlainTextEdit, QSizePolicy, QWidget
from typing_extensions import override

from leaddesk.domain.cleaning import LIMITS

HEIGHT = {1: 38, 2: 58}
"""Height by the lines that are seen at once, in device-independent pixels."""
_ENTER = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter})


class NoteEdit(QPlainTextEdit):
    """A few lines of plain text, logged with the outcome."""

    left = Signal()
    saved = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setTabChangesFocus(True)
        self.setAccessibleName("Note for this call")
        self.setPlaceholderText("Note for this call… (Ctrl+N)")
        self._lines = 2
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_lines(self, lines: int) -> None:
        """Take the room of one line or of two."""
        self._lines = lines
        policy = Qt.ScrollBarPolicy
        self.setVerticalScrollBarPolicy(
            policy.ScrollBarAlwaysOff if lines == 1 else policy.ScrollBarAsNeeded
        )
        self.updateGeometry()

    @property
    def words(self) -> str:
        """What was written, without blanks around it, no longer than a note may be."""
        return self.toPlainText().strip()[: LIMITS["note"]]

    @override
    def sizeHint(self) -> QSize:
        return QSize(200, HEIGHT[self._lines])

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(120, HEIGHT[1])

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        control = event.modifiers() & Qt.KeyboardModifier.ControlModifier
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        elif event.key() in _ENTER and control:
            self.saved.emit()
        else:
            super().keyPressEvent(event)
