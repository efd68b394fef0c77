# SPDX-License-Identifier: MIT
"""A field that follows a value until somebody types another one, and again once it is emptied."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget
from typing_extensions import override

from leaddesk.gui.widgets.text import set_look

WIDTH = 132


class FollowEdit(QLineEdit):
    """Shows what it follows in the ink of its text; `typed` carries what stands in the field.

    Empty means that it follows. Esc gives up what was typed.
    """

    typed = Signal(str)

    def __init__(self, parent: QWidget | None = None, *, name: str = "") -> None:
        super().__init__(parent)
        self._name = name
        self._kept = self._shown = ""
        self._wrong = self._editing = False
        self.setMaxLength(20)
        self.setFixedWidth(WIDTH)
        self.setProperty("look", "follow")
        self.textEdited.connect(self._on_edited)

    def show_value(self, followed: str, typed: str) -> None:
        """Show the value that it follows, and what somebody typed, unless it is being typed."""
        self.setPlaceholderText(followed)
        self._shown = typed
        if not self._editing:
            self._kept = typed
            self.setText(typed)
        follows = not self.text()
        told = f"{followed}, worked out" if follows else f"{self.text()}, typed"
        self.setAccessibleName(f"{self._name}: {told}")

    def show_wrong(self, words: str) -> None:
        """Mark what can't be read, with the words why; no words take the mark away."""
        self._wrong = bool(words)
        set_look(self, "wrong" if words else "follow")
        self.setAccessibleDescription(words)
        self.setToolTip(words)

    def _on_edited(self, text: str) -> None:
        self._editing = True
        self.typed.emit(text)

    @override
    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self._kept = self.text()
        self.selectAll()

    @override
    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if not self._wrong:
            self._editing = False
            self.setText(self._shown)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.text() != self._kept:
            self.setText(self._kept)
            self.typed.emit(self._kept)
            return
        super().keyPressEvent(event)
