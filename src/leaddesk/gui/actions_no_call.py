# SPDX-License-Identifier: MIT
"""What a person can do on the Do not call screen, as rows of the table of actions."""

from __future__ import annotations

from leaddesk.desk import commands
from leaddesk.desk.roles import Errand
from leaddesk.gui.action import Action
from leaddesk.gui.situation import When

NO_CALL = (
    Action(
        "dnc.add", "Put somebody on the do-not-call list…", ("A",), When.SEATED, "no_call",
        "Do not call", "ban",
    ),
    Action(
        "dnc.remove", "Take this entry off the list…", ("Del",), When.ENTRY_CHOSEN, "no_call",
        "Do not call", "undo-2",
    ),
    Action(
        "dnc.search", "Search the list", ("Ctrl+F", "/"), When.SEATED, "no_call",
        "Do not call", "search",
    ),
    Action(
        "dnc.show_list", "Show your team's list", ("1",), When.SEATED, "no_call", palette=False
    ),
    Action("dnc.show_national", "Show national lists", ("2",), When.SEATED, "no_call",
           palette=False),
    Action("dnc.show_hours", "Show calling hours", ("3",), When.SEATED, "no_call", palette=False),
    Action(
        "dnc.import", "Import a national list…", ("Ctrl+O",), When.SEATED, "no_call",
        "Do not call", "upload", needs=commands.RegistryOptions,
    ),
    Action(
        "dnc.bind", "Say whether this list binds…", ("B",), When.REGISTRY_CHOSEN, "no_call",
        "Do not call", "scale", needs=commands.SetRegistry,
    ),
    Action(
        "dnc.rescrub", "Compare every lead with the lists now", ("R",), When.SEATED, "no_call",
        "Do not call", "refresh-cw", needs=Errand.RESCRUB,
    ),
    Action(
        "dnc.confirm", "Confirm these calling hours, or no longer", ("C",), When.PLACE_CHOSEN,
        "no_call", "Do not call", "check", needs=commands.ConfirmPlace,
    ),
    Action(
        "dnc.edit_hours", "Change these calling hours…", ("E",), When.PLACE_CHOSEN, "no_call",
        "Do not call", "pencil",
    ),
)  # fmt: skip
