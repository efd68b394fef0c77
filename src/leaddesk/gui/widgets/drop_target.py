# SPDX-License-Identifier: MIT
"""Takes files that are dragged over a widget, and shows where they may be dropped."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QMimeData, QObject, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QDragEnterEvent, QDropEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from leaddesk.gui.icons import paint_icon
from leaddesk.gui.theme import Weight, font, tokens_of
from leaddesk.gui.widgets.floating import Floating
from leaddesk.gui.widgets.painting import CENTRE, Ink, write


def paths_in(data: QMimeData) -> list[str]:
    """Local paths among what is dragged; web addresses are passed over."""
    return [url.toLocalFile() for url in data.urls() if url.isLocalFile()]


class DropTarget(Floating):
    """Lies over its parent while files are dragged over it."""

    files_dropped = Signal(list)

    def __init__(
        self, parent: QWidget | None = None, *, words: str = "Drop the files to import them"
    ) -> None:
        super().__init__(parent)
        self._words = words
        self.setAccessibleName(words)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        if parent is not None:
            parent.setAcceptDrops(True)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.over:
            if isinstance(event, QDragEnterEvent):
                return self._on_entered(event)
            if event.type() == QEvent.Type.DragLeave:
                self.hide()
            elif isinstance(event, QDropEvent) and event.type() == QEvent.Type.Drop:
                return self._on_dropped(event)
        return super().eventFilter(watched, event)

    def _on_entered(self, event: QDragEnterEvent) -> bool:
        if not paths_in(event.mimeData()):
            return False
        event.acceptProposedAction()
        self.place()
        self.show()
        self.raise_()
        return True

    def _on_dropped(self, event: QDropEvent) -> bool:
        self.hide()
        paths = paths_in(event.mimeData())
        if not paths:
            return False
        event.acceptProposedAction()
        self.files_dropped.emit(paths)
        return True

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        tokens = tokens_of(self)
        veil = QColor(tokens.paper)
        veil.setAlpha(225)
        painter.fillRect(self.rect(), veil)
        box = QRectF(self.rect()).adjusted(12, 12, -12, -12)
        painter.setPen(QPen(QColor(tokens.accent), 2, Qt.PenStyle.DashLine))
        painter.setBrush(QColor(tokens.accent_soft))
        painter.drawRoundedRect(box, 12, 12)
        middle = box.center()
        icon_box = QRectF(middle.x() - 16, middle.y() - 38, 32, 32)
        paint_icon(painter, "file-down", icon_box, tokens.accent)
        words = QRectF(box.left(), middle.y() + 6, box.width(), 24)
        write(painter, words, self._words, Ink(font(15, Weight.SEMIBOLD), tokens.accent, CENTRE))
        painter.end()
