# SPDX-License-Identifier: MIT
"""Every action of the window in one table; menus, palette, shortcut page and docs come from it.

What an action does is found by its id: in the frame's own handlers, or in those of the screen that
is shown (`Screen.handlers`). A person can remap keys; the result is checked for clashes.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from leaddesk.desk import commands
from leaddesk.domain.errors import BadInput
from leaddesk.gui.action import EVERYWHERE, Action
from leaddesk.gui.actions_computer import COMPUTER
from leaddesk.gui.actions_funnel import FUNNEL
from leaddesk.gui.actions_handoffs import TEAM_HANDOFFS
from leaddesk.gui.actions_no_call import NO_CALL
from leaddesk.gui.actions_people import PEOPLE, TEAM
from leaddesk.gui.actions_personal_data import PERSONAL_DATA
from leaddesk.gui.actions_plan import PLAN
from leaddesk.gui.actions_reports import REPORTS
from leaddesk.gui.actions_rules import RULES
from leaddesk.gui.actions_sync import NEXT_LEAD, SYNC
from leaddesk.gui.actions_talks import TALKS
from leaddesk.gui.situation import When

__all__ = (
    "EVERYWHERE",
    "TABLE",
    "Action",
    "by_screen",
    "clashes",
    "read_keymap",
    "remapped",
    "shortcuts_page",
)


def _outcome_keys() -> Iterable[Action]:
    """The ten keys of the pad, in the order of the keyboard."""
    for key in "1234567890":
        yield Action(
            f"outcome.key_{key}", f"Log the outcome on key {key}", (key,),
            When.LEAD_IN_HAND, "queue", palette=False,
        )  # fmt: skip


def _screen_keys() -> Iterable[Action]:
    """Ctrl+1 to Ctrl+9: the screens in the order of the rail."""
    for place in range(1, 10):
        yield Action(
            f"screen.show_{place}", f"Show screen {place} of the rail", (f"Ctrl+{place}",),
            palette=False,
        )  # fmt: skip
    yield Action(
        "screen.more", "Show the screens that have no room on the rail", ("Ctrl+0",), palette=False
    )


TABLE: tuple[Action, ...] = (
    # The frame.
    Action("palette.open", "Find a lead or an action…", ("Ctrl+K",), menu="Desk", icon="search"),
    Action("list.import", "Import a list…", ("Ctrl+I",), menu="Desk", icon="upload"),
    Action("export.open", "Export…", ("Ctrl+Shift+E",), menu="Desk", icon="file-down"),
    Action("lead.add", "Add a lead…", ("Ctrl+Shift+N",), menu="Desk", icon="plus"),
    Action(
        "calendar.export", "Export my appointments and callbacks…", ("Ctrl+Shift+D",), menu="Desk",
        icon="calendar",
    ),
    Action("work.undo", "Take back the last thing I did", ("Ctrl+Z",), menu="Desk", icon="undo-2"),
    *_screen_keys(),
    Action(
        "scheme.switch", "Switch between light and dark", ("Ctrl+L",), When.ALWAYS,
        menu="View", icon="sun-moon",
    ),
    Action(
        "scheme.follow", "Follow the desktop's light or dark", (), When.ALWAYS,
        menu="View", icon="sun-moon",
    ),
    Action(
        "keys.show", "Keys of this screen", ("?", "F1"), When.ALWAYS, menu="View", icon="keyboard"
    ),
    *TEAM,
    Action("tier.switch", "Work my other tier", ("Ctrl+T",), menu="Desk", icon="arrow-right-left"),
    *SYNC,
    *COMPUTER,
    Action("window.quit", "Quit", ("Ctrl+Q",), When.ALWAYS, menu="Desk", icon="log-out"),
    # The queue.
    Action(
        "call.start", "Call the number shown", ("Space",), When.LEAD_IN_HAND, "queue",
        "Lead", "phone-call",
    ),
    Action(
        "number.copy", "Copy the number", ("Ctrl+Shift+C",), When.LEAD_SHOWN, "queue",
        "Lead", "copy",
    ),
    Action(
        "number.next", "Another number of this person", ("Ctrl+Down",), When.LEAD_IN_HAND, "queue",
        "Lead", "phone",
    ),
    Action(
        "colleague.call", "Call my colleague of this handoff, or bring them into the call", ("B",),
        When.LEAD_SHOWN | When.HAS_COLLEAGUE, "queue", "Lead", "phone",
    ),
    Action(
        "note.write", "Write a note", ("Ctrl+N",), When.LEAD_SHOWN, "queue",
        "Lead", "message-square",
    ),
    Action(
        "sheet.fill", "Fill the qualification sheet", ("Q",), When.LEAD_SHOWN, "queue",
        "Lead", "circle-check",
    ),
    Action("lead.edit", "Edit this lead…", ("E",), When.LEAD_SHOWN, "queue", "Lead", "pencil"),
    Action(
        "calendar.add", "Add to calendar…", ("D",), When.LEAD_SHOWN, "queue", "Lead", "calendar"
    ),
    Action("lead.add_here", "Add a lead…", ("A",), When.SEATED, "queue", palette=False),
    Action(
        "lead.skip", "Skip this lead…", ("S",), When.LEAD_IN_HAND, "queue", "Lead", "skip-forward"
    ),
    *NEXT_LEAD,
    Action(
        "outcome.more", "More outcomes…", ("M",), When.LEAD_IN_HAND, "queue", "Lead", "ellipsis"
    ),
    *_outcome_keys(),
    # Handoffs.
    Action(
        "handoff.accept", "Accept this handoff", ("Return", "Enter"), When.TO_ACCEPT, "handoffs",
        "Handoff", "check",
    ),
    Action(
        "handoff.accept_and_call", "Accept and call now", ("Space",), When.TO_ACCEPT, "handoffs",
        "Handoff", "phone-call",
    ),
    Action(
        "handoff.return", "Return with words…", ("R",), When.TO_ACCEPT, "handoffs",
        "Handoff", "undo-2",
    ),
    Action(
        "handoff.reject", "Reject with a reason…", ("X",), When.TO_ACCEPT, "handoffs",
        "Handoff", "ban",
    ),
    Action(
        "handoff.talk", "Call my colleague of this handoff", ("B",), When.HAS_COLLEAGUE, "handoffs",
        "Handoff", "phone",
    ),
    Action(
        "feedback.give", "Give the feedback I owe", ("F",), When.OWES_FEEDBACK, "handoffs",
        "Handoff", "thumbs-up",
    ),
    Action(
        "handoff.appeal", "Ask for another look…", ("P",), When.MAY_APPEAL, "handoffs",
        "Handoff", "scale",
    ),
    *TEAM_HANDOFFS,
    # Team.
    Action(
        "team.open", "Show the day of this person, or go where something is needed",
        ("Return", "Enter"), When.ROW_CHOSEN, "team", "Team", "target",
    ),
    Action("team.sort", "Sort the team…", ("O",), When.SEATED, "team", "Team", "arrow-down"),
    Action("team.needs", "Go to what needs me", ("N",), When.SEATED, "team", "Team", "bell"),
    Action(
        "team.full_screen", "Show the wall full screen", ("F11",), When.SEATED, "team",
        "Team", "external-link",
    ),
    # Leads.
    Action(
        "leads.search", "Search the leads", ("Ctrl+F", "/"), When.SEATED, "leads",
        "Leads", "search",
    ),
    Action("leads.work", "Work on this lead", ("W",), When.ROW_CHOSEN, "leads", "Leads", "phone",
           needs=commands.TakeNext),
    Action("leads.edit", "Edit this lead…", ("E",), When.ROW_CHOSEN, "leads", "Leads", "pencil"),
    Action(
        "leads.calendar", "Add to calendar…", ("D",), When.ROW_CHOSEN, "leads", "Leads", "calendar"
    ),
    Action("leads.filter", "Filter the leads", ("F",), When.SEATED, "leads", "Leads", "filter"),
    Action("leads.sort", "Sort the leads…", ("O",), When.SEATED, "leads", "Leads", "arrow-down"),
    Action(
        "leads.change", "Change many leads at once…", ("C",), When.MAY_CHANGE_MANY, "leads",
        "Leads", "pencil",
    ),
    Action("leads.keep_filter", "Keep this filter…", ("K",), When.SEATED, "leads", "Leads", "star"),
    Action(
        "leads.forget_filter", "Forget the kept filter that is chosen", (), When.KEPT_FILTER,
        "leads", "Leads", "trash-2",
    ),
    # Research.
    Action(
        "research.save", "Put this lead back into its queue", ("Ctrl+Return",), When.ROW_CHOSEN,
        "research", "Research", "check",
    ),
    Action(
        "research.edit", "All fields of this lead…", ("Ctrl+E",), When.ROW_CHOSEN, "research",
        "Research", "pencil",
    ),
    Action(
        "research.copy", "Copy name and company", ("Ctrl+Shift+C",), When.ROW_CHOSEN, "research",
        "Research", "copy",
    ),
    # Duplicates.
    Action(
        "duplicates.merge", "Merge the two leads", ("Return", "Enter"), When.PAIR_SHOWN,
        "duplicates", "Duplicates", "check",
    ),
    Action(
        "duplicates.apart", "They are not the same", ("N",), When.PAIR_SHOWN, "duplicates",
        "Duplicates", "x",
    ),
    Action(
        "duplicates.swap", "Let the other lead stay", ("S",), When.PAIR_SHOWN, "duplicates",
        "Duplicates", "arrow-right-left",
    ),
    # Import.
    Action("list.choose", "Choose a file…", ("Ctrl+O",), When.SEATED, "import", "Import", "upload"),
    Action(
        "list.undo", "Take back this import…", ("U",), When.MAY_UNDO_LIST, "import",
        "Import", "undo-2",
    ),
    Action(
        "list.again", "Send the list again that the hub did not take", ("R",),
        When.MAY_REPEAT_LIST, "import", "Import", "refresh-cw",
    ),
    *NO_CALL,
    Action(
        "arrivals.show", "What comes by itself: folders and web forms", ("C",), When.SEATED,
        "import", "Import", "inbox",
    ),
    Action(
        "folder.watch", "Watch a folder…", ("Shift+W",), When.SEATED, "import", "Import", "plus",
        needs=commands.WatchFolder,
    ),
    Action(
        "folder.change", "Change this watched folder…", ("E",), When.FOLDER_CHOSEN, "import",
        "Import", "pencil",
    ),
    Action(
        "folder.pause", "Pause or resume this watched folder", ("P",), When.FOLDER_CHOSEN,
        "import", "Import", "clock",
    ),
    Action(
        "folder.forget", "Watch this folder no longer", ("Shift+Del",), When.FOLDER_CHOSEN,
        "import", "Import", "ban",
    ),
    Action(
        "file.look", "Look at the file that needs a person", ("L",), When.FILE_ASIDE, "import",
        "Import", "search",
    ),
    Action(
        "file.again", "Try the file that needs a person again", ("T",), When.FILE_ASIDE, "import",
        "Import", "undo-2",
    ),
    Action(
        "token.make", "Make a new token for web forms…", ("K",), When.WEB_FORM_SHOWN, "import",
        "Import", "plus",
    ),
    *PLAN,
    *FUNNEL,
    *REPORTS,
    *TALKS,
    *PERSONAL_DATA,
    *PEOPLE,
    *RULES,
)  # fmt: skip


def remapped(table: Iterable[Action], keys: Mapping[str, tuple[str, ...]]) -> tuple[Action, ...]:
    """Return the table with a person's own keys; an empty tuple takes an action's keys away.

    Raises BadInput("unknown_action") and, when two actions would answer one key, "keys_clash".
    """
    known = tuple(table)
    for name in keys:
        if all(action.id != name for action in known):
            raise BadInput("unknown_action", where=name)
    mapped = tuple(
        replace(action, keys=keys[action.id]) if action.id in keys else action for action in known
    )
    for key, first, second in clashes(mapped):
        raise BadInput("keys_clash", where=key, detail=f"{first}, {second}")
    return mapped


def clashes(table: Iterable[Action]) -> list[tuple[str, str, str]]:
    """Return each key that two actions of one screen (or of screen and frame) would answer."""
    found: list[tuple[str, str, str]] = []
    taken: dict[tuple[str, str], Action] = {}
    ordered = sorted(table, key=lambda action: action.screen != EVERYWHERE)
    for action in ordered:
        for key in action.keys:
            held = taken.get((EVERYWHERE, key.casefold())) or taken.get(
                (action.screen, key.casefold())
            )
            if held is not None:
                found.append((key, held.id, action.id))
            taken[(action.screen, key.casefold())] = action
    return found


def read_keymap(text: str) -> dict[str, tuple[str, ...]]:
    """Read a person's keys from TOML: `"call.start" = "F2"` or a list of keys.

    Raises BadInput("bad_keymap").
    """
    import tomllib

    try:
        found = tomllib.loads(text)
    except tomllib.TOMLDecodeError as trouble:
        raise BadInput("bad_keymap", detail=str(trouble)) from None
    keys: dict[str, tuple[str, ...]] = {}
    for name, value in found.items():
        several = value if isinstance(value, list) else [value]
        if not all(isinstance(key, str) for key in several):
            raise BadInput("bad_keymap", where=name, detail=str(value))
        keys[name] = tuple(key for key in several if key)
    return keys


def shortcuts_page(table: Iterable[Action] = TABLE) -> str:
    """Return the page of keys for the documentation, as Markdown."""
    lines = [
        "# Keys",
        "",
        "Made from the table of actions. Your own keys go into `keys.toml` in the settings folder,",
        'one line per action: `"call.start" = "F2"`. Keys without Ctrl work while no text field',
        "has the keyboard.",
    ]
    for title, actions in by_screen(table):
        lines += ["", f"## {title}", "", "| key | what it does | action |", "|---|---|---|"]
        for action in actions:
            keys = " or ".join(f"`{key}`" for key in action.keys)
            lines.append(f"| {keys} | {action.words.removesuffix('…')} | `{action.id}` |")
    return "\n".join(lines) + "\n"


_TITLES = {
    EVERYWHERE: "Everywhere",
    "queue": "Queue",
    "handoffs": "Handoffs",
    "my_day": "My day",
    "team": "Team",
    "plan": "Plan",
    "funnel": "Funnel",
    "reports": "Reports",
    "leads": "Leads",
    "research": "Research",
    "duplicates": "Duplicates",
    "import": "Import",
    "no_call": "Do not call",
    "notices": "Notices",
    "coaching": "Coaching",
    "personal_data": "Personal data",
    "people": "People",
    "rules": "Rules",
}


def by_screen(table: Iterable[Action]) -> list[tuple[str, list[Action]]]:
    """Return the actions that have keys, by the title of their screen."""
    known = tuple(table)
    found = [
        (title, [a for a in known if a.screen == screen and a.keys])
        for screen, title in _TITLES.items()
    ]
    return [(title, actions) for title, actions in found if actions]
