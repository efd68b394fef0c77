# SPDX-License-Identifier: MIT
"""What can be typed about the queue."""

from __future__ import annotations

from leaddesk.cli.parser import (
    Add,
    at_argument,
    lead_argument,
    person_argument,
    tier_argument,
)
from leaddesk.cli.readers import number_from_1, text, whole_number

STATES = ("queued", "offered", "research", "closed", "suppressed", "won", "lost")
MOST_LEADS = 1000


def add_queue_commands(add: Add) -> None:
    """Add the commands about the queue."""
    cmd = add("next", "Take the next lead into hand and show it.")
    person_argument(cmd)
    tier_argument(cmd)
    cmd.add_argument("--lead", metavar="ID", type=number_from_1, help="take this one instead")
    cmd.add_argument("--peek", action="store_true", help="only show it, take nothing")
    _log_command(add)
    cmd = add("skip", "Put the lead in hand back, with a reason; costs one of the day's skips.")
    lead_argument(cmd)
    person_argument(cmd)
    cmd.add_argument("--reason", required=True, type=text)
    cmd = add("undo", "Take back the last thing this person did.")
    person_argument(cmd)
    cmd = add("why-empty", "Explain with counts why there is no next lead.")
    person_argument(cmd)
    tier_argument(cmd)
    at_argument(cmd, "as of this moment; default now")
    cmd = add("progress", "Show where a person stands against the day.")
    person_argument(cmd)
    tier_argument(cmd)
    at_argument(cmd, "as of this moment; default now")


def _log_command(add: Add) -> None:
    cmd = add("log", "Log what a call came to.")
    cmd.add_argument("outcome", metavar="OUTCOME", type=text, help="no_answer, callback, won, …")
    lead_argument(cmd)
    person_argument(cmd)
    tier_argument(cmd)
    cmd.add_argument("--note", default="")
    at_argument(cmd, "when the call ended; default now")
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
