# SPDX-License-Identifier: MIT
"""Do not call from the command line: the team's list, national lists, calling hours of places."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from leaddesk.cli.answers import Answer, Plain, table
from leaddesk.cli.arguments_no_call import BINDINGS
from leaddesk.cli.doors import Sitting
from leaddesk.cli.imports import stoppable
from leaddesk.cli.queue import done_data
from leaddesk.cli.readers import WrongUse
from leaddesk.desk.commands import (
    AddNoCall,
    ConfirmPlace,
    EditPlace,
    RegistryOptions,
    RemoveNoCall,
    SetRegistry,
)
from leaddesk.desk.no_call_list import read_entry
from leaddesk.desk.queries import (
    MANY_LEADS,
    AskNoCall,
    AskPlaces,
    AskRegistries,
    AskTeam,
    NoCallRow,
    PlaceRow,
    RegistryRow,
)
from leaddesk.domain.errors import BadInput, NotFound
from leaddesk.words import done as done_words
from leaddesk.words import no_call, numbers, times, typed_hours

_CODES = {"US": "1", "GB": "44"}


def dnc(sitting: Sitting) -> Answer:
    """Do what was asked about the lists; without a verb, show the team's own."""
    verbs = {
        "add": add,
        "remove": remove,
        "rescrub": rescrub,
        "registries": show_registries,
        "import": import_registry,
        "bind": bind,
    }
    return verbs.get(sitting.args.dnc_command, show_list)(sitting)


def show_list(sitting: Sitting) -> Answer:
    """Show the team's list, newest first, or what was searched for."""
    args = sitting.args
    asked = AskNoCall(getattr(args, "search", ""), limit=getattr(args, "limit", 50))
    page = sitting.desk.ask(asked, sitting.now)
    data: Plain = {"entries": [_entry_data(row) for row in page.rows], "total": page.total}
    if not page.rows:
        return Answer("Nothing of this is on the list." if asked.search else "The list is empty.",
                      data)  # fmt: skip
    zone = sitting.desk.ask(AskTeam(), sitting.now).time_zone
    rows = [
        (
            no_call.kind(row.kind), row.label, times.stamp(row.since, sitting.now, zone), row.by,
            no_call.leads(row, MANY_LEADS), no_call.reason(row.reason),
        )
        for row in page.rows
    ]  # fmt: skip
    told = table(("kind", "what", "since", "by", "leads", "why"), rows)
    return Answer(f"{told}\n{numbers.count(len(rows), 'entry', 'entries')} of {page.total}", data)


def add(sitting: Sitting) -> Answer:
    """Put something on the list."""
    args = sitting.args
    return _did(sitting, AddNoCall(args.what, args.reason, args.kind))


def remove(sitting: Sitting) -> Answer:
    """Take an entry off the list."""
    args = sitting.args
    if args.kind == "person":
        return _did(sitting, RemoveNoCall("person", args.what, args.reason))
    region = sitting.desk.ask(AskTeam(), sitting.now).region
    kind, value, _ = read_entry(args.what, args.kind, region)
    return _did(sitting, RemoveNoCall(kind, value, args.reason))


def rescrub(sitting: Sitting) -> Answer:
    """Compare every lead with every list."""
    person = sitting.person()
    with stoppable() as stop:
        found = sitting.desk.rescrub(person.id, sitting.now, cancelled=stop)
    words = (
        f"{numbers.count(found.leads, 'lead')} compared: {found.held} held back, "
        f"{found.freed} may be called again, {found.moved} with another number now."
    )
    return Answer(
        words,
        {"leads": found.leads, "held": found.held, "freed": found.freed, "moved": found.moved},
    )


def show_registries(sitting: Sitting) -> Answer:
    """Show the national lists."""
    rows = sitting.desk.ask(AskRegistries(), sitting.now)
    lines = [
        f"{row.name} ({row.key}), {no_call.binding(row.binding)}, {row.days} days: "
        f"{no_call.registry_line(row, sitting.now.date())} {row.note}".strip()
        for row in rows
    ]
    return Answer("\n".join(lines), {"registries": [_registry_data(row) for row in rows]})


def import_registry(sitting: Sitting) -> Answer:
    """Import a national list, then compare every lead with it."""
    args, person = sitting.args, sitting.person()
    registry = _registry(sitting, args.registry)
    path, machine = Path(args.file).expanduser(), sitting.doors.machine()
    look = machine.look_at_registry(path)
    dated = _day(args.dated) if args.dated else look.dated
    if dated is None:
        raise BadInput("registry_needs_date", where=path.name)
    options = RegistryOptions(args.registry, dated, args.changes or look.delta)
    source = machine.read_registry(path, _CODES[registry.country])
    with stoppable() as stop:
        try:
            result = sitting.desk.import_registry(
                source, options, person.id, sitting.now, cancelled=stop
            )
        finally:
            source.close()
        found = sitting.desk.rescrub(person.id, sitting.now, cancelled=stop)
    row = _registry(sitting, args.registry)
    words = (
        f"{row.name}: {no_call.registry_line(row, sitting.now.date())}\n"
        f"{numbers.count(found.leads, 'lead')} compared: {found.held} held back, "
        f"{found.freed} may be called again."
    )
    data = {**_registry_data(row), "rows": result.rows, "held": found.held, "freed": found.freed}
    return Answer(words, data)


def bind(sitting: Sitting) -> Answer:
    """Say whether a national list binds the team."""
    args = sitting.args
    days = args.days or _registry(sitting, args.registry).days
    answer = _did(sitting, SetRegistry(args.registry, BINDINGS[args.binds], days))
    sitting.desk.rescrub(sitting.person().id, sitting.now)
    return answer


def calling_hours(sitting: Sitting) -> Answer:
    """Show, confirm or change the hours of places."""
    args = sitting.args
    country, _, region = str(getattr(args, "place", "")).upper().partition("-")
    match args.hours_command:
        case "confirm" | "unconfirm":
            confirmed = args.hours_command == "confirm"
            return _did(sitting, ConfirmPlace(country, region, confirmed))
        case "set":
            return _did(sitting, _edited(sitting, country, region))
        case _:
            return _show_hours(sitting)


def _show_hours(sitting: Sitting) -> Answer:
    only = str(getattr(sitting.args, "country", "")).upper()
    rows = [
        row for row in sitting.desk.ask(AskPlaces(), sitting.now) if only in {"", row.hours.country}
    ]
    told = table(
        ("place", "hours", "source", "checked on", ""),
        [
            (
                _place_key(row), no_call.hours(row.hours), row.hours.source,
                row.hours.checked_on.isoformat(), no_call.standing(row, sitting.now.date()),
            )
            for row in rows
        ],
    )  # fmt: skip
    return Answer(told, {"places": [_place_data(row) for row in rows]})


def _edited(sitting: Sitting, country: str, region: str) -> EditPlace:
    args = sitting.args
    checked = _day(args.checked_on) if args.checked_on else sitting.now.date()
    hours = typed_hours.read(args.hours)
    return EditPlace(
        country=country,
        region=region,
        weekdays=hours.weekdays,
        opens=hours.opens,
        closes=hours.closes,
        own_hours=hours.own_hours,
        skips_holidays=not args.holidays,
        source=args.source,
        checked_on=checked,
        max_calls=args.max_calls,
        note=args.note,
    )


def _did(sitting: Sitting, command: object) -> Answer:
    done = sitting.desk.do(command, sitting.person().id, sitting.now)
    words = done_words.label(done)
    return Answer(words, done_data(done, words))


def _day(typed: str) -> dt.date:
    try:
        return dt.date.fromisoformat(typed)
    except ValueError:
        raise WrongUse(f"{typed} is no date like 2026-11-20.") from None


def _registry(sitting: Sitting, key: str) -> RegistryRow:
    rows = sitting.desk.ask(AskRegistries(), sitting.now)
    found = next((row for row in rows if row.key == key), None)
    if found is None:
        raise NotFound("registry", what=key)
    return found


def _entry_data(row: NoCallRow) -> Plain:
    return {
        "kind": row.kind, "value": row.value, "label": row.label, "since": row.since,
        "by": row.by, "reason": row.reason, "leads": row.leads, "lead_id": row.lead_id or None,
    }  # fmt: skip


def _registry_data(row: RegistryRow) -> Plain:
    return {
        "registry": row.key, "name": row.name, "country": row.country, "binds": row.binds,
        "binding": row.binding, "days": row.days, "dated": row.dated, "numbers": row.numbers,
        "good_until": row.good_until, "has_run_out": row.has_run_out,
    }  # fmt: skip


def _place_key(row: PlaceRow) -> str:
    hours = row.hours
    return f"{hours.country}-{hours.region}" if hours.region else hours.country


def _place_data(row: PlaceRow) -> Plain:
    hours = row.hours
    return {
        "place": _place_key(row), "hours": no_call.hours(hours), "source": hours.source,
        "checked_on": hours.checked_on, "confirmed_by": row.confirmed_by or None,
        "confirmed_at": hours.confirmed_at, "max_calls": hours.max_calls, "note": hours.note,
    }  # fmt: skip
