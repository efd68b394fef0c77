# SPDX-License-Identifier: MIT
"""What can be typed about the team and its leads."""

from __future__ import annotations

import argparse

from leaddesk.cli.arguments_staff import add_staff_verbs
from leaddesk.cli.parser import (
    SOURCE_KINDS,
    Add,
    Parser,
    everywhere,
    person_argument,
    tier_argument,
)
from leaddesk.cli.readers import number_from_1, text, whole_number

STATES = ("queued", "offered", "research", "closed", "suppressed", "won", "lost", "merged")
MOST_LEADS = 1000


def add_team_commands(add: Add) -> None:
    """Add the commands about the team and its leads."""
    cmd = add("people", "Show the team, add somebody, say who is away and what goals they have.")
    # An option before the verb would be lost when the verb's own parser starts anew.
    what = cmd.add_subparsers(dest="people_command", metavar="WHAT", parser_class=Parser)
    new = what.add_parser("add", help="add somebody", parents=[everywhere()], allow_abbrev=False)
    new.add_argument("name", metavar="NAME", type=text)
    new.add_argument(
        "--roles", default="", help="qualifier, senior_rep, team_lead; several with commas"
    )
    new.add_argument(
        "--tiers",
        default="",
        help="numbers of the tiers to work in, with commas; default: those of the roles",
    )
    new.add_argument("--zone", default="", help="IANA time zone; default: this computer's")
    new.add_argument("--email", default="")
    new.add_argument("--extension", default="")
    new.add_argument("--starts", default="09:00", help="start of the working day")
    new.add_argument("--ends", default="17:00", help="end of the working day")
    person_argument(new, required=False)
    add_staff_verbs(what)
    add("team", "Show everybody's day, the team's figures, and what needs a team lead.")
    cmd = add("leads", "List or search leads.")
    cmd.add_argument("--search", metavar="TEXT", default="", help="name, company, number, e-mail")
    tier_argument(cmd)
    cmd.add_argument("--state", choices=STATES)
    cmd.add_argument("--list", metavar="ID", type=number_from_1, help="only of this import")
    cmd.add_argument("--limit", type=_limit, default=50)
    cmd.add_argument("--after", metavar="MARK", default="", help="the next page")
    cmd = add("add-lead", "Add one lead by hand.")
    person_argument(cmd)
    tier_argument(cmd)
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


def _limit(typed: str) -> int:
    """Read how many leads to show at most."""
    found = number_from_1(typed)
    if found > MOST_LEADS:
        raise argparse.ArgumentTypeError(f"at most {MOST_LEADS} at once; go on with --after")
    return found
