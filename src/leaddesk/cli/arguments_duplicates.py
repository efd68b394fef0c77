# SPDX-License-Identifier: MIT
"""What can be typed about likely duplicates."""

from __future__ import annotations

from leaddesk.cli.parser import Add, person_argument
from leaddesk.cli.readers import number_from_1
from leaddesk.domain.lead_merge import FIELDS


def add_duplicate_commands(add: Add) -> None:
    """Add the commands about likely duplicates."""
    cmd = add("duplicates", "Show leads that are likely the same, the surest first.")
    cmd.add_argument("--limit", metavar="N", type=number_from_1, default=50)
    cmd = add("merge", "Make one lead of two; numbers and history of both are kept.")
    cmd.add_argument("--keep", metavar="ID", required=True, type=number_from_1, help="which stays")
    cmd.add_argument(
        "--drop", metavar="ID", required=True, type=number_from_1, help="which goes into it"
    )
    cmd.add_argument(
        "--take", metavar="FIELD", action="append", choices=FIELDS,
        help="take this field from the one that goes, may be repeated; default: as the window "
        f"suggests; fields are {', '.join(FIELDS)}",
    )  # fmt: skip
    person_argument(cmd)
    cmd = add("not-duplicates", "Say that two leads are not the same, for good.")
    cmd.add_argument("--lead", metavar="ID", required=True, type=number_from_1)
    cmd.add_argument("--other", metavar="ID", required=True, type=number_from_1)
    person_argument(cmd)
