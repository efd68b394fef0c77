# SPDX-License-Identifier: MIT
"""What can be typed about handoffs."""

from __future__ import annotations

from leaddesk.cli.parser import (
    Add,
    Parser,
    at_argument,
    handoff_argument,
    lead_argument,
    person_argument,
)
from leaddesk.cli.readers import number_from_1, rating, text, whole_number
from leaddesk.desk.questions.team_handoffs import FILTER_STATES
from leaddesk.domain.handoff import DECISIONS

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
    _list_arguments(cmd)
    _lead_commands(add)


def _list_arguments(cmd: Parser) -> None:
    """Add what a team lead filters everybody's handoffs by."""
    cmd.add_argument("--all", action="store_true", help="everybody's, for a team lead")
    cmd.add_argument("--state", choices=FILTER_STATES, default="", help="with --all: only these")
    cmd.add_argument("--giver", metavar="PERSON", default="", help="with --all: who gave")
    cmd.add_argument("--receiver", metavar="PERSON", default="", help="with --all: who receives")
    cmd.add_argument("--source", metavar="NAME", default="", help="with --all: where from")
    cmd.add_argument(
        "--within", metavar="DAYS", type=number_from_1, help="with --all: offered in so many days"
    )
    cmd.add_argument(
        "--older", metavar="DAYS", type=number_from_1, help="with --all: offered longer ago"
    )
    cmd.add_argument("--limit", type=number_from_1, default=100, help="with --all: rows of a page")
    cmd.add_argument("--after", metavar="MARK", default="", help="with --all: the following page")


def _lead_commands(add: Add) -> None:
    """Add what a team lead does about handoffs of others."""
    cmd = add("reassign", "Give a handoff to another receiver, as a team lead.")
    handoff_argument(cmd)
    person_argument(cmd)
    cmd.add_argument("--to", metavar="PERSON", required=True, type=text)
    cmd.add_argument("--words", default="", help="why")
    cmd = add("pull-back", "Take a handoff back to its giver, as a team lead.")
    handoff_argument(cmd)
    person_argument(cmd)
    cmd.add_argument("--words", required=True, type=text, help="why")
    cmd = add("decide", "Decide on a handoff in the receiver's place, as a team lead.")
    handoff_argument(cmd)
    person_argument(cmd)
    cmd.add_argument(
        "--decision", required=True, choices=[decision.value for decision in DECISIONS]
    )
    cmd.add_argument("--words", required=True, type=text, help="why")
    cmd.add_argument("--reason", default="", help="needed to reject, as with reject")
    cmd = add("score", "Score the sheet of a handoff, as a team lead.")
    handoff_argument(cmd)
    person_argument(cmd)
    cmd.add_argument(
        "--mark", metavar="KEY=1-5", action="append", default=[], help="one for each criterion"
    )
    cmd.add_argument("--line", required=True, type=text, help="one line for giver and receiver")
    cmd = add("handoff-figures", "Show how the team's handoffs fare.")
    person_argument(cmd)
    cmd.add_argument(
        "--days", type=number_from_1, help="only those offered in so many days; default: all"
    )


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
