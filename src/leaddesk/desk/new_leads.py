# SPDX-License-Identifier: MIT
"""A new lead, however it came: its numbers, its area, its place in the queue and its rank."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from leaddesk.desk.book import Book
from leaddesk.desk.erased_people import check_not_erased
from leaddesk.desk.holding import on_own_list
from leaddesk.desk.one_number import shared_marked
from leaddesk.desk.rating import rating_of
from leaddesk.desk.stores.no_call import Identity
from leaddesk.desk.work import Work
from leaddesk.domain.calling_hours import CallingArea
from leaddesk.domain.company_name import company_key
from leaddesk.domain.erasure import traits_of
from leaddesk.domain.errors import BadInput, RuleBroken
from leaddesk.domain.lead import ANYONE, LeadState, Number, QueueKind, SourceKind
from leaddesk.domain.lead_details import details_json
from leaddesk.domain.phone import ParsedPhone, read_numbers
from leaddesk.domain.time_zone import region_code, resolve_zones
from leaddesk.domain.web_domain import site_of

MAX_NUMBERS = 8
_REGION_CODE = 3


@dataclass(frozen=True, slots=True)
class Newcomer:
    """A lead about to be added; texts are clean, `phones` as typed with their kind.

    `shared` are numbers that another lead has as well and rightly so: a switchboard.
    """

    first_name: str = ""
    last_name: str = ""
    company: str = ""
    title: str = ""
    email: str = ""
    phones: tuple[tuple[str, str], ...] = ()
    region: str = ""
    country: str = ""
    zones: tuple[str, ...] = ()
    time_zone: str = ""
    source: str = ""
    source_kind: str = "list"
    campaign: str = ""
    tier: int = 1
    details: Mapping[str, Any] = field(default_factory=dict)
    kind: QueueKind = QueueKind.NEW
    why: str = "new"
    owner_id: int = ANYONE
    shared: tuple[str, ...] = ()


def add_newcomer(work: Work, new: Newcomer) -> int:
    """Add a lead to the queue, or to the research list when it can't be called.

    Raises BadInput("bad_number") for a number that is none, RuleBroken("duplicate_lead") when a
    lead with the number or e-mail address is here, RuleBroken("do_not_call") when on the list,
    RuleBroken("erased_before") for somebody who was erased.
    """
    region = new.country or work.rules.team.region
    numbers, zones = read_typed(new.phones, region)
    _check_unknown(work, [n.e164 for n in numbers], new)
    if new.shared:
        numbers = shared_marked(work.unit, numbers, ())
    good = [n.e164 for n in numbers if not n.bad]
    area = area_for(new, zones, work.rules.team.region)
    source = work.unit.team.source(new.source or "Added by hand", new.source_kind)
    placed = place(bool(good), area, new.kind, new.why)
    kind = SourceKind(source.kind)
    arrival = arrival_fields(work.book, kind, work.now, new.details, new.title, source.name)
    fields: dict[str, object] = {
        "first_name": new.first_name,
        "last_name": new.last_name,
        "company": new.company,
        "title": new.title,
        "email": new.email,
        "phone": good[0] if good else "",
        "tier": new.tier,
        "owner_id": new.owner_id if placed["kind"] else ANYONE,
        "due_at": work.now if new.kind is not QueueKind.NEW else None,
        "area_id": work.unit.team.area_id(area),
        "source_id": source.id,
        "campaign": new.campaign,
        "details": details_json(new.details),
    }
    return work.unit.leads.add(fields | placed | arrival, numbers)


def read_typed(
    phones: Sequence[tuple[str, str]], region: str
) -> tuple[tuple[Number, ...], tuple[str, ...]]:
    """Return numbers typed by a person, and the zones the first one may lie in.

    Raises BadInput("bad_number") naming the one that can't be read.
    """
    found: list[tuple[ParsedPhone, str]] = []
    for text, kind in phones:
        if not text.strip():
            continue
        parsed = read_numbers(text, region)
        if not parsed:
            raise BadInput("bad_number", where="phone", detail=text.strip()[:40])
        found.extend((one, kind) for one in parsed)
    unique: dict[str, Number] = {}
    for one, kind in found[:MAX_NUMBERS]:
        position = len(unique)
        unique.setdefault(
            one.e164, Number(position, one.e164, kind or "other", one.extension or "")
        )
    zones = found[0][0].zones if found else ()
    return tuple(unique.values()), zones


def area_for(new: Newcomer, phone_zones: tuple[str, ...], team_region: str) -> CallingArea:
    """Return the area a lead is in: named zone, address, number, country (domain reference 3)."""
    zones = new.zones
    if not zones:
        postal = str(new.details.get("postal_code", ""))
        zones = resolve_zones(
            new.time_zone, new.country, new.region, phone_zones, team_region, postal
        ).zones
    return calling_area(zones, new.country or team_region, new.region)


def calling_area(zones: Sequence[str], country: str, region: str) -> CallingArea:
    """Return the area of some zones; a region counts for holidays and hours by its code."""
    place = country.upper()[:2]
    code = region_code(place, region)
    if not code and len(region.strip()) <= _REGION_CODE:
        code = region.strip().upper()
    return CallingArea(tuple(zones), place, code)


def place(
    has_number: bool,  # noqa: FBT001 - reads as a fact at every call
    area: CallingArea,
    kind: QueueKind,
    why: str,
) -> dict[str, Any]:
    """Return where a new lead stands: in the queue, or on the research list."""
    if not has_number:
        return {"state": LeadState.RESEARCH, "kind": QueueKind.NONE, "why": "no_number"}
    if not area.time_zones:
        return {"state": LeadState.RESEARCH, "kind": QueueKind.NONE, "why": "no_zone"}
    return {"state": LeadState.QUEUED, "kind": kind, "why": why}


def arrival_fields(
    book: Book,
    kind: SourceKind,
    arrived_at: dt.datetime,
    details: Mapping[str, Any],
    title: str,
    source: str = "",
) -> dict[str, Any]:
    """Return what the order of a new lead is made of: half-life, rank, ladder, inbound or not."""
    rules = book.rules
    half_life, key = rating_of(rules, kind, arrived_at, details, title, source)
    return {
        "arrived_at": arrived_at,
        "inbound": int(kind is SourceKind.INBOUND),
        "half_life": half_life,
        "rank": key,
        "ladder": rules.ladder_of_kind.get(kind.value, "outbound"),
    }


def _check_unknown(work: Work, e164: Sequence[str], new: Newcomer) -> None:
    if on_own_list(work, _identity(e164, new)):
        raise RuleBroken("do_not_call")
    own = [number for number in e164 if number not in new.shared]
    names = (new.first_name, new.last_name, new.company, new.email)
    check_not_erased(work.unit, traits_of(names, own))
    known = work.unit.leads.with_numbers(own) if own else ()
    if not known and new.email:
        known = work.unit.leads.with_email(new.email)
    if known:
        there = work.unit.leads.get(known[0])
        raise RuleBroken("duplicate_lead", lead=there.name, company=there.company, id=there.id)


def _identity(e164: Sequence[str], new: Newcomer) -> Identity:
    """Return what somebody who is not a lead yet is known by."""
    site = site_of(new.email, str(new.details.get("website", "")))
    numbers = tuple((number, "") for number in e164)
    return Identity(0, LeadState.STAGED, new.email, company_key(new.company), site, numbers)
