# SPDX-License-Identifier: MIT
"""The actions of the Funnel screen."""

from __future__ import annotations

from leaddesk.desk.commands import SetSourceCost
from leaddesk.desk.queries import AskFunnel
from leaddesk.gui.action import Action
from leaddesk.gui.situation import When

SCREEN = "funnel"
MENU = "Funnel"

FUNNEL: tuple[Action, ...] = (
    Action("funnel.copy_text", "Copy as a table", ("Ctrl+C",), When.SEATED, SCREEN, MENU, "copy",
           needs=AskFunnel),
    Action("funnel.copy_picture", "Copy as a picture", ("Ctrl+Shift+C",), When.SEATED, SCREEN, MENU,
           "copy", needs=AskFunnel),
    Action("funnel.sort", "Sort by this column", ("Ctrl+Shift+S",), When.SEATED, SCREEN, MENU,
           "chevron-down", needs=AskFunnel),
    Action("funnel.cost", "Say what a source or campaign costs…", ("Ctrl+E",), When.SEATED, SCREEN,
           MENU, "pencil", needs=SetSourceCost),
)  # fmt: skip
