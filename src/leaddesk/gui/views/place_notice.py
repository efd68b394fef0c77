# SPDX-License-Identifier: MIT
"""Says when the database lies where files get damaged, or where the disk is nearly full."""

from __future__ import annotations

from functools import partial

from leaddesk.gui.own_file import SERVICE as OWN_FILE
from leaddesk.gui.theme import Tone
from leaddesk.gui.views.banner_board import Notice
from leaddesk.gui.views.main_window import MainWindow
from leaddesk.words import machine as machine_words

SERVICE = "place_warning"
"""The door that tells the key of a banner about the database's place, '' for none."""

_MOVE = (("Move it…", "file.move"),)
_DOES = {
    "network_folder": _MOVE,
    "synced_folder": _MOVE,
    "backup_away": (("Backups…", "file.backups"),),
}
"""What can be done about it: the words of a button, and its action."""


def look_at_place(window: MainWindow) -> None:
    """Ask about the place behind the window, and put a banner when there is something to say."""
    look = window.bench.services.get(SERVICE)
    if look is not None:
        window.ops.run_apart(look, done=lambda key: _say(window, str(key)))


def _say(window: MainWindow, key: str) -> None:
    board = window.board
    if key:
        words = machine_words.banner(key)
        own = OWN_FILE in window.bench.services
        does = {what: partial(window.act, action) for what, action in _DOES.get(key, ()) if own}
        notice = Notice(words, Tone.WARN, does, lambda: board.settle("place"), weight=3)
        board.put("place", notice)
