# SPDX-License-Identifier: MIT
"""What the window does about the team's hub: the state in full, what needs attention, a try."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QDialog

from leaddesk.gui.theme import Tone
from leaddesk.gui.views.banner_board import Notice
from leaddesk.gui.views.main_window import MainWindow
from leaddesk.words import sync

SUBJECT = "attention"


class TieDesk(QObject):
    """Opens one dialog at a time, and says once when something more needs attention."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._told = 0
        self._dialog: QDialog | None = None
        window.link.changed.connect(window.refresh_actions)
        window.link.changed.connect(self._on_changed)

    def handlers(self) -> dict[str, Callable[[], None]]:
        """Return what the actions do, by their id."""
        return {
            "sync.show": self.show_state,
            "sync.attention": self.show_attention,
            "sync.try": self._try,
        }

    def show_state(self) -> None:
        """Show how this workstation stands to its hub."""
        from leaddesk.gui.views.sync_dialog import SyncDialog

        dialog = SyncDialog(self._window.bench, self._window)
        dialog.attention_wanted.connect(self.show_attention)
        self._open(dialog)

    def show_attention(self) -> None:
        """Show what the hub refused or kept late."""
        from leaddesk.gui.views.attention_dialog import AttentionDialog

        self._open(AttentionDialog(self._window.bench, self._window))

    def _try(self) -> None:
        self._window.link.try_now()
        self._window.say(sync.TRYING)

    def _open(self, dialog: QDialog) -> None:
        if self._dialog is not None:
            self._dialog.reject()
        self._dialog = dialog
        dialog.finished.connect(partial(self._on_closed, dialog))
        dialog.open()

    def _on_closed(self, dialog: QDialog, _result: int) -> None:
        if self._dialog is dialog:
            self._dialog = None
        dialog.deleteLater()

    def _on_changed(self) -> None:
        """Say when there is more than before; who put that away is not told again."""
        state = self._window.link.state
        count = state.attention if state is not None else 0
        board = self._window.board
        if not count:
            board.settle(SUBJECT)
        elif count > self._told:
            put_away = partial(board.settle, SUBJECT)
            does = {"Look": partial(self._window.act, "sync.attention")}
            board.put(SUBJECT, Notice(sync.banner(count), Tone.WARN, does, put_away, weight=4))
        self._told = count
