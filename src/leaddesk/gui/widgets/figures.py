# SPDX-License-Identifier: MIT
"""A row of large numbers, each under the words that say what it counts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QWidget
from typing_extensions import override

from leaddesk.gui.theme import Tone, Weight, font, tokens_of
from leaddesk.gui.widgets.frames import Card
from leaddesk.gui.widgets.painting import Ink, text_width, write
from leaddesk.gui.widgets.text import set_tip

PADDING: Final = 18
HEIGHT: Final = 76


@dataclass(frozen=True, slots=True)
class Figure:
    """A number in words, what it counts, and the colour that repeats what the words say."""

    label: str
    value: str
    tip: str = ""
    tone: Tone | None = None


class FigureTile(QLabel):
    """One number."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._figure = Figure("", "")
        self.divided = False
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_figure(self, figure: Figure) -> None:
        """Show another number."""
        self._figure = figure
        self.setAccessibleName(f"{figure.label}: {figure.value}")
        set_tip(self, figure.tip or f"{figure.label}: {figure.value}")
        self.update()

    @override
    def sizeHint(self) -> QSize:
        label = text_width(self._figure.label, font(12))
        value = text_width(self._figure.value, font(22, Weight.BOLD, tabular=True))
        return QSize(round(max(label, value)) + 2 * PADDING, HEIGHT)

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(90, HEIGHT)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        tokens, figure = tokens_of(self), self._figure
        room = self.width() - 2 * PADDING + 8
        write(painter, QRectF(PADDING, 13, room, 18), figure.label, Ink(font(12), tokens.faint))
        ink = tokens.ink if figure.tone is None else tokens.strong(figure.tone)
        value = Ink(font(22, Weight.BOLD, tabular=True), ink)
        write(painter, QRectF(PADDING, 32, room, 32), figure.value, value)
        if self.divided:
            painter.fillRect(0, 1, 1, self.height() - 2, QColor(tokens.line))
        painter.end()


class FigureRow(Card):
    """Numbers beside each other in one card."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tiles: list[FigureTile] = []
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(0)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_figures(self, figures: Sequence[Figure]) -> None:
        """Show these numbers, left to right."""
        while len(self._tiles) < len(figures):
            tile = FigureTile(self)
            tile.divided = bool(self._tiles)
            self._tiles.append(tile)
            self._row.addWidget(tile, 1)
        for place, tile in enumerate(self._tiles):
            tile.setVisible(place < len(figures))
            if place < len(figures):
                tile.show_figure(figures[place])
