# SPDX-License-Identifier: MIT
"""The actions about this computer: its screen lock, its database file."""

from __future__ import annotations

from leaddesk.gui.action import EVERYWHERE, Action
from leaddesk.gui.situation import When

MENU = "Desk"

COMPUTER: tuple[Action, ...] = (
    Action(
        "screen.lock", "Lock the screen", ("Ctrl+Shift+L",), When.SEATED, EVERYWHERE, MENU, "lock"
    ),
    Action("pin.change", "Screen lock and PIN…", (), When.SEATED, EVERYWHERE, MENU, "lock"),
)
