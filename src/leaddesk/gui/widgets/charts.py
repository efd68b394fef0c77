# SPDX-License-Identifier: MIT
"""The curve of the day against what was expected, and a line small enough for a table."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget
from typing_extensions import override

from leaddesk.gui.theme import Tokens, Tone, font, tokens_of
from leaddesk.gui.widgets.painting import CENTRE, LEFT, RIGHT, Ink, write
from leaddesk.gui.widgets.text import set_tip

GUTTER: Final = 36
FOOT: Final = 22
HEAD: Final = 22


@dataclass(frozen=True, slots=True)
class PaceState:
    """A working day of so many minutes; points are (minute, count) in the order of time.

    `now_minute` is None outside the day; `summary` says the same in one sentence.
    """

    target: float
    minutes: float
    now_minute: float | None = None
    done: tuple[tuple[float, float], ...] = ()
    expected: tuple[tuple[float, float], ...] = ()
    start_label: str = ""
    end_label: str = ""
    summary: str = ""
    behind: bool = False


class PaceCurve(QLabel):
    """What was done, stepping up through the day, over the line of what was expected."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._state = PaceState(0, 0)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setAccessibleName("Pace of the day")

    @property
    def state(self) -> PaceState:
        """What is drawn."""
        return self._state

    def show_state(self, state: PaceState) -> None:
        """Draw another day."""
        self._state = state
        self.setAccessibleName(state.summary or "Pace of the day")
        set_tip(self, state.summary)
        self.update()

    @override
    def sizeHint(self) -> QSize:
        return QSize(480, 200)

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(240, 120)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        tokens, state = tokens_of(self), self._state
        plot = QRectF(self.rect()).adjusted(GUTTER, HEAD, -8, -FOOT)
        top = max(state.target, *(count for _, count in (*state.done, (0.0, 1.0)))) * 1.05
        minutes = max(1.0, state.minutes)

        def at(minute: float, count: float) -> QPointF:
            across = min(1.0, max(0.0, minute / minutes))
            return QPointF(
                plot.left() + across * plot.width(), plot.bottom() - count / top * plot.height()
            )

        self._paint_axes(painter, plot, tokens, at(0, state.target).y())
        expected = [at(minute, count) for minute, count in state.expected]
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(QColor(tokens.edge), 1.5, Qt.PenStyle.DashLine))
        painter.drawPolyline(expected)
        steps: list[QPointF] = []
        for minute, count in state.done:
            point = at(minute, count)
            if steps:
                steps.append(QPointF(point.x(), steps[-1].y()))
            steps.append(point)
        if steps and state.now_minute is not None:
            steps.append(QPointF(at(state.now_minute, 0).x(), steps[-1].y()))
        _paint_steps(painter, plot, steps, tokens.warn if state.behind else tokens.accent)
        self._paint_legend(painter, tokens)
        painter.end()

    def _paint_axes(self, painter: QPainter, plot: QRectF, tokens: Tokens, goal: float) -> None:
        small = font(11, tabular=True)
        state = self._state
        painter.fillRect(QRectF(plot.left(), plot.bottom(), plot.width(), 1), QColor(tokens.line))
        painter.fillRect(QRectF(plot.left(), goal, plot.width(), 1), QColor(tokens.line))
        left = QRectF(0, 0, GUTTER - 8, 16)
        write(
            painter,
            left.translated(0, goal - 8),
            f"{state.target:g}",
            Ink(small, tokens.faint, RIGHT),
        )
        write(painter, left.translated(0, plot.bottom() - 8), "0", Ink(small, tokens.faint, RIGHT))
        foot = QRectF(plot.left(), plot.bottom() + 4, plot.width(), 16)
        write(painter, foot, state.start_label, Ink(small, tokens.faint, LEFT))
        write(painter, foot, state.end_label, Ink(small, tokens.faint, RIGHT))
        if state.now_minute is not None:
            across = min(1.0, max(0.0, state.now_minute / max(1.0, state.minutes)))
            x = plot.left() + across * plot.width()
            painter.fillRect(QRectF(x, plot.top(), 1, plot.height()), QColor(tokens.edge))
            if 50 < x - plot.left() < plot.width() - 50:  # noqa: PLR2004 - room of the labels
                box = QRectF(x - 24, plot.bottom() + 4, 48, 16)
                write(painter, box, "now", Ink(small, tokens.secondary, CENTRE))

    def _paint_legend(self, painter: QPainter, tokens: Tokens) -> None:
        """Two words above the plot, each beside the stroke it means."""
        strong = tokens.warn if self._state.behind else tokens.accent
        left = float(GUTTER)
        for words, colour, dash in (
            ("Done", strong, Qt.PenStyle.SolidLine),
            ("Expected", tokens.edge, Qt.PenStyle.DashLine),
        ):
            painter.setPen(QPen(QColor(colour), 2, dash))
            painter.drawLine(QPointF(left, 8), QPointF(left + 18, 8))
            write(painter, QRectF(left + 24, 0, 70, 16), words, Ink(font(11), tokens.secondary))
            left += 80


def _paint_steps(painter: QPainter, plot: QRectF, steps: list[QPointF], colour: str) -> None:
    if not steps:
        return
    ground = QPainterPath(QPointF(steps[0].x(), plot.bottom()))
    for point in steps:
        ground.lineTo(point)
    ground.lineTo(QPointF(steps[-1].x(), plot.bottom()))
    wash = QColor(colour)
    wash.setAlpha(34)
    painter.fillPath(ground, wash)
    painter.setPen(QPen(QColor(colour), 2.2))
    painter.drawPolyline(steps)
    painter.setBrush(QColor(colour))
    painter.drawEllipse(steps[-1], 3.5, 3.5)


class Sparkline(QLabel):
    """A line without axes: where it went, not how much it was; the summary says the numbers."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._values: tuple[float, ...] = ()
        self._tone = Tone.ACCENT
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setAccessibleName("no values yet")

    def show_values(self, values: Sequence[float], summary: str, tone: Tone = Tone.ACCENT) -> None:
        """Draw these values from left to right."""
        self._values = tuple(values)
        self._tone = tone
        self.setAccessibleName(summary)
        set_tip(self, summary)
        self.update()

    @override
    def sizeHint(self) -> QSize:
        return QSize(96, 28)

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(40, 20)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        if not self._values:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        colour = QColor(tokens_of(self).strong(self._tone))
        box = QRectF(self.rect()).adjusted(2, 4, -5, -4)
        low, high = min(self._values), max(self._values)
        span = (high - low) or 1.0
        step = box.width() / max(1, len(self._values) - 1)
        points = [
            QPointF(box.left() + place * step, box.bottom() - (value - low) / span * box.height())
            for place, value in enumerate(self._values)
        ]
        painter.setPen(QPen(colour, 1.6))
        painter.drawPolyline(points)
        painter.setBrush(colour)
        painter.drawEllipse(points[-1], 2.2, 2.2)
        painter.end()
