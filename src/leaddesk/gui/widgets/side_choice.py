# SPDX-License-Identifier: MIT
"""One of two values that is kept: shortened to its room, chosen with the arrow keys."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QRadioButton, QSizePolicy, QWidget
from typing_extensions import override

from leaddesk.gui.widgets.text import set_tip

NOTHING = "—"
_MARK_ROOM = 30
"""What the mark and its gap take of the width."""


class SideChoice(QRadioButton):
    """A value of one side; `entered` comes with Enter, which a radio button leaves alone."""

    entered = Signal()

    def __init__(self, words: str, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = words or NOTHING
        self.setAccessibleName(name)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        set_tip(self, self._words)
        self._shorten()

    @property
    def words(self) -> str:
        """The whole value."""
        return self._words

    def _shorten(self) -> None:
        room = max(0, self.width() - _MARK_ROOM)
        mode = Qt.TextElideMode.ElideRight
        shown = self.fontMetrics().elidedText(self._words, mode, room)
        self.setText(shown.replace("&", "&&"))

    @override
    def sizeHint(self) -> QSize:
        return QSize(120, max(24, super().sizeHint().height()))

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(60, self.sizeHint().height())

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._shorten()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.entered.emit()
        else:
            super().keyPressEvent(event)
