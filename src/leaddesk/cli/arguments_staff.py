# SPDX-License-Identifier: MIT
"""What can be typed about one person of the team: days that are not whole, goals of their own."""

from __future__ import annotations

import argparse

from leaddesk.cli.parser import Parser, everywhere, person_argument, tier_argument
from leaddesk.cli.readers import percent, text
from leaddesk.domain.absence import AbsenceKind
from leaddesk.domain.perfect_day import Metric

GOALS = tuple(metric.value for metric in Metric if metric is not Metric.FEEDBACK_GIVEN)


def add_staff_verbs(people: argparse._SubParsersAction[Parser]) -> None:
    """Add what is said of somebody's days and goals to the command about people."""
    cmd = _verb(people, "absences", "days that are not whole: away, training, job switch")
    verbs = cmd.add_subparsers(dest="absences_command", metavar="WHAT", parser_class=Parser)
    new = _verb(verbs, "list", "the marked days of a month, by a team lead")
    new.add_argument("--day", default="", help="a day of the month, 2026-05-12; default: today")
    new.add_argument("--of", metavar="PERSON", default="", help="only of one person")
    person_argument(new)
    new = _verb(verbs, "set", "mark days, by a team lead")
    _days(new)
    new.add_argument("--kind", choices=[kind.value for kind in AbsenceKind], default="away")
    new.add_argument(
        "--remains", metavar="PERCENT", type=percent,
        help="of the day for its goals; default: 50 in training, else 0",
    )  # fmt: skip
    person_argument(new)
    new = _verb(verbs, "clear", "make days whole again, by a team lead")
    _days(new)
    person_argument(new)
    _goals(people)


def _goals(people: argparse._SubParsersAction[Parser]) -> None:
    cmd = _verb(people, "goals", "goals of one person in a tier")
    verbs = cmd.add_subparsers(dest="goals_command", metavar="WHAT", parser_class=Parser)
    new = _verb(verbs, "show", "the goals that measure somebody's day, by a team lead")
    _whose(new)
    person_argument(new)
    new = _verb(verbs, "set", "goals of their own; what is not named stays, by a team lead")
    _whose(new)
    names = ", ".join(GOALS)
    for option, name, words in (
        ("--goal", "METRIC=N", f"how many, of {names}"),
        ("--part", "METRIC=PERCENT", "its part of the bar"),
        ("--required", "METRIC", "a Perfect Day needs it"),
        ("--optional", "METRIC", "a Perfect Day does not need it"),
        ("--drop", "METRIC", "no longer a goal"),
    ):
        told = f"{words}; may be repeated"
        new.add_argument(option, action="append", default=[], metavar=name, help=told)
    _from(new)
    person_argument(new)
    new = _verb(verbs, "clear", "back to the goals of the tier, by a team lead")
    _whose(new)
    _from(new)
    person_argument(new)


def _days(parser: Parser) -> None:
    parser.add_argument("who", metavar="PERSON", nargs="+", type=text, help="one or several people")
    parser.add_argument("--from", dest="first", required=True, help="the first day, 2026-05-12")
    parser.add_argument("--to", dest="last", default="", help="the last day; default: the first")


def _whose(parser: Parser) -> None:
    parser.add_argument("who", metavar="PERSON", type=text)
    tier_argument(parser)


def _from(parser: Parser) -> None:
    parser.add_argument("--from", dest="first", default="", help="from this day; default: today")


def _verb(verbs: argparse._SubParsersAction[Parser], name: str, what: str) -> Parser:
    return verbs.add_parser(
        name, help=what, description=what, parents=[everywhere()], allow_abbrev=False
    )
