# SPDX-License-Identifier: MIT
"""What can be typed about what must not be called: the lists, and calling hours of places."""

from __future__ import annotations

import argparse

from leaddesk.cli.parser import Add, Parser, everywhere, person_argument
from leaddesk.cli.readers import number_from_1, text, whole_number

ENTRY_KINDS = ("number", "email", "company", "person")
BINDINGS = {"no": "no", "once-imported": "once_imported", "yes": "yes"}


def add_no_call_commands(add: Add) -> None:
    """Add the commands about what must not be called."""
    cmd = add("dnc", "The do-not-call list, national lists, and comparing every lead with them.")
    verbs = cmd.add_subparsers(dest="dnc_command", metavar="WHAT", parser_class=Parser)
    _list_verbs(verbs)
    _registry_verbs(verbs)
    cmd = add("calling-hours", "Calling hours of countries and states: shown, confirmed, changed.")
    _hours_verbs(cmd.add_subparsers(dest="hours_command", metavar="WHAT", parser_class=Parser))


def _list_verbs(verbs: argparse._SubParsersAction[Parser]) -> None:
    cmd = _verb(verbs, "list", "show the team's list, newest first")
    cmd.add_argument("--search", metavar="TEXT", default="", help="number, address, name, company")
    cmd.add_argument("--limit", type=number_from_1, default=50)
    cmd = _verb(verbs, "add", "put a number, an address, a person or a whole company on the list")
    cmd.add_argument("what", metavar="WHAT", type=text, help="for --kind person the lead's id")
    cmd.add_argument("--kind", choices=ENTRY_KINDS, default="", help="default: by what it is")
    cmd.add_argument("--reason", default="")
    person_argument(cmd)
    cmd = _verb(verbs, "remove", "take an entry off the list, by a team lead")
    cmd.add_argument("what", metavar="WHAT", type=text, help="for --kind person the lead's id")
    cmd.add_argument("--kind", choices=ENTRY_KINDS, default="")
    cmd.add_argument("--reason", required=True, type=text)
    person_argument(cmd)
    cmd = _verb(verbs, "rescrub", "compare every lead with every list now")
    person_argument(cmd)


def _registry_verbs(verbs: argparse._SubParsersAction[Parser]) -> None:
    _verb(verbs, "registries", "show the national lists and how they stand")
    cmd = _verb(verbs, "import", "import a file of a national list, by a team lead")
    cmd.add_argument("file", metavar="FILE", type=text)
    cmd.add_argument("--registry", required=True, metavar="KEY", help="us, uk_tps or uk_ctps")
    cmd.add_argument("--dated", default="", help="the file's day; default: that in its name")
    cmd.add_argument("--changes", action="store_true", help="the file has changes only")
    person_argument(cmd)
    cmd = _verb(verbs, "bind", "say whether a national list binds the team, by a team lead")
    cmd.add_argument("registry", metavar="KEY", help="us, uk_tps or uk_ctps")
    cmd.add_argument("binds", choices=tuple(BINDINGS))
    cmd.add_argument("--days", type=number_from_1, help="how many days a file holds")
    person_argument(cmd)


def _hours_verbs(verbs: argparse._SubParsersAction[Parser]) -> None:
    cmd = _verb(verbs, "list", "show the hours of every place that is known")
    cmd.add_argument("--country", default="")
    for name, what in (("confirm", "vouch for hours"), ("unconfirm", "vouch for them no longer")):
        cmd = _verb(verbs, name, f"{what} of a place, by a team lead")
        cmd.add_argument("place", metavar="PLACE", type=text, help="US, or US-FL")
        person_argument(cmd)
    cmd = _verb(verbs, "set", "change or add the hours of a place, by a team lead")
    cmd.add_argument("place", metavar="PLACE", type=text, help="US, or US-FL")
    cmd.add_argument("--hours", required=True, type=text, help="mon-fri 9:00-17:30; sat 9:00-12:00")
    cmd.add_argument("--holidays", action="store_true", help="calls on public holidays too")
    cmd.add_argument("--max-calls", type=whole_number, default=0, help="within 24 hours; 0: any")
    cmd.add_argument("--source", required=True, type=text, help="the law or rule it is from")
    cmd.add_argument("--checked-on", default="", help="default: today")
    cmd.add_argument("--note", default="")
    person_argument(cmd)


def _verb(verbs: argparse._SubParsersAction[Parser], name: str, what: str) -> Parser:
    return verbs.add_parser(
        name, help=what, description=what, parents=[everywhere()], allow_abbrev=False
    )
