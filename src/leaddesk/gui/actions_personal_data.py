# SPDX-License-Identifier: MIT
"""The actions about a person's data: on a lead, and on the screen of team leads."""

from __future__ import annotations

from leaddesk.desk.commands import ChangeRule, ErasePerson, LiftErasure, SetSource
from leaddesk.desk.queries import AskOverdue, AskPersonData
from leaddesk.desk.roles import Errand
from leaddesk.gui.action import Action
from leaddesk.gui.situation import When

SCREEN = "personal_data"
MENU = "Personal data"
_OF_A_LEAD = (
    ("queue", "lead", "Lead", When.LEAD_SHOWN),
    ("leads", "leads", "Leads", When.ROW_CHOSEN),
)

PERSONAL_DATA: tuple[Action, ...] = (
    *(
        Action(
            f"{noun}.tell_all", "Everything about this person…", ("P",), when, screen, menu,
            "file-down", needs=AskPersonData,
        )
        for screen, noun, menu, when in _OF_A_LEAD
    ),
    *(
        Action(
            f"{noun}.erase", "Erase this person…", ("Shift+Del",), when, screen, menu, "trash-2",
            needs=ErasePerson,
        )
        for screen, noun, menu, when in _OF_A_LEAD
    ),
    Action(
        "privacy.show_sources", "Show sources and their basis", ("1",), When.SEATED, SCREEN,
        palette=False,
    ),
    Action(
        "privacy.show_retention", "Show how long data is kept", ("2",), When.SEATED, SCREEN,
        palette=False,
    ),
    Action("privacy.show_erased", "Show who was erased", ("3",), When.SEATED, SCREEN,
           palette=False),
    Action(
        "privacy.edit_source", "Change basis and origin of this source…", ("E",),
        When.SOURCE_CHOSEN, SCREEN, MENU, "pencil", needs=SetSource,
    ),
    Action(
        "privacy.look", "Look which leads these months would make anonymous", ("L",),
        When.SEATED, SCREEN, MENU, "search", needs=AskOverdue,
    ),
    Action(
        "privacy.save_rule", "Save these months as the rule", ("Ctrl+S",), When.RULE_LOOKED_AT,
        SCREEN, MENU, "check", needs=ChangeRule,
    ),
    Action(
        "privacy.retain", "Make old leads anonymous now…", ("R",), When.RETENTION_ON, SCREEN, MENU,
        "clock", needs=Errand.RETAIN,
    ),
    Action(
        "privacy.let_in", "Let an erased person in again…", ("I",), When.SEATED, SCREEN, MENU,
        "undo-2", needs=LiftErasure,
    ),
)  # fmt: skip
