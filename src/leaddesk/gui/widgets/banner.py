# SPDX-License-Identifier: MIT
"""A line across a screen that says what is going on and what can be done about it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QRectF, QSize, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QToolButton, QWidget
from typing_extensions import override

from leaddesk.gui.icons import icon, paint_icon
from leaddesk.gui.theme import SPACE, Tone, tokens_of
from leaddesk.gui.widgets.painting import rounded
from leaddesk.gui.widgets.text import Text

ICON_SIDE: Final = 16
_ICONS: Final = {
    Tone.WARN: "triangle-alert",
    Tone.BAD: "triangle-alert",
    Tone.HOT: "triangle-alert",
    Tone.GOOD: "circle-check",
}


@dataclass(frozen=True, slots=True)
class BannerAction:
    """Something that can be done about it."""

    action_id: str
    words: str


class Banner(QFrame):
    """Words on a soft ground with an icon, actions, and a way to put it away."""

    action_chosen = Signal(str)
    dismissed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tone = Tone.ACCENT
        self._words = Text(self, wraps=True)
        self._actions = QHBoxLayout()
        self._actions.setSpacing(SPACE)
        self._buttons: list[QPushButton] = []
        self._close = QToolButton(self)
        self._close.setIcon(icon("x", "secondary"))
        self._close.setIconSize(QSize(14, 14))
        self._close.setAccessibleName("Dismiss")
        row = QHBoxLayout(self)
        row.setContentsMargins(3 * SPACE + ICON_SIDE + 2 * SPACE, SPACE, 2 * SPACE, SPACE)
        row.setSpacing(2 * SPACE)
        row.addWidget(self._words, 1)
        row.addLayout(self._actions)
        row.addWidget(self._close)
        self.setMinimumHeight(40)
        self._close.clicked.connect(self._on_close_clicked)
        self.hide()

    def show_banner(
        self,
        text: str,
        tone: Tone = Tone.ACCENT,
        actions: Sequence[BannerAction] = (),
        *,
        dismissable: bool = True,
    ) -> None:
        """Say that, in that colour, with these actions."""
        self._tone = tone
        self._words.setText(text)
        self.setAccessibleName(text)
        for button in self._buttons:
            self._actions.removeWidget(button)
            button.deleteLater()
        self._buttons = [self._made(action) for action in actions]
        self._close.setVisible(dismissable)
        self.show()
        self.update()

    def clear(self) -> None:
        """Take it away without announcing it."""
        self.hide()

    def _made(self, action: BannerAction) -> QPushButton:
        button = QPushButton(action.words.replace("&", "&&"), self)
        button.setProperty("look", "link")
        button.setAccessibleName(action.words)
        button.clicked.connect(lambda: self.action_chosen.emit(action.action_id))
        self._actions.addWidget(button)
        return button

    def _on_close_clicked(self) -> None:
        self.hide()
        self.dismissed.emit()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        tokens = tokens_of(self)
        rounded(painter, QRectF(self.rect()), 8, tokens.soft(self._tone), tokens.line)
        top = (self.height() - ICON_SIDE) / 2
        box = QRectF(3 * SPACE, top, ICON_SIDE, ICON_SIDE)
        paint_icon(painter, _ICONS.get(self._tone, "info"), box, tokens.strong(self._tone))
        painter.end()
