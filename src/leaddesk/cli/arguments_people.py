# SPDX-License-Identifier: MIT
"""What can be typed about what people of the team tell each other."""

from __future__ import annotations

import argparse

from leaddesk.cli.parser import Add, Parser, everywhere, person_argument
from leaddesk.cli.readers import number_from_1, text
from leaddesk.domain.coaching import COACHED
from leaddesk.domain.notice import NoticeKind

EVERYBODY = "everybody"


def add_people_commands(add: Add) -> None:
    """Add the commands about notices and coaching."""
    cmd = add("notices", "Notices of the team: shown, published, acknowledged.")
    verbs = cmd.add_subparsers(dest="notices_command", metavar="WHAT", parser_class=Parser)
    new = _verb(verbs, "list", "what waits for somebody, and what else is in force")
    person_argument(new)
    new = _verb(verbs, "publish", "put a notice before everybody or some tiers, by a team lead")
    _fields(new, required=True)
    person_argument(new)
    new = _verb(verbs, "edit", "change a notice, by a team lead")
    _notice(new)
    _fields(new, required=False)
    new.add_argument("--ask-again", action="store_true", help="all acknowledge it anew")
    person_argument(new)
    for name, what in (
        ("withdraw", "take a notice away, by a team lead"),
        ("acknowledge", "say that you read a notice"),
    ):
        new = _verb(verbs, name, what)
        _notice(new)
        person_argument(new)

    _coaching(add)


def _coaching(add: Add) -> None:
    cmd = add("coaching", "One-to-ones and the meeting of the team: agendas, notes, actions.")
    verbs = cmd.add_subparsers(dest="coaching_command", metavar="WHAT", parser_class=Parser)
    new = _verb(verbs, "agenda", "the agenda as text, of one's own page or by a team lead")
    _of(new)
    person_argument(new)
    new = _verb(verbs, "note", "write a note on somebody, by a team lead")
    _of(new)
    new.add_argument("--words", required=True, type=text)
    metrics = ", ".join(COACHED)
    new.add_argument("--metric", action="append", default=[], help=f"of {metrics}; may be repeated")
    new.add_argument("--shared", action="store_true", help="they see it on their own page")
    person_argument(new)
    new = _verb(verbs, "edit", "change the words of a note, by the team lead who wrote it")
    new.add_argument("note", metavar="ID", type=number_from_1)
    new.add_argument("--words", required=True, type=text)
    person_argument(new)
    new = _verb(verbs, "share", "let the person see a note, by a team lead")
    new.add_argument("note", metavar="ID", type=number_from_1)
    new.add_argument("--no-longer", action="store_true", help="team leads alone see it again")
    person_argument(new)
    new = _verb(verbs, "held", "a one-to-one or the meeting of the team was held, by a team lead")
    _of(new)
    new.add_argument(
        "--action", action="append", default=[], metavar="PERSON|DAY|WORDS",
        help="what was agreed; may be repeated",
    )  # fmt: skip
    person_argument(new)
    new = _verb(verbs, "done", "something agreed is done, by a team lead")
    new.add_argument("action", metavar="ID", type=number_from_1)
    new.add_argument("--reopen", action="store_true", help="it is open again")
    person_argument(new)


def _of(parser: Parser) -> None:
    parser.add_argument("of", metavar="WHOSE", type=text, help="a person, or team for its meeting")


def _notice(parser: Parser) -> None:
    parser.add_argument("notice", metavar="ID", type=number_from_1, help="the notice's id")


def _fields(parser: Parser, *, required: bool) -> None:
    kinds = tuple(kind.value for kind in NoticeKind)
    parser.add_argument("--kind", choices=kinds, required=required)
    parser.add_argument("--title", required=required, type=text)
    parser.add_argument("--words", required=required, type=text)
    parser.add_argument(
        "--for", dest="audience", metavar="TIERS", default="",
        help=f"{EVERYBODY}, or tiers with commas, such as 1; a new one is for {EVERYBODY}",
    )  # fmt: skip


def _verb(verbs: argparse._SubParsersAction[Parser], name: str, what: str) -> Parser:
    return verbs.add_parser(
        name, help=what, description=what, parents=[everywhere()], allow_abbrev=False
    )
