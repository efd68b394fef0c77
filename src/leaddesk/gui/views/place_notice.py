# SPDX-License-Identifier: MIT
"""Says when the database lies where files get damaged, or where the disk is nearly full."""

from __future__ import annotations

from leaddesk.gui.theme import Tone
from leaddesk.gui.views.banner_board import Notice
from leaddesk.gui.views.main_window import MainWindow
from leaddesk.words import machine as machine_words

SERVICE = "place_warning"
"""The door that tells the key of a banner about the database's place, '' for none."""


def look_at_place(window: MainWindow) -> None:
    """Ask about the place behind the window, and put a banner when there is something to say."""
    look = window.bench.services.get(SERVICE)
    if look is not None:
        window.ops.run_apart(look, done=lambda key: _say(window, str(key)))


def _say(window: MainWindow, key: str) -> None:
    board = window.board
    if key:
        words = machine_words.banner(key)
        board.put("place", Notice(words, Tone.WARN, {}, lambda: board.settle("place"), weight=3))
