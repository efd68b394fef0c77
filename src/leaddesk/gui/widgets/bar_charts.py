# SPDX-License-Identifier: MIT
"""Bars with words: the funnel as a list, and how likely each result is as columns."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget
from typing_extensions import override

from leaddesk.gui.theme import Tone, Weight, font, tokens_of
from leaddesk.gui.widgets.painting import CENTRE, LEFT, RIGHT, Ink, rounded, text_width, write
from leaddesk.gui.widgets.text import set_tip

ROW: Final = 29
BAR: Final = 17
FOOT: Final = 30
LEAST: Final = 3.0
"""Width or height in pixels that a bar keeps, so that little is not nothing."""


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar: its label, its length against the others, and what stands at its end."""

    label: str
    value: float
    trailing: str = ""
    tone: Tone = Tone.ACCENT


class BarList(QLabel):
    """Bars below each other, the longest as wide as there is room."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bars: tuple[Bar, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName("no values yet")

    def show_bars(self, bars: Sequence[Bar]) -> None:
        """Draw these bars, top to bottom."""
        self._bars = tuple(bars)
        lines = [f"{bar.label} {bar.trailing}".strip() for bar in bars]
        self.setAccessibleName(", ".join(lines) or "no values yet")
        set_tip(self, "\n".join(lines))
        self.updateGeometry()
        self.update()

    @override
    def sizeHint(self) -> QSize:
        return QSize(320, max(1, len(self._bars)) * ROW)

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(180, max(1, len(self._bars)) * ROW)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        if not self._bars:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        tokens = tokens_of(self)
        small = font(12, tabular=True)
        label = max(text_width(bar.label, font()) for bar in self._bars) + 16
        end = max(text_width(bar.trailing, small) for bar in self._bars) + 12
        room = max(20.0, self.width() - label - end)
        longest = max(bar.value for bar in self._bars) or 1.0
        for place, bar in enumerate(self._bars):
            top = place * ROW
            write(painter, QRectF(0, top, label, ROW), bar.label, Ink(font(), tokens.ink))
            length = max(LEAST, room * max(0.0, bar.value) / longest)
            box = QRectF(label, top + (ROW - BAR) / 2, length, BAR)
            rounded(painter, box, 4, tokens.strong(bar.tone))
            tail = QRectF(self.width() - end, top, end, ROW)
            write(painter, tail, bar.trailing, Ink(small, tokens.faint, RIGHT))
        painter.end()


class Histogram(QLabel):
    """Columns side by side, those from the goal on in the accent colour."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._columns: tuple[float, ...] = ()
        self._marked_from = 0
        self._labels = ("", "", "")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.setAccessibleName("no values yet")

    def show_columns(
        self,
        columns: Sequence[float],
        marked_from: int,
        labels: tuple[str, str, str],
        summary: str,
    ) -> None:
        """Draw columns; `labels` stand below at the left, in the middle and at the right."""
        self._columns = tuple(columns)
        self._marked_from = marked_from
        self._labels = labels
        self.setAccessibleName(summary)
        set_tip(self, summary)
        self.update()

    @override
    def sizeHint(self) -> QSize:
        return QSize(480, 150)

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(200, 90)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        if not self._columns:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        tokens = tokens_of(self)
        plot = QRectF(self.rect()).adjusted(0, 0, 0, -FOOT)
        highest = max(self._columns) or 1.0
        step = plot.width() / len(self._columns)
        for place, value in enumerate(self._columns):
            height = max(LEAST, plot.height() * value / highest)
            box = QRectF(plot.left() + place * step, plot.bottom() - height, step - 3, height)
            marked = place >= self._marked_from
            rounded(painter, box, 2, tokens.accent if marked else tokens.line)
        foot = QRectF(0, self.height() - FOOT + 6, self.width(), FOOT - 6)
        left, middle, right = self._labels
        write(painter, foot, left, Ink(font(tabular=True), tokens.faint, LEFT))
        write(
            painter, foot, middle, Ink(font(13, Weight.SEMIBOLD, tabular=True), tokens.ink, CENTRE)
        )
        write(painter, foot, right, Ink(font(tabular=True), tokens.faint, RIGHT))
        painter.end()
