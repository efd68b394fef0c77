# SPDX-License-Identifier: MIT
"""What can be typed about handoffs."""

from __future__ import annotations

from leaddesk.cli.parser import (
    Add,
    at_argument,
    handoff_argument,
    lead_argument,
    person_argument,
)
from leaddesk.cli.readers import number_from_1, rating, text, whole_number

STATES = ("queued", "offered", "research", "closed", "suppressed", "won", "lost")
MOST_LEADS = 1000


def add_handoff_commands(add: Add) -> None:
    """Add the commands about handoffs."""
    cmd = add("handoff", "Hand a qualified lead to the next tier.")
    lead_argument(cmd)
    person_argument(cmd)
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
    at_argument(cmd, "when the call ended; default now")
    _answer_commands(add)
    cmd = add("handoffs", "Show what waits for a person and what became of what they gave.")
    person_argument(cmd)
    cmd.add_argument("--everybody", action="store_true", help="all of the team, for its lead")


def _answer_commands(add: Add) -> None:
    cmd = add("accept", "Accept a handoff that is offered.")
    handoff_argument(cmd)
    person_argument(cmd)
    cmd.add_argument("--call", action="store_true", help="take the lead into hand at once")
    cmd = add("return", "Give a handoff back to its qualifier, with words.")
    handoff_argument(cmd)
    person_argument(cmd)
    cmd.add_argument("--words", required=True, type=text, help="what is missing")
    cmd.add_argument("--reason", default="other")
    cmd = add("reject", "Reject a handoff for a reason of the definition.")
    handoff_argument(cmd)
    person_argument(cmd)
    cmd.add_argument("--reason", required=True, type=text)
    cmd.add_argument("--words", default="")
    cmd = add("feedback", "Give the feedback owed after an appointment.")
    person_argument(cmd)
    which = cmd.add_mutually_exclusive_group(required=True)
    which.add_argument("--feedback", metavar="ID", type=number_from_1)
    which.add_argument(
        "--handoff", metavar="ID", type=number_from_1, help="the owed one of this handoff"
    )
    cmd.add_argument("--line", required=True, type=text, help="one specific line")
    cmd.add_argument("--rating", required=True, type=rating, help="1 to 5")
    cmd.add_argument("--no-thanks", action="store_true")
