# SPDX-License-Identifier: MIT
"""What can be typed about reports."""

from __future__ import annotations

from leaddesk.cli.parser import Add, person_argument
from leaddesk.domain.report_span import SPANS


def add_report_commands(add: Add) -> None:
    """Add the command of reports."""
    cmd = add("report", "A day, week or month of the team or a person, to read or as a file.")
    person_argument(cmd)
    cmd.add_argument("--span", choices=SPANS, default="day")
    cmd.add_argument("--day", metavar="DAY", default="", help="a day of it; default: today")
    cmd.add_argument("--of", metavar="PERSON", default="", help="whose; default: the team")
    cmd.add_argument("--to", metavar="FILE", default="", help="a .pdf or .xlsx file")
    cmd = add("reports-due", "Write the reports that were ordered in the window and are due.")
    person_argument(cmd, required=False)
