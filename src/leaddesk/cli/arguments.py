# SPDX-License-Identifier: MIT
"""What can be typed: every command with its arguments, and wrong use told in one sentence."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Sequence
from typing import NoReturn

from typing_extensions import override

import leaddesk
from leaddesk.cli.readers import WrongUse, number_from_1, rating, text, whole_number

PROGRAM = "leaddesk"
TIERS = (1, 2, 3)
STATES = ("queued", "offered", "research", "closed", "suppressed", "won", "lost")
SOURCE_KINDS = ("inbound", "trade_show", "list", "referral")
MOST_LEADS = 1000


class Parser(argparse.ArgumentParser):
    """A parser that raises WrongUse and leaves printing to the caller."""

    @override
    def error(self, message: str) -> NoReturn:
        raise WrongUse(message, self.format_usage())


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
    everywhere = _everywhere()
    _add_everywhere(parser)
    commands = parser.add_subparsers(dest="command", metavar="COMMAND", parser_class=Parser)

    def add(name: str, what: str) -> Parser:
        return commands.add_parser(
            name, help=what, description=what, parents=[everywhere], allow_abbrev=False
        )

    for fill in (_queue_commands, _handoff_commands, _team_commands, _list_commands, _upkeep):
        fill(add)
    return parser


Add = Callable[[str, str], Parser]


def _everywhere() -> Parser:
    """Return the arguments that may also stand after the command, without defaults of their own."""
    parent = Parser(add_help=False, argument_default=argparse.SUPPRESS)
    _add_everywhere(parent)
    return parent


def _add_everywhere(parser: Parser) -> None:
    parser.add_argument(
        "--database",
        metavar="FILE_OR_URL",
        default=argparse.SUPPRESS,
        help="the team's database; default: the one of this computer",
    )
    parser.add_argument(
        "--json", action="store_true", default=argparse.SUPPRESS, help="print one JSON object"
    )


def _person(parser: Parser, *, required: bool = True) -> None:
    parser.add_argument(
        "--as", dest="person", metavar="PERSON", required=required, type=text, help="who does it"
    )


def _lead(parser: Parser) -> None:
    parser.add_argument(
        "--lead", metavar="ID", required=True, type=number_from_1, help="the lead's id"
    )


def _handoff(parser: Parser, *, required: bool = True) -> None:
    parser.add_argument(
        "--handoff", metavar="ID", required=required, type=number_from_1, help="the handoff's id"
    )


def _tier(parser: Parser) -> None:
    parser.add_argument("--tier", type=int, choices=TIERS, help="default: the person's own")


def _at(parser: Parser, what: str) -> None:
    parser.add_argument("--at", metavar="TIME", default="", help=what)


def _queue_commands(add: Add) -> None:
    cmd = add("next", "Take the next lead into hand and show it.")
    _person(cmd)
    _tier(cmd)
    cmd.add_argument("--lead", metavar="ID", type=number_from_1, help="take this one instead")
    cmd.add_argument("--peek", action="store_true", help="only show it, take nothing")
    _log_command(add)
    cmd = add("skip", "Put the lead in hand back, with a reason; costs one of the day's skips.")
    _lead(cmd)
    _person(cmd)
    cmd.add_argument("--reason", required=True, type=text)
    cmd = add("undo", "Take back the last thing this person did.")
    _person(cmd)
    cmd = add("why-empty", "Explain with counts why there is no next lead.")
    _person(cmd)
    _tier(cmd)
    _at(cmd, "as of this moment; default now")
    cmd = add("progress", "Show where a person stands against the day.")
    _person(cmd)
    _tier(cmd)
    _at(cmd, "as of this moment; default now")


def _log_command(add: Add) -> None:
    cmd = add("log", "Log what a call came to.")
    cmd.add_argument("outcome", metavar="OUTCOME", type=text, help="no_answer, callback, won, …")
    _lead(cmd)
    _person(cmd)
    _tier(cmd)
    cmd.add_argument("--note", default="")
    _at(cmd, "when the call ended; default now")
    cmd.add_argument(
        "--when", metavar="TIME", default="", help="the time or date the outcome asks for"
    )
    cmd.add_argument("--reason", default="", help="the reason the outcome asks for")
    cmd.add_argument("--anyone", action="store_true", help="anybody of the tier may call back")
    cmd.add_argument(
        "--amount", default="", help="the sale in the team's currency: 18400 or 18400.50"
    )
    cmd.add_argument("--person-name", default="", help="who they referred you to")
    cmd.add_argument("--person-phone", default="", help="the number of that person")
    cmd.add_argument("--number", default="", help="the number that was called, when not the first")
    cmd.add_argument("--talk-seconds", type=whole_number, default=0)
    cmd.add_argument("--next", action="store_true", help="take the next lead and show it")


def _handoff_commands(add: Add) -> None:
    cmd = add("handoff", "Hand a qualified lead to the next tier.")
    _lead(cmd)
    _person(cmd)
    cmd.add_argument(
        "--answer", metavar="KEY=TEXT", action="append", default=[], help="a line of the sheet"
    )
    cmd.add_argument("--note", default="")
    cmd.add_argument("--next-step", default="", help="what was agreed")
    cmd.add_argument("--next-step-at", metavar="TIME", default="")
    cmd.add_argument("--to", metavar="PERSON", default="", help="default: the rules choose")
    cmd.add_argument("--hot", action="store_true")
    cmd.add_argument("--warm", metavar="REASON", default="", help="why without a full sheet")
    cmd.add_argument("--talk-seconds", type=whole_number, default=0)
    _at(cmd, "when the call ended; default now")
    _answer_commands(add)
    cmd = add("handoffs", "Show what waits for a person and what became of what they gave.")
    _person(cmd)
    cmd.add_argument("--everybody", action="store_true", help="all of the team, for its lead")


def _answer_commands(add: Add) -> None:
    cmd = add("accept", "Accept a handoff that is offered.")
    _handoff(cmd)
    _person(cmd)
    cmd.add_argument("--call", action="store_true", help="take the lead into hand at once")
    cmd = add("return", "Give a handoff back to its qualifier, with words.")
    _handoff(cmd)
    _person(cmd)
    cmd.add_argument("--words", required=True, type=text, help="what is missing")
    cmd.add_argument("--reason", default="other")
    cmd = add("reject", "Reject a handoff for a reason of the definition.")
    _handoff(cmd)
    _person(cmd)
    cmd.add_argument("--reason", required=True, type=text)
    cmd.add_argument("--words", default="")
    cmd = add("feedback", "Give the feedback owed after an appointment.")
    _person(cmd)
    which = cmd.add_mutually_exclusive_group(required=True)
    which.add_argument("--feedback", metavar="ID", type=number_from_1)
    which.add_argument(
        "--handoff", metavar="ID", type=number_from_1, help="the owed one of this handoff"
    )
    cmd.add_argument("--line", required=True, type=text, help="one specific line")
    cmd.add_argument("--rating", required=True, type=rating, help="1 to 5")
    cmd.add_argument("--no-thanks", action="store_true")


def _team_commands(add: Add) -> None:
    cmd = add("people", "Show the team, or add somebody to it.")
    # An option before the verb would be lost when the verb's own parser starts anew.
    what = cmd.add_subparsers(dest="people_command", metavar="add", parser_class=Parser)
    new = what.add_parser("add", help="add somebody", parents=[_everywhere()], allow_abbrev=False)
    new.add_argument("name", metavar="NAME", type=text)
    new.add_argument(
        "--roles", required=True, help="qualifier, senior_rep, team_lead; several with commas"
    )
    new.add_argument("--zone", default="", help="IANA time zone; default: this computer's")
    new.add_argument("--email", default="")
    new.add_argument("--extension", default="")
    new.add_argument("--starts", default="09:00", help="start of the working day")
    new.add_argument("--ends", default="17:00", help="end of the working day")
    _person(new, required=False)
    cmd = add("leads", "List or search leads.")
    cmd.add_argument("--search", metavar="TEXT", default="", help="name, company, number, e-mail")
    _tier(cmd)
    cmd.add_argument("--state", choices=STATES)
    cmd.add_argument("--list", metavar="ID", type=number_from_1, help="only of this import")
    cmd.add_argument("--limit", type=_limit, default=50)
    cmd.add_argument("--after", metavar="ID", type=whole_number, default=0, help="the next page")
    cmd = add("add-lead", "Add one lead by hand.")
    _person(cmd)
    _tier(cmd)
    for field in _LEAD_FIELDS:
        cmd.add_argument(f"--{field.replace('_', '-')}", default="")
    cmd.add_argument("--employees", type=whole_number, default=0)
    cmd.add_argument("--kind", choices=SOURCE_KINDS, default="list", help="how it arrived")
    cmd.add_argument(
        "--phone", action="append", default=[], metavar="[KIND=]NUMBER", help="may be repeated"
    )
    cmd.add_argument("--note", default="")


_LEAD_FIELDS = (
    "first_name", "last_name", "company", "title", "email", "street", "city", "region",
    "postal_code", "country", "website", "industry", "time_zone", "source", "campaign",
)  # fmt: skip


def _list_commands(add: Add) -> None:
    cmd = add("import", "Import a list of leads; --dry-run counts only.")
    cmd.add_argument("file", metavar="FILE", type=text)
    _person(cmd, required=False)
    cmd.add_argument("--dry-run", action="store_true", help="count, write nothing")
    cmd.add_argument("--name", default="", help="name of the list; default: the file's")
    cmd.add_argument("--source", default="", help="where these leads come from")
    cmd.add_argument("--kind", choices=SOURCE_KINDS, default="list", help="how they arrive")
    cmd.add_argument("--campaign", default="")
    cmd.add_argument("--tier", type=int, choices=TIERS, default=1)
    cmd.add_argument("--region", default="", help="ISO country of numbers without a prefix")
    cmd.add_argument(
        "--map",
        metavar="FIELD=COLUMN",
        action="append",
        default=[],
        help="a column by name or number",
    )
    cmd.add_argument("--encoding", default="")
    cmd.add_argument("--delimiter", default="")
    add("lists", "Show the lists that were imported.")
    cmd = add("undo-import", "Take back a whole import; worked leads stay.")
    cmd.add_argument("--list", metavar="ID", required=True, type=number_from_1)
    _person(cmd)


def _upkeep(add: Add) -> None:
    cmd = add("backup", "Make a verified copy of the database while it is in use.")
    cmd.add_argument("--folder", default="", help="default: `backups` beside the database")
    cmd = add("restore", "Put a backup in place; the database that was there is moved aside.")
    cmd.add_argument("file", metavar="BACKUP", type=text, help="a file, or `latest`")
    add("check", "Check the database and recount its counters from the journal.")
    add("demo", "Make the demo team: people, 2,000 leads and a month of history.")
    cmd = add("tour", "Show LeadDesk at work unattended, with a picture of each screen.")
    cmd.add_argument("--folder", default="", help="where the pictures go")
    cmd.add_argument("--demo", action="store_true", help="only pictures, of the demo team")
    add("window", "Open the window.")


def _limit(typed: str) -> int:
    """Read how many leads to show at most."""
    found = number_from_1(typed)
    if found > MOST_LEADS:
        raise argparse.ArgumentTypeError(f"at most {MOST_LEADS} at once; go on with --after")
    return found
