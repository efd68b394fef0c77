# SPDX-License-Identifier: MIT
"""What can be typed about the plan."""

from __future__ import annotations

from leaddesk.cli.parser import Add, person_argument
from leaddesk.domain.plan import STAGES


def add_plan_commands(add: Add) -> None:
    """Add the command of the plan."""
    cmd = add("plan", "Work back from a revenue goal to each person's day, or put that in force.")
    cmd.add_argument("--goal", metavar="AMOUNT", default="", help="the revenue of the period")
    cmd.add_argument("--sale", metavar="AMOUNT", default="", help="default: as measured")
    cmd.add_argument("--begins", metavar="DAY", default="", help="default: this quarter")
    cmd.add_argument("--ends", metavar="DAY", default="")
    stages = ", ".join(stage.name for stage in STAGES)
    cmd.add_argument(
        "--share", metavar="STAGE=PERCENT", action="append", default=[],
        help=f"of {stages}; default: as measured; may be repeated",
    )  # fmt: skip
    cmd.add_argument(
        "--target", metavar="TIER.GOAL=N", action="append", default=[],
        help="a target of a tier's day, such as 1.calls=80; default: as worked out",
    )  # fmt: skip
    cmd.add_argument("--from", dest="begin", metavar="DAY", default="", help="put it in force")
    cmd.add_argument("--why", default="", help="the reason, with --from")
    person_argument(cmd, required=False)
