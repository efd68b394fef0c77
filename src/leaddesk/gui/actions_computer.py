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
    Action(
        "file.encrypt", "Encrypt this computer’s database…", (), When.SEATED, EVERYWHERE, MENU,
        "database",
    ),
    Action(
        "file.recovery_code", "Show the recovery code…", (), When.SEATED, EVERYWHERE, MENU,
        "database",
    ),
    Action("file.move", "Move the database…", (), When.SEATED, EVERYWHERE, MENU, "database"),
    Action("file.backups", "Backups…", (), When.SEATED, EVERYWHERE, MENU, "database"),
    Action("pin.change", "Screen lock and PIN…", (), When.SEATED, EVERYWHERE, MENU, "lock"),
)  # fmt: skip
