# SPDX-License-Identifier: MIT
"""Exports from the command line: leads, journal, counts, a calendar, everything."""

from __future__ import annotations

import argparse
import datetime as dt
from pathlib import Path

from leaddesk.cli.answers import Answer, print_note
from leaddesk.cli.doors import Sitting, find_person
from leaddesk.cli.imports import report_rows, stoppable
from leaddesk.cli.readers import WrongUse
from leaddesk.desk.exports import (
    CalendarWanted,
    CountsWanted,
    EverythingWanted,
    JournalWanted,
    LeadsWanted,
    Wanted,
)
from leaddesk.desk.queries import AskExportSize, AskPeople
from leaddesk.domain.lead import LeadState
from leaddesk.domain.lead_filter import LeadFilter
from leaddesk.domain.person import Person
from leaddesk.words import export_columns
from leaddesk.words import exports as words


def export(sitting: Sitting) -> Answer:
    """Write what is wanted to a file, and say how much it was."""
    args, person = sitting.args, sitting.person()
    kind = args.what
    wanted = _wanted(sitting, person)
    path = Path(args.to).expanduser().absolute()
    file_format = args.format or words.format_of(path, kind)
    if file_format not in words.FORMATS_OF[kind]:
        raise WrongUse(f"--format does not go with {kind}: it is {words.FORMATS_OF[kind][0]}.")
    while args.search and sitting.desk.catch_up():
        pass  # What was imported a moment ago is found too.
    size = sitting.desk.ask(AskExportSize(wanted), sitting.now, person.id)
    note = words.limits(kind, file_format, size)
    if note and not args.json:
        print_note(note)
    outlet = words.outlet(
        wanted, sitting.doors.machine(), path, file_format, person.time_zone,
        replace=args.overwrite,
    )  # fmt: skip
    with stoppable() as stop:
        done = sitting.desk.export(
            wanted, outlet, person.id, sitting.now,
            report=report_rows(as_json=args.json), cancelled=stop,
        )  # fmt: skip
    data = {"what": kind, "file": str(path), "format": file_format, "rows": done.rows}
    return Answer(f"{words.count(kind, done.rows)} exported to {path}", data)


def _wanted(sitting: Sitting, person: Person) -> Wanted:
    args = sitting.args
    whose = (
        find_person(sitting.desk.ask(AskPeople(), sitting.now), args.whose) if args.whose else None
    )
    whose_id = whose.id if whose else 0
    first, last = _day(args.first, "--from"), _day(args.last, "--until")
    if args.what == "leads":
        return LeadsWanted(_filter(args), columns=(keys := _columns(args)), notes="notes" in keys)
    if args.what == "journal":
        return JournalWanted(first, last, whose_id, tuple(args.kind))
    if args.what == "counts":
        return CountsWanted(first, last, whose_id)
    if args.what == "calendar":
        return CalendarWanted(whose_id or person.id, overdue=args.overdue)
    return EverythingWanted()


def _filter(args: argparse.Namespace) -> LeadFilter:
    states = (LeadState[args.state.upper()],) if args.state else ()
    return LeadFilter(text=args.search, tier=args.tier, states=states, list_id=args.list)


def _columns(args: argparse.Namespace) -> tuple[str, ...]:
    """Return the columns typed; raises WrongUse with those there are for one that is not."""
    keys = tuple(key.strip() for key in args.columns.split(",") if key.strip())
    known = [column.key for column in export_columns.LEAD_COLUMNS]
    if unknown := [key for key in keys if key not in known]:
        raise WrongUse(f"There is no column “{unknown[0][:40]}”. There are: {', '.join(known)}.")
    return keys


def _day(typed: str, option: str) -> dt.date | None:
    """Read 2026-05-12; raises WrongUse."""
    if not typed:
        return None
    try:
        return dt.datetime.strptime(typed, "%Y-%m-%d").replace(tzinfo=dt.UTC).date()
    except ValueError:
        raise WrongUse(f"{option} wants a date like 2026-05-12, not “{typed[:20]}”.") from None
