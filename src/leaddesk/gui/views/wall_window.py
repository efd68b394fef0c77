# SPDX-License-Identifier: MIT
"""The team's wall over a whole screen, for everybody in the room: people and bars, no lead."""

from __future__ import annotations

import datetime as dt

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QCloseEvent, QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget
from typing_extensions import override

from leaddesk.desk.queries import TeamWall
from leaddesk.gui.models.day_strip import team_bar_of
from leaddesk.gui.models.wall_rows import board
from leaddesk.gui.widgets.wall_board import WallBoard
from leaddesk.words import team_wall

_LEAVE = frozenset({Qt.Key.Key_Escape, Qt.Key.Key_F11})


class WallWindow(QWidget):
    """A window of its own; `left` when it was closed, `scheme_wanted` for Ctrl+L."""

    left = Signal()
    scheme_wanted = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Window)
        self.setWindowTitle("Team wall · LeadDesk")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.board = WallBoard(self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.board)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def show_wall(self, wall: TeamWall, now: dt.datetime) -> None:
        """Show the team as it stands."""
        bar = team_bar_of(wall.team)
        self.board.show_state(board(wall, bar, now), team_wall.lines(wall, now))

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        control = event.modifiers() == Qt.KeyboardModifier.ControlModifier
        if event.key() in _LEAVE:
            self.close()
        elif control and event.key() == Qt.Key.Key_L:
            self.scheme_wanted.emit()
        else:
            super().keyPressEvent(event)

    @override
    def closeEvent(self, event: QCloseEvent) -> None:
        super().closeEvent(event)
        self.left.emit()
