# SPDX-License-Identifier: MIT
"""What can be typed about the rules."""

from __future__ import annotations

from leaddesk.cli.parser import Add, Parser, person_argument
from leaddesk.cli.readers import text, whole_number


def add_rule_commands(add: Add) -> None:
    """Add the commands about the rules that are data."""
    add("rules", "Show the rules that team leads change, and who changed them last.")
    cmd = add("rule", "Show one rule and its versions, or put another value of it in force.")
    cmd.add_argument("key", metavar="RULE", type=text, help="as `leaddesk rules` names it")
    what = cmd.add_mutually_exclusive_group()
    what.add_argument("--set", dest="value", metavar="JSON", help="the whole value, as JSON")
    what.add_argument("--default", action="store_true", help="back to the default that ships")
    what.add_argument("--back", metavar="N", type=whole_number, help="back to version N")
    _why(cmd)
    cmd = add("rules-export", "Write all rules to one file, to keep or for another team.")
    cmd.add_argument("file", metavar="FILE", type=text)
    cmd.add_argument("--overwrite", action="store_true", help="replace a file of that name")
    cmd = add("rules-import", "Put the rules of a file in force, all of them or none.")
    cmd.add_argument("file", metavar="FILE", type=text)
    _why(cmd)


def _why(cmd: Parser) -> None:
    cmd.add_argument("--reason", metavar="TEXT", default="", help="why; it stands in the versions")
    cmd.add_argument("--try", dest="only_try", action="store_true",
                     help="tell what it would do, and change nothing")  # fmt: skip
    person_argument(cmd, required=False)
