# SPDX-License-Identifier: MIT
"""What can be typed about a database and the window."""

from __future__ import annotations

from leaddesk.cli.parser import (
    Add,
)
from leaddesk.cli.readers import text

STATES = ("queued", "offered", "research", "closed", "suppressed", "won", "lost", "merged")
MOST_LEADS = 1000


def add_upkeep_commands(add: Add) -> None:
    """Add the commands about a database and the window."""
    cmd = add("backup", "Make a verified copy of the database while it is in use.")
    where = cmd.add_mutually_exclusive_group()
    where.add_argument("--folder", default="", help="default: `backups` beside the database")
    where.add_argument(
        "--also", metavar="FOLDER", default=None, type=text,
        help="copy this one and all later ones there, too; kept",
    )  # fmt: skip
    where.add_argument("--no-also", action="store_true", help="copy them nowhere else any more")
    cmd = add("restore", "Put a backup in place; the database that was there is moved aside.")
    cmd.add_argument("file", metavar="BACKUP", type=text, help="a file, or `latest`")
    cmd = add("move-database", "Move the database to another folder and open it from there.")
    cmd.add_argument("folder", metavar="FOLDER", type=text, help="a folder on this computer")
    add("check", "Check the database and recount its counters from the journal.")
    add("demo", "Make the demo team: people, 2,000 leads and a month of history.")
    cmd = add("tour", "Show LeadDesk at work unattended, with a picture of each screen.")
    cmd.add_argument("--folder", default="", help="where the pictures go")
    cmd.add_argument("--demo", action="store_true", help="only pictures, of the demo team")
    cmd = add("encrypt", "Encrypt this computer's database; tells its recovery code once.")
    cmd.add_argument(
        "--delete-plain", action="store_true",
        help="delete the unencrypted copy and unencrypted backups without asking",
    )  # fmt: skip
    add("decrypt", "Make an encrypted database a plain file again.")
    add("recovery-code", "Show the recovery code of an encrypted database.")
    add("unlock", "Open an encrypted database by its recovery code; the keyring learns its key.")
    add("remove-pin", "Remove the PINs of this computer's screen lock.")
    add("window", "Open the window.")
