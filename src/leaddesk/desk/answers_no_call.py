# SPDX-License-Identifier: MIT
"""Answers about what must not be called: the team's list, national lists, calling hours."""

from __future__ import annotations

from leaddesk.desk.asking import Asking
from leaddesk.desk.browsing import looks_like_number
from leaddesk.desk.queries import (
    MANY_LEADS,
    AskNoCall,
    AskPlaces,
    AskRegistries,
    NoCallPage,
    NoCallRow,
    PlaceRow,
    RegistryRow,
)
from leaddesk.desk.registry_rules import RegistryState
from leaddesk.desk.stores.no_call import Entry
from leaddesk.domain.company_name import company_key, folded
from leaddesk.domain.phone import display, search_digits
from leaddesk.domain.place_hours_table import SHIPPED

MOST_ROWS = 1000
MOST_PERSONS = 50


def answer_no_call(query: AskNoCall, asking: Asking) -> NoCallPage:
    """Return a page of the list, newest first, or what begins as was typed."""
    limit = max(1, min(query.limit, MOST_ROWS))
    store = asking.unit.no_call
    text = query.search.strip()
    entries = _found(text, asking, limit) if text else store.page(query.after, limit + 1)
    rows = tuple(_row(entry, asking) for entry in entries[:limit])
    more = not text and len(entries) > limit
    last = entries[limit - 1] if more else None
    after = (last.since, last.kind, last.value) if last else None
    return NoCallPage(rows, after, store.size())


def _found(text: str, asking: Asking, limit: int) -> tuple[Entry, ...]:
    store, region = asking.unit.no_call, asking.rules.team.region
    digits = search_digits(text, region) if looks_like_number(text) else ()
    beginnings = [("number", prefix) for prefix in digits]
    low = text.casefold()
    beginnings += [("email", low), ("site", low)]
    beginnings += [("company", key) for key in dict.fromkeys((company_key(text), folded(text)))]
    found: dict[tuple[str, str], Entry] = {}
    for kind, beginning in beginnings:
        if beginning:
            for entry in store.find(kind, beginning, limit):
                found.setdefault((entry.kind, entry.value), entry)
    for lead_id in asking.unit.reads.search_words(text, MOST_PERSONS):
        person = store.entry("person", str(lead_id))
        if person is not None:
            found.setdefault((person.kind, person.value), person)
    return tuple(found.values())[:limit]


def _row(entry: Entry, asking: Asking) -> NoCallRow:
    about = asking.unit.no_call.leads_of(entry.kind, entry.value, 0, MANY_LEADS)
    label = display(entry.value) if entry.kind == "number" else entry.label or entry.value
    return NoCallRow(
        kind=entry.kind,
        value=entry.value,
        label=label,
        since=entry.since,
        by=asking.book.name(entry.person_id),
        reason=entry.reason,
        leads=len(about),
        lead_id=entry.lead_id,
    )


def answer_registries(_query: AskRegistries, asking: Asking) -> tuple[RegistryRow, ...]:
    """Return the national lists and how they stand."""
    return tuple(_registry(state, asking) for state in asking.book.registries)


def _registry(state: RegistryState, asking: Asking) -> RegistryRow:
    one, file = state.registry, state.file
    return RegistryRow(
        key=one.key,
        name=one.name,
        country=one.country,
        note=one.note,
        binding=one.binds.value,
        binds=state.binds,
        days=one.days,
        dated=file.dated if file else None,
        imported_at=file.imported_at if file else None,
        by=asking.book.name(file.person_id) if file else "",
        numbers=file.numbers if file else 0,
        good_until=state.good_until,
        has_run_out=state.has_run_out(asking.book.today(asking.now)),
    )


def answer_places(_query: AskPlaces, asking: Asking) -> tuple[PlaceRow, ...]:
    """Return the calling hours of every place that is known, in order."""
    known = {place.key: place for place in (*SHIPPED, *asking.unit.team.places())}
    return tuple(
        PlaceRow(known[key], asking.book.name(known[key].confirmed_by)) for key in sorted(known)
    )
