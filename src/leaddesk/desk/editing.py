# SPDX-License-Identifier: MIT
"""Adding a lead by hand, changing what is known about one, notes, and the sheet of a call."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from leaddesk.desk.changes import Done, Kind
from leaddesk.desk.commands import AddLead, AddNote, EditLead, LeadFields, SaveSheet
from leaddesk.desk.erased_people import check_not_erased
from leaddesk.desk.hand import check_free, check_here, take_this
from leaddesk.desk.handing import clean_answers
from leaddesk.desk.new_leads import Newcomer, add_newcomer, area_for, read_typed
from leaddesk.desk.one_number import refuse_taken, shared_marked
from leaddesk.desk.work import Work
from leaddesk.domain.cleaning import LIMITS, clean_email, clean_text
from leaddesk.domain.country import country_code
from leaddesk.domain.erasure import traits_of
from leaddesk.domain.errors import BadInput, StaleLead
from leaddesk.domain.lead import SHARED, Lead, LeadState, Number, QueueKind, SourceKind
from leaddesk.domain.time_zone import zone_name

MAX_EMPLOYEES = 10_000_000
_DETAILS = ("street", "city", "region", "postal_code", "country", "website", "industry")


def add_lead(command: AddLead, work: Work) -> Done:
    """Add one lead by hand.

    Raises BadInput("nobody") without a name or company, BadInput("unknown_tier") for a tier without
    a queue, and what `add_newcomer` raises.
    """
    if command.tier not in work.rules.steps:
        raise BadInput("unknown_tier", where="tier", detail=str(command.tier)[:20])
    new = newcomer_of(command.fields, command.tier)
    lead_id = add_newcomer(work, new)
    note = clean_text(command.note, LIMITS["note"], multiline=True)
    work.write("added", lead_id=lead_id, tier=command.tier, note=note, undoable=True)
    name = f"{new.first_name} {new.last_name}".strip() or new.company
    return work.done(
        Kind.LEADS | Kind.QUEUE,
        "added",
        undoable=True,
        lead_id=lead_id,
        made_id=lead_id,
        name=name,
    )


def edit_lead(command: EditLead, work: Work) -> Done:
    """Change what is known about a lead; a lead that gets its first number goes to the queue.

    Raises StaleLead("edited_since") when somebody changed it since the form was filled,
    RuleBroken("in_other_hand") for a lead in somebody else's hand, and for other
    numbers of one that is lent to another's workstation,
    RuleBroken("number_taken") for a number that another open lead calls,
    RuleBroken("erased_before") for what somebody who was erased is known by.
    """
    lead = work.unit.leads.get(command.lead_id)
    check_here(lead)
    if lead.version != command.version:
        raise StaleLead("edited_since", lead=lead.name)
    new = newcomer_of(command.fields, lead.tier)
    numbers, zones = read_typed(new.phones, new.country or work.rules.team.region)
    numbers = _keep_bad(work, lead, numbers)
    # Lent, it may wait for hours on a workstation, which dials what it has: only numbers wait too.
    check_free(work, lead, lent=numbers != work.unit.leads.numbers(lead.id))
    area = area_for(new, zones, work.rules.team.region)
    fields: dict[str, Any] = {
        "first_name": new.first_name,
        "last_name": new.last_name,
        "company": new.company,
        "title": new.title,
        "email": new.email,
        "campaign": new.campaign,
        "phone": next((n.e164 for n in numbers if not n.bad), ""),
        "area_id": work.unit.team.area_id(area),
    }
    if lead.state in {LeadState.QUEUED, LeadState.RESEARCH} or lead.kind is not QueueKind.NONE:
        fields |= place_after_edit(lead, bool(fields["phone"]), area_known=bool(area.time_zones))
    _check_new_traits(work, lead, new, numbers)
    calls = work.unit.duplicates.calls([lead.id])[lead.id]
    if numbers != work.unit.leads.numbers(lead.id):
        work.unit.leads.replace_numbers(lead.id, numbers)
    work.unit.leads.set_text(lead, "details", work.unit.leads.details(lead.id) | dict(new.details))
    changed = work.unit.leads.change(lead, **fields)
    if changed.is_open:
        new_here = {n.e164 for n in numbers if not n.bad} - calls
        refuse_taken(work.unit, frozenset(new_here), (lead.id,))
    if changed.phone != lead.phone and work.unit.queue.in_hand(work.who.id, work.now) == lead.id:
        # A hand holds the number too, and it is another one now.
        take_this(work, lead.id)
    work.write("edited", lead_id=lead.id, tier=lead.tier, undoable=True)
    return work.done(
        Kind.LEADS | Kind.QUEUE, "edited", undoable=True, lead_id=lead.id, name=changed.name
    )


def _check_new_traits(work: Work, lead: Lead, told: Newcomer, numbers: tuple[Number, ...]) -> None:
    """Refuse what somebody who was erased is known by, where it is new on this lead."""
    known = {number.e164 for number in work.unit.leads.numbers(lead.id)}
    new = [number.e164 for number in numbers if number.e164 not in known]
    email = told.email if told.email != lead.email else ""
    names = (told.first_name, told.last_name, told.company)
    if names == (lead.first_name, lead.last_name, lead.company):
        names = ("", "", "")
    check_not_erased(work.unit, traits_of((*names, email), new))


def add_note(command: AddNote, work: Work) -> Done:
    """Add a note to a lead's history; raises BadInput("needs_words") for an empty one."""
    lead = work.unit.leads.get(command.lead_id)
    check_here(lead)
    text = clean_text(command.text, LIMITS["note"], multiline=True)
    if not text:
        raise BadInput("needs_words", where="note")
    work.write("note", lead_id=lead.id, tier=lead.tier, note=text, undoable=True)
    return work.done(Kind.LEADS, "noted", undoable=True, lead_id=lead.id, name=lead.name)


def save_sheet(command: SaveSheet, work: Work) -> Done:
    """Keep the sheet's answers while the call goes on; not a step of its own to take back."""
    lead = work.unit.leads.get(command.lead_id)
    check_here(lead)
    answers = clean_answers(command.answers, work)
    if answers != work.unit.leads.answers(lead.id):
        work.unit.leads.set_text(lead, "answers", answers)
        work.write("sheet", lead_id=lead.id, tier=lead.tier, data=answers)
    return work.done(Kind.NONE, "sheet_saved", lead_id=lead.id)


def newcomer_of(fields: LeadFields, tier: int) -> Newcomer:
    """Return what was typed, bounded and clean.

    Raises BadInput("nobody"), BadInput("bad_email"), BadInput("unknown_zone"),
    BadInput("bad_employees"), each with the field in `where`.
    """
    told = {name: clean_text(getattr(fields, name), LIMITS[name]) for name in _TEXTS}
    if not (told["first_name"] or told["last_name"] or told["company"]):
        raise BadInput("nobody", where="first_name")
    if fields.source_kind not in set(SourceKind):
        raise BadInput("unknown_kind", where="kind", detail=fields.source_kind[:40])
    email = clean_email(fields.email)
    if fields.email.strip() and not email:
        raise BadInput("bad_email", where="email", detail=fields.email.strip()[:60])
    zone = zone_name(fields.time_zone) if fields.time_zone.strip() else ""
    if fields.time_zone.strip() and not zone:
        raise BadInput("unknown_zone", where="time_zone", detail=fields.time_zone.strip()[:60])
    if not 0 <= fields.employees <= MAX_EMPLOYEES:
        raise BadInput("bad_employees", where="employees")
    country = country_code(told["country"])
    if told["country"] and not country:
        raise BadInput("unknown_country", where="country", detail=told["country"])
    details: dict[str, Any] = {name: told[name] for name in _DETAILS} | {
        "country": country,
        "employees": fields.employees,
        "time_zone": zone,
    }
    return Newcomer(
        first_name=told["first_name"],
        last_name=told["last_name"],
        company=told["company"],
        title=told["title"],
        email=email,
        phones=fields.phones,
        region=told["region"],
        country=country,
        time_zone=zone,
        source=told["source"],
        source_kind=fields.source_kind,
        campaign=told["campaign"],
        tier=tier,
        details=details,
    )


_TEXTS = (
    "first_name",
    "last_name",
    "company",
    "title",
    "source",
    "campaign",
    *_DETAILS,
)


def _keep_bad(work: Work, lead: Lead, numbers: tuple[Number, ...]) -> tuple[Number, ...]:
    """Return the numbers with what was found out about them before; typing makes no number good."""
    bad = {number.e164: number.bad for number in work.unit.leads.numbers(lead.id)}
    kept = [Number(n.id, n.e164, n.kind, n.extension, bad.get(n.e164, "")) for n in numbers]
    # A shared number is called from here as soon as no other open lead calls it.
    again = shared_marked(work.unit, [n for n in kept if n.bad == SHARED], (lead.id,))
    freed = {n.e164 for n in again if not n.bad}
    return tuple(replace(n, bad="") if n.e164 in freed else n for n in kept)


def place_after_edit(lead: Lead, has_number: bool, *, area_known: bool) -> dict[str, Any]:  # noqa: FBT001
    """Return the place of a lead whose numbers or clock may have changed; nothing when it stays."""
    callable_now = has_number and area_known
    if lead.state is LeadState.RESEARCH and callable_now:
        if lead.last_call_at is None:
            return {"state": LeadState.QUEUED, "kind": QueueKind.NEW, "why": "new"}
        return {
            "state": LeadState.QUEUED,
            "kind": QueueKind.RETRY,
            "why": "retry",
            "due_at": lead.last_call_at,
        }
    if lead.state is not LeadState.QUEUED:
        # Closed for a time: without a number there is nothing to come back for.
        return {} if callable_now else {"kind": QueueKind.NONE, "due_at": None}
    if not callable_now:
        why = "no_zone" if has_number else "no_number"
        return {"state": LeadState.RESEARCH, "kind": QueueKind.NONE, "why": why, "due_at": None}
    return {}
