# SPDX-License-Identifier: MIT
"""A short word after a deed, with the way back for as long as it is shown."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QColor,
    QKeyEvent,
    QPainter,
    QPaintEvent,
)
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QToolButton, QWidget
from typing_extensions import override

from leaddesk.gui.icons import icon
from leaddesk.gui.theme import SPACE, Weight, font, tokens_of
from leaddesk.gui.widgets.chips import cap_width, paint_cap
from leaddesk.gui.widgets.floating import Floating
from leaddesk.gui.widgets.painting import Ink, focus_ring, rounded, text_width, write
from leaddesk.gui.widgets.text import Text

LIFE_MS: Final = 8000
HELD_MS: Final = 1000
MOST_HELD: Final = 20
"""How often it is kept so: a pointer that merely rests there doesn't keep it for ever."""
"""How long it stays after the pointer or the keyboard was last seen on it."""
HEIGHT: Final = 44
WIDEST: Final = 560


class _UndoButton(QPushButton):
    """The way back, drawn on the dark ground of the toast."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setProperty("look", "painted")
        self.keys = ""

    @override
    def sizeHint(self) -> QSize:
        width = text_width(self.text(), font(13, Weight.SEMIBOLD)) + cap_width(self.keys) + 28
        return QSize(round(width), 32)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        tokens, box = tokens_of(self), QRectF(self.rect())
        if self.underMouse() or self.isDown():
            veil = QColor(tokens.surface)
            veil.setAlpha(40)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(veil)
            painter.drawRoundedRect(box, 6, 6)
        words = box.adjusted(10, 0, -cap_width(self.keys) - 14, 0)
        write(painter, words, self.text(), Ink(font(13, Weight.SEMIBOLD), tokens.surface))
        width = cap_width(self.keys)
        cap = QRectF(box.right() - width - 8, 7, width, 18)
        if self.keys:
            paint_cap(painter, cap, self.keys, ink=tokens.surface, line=tokens.surface, fill=None)
        if self.hasFocus():
            focus_ring(painter, box, 6, tokens.surface)
        painter.end()


class Toast(Floating):
    """One message at a time, low in the middle of its parent, gone after its life or on Esc.

    While the pointer or the keyboard is on it, it stays.
    """

    undo_requested = Signal()
    dismissed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._held = 0
        self._life = QTimer(self)
        self._life.setSingleShot(True)
        self._life.timeout.connect(self._on_life_over)
        self._words = Text(self, look="inverse", elides=True)
        self._undo = _UndoButton(self)
        self._close = QToolButton(self)
        self._close.setIcon(icon("x", "surface"))
        self._close.setIconSize(QSize(14, 14))
        self._close.setAccessibleName("Dismiss")
        self._close.setFixedSize(28, 28)
        self._close.setProperty("look", "inverse")
        row = QHBoxLayout(self)
        row.setContentsMargins(4 * SPACE, 0, 2 * SPACE, 0)
        row.setSpacing(2 * SPACE)
        row.addWidget(self._words, 1)
        row.addWidget(self._undo)
        row.addWidget(self._close)
        self._undo.clicked.connect(self._on_undo_clicked)
        self._close.clicked.connect(self.dismiss)

    @property
    def words(self) -> str:
        """What it says, empty when it is not shown."""
        return self._words.text() if not self.isHidden() else ""

    def show_message(
        self, text: str, undo_words: str = "Undo", keys: str = "Ctrl+Z", life_ms: int = LIFE_MS
    ) -> None:
        """Say that; without undo words there is no way back to offer."""
        self._words.setText(text)
        self._undo.keys = keys
        self._undo.setText(undo_words)
        self._undo.setAccessibleName(f"{undo_words}, {keys}" if keys else undo_words)
        self._undo.setVisible(bool(undo_words))
        self.setAccessibleName(f"{text}. {undo_words} {keys}".strip() if undo_words else text)
        self._held = 0
        self.place()
        self.show()
        self.raise_()
        self._life.start(life_ms)
        if QAccessible.isActive():
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, text))

    def dismiss(self) -> None:
        """Take it away."""
        self._life.stop()
        if not self.isHidden():
            self.hide()
            self.dismissed.emit()

    def _on_life_over(self) -> None:
        touched = self.underMouse() or self._undo.hasFocus() or self._close.hasFocus()
        if touched and self._held < MOST_HELD:
            self._held += 1
            self._life.start(HELD_MS)
        else:
            self.dismiss()

    def _on_undo_clicked(self) -> None:
        self.dismiss()
        self.undo_requested.emit()

    @override
    def place(self) -> None:
        over = self.over
        if over is None:
            return
        undo = self._undo.sizeHint().width() if not self._undo.isHidden() else 0
        need = self._words.sizeHint().width() + undo + 28 + 12 * SPACE
        width = min(need, WIDEST, over.width() - 8 * SPACE)
        left = (over.width() - width) // 2
        self.setGeometry(left, over.height() - HEIGHT - 6 * SPACE, width, HEIGHT)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.dismiss()
        else:
            super().keyPressEvent(event)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        tokens = tokens_of(self)
        rounded(painter, QRectF(self.rect()), 10, tokens.ink)
        painter.end()
