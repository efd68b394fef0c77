# SPDX-License-Identifier: MIT
"""What can be typed about a team's hub."""

from __future__ import annotations

from leaddesk.cli.parser import Add, Parser, everywhere
from leaddesk.cli.readers import text


def add_hub_commands(add: Add) -> None:
    """Add the commands about a team's hub."""
    cmd = add("hub", "Be the team's hub until Ctrl+C; or invite people, list workstations, lock "
              "one out.")  # fmt: skip
    cmd.set_defaults(hub_command="run")
    cmd.add_argument("--listen", metavar="HOST:PORT", default="",
                     help="default: 0.0.0.0:8443; or unix:PATH behind a proxy")  # fmt: skip
    cmd.add_argument("--certificate", metavar="FILE", default="",
                     help="PEM; default: one of its own, made at the first start")  # fmt: skip
    cmd.add_argument("--key", metavar="FILE", default="", help="the certificate's key, PEM")
    cmd.add_argument("--name", metavar="TEAM", default="", help="what the team is called")
    cmd.add_argument("--from", metavar="FILE", default="", dest="origin",
                     help="begin with a copy of somebody’s own database")  # fmt: skip
    cmd.add_argument("--backup-folder", metavar="FOLDER", default="",
                     help="default: backups, beside the database")  # fmt: skip
    cmd.add_argument("--behind-proxy", action="store_true",
                     help="plain HTTP for a proxy on this computer")  # fmt: skip
    cmd.add_argument("--metrics-token", metavar="FILE", default="",
                     help="a file with the token that opens /metrics to others")  # fmt: skip
    verbs = cmd.add_subparsers(dest="hub_command", metavar="WHAT", parser_class=Parser)
    shared = everywhere()

    def verb(name: str, what: str) -> Parser:
        return verbs.add_parser(
            name, help=what, description=what, parents=[shared], allow_abbrev=False
        )

    one = verb("invite", "Make the code with which a person joins with a workstation.")
    one.add_argument("person", metavar="PERSON", type=text, help="who is invited")
    verb("workstations", "Show the team's workstations.")
    one = verb("block", "Lock a workstation out.")
    one.add_argument("workstation", metavar="ID", type=text, help="its id, or the beginning of it")
