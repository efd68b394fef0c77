# SPDX-License-Identifier: MIT
"""The parser of the command line, and the arguments that several commands share."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from typing import NoReturn

from typing_extensions import override

from leaddesk.cli.readers import WrongUse, number_from_1, text
from leaddesk.domain.tier import LAST_NUMBER

SOURCE_KINDS = ("inbound", "trade_show", "list", "referral")


class Parser(argparse.ArgumentParser):
    """A parser that raises WrongUse and leaves printing to the caller."""

    @override
    def error(self, message: str) -> NoReturn:
        raise WrongUse(message, self.format_usage())


Add = Callable[[str, str], Parser]
"""Adds a command by its name and what it does."""


def everywhere() -> Parser:
    """Return the arguments that may also stand after the command, without defaults of their own."""
    parent = Parser(add_help=False, argument_default=argparse.SUPPRESS)
    add_everywhere(parent)
    return parent


def add_everywhere(parser: Parser) -> None:
    """Add what every command takes."""
    parser.add_argument(
        "--database",
        metavar="FILE_OR_URL",
        default=argparse.SUPPRESS,
        help="the team's database; default: the one of this computer",
    )
    parser.add_argument(
        "--json", action="store_true", default=argparse.SUPPRESS, help="print one JSON object"
    )


def person_argument(parser: Parser, *, required: bool = True) -> None:
    """Add who does it."""
    parser.add_argument(
        "--as", dest="person", metavar="PERSON", required=required, type=text, help="who does it"
    )


def lead_argument(parser: Parser) -> None:
    """Add which lead is meant."""
    parser.add_argument(
        "--lead", metavar="ID", required=True, type=number_from_1, help="the lead's id"
    )


def handoff_argument(parser: Parser, *, required: bool = True) -> None:
    """Add which handoff is meant."""
    parser.add_argument(
        "--handoff", metavar="ID", required=required, type=number_from_1, help="the handoff's id"
    )


def tier_number(typed: str) -> int:
    """Read the number of a tier; the desk knows which there are."""
    found = number_from_1(typed)
    if found > LAST_NUMBER:
        raise argparse.ArgumentTypeError(f"a tier has a number up to {LAST_NUMBER}")
    return found


def tier_argument(parser: Parser) -> None:
    """Add the tier that is worked in."""
    parser.add_argument("--tier", type=tier_number, help="default: the person's own")


def at_argument(parser: Parser, what: str) -> None:
    """Add a moment; `what` says of what."""
    parser.add_argument("--at", metavar="TIME", default="", help=what)
