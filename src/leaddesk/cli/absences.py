# SPDX-License-Identifier: MIT
"""Days that are not whole, from the command line: listed, marked, made whole again."""

from __future__ import annotations

from leaddesk.cli import readers
from leaddesk.cli.answers import Answer, Plain, table
from leaddesk.cli.doors import Sitting
from leaddesk.cli.queue import done_data
from leaddesk.cli.readers import WrongUse
from leaddesk.desk.commands import MarkDays
from leaddesk.desk.queries import AskAbsences
from leaddesk.domain.absence import USUAL_SHARE, AbsenceKind
from leaddesk.words import done as done_words
from leaddesk.words import people as words

_HEAD = ("day", "name", "why")
_WHOLE = 100


def absences(sitting: Sitting) -> Answer:
    """Do what was asked about days that are not whole."""
    verbs = {"list": show, "set": mark, "clear": clear}
    verb = sitting.args.absences_command
    if verb is None:
        raise WrongUse(f"Say what to do: {', '.join(verbs)}.")
    return verbs[verb](sitting)


def show(sitting: Sitting) -> Answer:
    """List the marked days of a month, the earliest first."""
    args, who = sitting.args, sitting.person()
    day = readers.day(args.day) if args.day else None
    month = sitting.desk.ask(AskAbsences(day), sitting.now, who.id)
    only = sitting.person(args.of).id if args.of else 0
    found = sorted(
        (day, row.person.name, row.person.id, absence)
        for row in month.rows
        if only in {0, row.person.id}
        for day, absence in row.marked.items()
        if day in month.days
    )
    rows: list[Plain] = [
        {
            "day": day.isoformat(),
            "person": person,
            "name": name,
            "kind": absence.kind.value,
            "remains": absence.percent,
        }
        for day, name, person, absence in found
    ]
    first, last = month.days[0].isoformat(), month.days[-1].isoformat()
    data: Plain = {"first": first, "last": last, "absences": list(rows)}
    if not found:
        return Answer(f"No day is marked between {first} and {last}.", data)
    lines = [(day.isoformat(), name, words.absence(absence)) for day, name, _, absence in found]
    return Answer(table(_HEAD, lines), data)


def mark(sitting: Sitting) -> Answer:
    """Say why days are not whole."""
    kind = AbsenceKind(sitting.args.kind)
    remains = sitting.args.remains
    share = USUAL_SHARE[kind] if remains is None else remains / _WHOLE
    return _did(sitting, kind.value, share)


def clear(sitting: Sitting) -> Answer:
    """Make days whole again."""
    return _did(sitting, "", 0.0)


def _did(sitting: Sitting, kind: str, share: float) -> Answer:
    args = sitting.args
    first = readers.day(args.first)
    last = readers.day(args.last) if args.last else first
    people = tuple(dict.fromkeys(sitting.person(typed).id for typed in args.who))
    command = MarkDays(people, first, last, kind, share)
    done = sitting.desk.do(command, sitting.person().id, sitting.now)
    told = done_words.label(done)
    return Answer(told, done_data(done, told))
