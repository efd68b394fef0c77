# SPDX-License-Identifier: MIT
"""The bar of the day and the bars of its goals: one glance says where somebody stands."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from math import ceil
from typing import Final

from PySide6.QtCore import QRectF, QSize, QVariantAnimation, Signal
from PySide6.QtGui import QColor, QFont, QLinearGradient, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QProgressBar, QSizePolicy, QWidget
from typing_extensions import override

from leaddesk.gui.theme import Tokens, Tone, Weight, font, motion_allowed, tokens_of
from leaddesk.gui.widgets.painting import RIGHT, Ink, measure_bar, rounded, text_width, write
from leaddesk.gui.widgets.text import set_tip

CELEBRATION_MS: Final = 1200
FULL: Final = 100.0
GOAL_WIDTH: Final = 128
GOAL_LEAST: Final = 80


class Standing(Enum):
    """How the done compares with what should be done by now."""

    ON_PACE = "on pace"
    BEHIND = "behind pace"
    FAR_BEHIND = "far behind pace"
    REACHED = "reached"
    QUIET = "not measured now"


_FILL: Final = {
    Standing.ON_PACE: Tone.ACCENT,
    Standing.BEHIND: Tone.WARN,
    Standing.FAR_BEHIND: Tone.BAD,
    Standing.REACHED: Tone.GOOD,
    Standing.QUIET: Tone.NEUTRAL,
}
_WORDS: Final = _FILL | {Standing.ON_PACE: Tone.GOOD}


@dataclass(frozen=True, slots=True)
class BarState:
    """The whole day: score and expected score are 0 to 100, no expectation outside the day."""

    title: str
    score: float
    expected: float | None
    words: str
    standing: Standing

    @property
    def shown_score(self) -> str:
        """The score in whole percent; a dash before there is a day to tell of."""
        told = bool(self.words or self.score) or self.standing is not Standing.QUIET
        return f"{self.score:.0f}%" if told else "–"


@dataclass(frozen=True, slots=True)
class GoalState:
    """One goal of the day; done, target and expected count the same thing."""

    goal_id: str
    label: str
    done: int
    target: int
    expected: float | None
    standing: Standing
    words: str

    @property
    def part(self) -> float:
        """The share that is done, 0 to 1; a goal of nothing is whole from the start."""
        return 1.0 if self.target <= 0 else min(1.0, max(0.0, self.done / self.target))

    @property
    def expected_part(self) -> float | None:
        """The share that should be done by now, 0 to 1."""
        if self.expected is None or self.target <= 0:
            return None
        return min(1.0, max(0.0, self.expected / self.target))


class _CelebratingBar(QProgressBar):
    """A progress bar that lets a light run over itself once, when its goal has been reached."""

    celebrated = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setTextVisible(False)
        self.setRange(0, 100)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._standing: Standing | None = None
        self._light: float | None = None
        self._run = QVariantAnimation(self)
        self._run.setStartValue(0.0)
        self._run.setEndValue(1.0)
        self._run.setDuration(CELEBRATION_MS)
        self._run.valueChanged.connect(self._on_light_moved)
        self._run.finished.connect(self._on_light_gone)

    @property
    def celebrating(self) -> bool:
        """True while the light runs."""
        return self._light is not None

    def _stand(self, standing: Standing) -> None:
        """Celebrate when a bar that was seen short of its goal is seen at it."""
        before, self._standing = self._standing, standing
        if standing is not Standing.REACHED or before in {None, Standing.REACHED}:
            return
        self.celebrated.emit()
        if motion_allowed() and self.isVisible():
            self._run.start()

    def _paint_light(self, painter: QPainter, box: QRectF, tokens: Tokens) -> None:
        if self._light is None:
            return
        reach = box.width() / 3
        centre = box.left() - reach + (box.width() + 2 * reach) * self._light
        shine = QLinearGradient(centre - reach, 0, centre + reach, 0)
        clear = QColor(tokens.on_fill)
        clear.setAlpha(0)
        bright = QColor(tokens.on_fill)
        bright.setAlpha(190)
        shine.setColorAt(0, clear)
        shine.setColorAt(0.5, bright)
        shine.setColorAt(1, clear)
        rounded(painter, box, box.height() / 2, None)
        painter.setBrush(shine)
        painter.drawRoundedRect(box, box.height() / 2, box.height() / 2)

    def _on_light_moved(self, value: object) -> None:
        self._light = float(str(value))
        self.update()

    def _on_light_gone(self) -> None:
        self._light = None
        self.update()


class PerfectDayBar(_CelebratingBar):
    """The big bar: how much of the perfect day is done, and whether that is enough by now."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._state = BarState("Perfect Day", 0.0, None, "", Standing.QUIET)
        self.show_state(self._state)
        self._standing = None

    @property
    def state(self) -> BarState:
        """What the bar shows."""
        return self._state

    def show_state(self, state: BarState) -> None:
        """Show the day as it stands."""
        self._state = state
        self.setValue(round(min(FULL, max(0.0, state.score))))
        said = f"{state.title}, {state.shown_score}"
        self.setAccessibleName(f"{said}, {state.words}" if state.words else said)
        expected = "" if state.expected is None else f"{state.expected:.0f}% expected by now"
        self.setAccessibleDescription(expected)
        set_tip(self, "\n".join(part for part in (state.words, expected) if part))
        self._stand(state.standing)
        self.update()

    @override
    def sizeHint(self) -> QSize:
        return QSize(320, 48)

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(272, 48)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        tokens, state = tokens_of(self), self._state
        title, figure = font(12), font(22, Weight.BOLD, tabular=True)
        score = state.shown_score
        left = max(text_width(state.title, title), text_width("100%", figure)) + 14
        write(painter, QRectF(0, 0, left, 16), state.title, Ink(title, tokens.faint))
        write(painter, QRectF(0, 18, left, 30), score, Ink(figure, tokens.ink))
        box = QRectF(left, 9, self.width() - left, 10)
        fill = tokens.strong(_FILL[state.standing])
        expected = None if state.expected is None else state.expected / FULL
        part = state.score / FULL
        measure_bar(painter, box, tokens, colour=fill, part=part, expected=expected)
        self._paint_light(painter, box, tokens)
        colour = tokens.strong(_WORDS[state.standing])
        words = QRectF(left, 26, self.width() - left, 18)
        write(painter, words, state.words, Ink(font(12, Weight.SEMIBOLD, tabular=True), colour))
        painter.end()


class GoalBar(_CelebratingBar):
    """A small bar: one goal, what is done of it, and the mark of what was expected by now."""

    resized = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._state = GoalState("", "", 0, 0, None, Standing.QUIET, "")
        self._stacked = self._crowded = False

    @property
    def state(self) -> GoalState:
        """What the bar shows."""
        return self._state

    def set_stacked(self, stacked: bool) -> None:  # noqa: FBT001 - one switch
        """Put the count under the label, as all bars of a strip do when one lacks room."""
        if stacked != self._stacked:
            self._stacked = stacked
            self.update()

    def set_crowded(self, crowded: bool) -> None:  # noqa: FBT001 - one switch
        """Take no more room than the count needs where there are many goals."""
        if crowded != self._crowded:
            self._crowded = crowded
            self.updateGeometry()

    @property
    def lacks_room(self) -> bool:
        """Whether label and count can't stand side by side."""
        return self._row_width() > self.width()

    def _row_width(self) -> float:
        count = text_width(_count_words(self._state), _count_face())
        return text_width(self._state.label, font(12)) + count + 8

    def show_goal(self, state: GoalState) -> None:
        """Show the goal as it stands; another goal in the same bar celebrates nothing."""
        if state.goal_id != self._state.goal_id:
            self._standing = None
        self._state = state
        self.setValue(round(state.part * FULL))
        words = state.words or state.standing.value
        self.setAccessibleName(f"{state.label}, {state.done} of {state.target}, {words}")
        expected = "" if state.expected is None else f"{state.expected:.0f} expected by now"
        self.setAccessibleDescription(expected)
        said = f"{state.label}: {state.done} of {state.target}"
        set_tip(self, "\n".join(part for part in (said, words, expected) if part))
        self._stand(state.standing)
        self.updateGeometry()
        self.update()

    @override
    def sizeHint(self) -> QSize:
        return QSize(max(GOAL_WIDTH, ceil(self._row_width())), 48)

    @override
    def minimumSizeHint(self) -> QSize:
        count = ceil(text_width(_count_words(self._state), _count_face()))
        return QSize(count + 2 if self._crowded else max(GOAL_LEAST, count), 48)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.resized.emit()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        tokens, state = tokens_of(self), self._state
        face = _count_face()
        count = _count_words(state)
        quiet = {Standing.ON_PACE, Standing.QUIET}
        ink = tokens.ink if state.standing in quiet else tokens.strong(_WORDS[state.standing])
        width = text_width(count, face) + 2
        label = Ink(font(12), tokens.secondary)
        if not (self._stacked or self.lacks_room):
            write(painter, QRectF(0, 8, self.width() - width, 18), state.label, label)
            at = QRectF(self.width() - width, 8, width, 18)
            write(painter, at, count, Ink(face, ink, RIGHT))
            top = 31
        else:
            write(painter, QRectF(0, 1, self.width(), 16), state.label, label)
            write(painter, QRectF(0, 16, self.width(), 17), count, Ink(face, ink))
            top = 38
        box = QRectF(0, top, self.width(), 6)
        fill = tokens.strong(_FILL[state.standing])
        expected = state.expected_part
        measure_bar(painter, box, tokens, colour=fill, part=state.part, expected=expected)
        self._paint_light(painter, box, tokens)
        painter.end()


def _count_face() -> QFont:
    return font(12, Weight.SEMIBOLD, tabular=True)


def _count_words(state: GoalState) -> str:
    return f"{state.done:,} / {state.target:,}"
