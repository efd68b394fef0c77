# SPDX-License-Identifier: MIT
"""What a screen shows when it has nothing to show: why, with counts, and what can be done."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget
from typing_extensions import override

from leaddesk.gui.icons import paint_icon
from leaddesk.gui.theme import SPACE, Weight, font, tokens_of
from leaddesk.gui.widgets.cap_button import ButtonKind, CapButton
from leaddesk.gui.widgets.painting import rounded
from leaddesk.gui.widgets.text import Text

DISC: Final = 56
ICON_SIDE: Final = 24


@dataclass(frozen=True, slots=True)
class ReasonCount:
    """How many, and why."""

    count: str
    words: str


@dataclass(frozen=True, slots=True)
class EmptyAction:
    """Something that helps; the first one is offered most."""

    action_id: str
    words: str
    keys: str = ""


class _Disc(QWidget):
    """An icon on a soft round ground."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setFixedSize(DISC, DISC)
        self.icon_name = "inbox"

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        tokens = tokens_of(self)
        rounded(painter, QRectF(self.rect()), DISC / 2, tokens.track)
        at = (DISC - ICON_SIDE) / 2
        paint_icon(painter, self.icon_name, QRectF(at, at, ICON_SIDE, ICON_SIDE), tokens.secondary)
        painter.end()


class EmptyState(QWidget):
    """A title, the reasons with their counts, and what can be done."""

    action_chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._disc = _Disc(self)
        self._title = Text(self, look="heading", wraps=True)
        self._title.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self._words = Text(self, look="secondary", wraps=True)
        self._words.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(2 * SPACE)
        self._grid.setVerticalSpacing(SPACE)
        self._lines: list[tuple[Text, Text]] = []
        self._actions = QHBoxLayout()
        self._actions.setSpacing(2 * SPACE)
        self._buttons: list[CapButton] = []
        column = QVBoxLayout(self)
        column.setSpacing(3 * SPACE)
        column.addStretch(2)
        column.addWidget(self._disc, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addWidget(self._title)
        column.addWidget(self._words)
        for part in (self._grid, self._actions):
            row = QHBoxLayout()
            row.addStretch(1)
            row.addLayout(part)
            row.addStretch(1)
            column.addLayout(row)
        column.addStretch(3)

    def focus_first(self) -> None:
        """Put the keyboard on the first thing that can be done."""
        if self._buttons:
            self._buttons[0].setFocus()

    def show_state(
        self,
        title: str,
        lines: Sequence[ReasonCount] = (),
        actions: Sequence[EmptyAction] = (),
        icon_name: str = "inbox",
        words: str = "",
    ) -> None:
        """Say why there is nothing, with counts, and offer what helps.

        Raises NoSuchIconError when it is painted with an icon that doesn't exist.
        """
        self._disc.icon_name = icon_name
        self._disc.update()
        self._title.setText(title)
        self._words.setText(words)
        self._words.setVisible(bool(words))
        said = ", ".join(f"{line.count} {line.words}" for line in lines)
        self.setAccessibleName(title)
        self.setAccessibleDescription(said)
        while len(self._lines) < len(lines):
            self._add_line()
        for place, (count, reason) in enumerate(self._lines):
            for label in (count, reason):
                label.setVisible(place < len(lines))
            if place < len(lines):
                count.setText(lines[place].count)
                reason.setText(lines[place].words)
        self._show_actions(actions)

    def _add_line(self) -> None:
        count, reason = Text(self), Text(self, look="secondary")
        count.setFont(font(13, Weight.SEMIBOLD, tabular=True))
        count.setAlignment(Qt.AlignmentFlag.AlignRight)
        place = len(self._lines)
        self._grid.addWidget(count, place, 0)
        self._grid.addWidget(reason, place, 1)
        self._lines.append((count, reason))

    def _show_actions(self, actions: Sequence[EmptyAction]) -> None:
        for button in self._buttons:
            self._actions.removeWidget(button)
            button.deleteLater()
        self._buttons = []
        for place, action in enumerate(actions):
            kind = ButtonKind.PLAIN if place else ButtonKind.PRIMARY
            button = CapButton(self, text=action.words, keys=action.keys, kind=kind)
            button.clicked.connect(
                lambda _=False, chosen=action.action_id: self.action_chosen.emit(chosen)
            )
            self._actions.addWidget(button)
            self._buttons.append(button)
