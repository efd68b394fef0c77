# SPDX-License-Identifier: MIT
"""A field for a moment: typed as people say it, moved by quarter hours and days with the arrows."""

from __future__ import annotations

import datetime as dt

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget
from typing_extensions import override

from leaddesk.gui.models import when_choices

_STEPS = {
    Qt.Key.Key_Up: (15, 0),
    Qt.Key.Key_Down: (-15, 0),
    Qt.Key.Key_PageUp: (0, 1),
    Qt.Key.Key_PageDown: (0, -1),
}
WIDTH = 200


class TimeEdit(QLineEdit):
    """Up and Down move by a quarter of an hour, Page Up and Page Down by a day."""

    def __init__(self, now: dt.datetime, zone: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._now, self._zone = now, zone
        self.setPlaceholderText("fri 14:30")
        self.setMaxLength(60)
        self.setFixedWidth(WIDTH)
        self.setAccessibleDescription("Up and Down: a quarter of an hour. Page keys: a day.")

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = _STEPS.get(Qt.Key(event.key()))
        if step is None:
            super().keyPressEvent(event)
            return
        minutes, days = step
        moved = when_choices.moved(self.text(), self._now, self._zone, minutes=minutes, days=days)
        self.setText(moved)
