# SPDX-License-Identifier: MIT
"""The strip above every screen: the day, its goals, whether all is saved, and who works."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QRectF, QSize, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMenu, QPushButton, QSizePolicy, QWidget
from typing_extensions import override

from leaddesk.gui.theme import SPACE, Tone, Weight, font, tokens_of
from leaddesk.gui.widgets.day_bars import BarState, GoalBar, GoalState, PerfectDayBar, Standing
from leaddesk.gui.widgets.painting import RIGHT, Ink, focus_ring, rounded, text_width, write
from leaddesk.gui.widgets.text import set_tip

__all__ = ["BarState", "GoalState", "Standing", "SyncPill", "SyncState", "TopStrip"]

STRIP_HEIGHT: Final = 64
PILL_HEIGHT: Final = 22
SHORT_PILL: Final = 120
"""A pill that fits in this with its figure keeps it, whatever else stands in the strip."""
NARROW: Final = 1120
"""Below this width the parts stand closer together."""
MANY: Final = 4
"""More goals than these may be narrower: a label is cut before a count is."""


@dataclass(frozen=True, slots=True)
class SyncState:
    """Whether the work is safe, in words ("Saved", "Offline · 3 waiting to send")."""

    words: str
    tone: Tone = Tone.GOOD
    detail: str = ""


class SyncPill(QPushButton):
    """A pill with a dot that says whether the work is safe; pressing it shows the details."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("look", "painted")
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._state = SyncState("")

    def show_state(self, state: SyncState) -> None:
        """Change words and colour."""
        self._state = state
        self.setAccessibleName(state.words)
        self.setAccessibleDescription(state.detail)
        set_tip(self, state.detail or state.words)
        self.updateGeometry()
        self.update()

    @override
    def sizeHint(self) -> QSize:
        face = font(12, Weight.SEMIBOLD, tabular=True)
        return QSize(round(text_width(self._state.words, face)) + 34, PILL_HEIGHT + 6)

    def _ways(self) -> tuple[str, ...]:
        """Return the words in full, with no more than a figure, and without it."""
        words = self._state.words
        head, link, rest = words.partition(" · ")
        figure = f"{link}{rest.partition(' ')[0]}" if rest[:1].isdigit() else ""
        return words, f"{head}{figure}", head

    def _shown(self, room: float) -> str:
        """Return as much of the words as fits: 'Offline · 3' without what they wait for."""
        face = font(12, Weight.SEMIBOLD, tabular=True)
        *ways, head = self._ways()
        return next((one for one in ways if text_width(one, face) <= room + 1), head)

    @override
    def minimumSizeHint(self) -> QSize:
        face = font(12, Weight.SEMIBOLD, tabular=True)
        _full, short, head = (round(text_width(one, face)) + 34 for one in self._ways())
        return QSize(short if short <= SHORT_PILL else head, PILL_HEIGHT + 6)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        tokens, tone = tokens_of(self), self._state.tone
        box = QRectF(self.rect()).adjusted(0, 3, 0, -3)
        rounded(painter, box, box.height() / 2, tokens.soft(tone))
        painter.setBrush(QColor(tokens.strong(tone)))
        painter.drawEllipse(QRectF(10, self.height() / 2 - 4, 8, 8))
        words = QRectF(23, 0, self.width() - 32, self.height())
        ink = Ink(font(12, Weight.SEMIBOLD, tabular=True), tokens.strong(tone))
        write(painter, words, self._shown(words.width()), ink)
        if self.hasFocus():
            whole = QRectF(self.rect())
            focus_ring(painter, whole, whole.height() / 2 - 1, tokens.accent)
        painter.end()


class _PersonButton(QPushButton):
    """Name over role, set against the right edge; opens what concerns the person."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("look", "painted")
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._name = ""
        self._role = ""

    def show_person(self, name: str, role: str) -> None:
        self._name, self._role = name, role
        self.setAccessibleName(f"{name}, {role}" if role else name)
        set_tip(self, f"{name}\n{role}" if role else name)
        self.updateGeometry()
        self.update()

    @override
    def sizeHint(self) -> QSize:
        name = text_width(self._name, font(13, Weight.SEMIBOLD))
        return QSize(round(max(name, text_width(self._role, font(12)))) + 18, 44)

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(min(self.sizeHint().width(), 128), 44)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        tokens, box = tokens_of(self), QRectF(self.rect())
        if self.underMouse() or self.isDown():
            rounded(painter, box, 8, tokens.track)
        name = box.adjusted(8, 4, -8, -22)
        write(painter, name, self._name, Ink(font(13, Weight.SEMIBOLD), tokens.ink, RIGHT))
        role = box.adjusted(8, 22, -8, -4)
        write(painter, role, self._role, Ink(font(12), tokens.faint, RIGHT))
        if self.hasFocus():
            focus_ring(painter, box, 8, tokens.accent)
        painter.end()


class TopStrip(QFrame):
    """The live day at the left, the state of the work and the person at the right."""

    sync_clicked = Signal()
    person_clicked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("look", "bar")
        self.setFixedHeight(STRIP_HEIGHT)
        self.setAccessibleName("My day so far")
        self._bar = PerfectDayBar(self)
        self._goals: list[GoalBar] = []
        self._sync = SyncPill(self)
        self._person = _PersonButton(self)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(5 * SPACE, 0, 3 * SPACE, 0)
        self._row.setSpacing(5 * SPACE)
        self._row.addWidget(self._bar)
        self._goal_row = QHBoxLayout()
        self._goal_row.setSpacing(5 * SPACE)
        self._row.addLayout(self._goal_row)
        self._row.addStretch(1)
        self._tools = QHBoxLayout()
        self._tools.setSpacing(SPACE)
        self._row.addLayout(self._tools)
        self._row.addWidget(self._sync)
        self._row.addWidget(self._person)
        self._sync.hide()
        self._sync.clicked.connect(self.sync_clicked)
        self._person.clicked.connect(self.person_clicked)

    @property
    def day_bar(self) -> PerfectDayBar:
        """The big bar."""
        return self._bar

    @property
    def goal_bars(self) -> tuple[GoalBar, ...]:
        """The small bars that are shown, left to right."""
        return tuple(bar for bar in self._goals if not bar.isHidden())

    def show_day(self, bar: BarState, goals: Sequence[GoalState]) -> None:
        """Show the day and its goals; bars are reused, so that each remembers how it stood."""
        self._bar.show_state(bar)
        while len(self._goals) < len(goals):
            made = GoalBar(self)
            made.resized.connect(self._stack_goals)
            self._goals.append(made)
            self._goal_row.addWidget(made)
        for place, widget in enumerate(self._goals):
            widget.set_crowded(len(goals) > MANY)
            widget.setVisible(place < len(goals))
            if place < len(goals):
                widget.show_goal(goals[place])
        self._stack_goals()

    def _stack_goals(self) -> None:
        shown = self.goal_bars
        stacked = self.width() < NARROW or any(bar.lacks_room for bar in shown)
        for bar in shown:
            bar.set_stacked(stacked)

    def show_sync(self, state: SyncState) -> None:
        """Say whether the work is safe."""
        self._sync.show_state(state)
        self._sync.setVisible(bool(state.words))

    def show_person(self, name: str, role: str) -> None:
        """Say who works, and as what."""
        self._person.show_person(name, role)

    def set_person_menu(self, menu: QMenu) -> None:
        """Open that menu when the person's name is pressed."""
        self._person.setMenu(menu)

    def add_tool(self, tool: QWidget) -> None:
        """Put a small control before the state of the work."""
        self._tools.addWidget(tool)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        gap = 2 * SPACE if self.width() < NARROW else 5 * SPACE
        self._row.setSpacing(gap)
        self._goal_row.setSpacing(gap)
        self._stack_goals()
