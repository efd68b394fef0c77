# SPDX-License-Identifier: MIT
"""Somebody wrote to us through a form: a fresh lead, or new interest of one that is here."""

from __future__ import annotations

import datetime as dt
from typing import Any

import msgspec

from leaddesk.desk.changes import Done, Kind
from leaddesk.desk.commands import TakeInquiry
from leaddesk.desk.effects import in_queue
from leaddesk.desk.erased_people import erased_of
from leaddesk.desk.holding import on_own_list
from leaddesk.desk.new_leads import arrival_fields, calling_area, place
from leaddesk.desk.stores.no_call import Identity
from leaddesk.desk.work import Work
from leaddesk.domain.cleaning import LIMITS, clean_text
from leaddesk.domain.company_name import company_key
from leaddesk.domain.country import country_code
from leaddesk.domain.erasure import traits_of
from leaddesk.domain.errors import BadInput, RuleBroken
from leaddesk.domain.inquiry import Inquiry, read_inquiry
from leaddesk.domain.lead import (
    ANYONE,
    PERSONAL_KINDS,
    Lead,
    LeadState,
    Number,
    QueueKind,
    SourceKind,
)
from leaddesk.domain.lead_draft import DraftOptions, LeadDraft
from leaddesk.domain.web_domain import site_of

KEPT = dt.timedelta(days=30)
"""How long the key of an inquiry is known."""

ADDED, RESEARCH, RENEWED, KEPT_OUT = "added", "research", "renewed", "kept_out"
_OPEN = frozenset({LeadState.QUEUED, LeadState.RESEARCH, LeadState.OFFERED})
_PULLED = frozenset({QueueKind.NEXT_STEP, QueueKind.TOUCH})


def take_inquiry(command: TakeInquiry, work: Work) -> Done:
    """Take an inquiry once: the same key and body again tell what became of it the first time.

    Raises BadInput("inquiry_empty"), RuleBroken("inquiry_key") for a known key with another body.
    """
    arrivals = work.unit.arrivals
    arrivals.one_at_a_time()
    key = command.key or work.entry_id
    there = arrivals.inquiry(key)
    if there is not None:
        body, result, lead_id = there
        if body != command.body:
            raise RuleBroken("inquiry_key")
        return work.done(
            Kind.NONE, "inquiry_known", lead_id=lead_id or None, result=result, again="yes"
        )
    inquiry = read_inquiry(command.pairs, _options(command, work))
    lead_id, result, note = _take(command, inquiry, work)
    arrivals.forget_inquiries(work.now - KEPT)
    arrivals.add_inquiry(key, command.body, work.now, result, lead_id)
    work.write(
        "inquiry",
        lead_id=lead_id,
        tier=command.tier,
        note=note,
        data={"source": _source(command, inquiry.draft), "result": result},
    )
    return work.done(
        Kind.LEADS | Kind.QUEUE | Kind.LISTS,
        "inquiry_taken",
        lead_id=lead_id or None,
        made_id=lead_id or None,
        result=result,
    )


def _options(command: TakeInquiry, work: Work) -> DraftOptions:
    if command.tier not in work.rules.steps:
        raise BadInput("unknown_tier", where="tier", detail=str(command.tier)[:20])
    region = country_code(command.region) or work.rules.team.region
    return DraftOptions(region=region, country=region, campaign=command.campaign)


def _source(command: TakeInquiry, draft: LeadDraft) -> str:
    return clean_text(draft.source or command.source, LIMITS["source"]) or "Web form"


def _take(command: TakeInquiry, inquiry: Inquiry, work: Work) -> tuple[int, str, str]:
    """Return the lead it came to (0: none), how, and what its history tells of it."""
    draft = inquiry.draft
    numbers = [phone.e164 for phone in draft.phones]
    if draft.do_not_call or _is_listed(draft, work) or _asked_for_no_calls(draft, numbers, work):
        return 0, KEPT_OUT, ""
    lead = _known(draft, numbers, work)
    if lead is None:
        return *_add(command, inquiry, work), inquiry.note
    if lead.state is LeadState.SUPPRESSED:
        return 0, KEPT_OUT, ""
    note = "\n".join(filter(None, (_as_told(draft, lead), inquiry.note)))
    _renew(command, draft, lead, work)
    return lead.id, RENEWED, clean_text(note, LIMITS["note"], multiline=True)


def _is_listed(draft: LeadDraft, work: Work) -> bool:
    """Tell whether the number, the address or the company is on the team's list."""
    key = company_key(draft.company)
    site = site_of(draft.email, draft.website)
    numbers = tuple((phone.e164, "") for phone in draft.phones)
    return on_own_list(work, Identity(0, LeadState.STAGED, draft.email, key, site, numbers))


def _asked_for_no_calls(draft: LeadDraft, numbers: list[str], work: Work) -> bool:
    """Tell whether somebody who was erased had asked for no calls; anybody else may come back."""
    names = (draft.first_name, draft.last_name, draft.company, draft.email)
    (found,) = erased_of(work.unit, [traits_of(names, numbers)])
    return found is not None and found.no_call


def _as_told(draft: LeadDraft, lead: Lead) -> str:
    """Return who wrote, where it is not what is known of the lead."""
    name = f"{draft.first_name} {draft.last_name}".strip()
    pairs = ((name, lead.name), (draft.company, lead.company), (draft.email, lead.email))
    told = [new for new, old in pairs if new and new.casefold() != old.casefold()]
    return f"Wrote as: {', '.join(told)}" if told else ""


def _known(draft: LeadDraft, numbers: list[str], work: Work) -> Lead | None:
    """Return the lead that is this person: one that must not be called, an open one, the newest."""
    leads = work.unit.leads
    ids = set(leads.with_numbers(numbers)) if numbers else set()
    if draft.email:
        ids |= set(leads.with_email(draft.email))
    found = [leads.get(lead_id) for lead_id in sorted(ids)]
    # What is being imported just now is not here yet; its import will find this lead.
    here = [lead for lead in found if lead.state is not LeadState.STAGED]
    return max(here, key=_nearness, default=None)


def _nearness(lead: Lead) -> tuple[bool, bool, int]:
    return lead.state is LeadState.SUPPRESSED, lead.state in _OPEN, lead.id


def _add(command: TakeInquiry, inquiry: Inquiry, work: Work) -> tuple[int, str]:
    """Add a lead that stands at the head of its queue, or on the research list."""
    draft = inquiry.draft
    area = calling_area(draft.zones, draft.country or work.rules.team.region, draft.region)
    source = work.unit.team.source(_source(command, draft), SourceKind.INBOUND.value)
    placed = place(bool(draft.phones), area, QueueKind.NEW, "new")
    fields: dict[str, Any] = {
        "first_name": draft.first_name,
        "last_name": draft.last_name,
        "company": draft.company,
        "title": draft.title,
        "email": draft.email,
        "phone": draft.phones[0].e164 if draft.phones else "",
        "tier": command.tier,
        "due_at": None,
        "area_id": work.unit.team.area_id(area),
        "source_id": source.id,
        "campaign": clean_text(draft.campaign or command.campaign, LIMITS["campaign"]),
        "details": draft.details,
    }
    numbers = [
        Number(place_, phone.e164, phone.kind, phone.extension)
        for place_, phone in enumerate(draft.phones)
    ]
    fields |= placed | _fresh(draft, source.name, work)
    lead_id = work.unit.leads.add(fields, numbers)
    return lead_id, ADDED if placed["state"] is LeadState.QUEUED else RESEARCH


def _fresh(draft: LeadDraft, source: str, work: Work) -> dict[str, Any]:
    """Return what makes a lead one that came to us this moment."""
    details = msgspec.json.decode(draft.details) if draft.details else {}
    return arrival_fields(work.book, SourceKind.INBOUND, work.now, details, draft.title, source)


def _renew(command: TakeInquiry, draft: LeadDraft, lead: Lead, work: Work) -> None:
    """Make a lead that is here fresh again, unless it is somebody's own or in a hand.

    What was agreed with a person stays agreed; a next step of theirs falls due now. One that was
    closed, lost or won comes back as a new inquiry in the tier that takes them.
    """
    lead = _with_what_is_new(draft, lead, work)
    holder = work.unit.queue.holder(lead.id, lead.phone, work.now)
    if holder is not None or lead.state is LeadState.OFFERED:
        return
    if lead.state is LeadState.QUEUED and lead.kind in PERSONAL_KINDS:
        if lead.kind in _PULLED and lead.due_at is not None and lead.due_at > work.now:
            work.unit.leads.change(lead, due_at=work.now)
        return
    source = _source(command, draft)
    tier = lead.tier if lead.state in _OPEN else command.tier
    came = work.unit.team.source(source, SourceKind.INBOUND.value)
    again: dict[str, Any] = {
        "source_id": came.id,
        "step": 0,
        "attempts": 0,
        "voicemails": 0,
        "busy_run": 0,
        "tier": tier,
    }
    placed = in_queue(lead, kind=QueueKind.NEW, why="new", owner_id=ANYONE, due_at=None)
    work.unit.leads.change(lead, **(again | _fresh(draft, came.name, work) | placed))


def _with_what_is_new(draft: LeadDraft, lead: Lead, work: Work) -> Lead:
    """Return the lead with the numbers, the address and the zone that it lacked."""
    leads = work.unit.leads
    numbers = leads.numbers(lead.id)
    known = {number.e164 for number in numbers}
    fresh = [phone for phone in draft.phones if phone.e164 not in known]
    fields: dict[str, Any] = {}
    if fresh:
        first = max((number.id for number in numbers), default=-1) + 1
        more = tuple(
            Number(first + place_, phone.e164, phone.kind, phone.extension)
            for place_, phone in enumerate(fresh)
        )
        leads.replace_numbers(lead.id, numbers + more)
        if not lead.phone:
            fields["phone"] = more[0].e164
    if draft.email and not lead.email:
        fields["email"] = draft.email
    if draft.zones and not lead.area.time_zones:
        area = calling_area(draft.zones, draft.country or lead.area.country, draft.region)
        fields["area_id"] = work.unit.team.area_id(area)
    return leads.change(lead, **fields) if fields else lead
