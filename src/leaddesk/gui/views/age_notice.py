# SPDX-License-Identifier: MIT
"""Says above a screen that what it shows is what this workstation has, and of when that is."""

from __future__ import annotations

import datetime as dt
from typing import Final

from PySide6.QtCore import QObject

from leaddesk.desk.link import FromHere
from leaddesk.gui.tokens import Tone
from leaddesk.gui.views.banner_board import Notice
from leaddesk.gui.views.main_window import MainWindow
from leaddesk.words import answer_age

SERVICE: Final = "answer_age"
"""Tells of a kind of question how old its last answer is: `FromHere`, None for one of now."""
SUBJECT: Final = "answer_age"


class AgeNotice(QObject):
    """Remembers for each screen which of its answers came from here in the hub's place."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window.board)
        self._window = window
        self._stale: dict[str, dict[type, FromHere]] = {}
        window.ops.answered.connect(self._on_answered)
        window.ops.closing.connect(self._on_closing)
        window.screen_shown.connect(self.show_for)

    def show_for(self, screen: str) -> None:
        """Say what is the case on a screen, nothing where the hub answered."""
        stale = self._stale.get(screen, {})
        board, person = self._window.board, self._window.seat.person
        if not stale or person is None:
            board.settle(SUBJECT)
            return
        heard = [one.at for one in stale.values() if one.at is not None]
        oldest: dt.datetime | None = min(heard) if len(heard) == len(stale) else None
        words = answer_age.banner(oldest, self._window.ops.now(), person.time_zone)
        board.put(SUBJECT, Notice(words, Tone.WARN, weight=3))

    def _on_answered(self, kind: type) -> None:
        age_of = self._window.bench.services.get(SERVICE)
        if age_of is None:
            return
        screen, told = self._window.screen_id, age_of(kind)
        stale = self._stale.setdefault(screen, {})
        if isinstance(told, FromHere):
            stale[kind] = told
        elif stale.pop(kind, None) is None:
            return
        self.show_for(screen)

    def _on_closing(self) -> None:
        self._stale.clear()
        self._window.board.settle(SUBJECT)
