# SPDX-License-Identifier: MIT
"""What can be typed about the funnel."""

from __future__ import annotations

from leaddesk.cli.parser import Add, person_argument
from leaddesk.domain.funnel import Span
from leaddesk.words.funnel import LOOKS


def add_funnel_commands(add: Add) -> None:
    """Add the command of the funnel."""
    cmd = add("funnel", "Show what becomes of calls, or say what a source or campaign costs.")
    spans = [span.value for span in Span]
    cmd.add_argument("--days", choices=spans, default=Span.MONTH.value, help="default: 30")
    cmd.add_argument("--look", choices=LOOKS, default="", help="one look more, beside the stages")
    cmd.add_argument(
        "--cost", metavar="SOURCE=AMOUNT", default="",
        help="what a source costs per month; no amount when it is not known",
    )  # fmt: skip
    cmd.add_argument(
        "--campaign-cost", metavar="CAMPAIGN=AMOUNT", default="",
        help="what a campaign costs per month; no amount when it is not known",
    )  # fmt: skip
    cmd.add_argument("--of", metavar="PERSON", default="", help="one person alone")
    person_argument(cmd, required=False)
