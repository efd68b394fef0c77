# SPDX-License-Identifier: MIT
"""The records of an export: which leads, and each row with the names that belong to its ids."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from leaddesk.desk.answers_card import class_of, shown_state
from leaddesk.desk.asking import Asking
from leaddesk.desk.browsing import cut_of
from leaddesk.desk.exports import (
    AgreedOut,
    CalendarWanted,
    CountOut,
    EntryKept,
    EntryOut,
    EverythingWanted,
    JournalWanted,
    LeadOut,
    LeadsWanted,
)
from leaddesk.desk.queries import AskExportSize
from leaddesk.desk.records import Source
from leaddesk.domain.errors import RuleBroken
from leaddesk.domain.lead import Lead, LeadState, QueueKind
from leaddesk.domain.lead_filter import LeadFilter
from leaddesk.domain.local_day import day_span
from leaddesk.domain.person import Person

_NAMELESS = Source(0, "", "list")
_NOT_AGREED = frozenset({"technical", "no_show"})
_AGREED = {"appointment": "appointment"}


KEYS = 50_000
"""Ids read at a time."""


def answer_size(query: AskExportSize, asking: Asking) -> int:
    """Return how many rows an export would have; 0 for what can't be told without doing it."""
    wanted, reads = query.wanted, asking.unit.reads
    if isinstance(wanted, LeadsWanted):
        if wanted.ids is not None:
            return len(wanted.ids)
        return reads.browse_count(cut_of(wanted.filter, asking))
    if isinstance(wanted, EverythingWanted):
        return sum(reads.rows_out(table) for table in reads.tables())
    if wanted == JournalWanted():
        return reads.rows_out("journal")
    return 0


# ------------------------------------------------------------------------- leads


def lead_ids(wanted: LeadsWanted, asking: Asking, step: int) -> Iterator[Sequence[int]]:
    """Yield the ids of the leads that are wanted, in their order, `step` at a time."""
    cut, after = cut_of(wanted.filter, asking), None
    while True:
        marks = asking.unit.reads.browse(cut, wanted.sort, after, step)
        yield [lead_id for _key, lead_id in marks]
        if len(marks) < step:
            return
        after = marks[-1]


def leads_out(
    ids: Sequence[int], wanted: LeadsWanted, asking: Asking, lists: dict[int, str]
) -> list[LeadOut]:
    """Return some leads with all that belongs to them; `lists` remembers names of lists."""
    reads = asking.unit.reads
    kept = reads.leads_out(list(ids), notes=wanted.notes)
    sources = {source.id: source for source in reads.sources()}
    for list_id in {one.lead.list_id for one in kept} - lists.keys():
        lists[list_id] = reads.list_name(list_id) if list_id else ""
    return [
        LeadOut(
            one,
            shown_state(one.lead, asking.now),
            class_of(one.lead, asking),
            sources.get(one.lead.source_id, _NAMELESS),
            lists[one.lead.list_id],
            asking.book.name(one.lead.owner_id),
            tuple((at, asking.book.name(by), text) for at, by, text in one.notes),
        )
        for one in kept
        if one.lead.state is not LeadState.STAGED
    ]


def filter_told(wanted: LeadFilter) -> dict[str, Any]:
    """Return what a filter narrows down, as plain values for the journal."""
    found: dict[str, Any] = {}
    for one in dataclasses.fields(wanted):
        value = getattr(wanted, one.name)
        if value != one.default:
            found[one.name] = [int(v) for v in value] if one.name == "states" else value
    return found


# ------------------------------------------------------------------------- journal, counts


def span(
    first: dt.date | None, last: dt.date | None, who: Person
) -> tuple[dt.datetime | None, dt.datetime | None]:
    """Return the moments from the start of one day to the end of another on a person's clock."""
    since = day_span(who.time_zone, first)[0] if first else None
    until = day_span(who.time_zone, last)[1] if last else None
    return since, until


def entries_out(found: Sequence[EntryKept], asking: Asking) -> list[EntryOut]:
    """Return journal rows with the names of people and leads."""
    ids = sorted({row.lead_id for row in found if row.lead_id})
    leads = {lead.id: lead for lead in asking.unit.reads.leads(ids)}
    return [_entry(row, leads.get(row.lead_id), asking) for row in found]


def _entry(row: EntryKept, lead: Lead | None, asking: Asking) -> EntryOut:
    to = row.data.get("to")
    receiver = asking.book.name(to) if isinstance(to, int) else ""
    name, company = (lead.name, lead.company) if lead else ("", "")
    return EntryOut(row, asking.book.name(row.person_id), name, company, receiver)


def counts_out(found: Sequence[tuple[int, str, int, str, int]], asking: Asking) -> list[CountOut]:
    """Return counters with the names of people; what was taken back again to nothing is none."""
    return [
        CountOut(who, asking.book.name(who), dt.date.fromisoformat(day), tier, metric, n)
        for who, day, tier, metric, n in found
        if n
    ]


# ------------------------------------------------------------------------- calendar


def agreed_out(
    wanted: CalendarWanted, person: Person, asking: Asking, since: dt.datetime
) -> list[AgreedOut]:
    """Return what waits for a person at a time, soonest first, and what no longer does.

    What went out in an earlier export, still lies ahead and does not stand any more, is cancelled.
    Raises RuleBroken("nothing_agreed") for a single lead without such a time.
    """
    reads = asking.unit.reads
    stands = {lead.id: lead for lead in asking.unit.leads.owned(person.id) if is_agreed(lead)}
    if wanted.lead_id:
        one = stands.get(wanted.lead_id)
        if one is None:
            lead = asking.unit.leads.get(wanted.lead_id)
            raise RuleBroken("nothing_agreed", lead=lead.name, person=person.name)
        return _agreed([one], person, asking)
    shown = [
        lead
        for lead in stands.values()
        if wanted.overdue or (lead.due_at is not None and lead.due_at >= asking.now)
    ]
    gone = [
        (lead_id, at, kind, arrived)
        for lead_id, (at, kind, arrived) in went_out(
            reads.calendars_out(person.id, since), person.id
        ).items()
        if lead_id not in stands and at >= asking.now
    ]
    return [*_agreed(shown, person, asking), *_cancelled(gone, person, asking)]


def is_agreed(lead: Lead) -> bool:
    """Tell whether a lead waits for its owner at a time that was agreed or chosen."""
    if lead.state is not LeadState.QUEUED or lead.due_at is None or not lead.owner_id:
        return False
    if lead.kind is QueueKind.NEXT_STEP:
        return True
    return lead.kind is QueueKind.CALLBACK and lead.why not in _NOT_AGREED


def went_out(
    exports: Sequence[Mapping[str, Any]], person_id: int
) -> dict[int, tuple[dt.datetime, str, int]]:
    """Return (time, kind, arrival) by lead of what earlier exports of a calendar left standing."""
    found: dict[int, tuple[dt.datetime, str, int]] = {}
    for data in exports:
        if data.get("what") != "calendar" or data.get("person") != person_id:
            continue
        for lead_id, ms, kind, arrived in data.get("entries", ()):
            found[lead_id] = (dt.datetime.fromtimestamp(ms / 1000, dt.UTC), kind, arrived)
        for lead_id in data.get("cancelled", ()):
            found.pop(lead_id, None)
    return found


def calendar_facts(page: Sequence[AgreedOut]) -> dict[str, Any]:
    """Return what the journal keeps of a calendar, so that the next one can cancel."""
    return {
        "entries": [
            [one.lead_id, _ms(one.at), one.kind, _ms(one.arrived_at)]
            for one in page
            if not one.cancelled
        ],
        "cancelled": [one.lead_id for one in page if one.cancelled],
    }


def _agreed(leads: Sequence[Lead], person: Person, asking: Asking) -> list[AgreedOut]:
    ordered = sorted(leads, key=lambda lead: (lead.due_at or asking.now, lead.id))
    return [_agreed_one(lead, person, asking) for lead in ordered]


def _agreed_one(lead: Lead, person: Person, asking: Asking) -> AgreedOut:
    kind = "next_step" if lead.kind is QueueKind.NEXT_STEP else _AGREED.get(lead.why, "callback")
    past = asking.unit.reads.history(lead.id, 1)
    return AgreedOut(
        person_id=person.id,
        lead_id=lead.id,
        arrived_at=lead.arrived_at,
        version=lead.version,
        kind=kind,
        at=lead.due_at or asking.now,
        name=lead.name,
        company=lead.company if lead.company != lead.name else "",
        phone=lead.phone,
        time_zone=lead.area.time_zones[0] if lead.area.time_zones else "",
        note=past[0].note if past and not past[0].voided else "",
    )


def _cancelled(
    gone: Sequence[tuple[int, dt.datetime, str, int]], person: Person, asking: Asking
) -> list[AgreedOut]:
    leads = {lead.id: lead for lead in asking.unit.reads.leads([one[0] for one in gone])}
    found = []
    for lead_id, at, kind, arrived in gone:
        lead = leads.get(lead_id)
        found.append(
            AgreedOut(
                person_id=person.id,
                lead_id=lead_id,
                arrived_at=dt.datetime.fromtimestamp(arrived / 1000, dt.UTC),
                version=lead.version if lead else _LAST_VERSION,
                kind=kind,
                at=at,
                name=lead.name if lead else "",
                company=lead.company if lead else "",
                cancelled=True,
            )
        )
    return found


_LAST_VERSION = 1_000_000


def _ms(at: dt.datetime) -> int:
    return round(at.timestamp() * 1000)
