# SPDX-License-Identifier: MIT
"""The window's first paint: rail, strip and cards as plain grounds, without words or icons.

Fonts, style sheet and the enumerations of Qt's own namespace cost more than an empty window does,
so nothing here touches any of them: the frame itself takes this one's place right afterwards.
"""

from __future__ import annotations

from typing import Final

from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QApplication, QWidget
from typing_extensions import override

from leaddesk.gui.tokens import DARK, DARK_BELOW, LIGHT, Tokens

RAIL, STRIP = 76, 64
"""Width of the rail and height of the strip, as the frame's own widgets have them."""
GAP: Final = 12
LIST, SIDE, PAD = 292, 316, 108
"""Width of the outer cards and height of the lowest, as the form has them."""


def colours_for(scheme: str) -> Tokens:
    """Return the colours of a scheme by its kept word; any other word follows the desktop."""
    for tokens in (LIGHT, DARK):
        if scheme == tokens.name:
            return tokens
    ground = QApplication.palette().color(QPalette.ColorRole.Window)
    return DARK if ground.lightness() < DARK_BELOW else LIGHT


class Outline(QWidget):
    """Grounds where the frame and its opening page will stand."""

    def __init__(self, tokens: Tokens, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tokens = tokens

    def boxes(self) -> tuple[tuple[int, int, int, int], ...]:
        """Return the four cards as left, top, width and height."""
        left, top = RAIL + GAP, STRIP + GAP
        right, bottom = self.width() - GAP, self.height() - GAP
        high = bottom - PAD - GAP - top
        middle, side = left + LIST + GAP, right - SIDE
        return (
            (left, top, LIST, high),
            (middle, top, side - GAP - middle, high),
            (side, top, SIDE, high),
            (left, bottom - PAD, right - left, PAD),
        )

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        line, ground = QColor(self._tokens.line), QColor(self._tokens.surface)
        painter = QPainter(self)
        painter.fillRect(0, 0, self.width(), self.height(), QColor(self._tokens.paper))
        painter.fillRect(0, 0, RAIL, self.height(), ground)
        painter.fillRect(RAIL - 1, 0, 1, self.height(), line)
        painter.fillRect(RAIL, 0, self.width() - RAIL, STRIP, ground)
        painter.fillRect(RAIL, STRIP - 1, self.width() - RAIL, 1, line)
        for left, top, width, height in self.boxes():
            painter.fillRect(left, top, width, height, line)
            painter.fillRect(left + 1, top + 1, width - 2, height - 2, ground)
        painter.end()
