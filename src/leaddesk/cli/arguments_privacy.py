# SPDX-License-Identifier: MIT
"""What can be typed about personal data."""

from __future__ import annotations

from leaddesk.cli.parser import Add, Parser, person_argument
from leaddesk.cli.readers import number_from_1, text, whole_number
from leaddesk.domain.legal_basis import LegalBasis


def add_privacy_commands(add: Add) -> None:
    """Add the commands about a person's data."""
    cmd = add("person-export", "Write everything about one person to a ZIP file.")
    _lead(cmd)
    cmd.add_argument("--to", metavar="FILE", required=True, type=text, help="the file to write")
    cmd.add_argument("--overwrite", action="store_true", help="replace a file of that name")
    person_argument(cmd)
    cmd = add("person-erase", "Erase one person for good; only a digest stays.")
    _lead(cmd)
    cmd.add_argument(
        "--only", action="store_true", help="only this lead and what was merged into it"
    )
    cmd.add_argument("--reason", metavar="TEXT", required=True, type=text, help="how they asked")
    cmd.add_argument("--yes", action="store_true", help="really erase; without it, tell what would")
    person_argument(cmd)
    cmd = add("person-let-in", "Let an erased person in again who came back by themselves.")
    cmd.add_argument("known_by", metavar="NUMBER_OR_EMAIL", type=text)
    cmd.add_argument("--reason", metavar="TEXT", required=True, type=text)
    person_argument(cmd)
    cmd = add("retention", "Show after how long leads are made anonymous, and what that would do.")
    cmd.add_argument(
        "--worked", metavar="MONTHS", type=whole_number,
        help="leads in a queue or in research, after so many months; 0 is never",
    )  # fmt: skip
    cmd.add_argument(
        "--over", metavar="MONTHS", type=whole_number,
        help="closed, lost and do-not-call leads, after so many months; 0 is never",
    )  # fmt: skip
    cmd.add_argument("--save", action="store_true", help="put these months in force")
    cmd.add_argument("--run", action="store_true", help="make anonymous now by the rule in force")
    person_argument(cmd, required=False)
    cmd = add("sources", "Show where leads come from and on which basis they are kept.")
    cmd.add_argument("--set", dest="source", metavar="ID", type=number_from_1, help="change one")
    cmd.add_argument("--basis", choices=tuple(LegalBasis), default="", help="default: by its kind")
    cmd.add_argument("--origin", metavar="TEXT", default="", help="where the source has it from")
    person_argument(cmd, required=False)
    cmd = add("erasures", "Show who was erased when, without names; keep or apply the list.")
    cmd.add_argument("--save", metavar="FILE", help="write the list, to apply it after a restore")
    cmd.add_argument("--apply", metavar="FILE", help="erase again whoever of it came back")
    person_argument(cmd, required=False)


def _lead(cmd: Parser) -> None:
    cmd.add_argument(
        "--lead", metavar="ID", required=True, type=number_from_1, help="a lead of the person"
    )
