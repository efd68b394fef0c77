# SPDX-License-Identifier: MIT
"""The team's wall for a screen that a whole room sees: as large as everybody fits."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil
from typing import Final

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from leaddesk.gui.theme import Tone, Weight, font, tokens_of
from leaddesk.gui.widgets.figures import Figure
from leaddesk.gui.widgets.painting import RIGHT, Ink, measure_bar, rounded, text_width, write

MARGIN: Final = 0.02
HEAD: Final = 0.22
"""Parts of the height: the space around, and what stands above the people."""
MOST_IN_COLUMN: Final = 9
LARGEST_ROW: Final = 0.14
GAP: Final = 0.012
APART: Final = 0.1
"""Between two words on a line of somebody's, as a part of the line's box: names give way."""


@dataclass(frozen=True, slots=True)
class BoardRow:
    """Somebody's bar: `part` and `expected` are 0 to 1, words and colour say the same."""

    name: str
    percent: str
    part: float
    expected: float | None
    words: str
    tone: Tone
    doing: str


@dataclass(frozen=True, slots=True)
class BoardState:
    """All that a room sees: the team's bar, its figures, everybody; no lead and no number."""

    title: str
    percent: str
    part: float
    expected: float | None
    words: str
    tone: Tone
    figures: tuple[Figure, ...] = ()
    rows: tuple[BoardRow, ...] = ()


NOTHING = BoardState("Team’s day", "–", 0.0, None, "", Tone.NEUTRAL)


class WallBoard(QWidget):
    """Paints the state into whatever room there is; type grows with it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._state = NOTHING
        self.setAccessibleName("Team wall")

    @property
    def state(self) -> BoardState:
        """What is shown."""
        return self._state

    def show_state(self, state: BoardState, spoken: Sequence[str]) -> None:
        """Show the team as it stands; `spoken` says everybody to a screen reader."""
        self._state = state
        self.setAccessibleDescription("\n".join((f"{state.percent}, {state.words}", *spoken)))
        self.update()

    @override
    def sizeHint(self) -> QSize:
        return QSize(1280, 720)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(self.rect(), QColor(tokens_of(self).paper))
        edge = self.height() * MARGIN
        whole = QRectF(self.rect()).adjusted(edge, edge, -edge, -edge)
        head = QRectF(whole.left(), whole.top(), whole.width(), whole.height() * HEAD)
        self._paint_team(painter, head)
        self._paint_people(painter, whole.adjusted(0, head.height() + edge, 0, 0))
        painter.end()

    def _paint_team(self, painter: QPainter, box: QRectF) -> None:
        tokens, state = tokens_of(self), self._state
        top, figures = box.height() * 0.52, box.height() * 0.48
        left = box.width() * 0.16
        big = font(max(12, round(top * 0.72)), Weight.BOLD, tabular=True)
        write(painter, QRectF(box.left(), box.top(), left, top), state.percent,
              Ink(big, tokens.ink))  # fmt: skip
        bar = QRectF(box.left() + left, box.top() + top * 0.12, box.width() - left, top * 0.3)
        measure_bar(painter, bar, tokens, colour=tokens.strong(state.tone), part=state.part,
                    expected=state.expected)  # fmt: skip
        words = font(max(12, round(top * 0.3)), Weight.SEMIBOLD, tabular=True)
        below = QRectF(bar.left(), bar.bottom(), bar.width(), top * 0.56)
        write(painter, below, state.words, Ink(words, tokens.strong(state.tone)))
        wide = box.width() / max(1, len(state.figures))
        for place, figure in enumerate(state.figures):
            at = QRectF(box.left() + place * wide, box.top() + top, wide - 12, figures)
            label = font(max(11, round(figures * 0.2)))
            value = font(max(12, round(figures * 0.42)), Weight.BOLD, tabular=True)
            write(painter, QRectF(at.left(), at.top(), at.width(), figures * 0.36), figure.label,
                  Ink(label, tokens.secondary))  # fmt: skip
            write(painter, QRectF(at.left(), at.top() + figures * 0.36, at.width(),
                  figures * 0.6), figure.value, Ink(value, tokens.ink))  # fmt: skip

    def _paint_people(self, painter: QPainter, box: QRectF) -> None:
        rows = self._state.rows
        if not rows:
            return
        columns = ceil(len(rows) / MOST_IN_COLUMN) if len(rows) > MOST_IN_COLUMN else 1
        deep = ceil(len(rows) / columns)
        gap = box.height() * GAP
        width = (box.width() - gap * (columns - 1)) / columns
        height = min(box.height() / deep, self.height() * LARGEST_ROW)
        for place, row in enumerate(rows):
            column, line = divmod(place, deep)
            at = QRectF(
                box.left() + column * (width + gap), box.top() + line * height, width, height - gap
            )
            self._paint_row(painter, at, row)

    def _paint_row(self, painter: QPainter, box: QRectF, row: BoardRow) -> None:
        tokens, tall = tokens_of(self), box.height()
        rounded(painter, box, tall * 0.12, tokens.surface, tokens.line)
        inner = box.adjusted(tall * 0.18, tall * 0.08, -tall * 0.18, -tall * 0.08)
        name = font(max(11, round(tall * 0.3)), Weight.SEMIBOLD)
        figure = font(max(11, round(tall * 0.3)), Weight.BOLD, tabular=True)
        small = font(max(10, round(tall * 0.2)), Weight.MEDIUM, tabular=True)
        line, room = inner.height() * 0.4, text_width(row.percent, figure) + 1
        wide = inner.width() - room - tall * APART
        write(painter, QRectF(inner.left(), inner.top(), wide, line), row.name,
              Ink(name, tokens.ink))  # fmt: skip
        write(painter, QRectF(inner.right() - room, inner.top(), room, line), row.percent,
              Ink(figure, tokens.ink, RIGHT))  # fmt: skip
        bar = QRectF(inner.left(), inner.top() + line * 1.12, inner.width(), inner.height() * 0.16)
        measure_bar(painter, bar, tokens, colour=tokens.strong(row.tone), part=row.part,
                    expected=row.expected)  # fmt: skip
        below = QRectF(inner.left(), bar.bottom(), inner.width(), inner.bottom() - bar.bottom())
        room = text_width(row.doing, small) + 1
        write(painter, below.adjusted(0, 0, -room - tall * APART, 0), row.words,
              Ink(small, tokens.strong(row.tone)))  # fmt: skip
        write(painter, below, row.doing, Ink(small, tokens.secondary, RIGHT))  # fmt: skip
