# SPDX-License-Identifier: MIT
"""The page of keys: those of the screen that is shown first, then those of everywhere."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import (
    QDialog,
    QGridLayout,
    QHBoxLayout,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from leaddesk.gui.actions import EVERYWHERE, Action, by_screen
from leaddesk.gui.theme import SPACE
from leaddesk.gui.widgets.chips import KeyHint
from leaddesk.gui.widgets.frames import SectionTitle
from leaddesk.gui.widgets.text import Text


def keys_shown(action: Action) -> list[str]:
    """Return the keys of an action as this platform writes them."""
    native = QKeySequence.SequenceFormat.NativeText
    return [QKeySequence.fromString(key).toString(native) for key in action.keys]


class KeysDialog(QDialog):
    """Every key that works on this screen, and what it does."""

    def __init__(self, table: Iterable[Action], screen: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("Keys of this screen")
        self.setMinimumSize(560, 560)
        here = [a for a in table if a.screen in {screen, EVERYWHERE}]
        pages = by_screen(here)
        pages.sort(key=lambda page: page[0] == "Everywhere")
        sheet = QWidget(self)
        column = QVBoxLayout(sheet)
        column.setContentsMargins(0, 0, 3 * SPACE, 0)
        column.setSpacing(2 * SPACE)
        for title, actions in pages:
            column.addWidget(SectionTitle(sheet, title=title))
            column.addLayout(self._grid(actions))
            column.addSpacing(3 * SPACE)
        column.addStretch(1)
        area = QScrollArea(self)
        area.setWidgetResizable(True)
        area.setWidget(sheet)
        area.setAccessibleName("Keys")
        close = QPushButton("Close", self)
        close.setDefault(True)
        close.clicked.connect(self.accept)
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(close)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(6 * SPACE, 5 * SPACE, 6 * SPACE, 4 * SPACE)
        whole.setSpacing(3 * SPACE)
        whole.addWidget(Text(self, text="Keys of this screen", look="title"))
        whole.addWidget(area, 1)
        whole.addLayout(foot)

    def _grid(self, actions: list[Action]) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(4 * SPACE)
        grid.setVerticalSpacing(2 * SPACE)
        grid.setColumnMinimumWidth(0, 150)
        grid.setColumnStretch(1, 1)
        for place, action in enumerate(actions):
            caps = QHBoxLayout()
            caps.setSpacing(SPACE)
            for keys in keys_shown(action):
                caps.addWidget(KeyHint(keys=keys))
            caps.addStretch(1)
            grid.addLayout(caps, place, 0)
            words = Text(text=action.words.removesuffix("…"))
            grid.addWidget(words, place, 1, Qt.AlignmentFlag.AlignVCenter)
        return grid
