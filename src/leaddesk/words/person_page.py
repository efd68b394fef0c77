# SPDX-License-Identifier: MIT
"""Everything about one person as two documents: one for programs, one for people to read."""

from __future__ import annotations

import datetime as dt
import html
from collections.abc import Iterable, Sequence
from pathlib import Path
from zoneinfo import ZoneInfo

import msgspec

from leaddesk.desk.exports import BundleShape
from leaddesk.desk.ports import Machine
from leaddesk.desk.queries import PersonData, PersonHandoff, PersonLead
from leaddesk.words import handoffs, history, leads, personal_data

JSON_NAME, PAGE_NAME = "person.json", "person.html"
FORMAT = "leaddesk.person.1"

Pair = tuple[str, str]


def documents(data: PersonData, zone: str) -> dict[str, str]:
    """Return the documents by their file names; moments are told in a zone, in JSON in UTC."""
    return {JSON_NAME: as_json(data), PAGE_NAME: page(data, zone)}


def write(machine: Machine, path: Path, data: PersonData, zone: str, *, replace: bool) -> None:
    """Write the documents into a ZIP file, whole or not at all; raises BadInput."""
    file = machine.export_file(path, BundleShape(documents(data, zone)), replace=replace)
    try:
        file.finish()
        file.keep()
    except BaseException:
        file.drop()
        raise


def as_json(data: PersonData) -> str:
    """Return everything as JSON: moments as ISO 8601, codes as the database has them."""
    told = {"format": FORMAT, **msgspec.to_builtins(data)}
    return msgspec.json.format(msgspec.json.encode(told), indent=2).decode()


def page(data: PersonData, zone: str) -> str:
    """Return everything as a page that any browser shows."""
    clock = ZoneInfo(zone)
    title = f"What {data.team} keeps about {data.name}"
    parts = [
        f"<h1>{_safe(title)}</h1>",
        f"<p>As of {_safe(_moment(data.at, clock))}.</p>",
        *(part for lead in data.leads for part in _lead(lead, clock)),
    ]
    return (
        '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        f"<title>{_safe(title)}</title>\n<style>{_STYLE}</style>\n</head>\n<body>\n"
        + "\n".join(parts)
        + "\n</body>\n</html>\n"
    )


_STYLE = (
    "body{font:16px/1.5 sans-serif;max-width:52rem;margin:2rem auto;padding:0 1rem;color:#1d2733}"
    "h1{font-size:1.5rem}h2{font-size:1.2rem;margin-top:2rem;border-top:1px solid #ccd3db;"
    "padding-top:1rem}h3{font-size:1rem;margin-bottom:.25rem}"
    "table{border-collapse:collapse;width:100%}"
    "th{width:13rem;font-weight:normal;color:#5b6875}"
    "td,th{text-align:left;vertical-align:top;padding:.15rem .75rem .15rem 0}"
)


def _lead(lead: PersonLead, clock: ZoneInfo) -> Iterable[str]:
    card = lead.card
    yield f"<h2>{_safe(card.name)}{_safe(f', {card.company}' if card.company else '')}</h2>"
    yield _table(_who(lead))
    yield from _section("Why it is kept, and where it comes from", _origin(lead, clock))
    yield from _section("What they told us", list(card.answers.items()))
    happened = [(_moment(row.at, clock), history.line(row)) for row in card.history]
    yield from _section("What happened", happened)
    handed = [(_moment(one.offered_at, clock), _handed(one)) for one in lead.handoffs]
    yield from _section("Handed over between colleagues", handed)
    said = [
        (_moment(one.given_at, clock), f"{one.giver} to {one.receiver}: {one.line}")
        for one in lead.feedback
    ]
    yield from _section("What colleagues said about the handover", said)
    listed = [
        (_moment(one.since, clock), _joined(f"{one.kind}: {one.value}", one.reason))
        for one in lead.no_call
    ]
    yield from _section("On the do-not-call list", listed)


def _origin(lead: PersonLead, clock: ZoneInfo) -> list[Pair]:
    card = lead.card
    return [
        ("Legal basis", personal_data.basis(card.basis)),
        ("Source", f"{card.source} ({leads.source_kind(card.source_kind)})"),
        ("The source has it from", card.origin),
        ("List", lead.list_name),
        ("Campaign", card.campaign),
        ("Here since", _moment(card.arrived_at, clock)),
        ("Now", leads.state(card.state)),
    ]


def _handed(one: PersonHandoff) -> str:
    answers = (f"{key}: {value}" for key, value in one.answers.items())
    head = f"{one.giver} to {one.receiver}: {handoffs.fate_name(one.fate)}"
    return _joined(head, *answers, one.note, one.next_step, one.warm_reason, one.words, one.scored)


def _who(lead: PersonLead) -> list[Pair]:
    card = lead.card
    rest = {k: v for k, v in lead.details.items() if k not in _SHOWN}
    return [
        ("Name", card.name),
        ("Title", card.title),
        ("Company", card.company),
        ("E-mail", card.email),
        *(
            (leads.phone_kind(n.kind), _joined(n.shown, leads.bad_number(n.bad)))
            for n in card.phones
        ),
        ("Website", card.website),
        ("Industry", card.industry),
        ("Employees", str(card.employees or "")),
        ("Street", card.street),
        ("City", _joined(card.postal_code, card.city, card.region, card.country)),
        ("Time zone", card.time_zone),
        *((key.replace("_", " ").capitalize(), value) for key, value in rest.items()),
    ]


_SHOWN = frozenset(
    {
        "website", "industry", "employees", "street", "city", "region", "postal_code", "country",
        "time_zone",
    }
)  # fmt: skip


def _section(title: str, rows: Sequence[Pair]) -> list[str]:
    return [f"<h3>{_safe(title)}</h3>", _table(rows)] if rows else []


def _table(rows: Iterable[Pair]) -> str:
    told = "".join(
        f"<tr><th>{_safe(name)}</th><td>{_safe(value)}</td></tr>\n" for name, value in rows if value
    )
    return f"<table>\n{told}</table>"


def _joined(*parts: str) -> str:
    return "; ".join(part for part in parts if part)


def _moment(at: dt.datetime, clock: ZoneInfo) -> str:
    return f"{at.astimezone(clock):%Y-%m-%d %H:%M %Z}"


def _safe(text: str) -> str:
    return html.escape(text)
