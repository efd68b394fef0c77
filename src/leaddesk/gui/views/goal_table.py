# SPDX-License-Identifier: MIT
"""The goals of a day below each other, each with its bar, its pace in words and what reaches it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QGridLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget
from typing_extensions import override

from leaddesk.gui.models.my_day import GoalLine
from leaddesk.gui.theme import SPACE, Tone, Weight, font, tokens_of
from leaddesk.gui.widgets.chips import Chip
from leaddesk.gui.widgets.painting import measure_bar
from leaddesk.gui.widgets.text import Text

BAR_HEIGHT = 8
OVERHANG = 4


class GoalTrack(QLabel):
    """The bar of one goal with the mark of what was expected by now."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._part = 0.0
        self._expected: float | None = None
        self._tone = Tone.ACCENT
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_track(self, part: float, expected: float | None, tone: Tone) -> None:
        """Fill a part of the bar (0 to 1) and set the mark."""
        self._part, self._expected, self._tone = part, expected, tone
        self.update()

    @override
    def sizeHint(self) -> QSize:
        return QSize(160, BAR_HEIGHT + 2 * OVERHANG)

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(60, BAR_HEIGHT + 2 * OVERHANG)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        tokens = tokens_of(self)
        box = QRectF(self.rect()).adjusted(0, OVERHANG, 0, -OVERHANG)
        colour = tokens.strong(self._tone)
        measure_bar(painter, box, tokens, colour=colour, part=self._part, expected=self._expected)
        painter.end()


class GoalEntry(QWidget):
    """One goal."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._title = Text(self, look="strong")
        self._optional = Text(self, look="faint", text="not required")
        self._done = Text(self)
        self._done.setFont(font(13, Weight.SEMIBOLD, tabular=True))
        self._track = GoalTrack(self)
        self._words = Text(self, look="secondary", wraps=True)
        self._chance = Chip(self)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(2 * SPACE)
        grid.setVerticalSpacing(SPACE // 2)
        grid.setColumnStretch(1, 1)
        grid.addWidget(self._title, 0, 0)
        grid.addWidget(self._optional, 0, 1)
        grid.addWidget(self._done, 0, 2, Qt.AlignmentFlag.AlignRight)
        grid.addWidget(self._track, 1, 0, 1, 3)
        grid.addWidget(self._words, 2, 0, 1, 2)
        grid.addWidget(self._chance, 2, 2, Qt.AlignmentFlag.AlignTop)

    def show_goal(self, line: GoalLine) -> None:
        """Show where a goal stands."""
        self._title.setText(line.title)
        self._optional.setVisible(not line.required)
        self._done.setText(line.done)
        self._track.show_track(line.part, line.expected_part, line.tone)
        told = f"{line.words} · {line.catch_up}" if line.catch_up else line.words
        self._words.setText(told)
        self._chance.show_chip(line.chance, line.tone)
        parts = (line.title, line.done, line.words, line.catch_up, line.chance)
        self.setAccessibleName(", ".join(part for part in parts if part))
        self._track.setAccessibleName(f"{line.title} {line.done}")


class GoalTable(QWidget):
    """All goals of the day."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(3 * SPACE)
        self._entries: list[GoalEntry] = []

    @property
    def entries(self) -> tuple[GoalEntry, ...]:
        """The goals that are shown, from the top."""
        return tuple(entry for entry in self._entries if not entry.isHidden())

    def show_goals(self, lines: Sequence[GoalLine]) -> None:
        """Show these goals; entries are used again."""
        while len(self._entries) < len(lines):
            self._entries.append(GoalEntry(self))
            self._column.addWidget(self._entries[-1])
        for place, entry in enumerate(self._entries):
            entry.setVisible(place < len(lines))
            if place < len(lines):
                entry.show_goal(lines[place])
