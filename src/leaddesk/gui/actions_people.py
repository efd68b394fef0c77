# SPDX-License-Identifier: MIT
"""The actions of the People screen, and those about this computer's team."""

from __future__ import annotations

from leaddesk.desk.commands import (
    AddAbsence,
    AddPerson,
    AddTier,
    BlockWorkstation,
    EditPerson,
    MarkDays,
    SetGoals,
)
from leaddesk.gui.action import Action
from leaddesk.gui.situation import When

SCREEN = "people"
MENU = "People"

TEAM: tuple[Action, ...] = (
    Action("person.switch", "Somebody else sits down…", (), menu="Desk", icon="users"),
    Action("team.join", "Join a team…", (), When.ALWAYS, menu="Desk", icon="users"),
    Action("team.leave", "Leave the team…", (), When.ALWAYS, menu="Desk", icon="log-out"),
)
"""Who sits here, and of which team, on every screen."""

PEOPLE: tuple[Action, ...] = (
    Action(
        "people.search", "Search the people", ("Ctrl+F", "/"), When.SEATED, SCREEN, MENU, "search"
    ),
    Action(
        "people.add", "Add a person…", ("A",), When.SEATED, SCREEN, MENU, "plus", needs=AddPerson
    ),
    Action(
        "people.edit", "Change this person…", ("E",), When.PERSON_CHOSEN, SCREEN, MENU, "pencil",
        needs=EditPerson,
    ),
    Action(
        "people.invite", "Invite this person…", ("I",), When.PERSON_HERE, SCREEN, MENU, "mail",
        needs=EditPerson,
    ),
    Action(
        "people.away", "Away today, or no longer", ("W",), When.PERSON_HERE, SCREEN, MENU,
        "calendar-off", needs=AddAbsence,
    ),
    Action(
        "people.leave", "Let this person leave the team, or come back…", ("Del",),
        When.PERSON_CHOSEN, SCREEN, MENU, "log-out", needs=EditPerson,
    ),
    Action(
        "people.calendar", "Calendar of absences, or the list again", ("C",), When.SEATED, SCREEN,
        MENU, "calendar", needs=MarkDays,
    ),
    Action(
        "people.goals", "Goals of a day…", ("G",), When.SEATED, SCREEN, MENU, "target",
        needs=SetGoals,
    ),
    Action(
        "people.tiers", "Tiers of the team…", ("T",), When.SEATED, SCREEN, MENU, "users",
        needs=AddTier,
    ),
    Action(
        "people.stations", "Workstations of the team…", ("D",), When.SEATED, SCREEN, MENU,
        "lock", needs=BlockWorkstation,
    ),
    Action(
        "people.sit", "Seat this person at the desk", ("S",), When.PERSON_HERE, SCREEN, MENU,
        "user",
    ),
)  # fmt: skip
