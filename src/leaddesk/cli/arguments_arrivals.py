# SPDX-License-Identifier: MIT
"""What can be typed about leads that come by themselves."""

from __future__ import annotations

from leaddesk.cli.parser import SOURCE_KINDS, Add, Parser, person_argument, tier_number
from leaddesk.cli.readers import number_from_1


def add_arrival_commands(add: Add) -> None:
    """Add the commands about leads that come by themselves."""
    cmd = add("watch", "Import each list that lands in a folder, until Ctrl+C.")
    cmd.add_argument("folder", metavar="FOLDER", nargs="?", default="", help="default: the ones "
                     "named in the window on this computer")  # fmt: skip
    cmd.add_argument("--once", action="store_true", help="take what is there, then end")
    cmd.add_argument("--kind", choices=SOURCE_KINDS, default="list", help="how they arrive")
    _place(cmd, "where these leads come from")
    person_argument(cmd, required=False)
    cmd = add("intake", "Take leads from web forms over HTTP, until Ctrl+C.")
    cmd.add_argument("--host", default="127.0.0.1", help="the address to listen on")
    cmd.add_argument("--port", type=number_from_1, default=8765)
    cmd.add_argument("--new-token", action="store_true", help="make the token that forms send")
    cmd.add_argument(
        "--redirect",
        metavar="URL",
        action="append",
        default=[],
        help="a page that forms may send people to afterwards; may stand several times",
    )
    cmd.add_argument("--behind-proxy", action="store_true",
                     help="trust X-Forwarded-For of a proxy on this computer")  # fmt: skip
    cmd.add_argument("--per-minute", type=number_from_1, default=30,
                     help="messages of one address in a minute; default: 30")  # fmt: skip
    _place(cmd, "where these leads come from; default: Web form")


def _place(cmd: Parser, source: str) -> None:
    cmd.add_argument("--source", default="", help=source)
    cmd.add_argument("--campaign", default="")
    cmd.add_argument("--tier", type=tier_number, default=1)
    cmd.add_argument("--region", default="", help="ISO country of numbers without a prefix")
