# SPDX-License-Identifier: MIT
"""The actions of the Plan screen."""

from __future__ import annotations

from leaddesk.gui.action import Action
from leaddesk.gui.situation import When

SCREEN = "plan"
MENU = "Plan"

PLAN: tuple[Action, ...] = (
    Action(
        "plan.put_in_force", "Put the plan in force…", ("Ctrl+Return",), When.PLAN_SHOWN, SCREEN,
        MENU, "check",
    ),
    Action(
        "plan.versions", "Versions of the plan…", ("Ctrl+H",), When.LEADS_TEAM, SCREEN, MENU,
        "history",
    ),
    Action(
        "plan.start_again", "Start again from the plan in force", (), When.LEADS_TEAM, SCREEN, MENU,
        "undo-2",
    ),
)  # fmt: skip
