# SPDX-License-Identifier: MIT
"""Labels and tooltips that never read what people wrote as markup."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget
from typing_extensions import override

SHORTEST = 24
"""Width below which an eliding label is not squeezed, in device-independent pixels."""


def set_look(widget: QWidget, look: str) -> None:
    """Give a widget one of the looks of the style sheet and dress it again."""
    if widget.property("look") != look:
        widget.setProperty("look", look)
        style = widget.style()
        style.unpolish(widget)
        style.polish(widget)
        widget.update()


def plain_tip(words: str) -> str:
    """The words as a tooltip that shows them as they are: Qt guesses markup from a "<"."""
    if "<" not in words:
        return words
    import html

    return f"<qt>{html.escape(words, quote=False).replace(chr(10), '<br>')}</qt>"


def set_tip(widget: QWidget, words: str) -> None:
    """Show plain words when the pointer rests on the widget."""
    widget.setToolTip(plain_tip(words))


class Text(QLabel):
    """A label of plain text that can wrap or end in an ellipsis when it lacks room."""

    def __init__(
        self,
        parent: QWidget | None = None,
        *,
        text: str = "",
        look: str = "",
        wraps: bool = False,
        elides: bool = False,
    ) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(wraps)
        self._elides = elides
        if elides:
            self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        if look:
            self.setProperty("look", look)
        self.setText(text)

    @override
    def minimumSizeHint(self) -> QSize:
        size = super().minimumSizeHint()
        return QSize(min(size.width(), SHORTEST), size.height()) if self._elides else size

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        if not self._elides:
            super().paintEvent(event)
            return
        painter = QPainter(self)
        box = self.contentsRect()
        shown = self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, box.width())
        painter.setFont(self.font())
        painter.setPen(self.palette().color(self.foregroundRole()))
        painter.drawText(box, int(self.alignment() | Qt.TextFlag.TextSingleLine), shown)
        painter.end()
