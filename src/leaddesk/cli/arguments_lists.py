# SPDX-License-Identifier: MIT
"""What can be typed about lists."""

from __future__ import annotations

from leaddesk.cli.parser import (
    SOURCE_KINDS,
    Add,
    person_argument,
    tier_number,
)
from leaddesk.cli.readers import number_from_1, text

STATES = ("queued", "offered", "research", "closed", "suppressed", "won", "lost")
MOST_LEADS = 1000
KINDS = ("leads", "journal", "counts", "calendar", "all")


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
    cmd.add_argument("--tier", type=tier_number, default=1)
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
    _export_command(add)
    add("lists", "Show the lists that were imported, and those that wait for the team's hub.")
    cmd = add("undo-import", "Take back a whole import; worked leads stay.")
    cmd.add_argument("--list", metavar="ID", required=True, type=number_from_1)
    person_argument(cmd)


def _export_command(add: Add) -> None:
    cmd = add("export", "Write leads, journal, counts, a calendar or everything to a file.")
    cmd.add_argument("what", metavar="WHAT", choices=KINDS, help=", ".join(KINDS))
    person_argument(cmd)
    cmd.add_argument("--to", metavar="FILE", required=True, type=text, help="the file to write")
    cmd.add_argument("--format", choices=("csv", "xlsx"), help="default: as the file's name ends")
    cmd.add_argument("--overwrite", action="store_true", help="replace a file of that name")
    cmd.add_argument("--tier", type=tier_number, help="leads of this tier")
    cmd.add_argument("--state", choices=STATES, help="leads that stand there")
    cmd.add_argument("--list", metavar="ID", type=number_from_1, help="leads of this import")
    cmd.add_argument("--search", metavar="TEXT", default="", help="leads that this finds")
    cmd.add_argument("--columns", metavar="KEY,KEY", default="", help="columns of leads")
    cmd.add_argument("--from", dest="first", metavar="DATE", default="", help="first day")
    cmd.add_argument("--until", dest="last", metavar="DATE", default="", help="last day")
    cmd.add_argument("--person", dest="whose", metavar="PERSON", default="", help="only theirs")
    cmd.add_argument("--kind", action="append", default=[], help="entries of this kind; may repeat")
    cmd.add_argument("--overdue", action="store_true", help="also times that have passed")
