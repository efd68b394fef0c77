# SPDX-License-Identifier: MIT
"""The window's first paint: rail, strip and cards as plain grounds, without words or icons.

Fonts, style sheet and the enumerations of Qt's own namespace cost as much as an empty window does,
and nearly every call of a painter needs the last: so Qt itself fills these grounds from palettes,
and the frame takes their place right afterwards.
"""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtGui import QColor, QPaintEvent, QPalette, QResizeEvent
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


def _ground(parent: QWidget, colour: str) -> QWidget:
    """Return a plain ground in one colour."""
    ground = QWidget(parent)
    _fill(ground, colour)
    return ground


def _fill(widget: QWidget, colour: str) -> None:
    palette = QPalette()
    palette.setColor(QPalette.ColorRole.Window, QColor(colour))
    widget.setPalette(palette)
    widget.setAutoFillBackground(True)


class Outline(QWidget):
    """Grounds where the frame and its opening page will stand, each with a hair line around it.

    `painted` comes with each paint: a window that is covered by this is not painted itself.
    """

    painted = Signal()

    def __init__(self, tokens: Tokens, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        _fill(self, tokens.paper)
        self._edges = [_ground(self, tokens.line) for _ in range(6)]
        self._grounds = [_ground(edge, tokens.surface) for edge in self._edges]

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
    def resizeEvent(self, event: QResizeEvent) -> None:
        wide, high = self.width(), self.height()
        rail, strip, *cards = self._edges
        rail.setGeometry(0, 0, RAIL, high)
        strip.setGeometry(RAIL, 0, wide - RAIL, STRIP)
        self._grounds[0].setGeometry(0, 0, RAIL - 1, high)
        self._grounds[1].setGeometry(0, 0, wide - RAIL, STRIP - 1)
        for edge, ground, box in zip(cards, self._grounds[2:], self.boxes(), strict=True):
            edge.setGeometry(*box)
            ground.setGeometry(1, 1, box[2] - 2, box[3] - 2)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        self.painted.emit()
