# SPDX-License-Identifier: MIT
"""What can be typed about the team that this computer is in."""

from __future__ import annotations

from leaddesk.cli.parser import Add
from leaddesk.cli.readers import text


def add_joining_commands(add: Add) -> None:
    """Add the commands about this computer's team."""
    cmd = add("join", "Join the team of a hub with the code of an invitation.")
    cmd.add_argument("address", metavar="ADDRESS", type=text, help="HOST:PORT of the hub")
    cmd.add_argument("code", metavar="CODE", type=text, help="as it stands in the invitation")
    cmd.add_argument("--fingerprint", metavar="HEX", default="",
                     help="of the hub's certificate, as the hub printed it")  # fmt: skip
    cmd.add_argument("--name", metavar="NAME", default="", help="yours, for the first of a team")
    cmd = add("leave", "Leave the team; a readable copy of its file is kept.")
    cmd.add_argument("--anyway", action="store_true",
                     help="also when the hub can't be reached or work waits")  # fmt: skip
    cmd = add("team-demo", "A hub and three workstations on this computer, with made-up people.")
    cmd.add_argument("--folder", metavar="FOLDER", default="",
                     help="where it is kept; default: one that goes away afterwards")  # fmt: skip
    cmd.add_argument("--no-windows", action="store_true",
                     help="show a handoff crossing, in words, and end")  # fmt: skip
