# SPDX-License-Identifier: MIT
"""What can be typed: every command with its arguments, and wrong use told in one sentence."""

from __future__ import annotations

import argparse
from collections.abc import Sequence

import leaddesk
from leaddesk.cli.arguments_arrivals import add_arrival_commands
from leaddesk.cli.arguments_duplicates import add_duplicate_commands
from leaddesk.cli.arguments_funnel import add_funnel_commands
from leaddesk.cli.arguments_handoffs import add_handoff_commands
from leaddesk.cli.arguments_hub import add_hub_commands
from leaddesk.cli.arguments_joining import add_joining_commands
from leaddesk.cli.arguments_lists import add_list_commands
from leaddesk.cli.arguments_no_call import add_no_call_commands
from leaddesk.cli.arguments_people import add_people_commands
from leaddesk.cli.arguments_plan import add_plan_commands
from leaddesk.cli.arguments_privacy import add_privacy_commands
from leaddesk.cli.arguments_queue import add_queue_commands
from leaddesk.cli.arguments_reports import add_report_commands
from leaddesk.cli.arguments_rules import add_rule_commands
from leaddesk.cli.arguments_team import add_team_commands
from leaddesk.cli.arguments_upkeep import add_upkeep_commands
from leaddesk.cli.parser import Parser, add_everywhere, everywhere

PROGRAM = "leaddesk"
COMMANDS = (
    add_queue_commands,
    add_handoff_commands,
    add_team_commands,
    add_plan_commands,
    add_report_commands,
    add_people_commands,
    add_funnel_commands,
    add_list_commands,
    add_no_call_commands,
    add_arrival_commands,
    add_duplicate_commands,
    add_privacy_commands,
    add_rule_commands,
    add_joining_commands,
    add_hub_commands,
    add_upkeep_commands,
)
"""What adds the commands of each subject, in the order of the help."""


def parse(argv: Sequence[str]) -> argparse.Namespace:
    """Return the arguments of a command; `command` is 'window' when none is named.

    Raises WrongUse. Help and version print themselves and end in SystemExit.
    """
    found = build().parse_args(list(argv))
    found.command = found.command or "window"
    return found


def build() -> Parser:
    """Return the parser of every command."""
    parser = Parser(
        prog=PROGRAM,
        description="The right next lead, one key per outcome, a clean handoff. "
        "Without a command the window opens.",
        epilog="PERSON is a name, the beginning of one, or an id. Times are ISO 8601, in the "
        "person's own zone unless they carry an offset.",
        allow_abbrev=False,
    )
    parser.add_argument("--version", action="version", version=f"LeadDesk {leaddesk.__version__}")
    parser.set_defaults(database=None, json=False)
    shared = everywhere()
    add_everywhere(parser)
    commands = parser.add_subparsers(dest="command", metavar="COMMAND", parser_class=Parser)

    def add(name: str, what: str) -> Parser:
        return commands.add_parser(
            name, help=what, description=what, parents=[shared], allow_abbrev=False
        )

    for fill in COMMANDS:
        fill(add)
    return parser
