# SPDX-License-Identifier: MIT
"""Likely duplicates from the command line: duplicates, merge, not-duplicates."""

from __future__ import annotations

from leaddesk.cli.answers import Answer, Plain, table
from leaddesk.cli.doors import Sitting
from leaddesk.cli.queue import done_data
from leaddesk.cli.shown_leads import lead_data
from leaddesk.desk.commands import KeepApart, MergeLeads
from leaddesk.desk.queries import AskDuplicates, AskPair, PairRow
from leaddesk.words import done as done_words
from leaddesk.words import duplicates as words

_HEAD = ("sure", "lead", "who", "lead", "who", "why")


def show_duplicates(sitting: Sitting) -> Answer:
    """List the pairs that nobody decided on yet."""
    while sitting.desk.catch_up():
        pass  # What was imported a moment ago is compared too.
    view = sitting.desk.ask(AskDuplicates(sitting.args.limit), sitting.now)
    data: Plain = {"pairs": [_data(row) for row in view.pairs], "total": view.total}
    if not view.pairs:
        return Answer("No likely duplicates.", data)
    told = table(_HEAD, [_row(row) for row in view.pairs])
    return Answer(f"{told}\n{words.total(view.total, more=view.more)}", data)


def merge(sitting: Sitting) -> Answer:
    """Make one lead of two, with the fields named or those that the window suggests."""
    args, person = sitting.args, sitting.person()
    card = sitting.desk.ask(AskPair(args.keep, args.drop, args.keep), sitting.now, person.id)
    taken = tuple(field.key for field in card.fields if field.take)
    if args.take is not None:
        taken = tuple(args.take)
    left, right = card.left, card.right
    command = MergeLeads(left.id, right.id, left.version, right.version, taken)
    done = sitting.desk.do(command, person.id, sitting.now)
    told = done_words.label(done)
    lead = lead_data(sitting.card(left.id), sitting.now)
    return Answer(told, {**done_data(done, told), "lead": lead})


def keep_apart(sitting: Sitting) -> Answer:
    """Say that two leads are not the same."""
    args, person = sitting.args, sitting.person()
    done = sitting.desk.do(KeepApart(args.lead, args.other), person.id, sitting.now)
    told = done_words.label(done)
    return Answer(told, done_data(done, told))


def _row(row: PairRow) -> tuple[str, ...]:
    return (
        words.percent(row.score),
        str(row.first_id),
        _who(row.name, row.company),
        str(row.second_id),
        _who(row.other_name, row.other_company),
        words.why(row.why, row.site),
    )


def _who(name: str, company: str) -> str:
    return f"{name}, {company}" if company and company != name else name


def _data(row: PairRow) -> Plain:
    return {
        "leads": [row.first_id, row.second_id],
        "score": row.score,
        "why": list(row.why),
        "words": words.why(row.why, row.site),
        "names": [row.name, row.other_name],
        "companies": [row.company, row.other_company],
    }
