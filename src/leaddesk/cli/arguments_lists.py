# SPDX-License-Identifier: MIT
"""What can be typed about lists."""

from __future__ import annotations

from leaddesk.cli.parser import (
    SOURCE_KINDS,
    TIERS,
    Add,
    person_argument,
)
from leaddesk.cli.readers import number_from_1, text

STATES = ("queued", "offered", "research", "closed", "suppressed", "won", "lost")
MOST_LEADS = 1000


def add_list_commands(add: Add) -> None:
    """Add the commands about lists."""
    cmd = add("import", "Import a list of leads; --dry-run counts only.")
    cmd.add_argument("file", metavar="FILE", type=text)
    person_argument(cmd, required=False)
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
    person_argument(cmd)
