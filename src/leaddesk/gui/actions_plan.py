# SPDX-License-Identifier: MIT
"""The actions of the Plan screen."""

from __future__ import annotations

from leaddesk.desk.commands import DiscardPlanDraft, PutPlanInForce
from leaddesk.desk.queries import AskPlan
from leaddesk.gui.action import Action
from leaddesk.gui.situation import When

SCREEN = "plan"
MENU = "Plan"

PLAN: tuple[Action, ...] = (
    Action(
        "plan.put_in_force", "Put the plan in force…", ("Ctrl+Return",), When.PLAN_SHOWN, SCREEN,
        MENU, "check", needs=PutPlanInForce,
    ),
    Action(
        "plan.versions", "Versions of the plan…", ("Ctrl+H",), When.SEATED, SCREEN, MENU,
        "history", needs=AskPlan,
    ),
    Action(
        "plan.discard", "Discard the draft of the plan", ("Ctrl+D",), When.PLAN_DRAFTED, SCREEN,
        MENU, "trash-2", needs=DiscardPlanDraft,
    ),
)  # fmt: skip
