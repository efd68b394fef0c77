# SPDX-License-Identifier: MIT
"""A lead as a card: who, where, when it may be called, why it is next, and its history."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

from leaddesk.desk.answers_scrub import scrub_facts
from leaddesk.desk.answers_talk import colleague_of
from leaddesk.desk.asking import Asking
from leaddesk.desk.browsing import FRESH_CLASS
from leaddesk.desk.lead_cut import FRESH_TIER
from leaddesk.desk.picking import step_of_kind
from leaddesk.desk.queries import (
    AskLead,
    FoundLead,
    HistoryRow,
    LeadCard,
    PhoneRow,
    UpNextRow,
    Why,
)
from leaddesk.desk.reads import PastEntry
from leaddesk.domain.calling_hours import (
    is_open,
    local_time,
    next_opening,
    open_until,
    part_of_day,
)
from leaddesk.domain.cleaning import looks_deceptive
from leaddesk.domain.errors import RuleBroken
from leaddesk.domain.lead import Lead, LeadState, QueueKind, SourceKind
from leaddesk.domain.legal_basis import basis_of
from leaddesk.domain.phone import display
from leaddesk.domain.place_hours import calls_allowed
from leaddesk.domain.queue import score

HISTORY_ROWS = 50


def answer_lead(query: AskLead, asking: Asking) -> LeadCard:
    """Return one lead as a card, a merged one as the lead it went into; raises NotFound("lead")."""
    lead = asking.unit.leads.get(query.lead_id)
    return card_of(asking.unit.leads.get(lead.merged_into) if lead.merged_into else lead, asking)


def card_of(lead: Lead, asking: Asking, history: int = HISTORY_ROWS) -> LeadCard:
    """Return the card of a lead, with so many rows of its history."""
    unit, book = asking.unit, asking.book
    details = unit.leads.details(lead.id)
    source = unit.reads.source(lead.source_id)
    calling, lawful = book.calling(lead.area), book.lawful(lead.area)
    handoff = unit.handoffs.of_lead(lead.id)
    return LeadCard(
        yardsticks=asking.rules.yardsticks,
        id=lead.id, version=lead.version, tier=lead.tier,
        state=shown_state(lead, asking.now),
        class_number=class_of(lead, asking),
        why=why_of(lead, asking, source.name),
        first_name=lead.first_name, last_name=lead.last_name, name=lead.name,
        title=lead.title, company=lead.company, email=lead.email,
        website=_text(details, "website"), industry=_text(details, "industry"),
        employees=int(details.get("employees", 0) or 0),
        street=_text(details, "street"), city=_text(details, "city"),
        region=_text(details, "region"), postal_code=_text(details, "postal_code"),
        country=_text(details, "country"),
        area=lead.area, time_zone=zone_of(lead),
        open_until=open_until(lead.area, calling, book.holidays, asking.now),
        opens_at=opens_at(lead, asking),
        lawful_now=is_open(lead.area, lawful, book.holidays, asking.now),
        phones=_phones(lead, asking), phone=lead.phone,
        source=source.name, source_kind=source.kind, campaign=lead.campaign,
        attempts=lead.attempts, cap=book.rules.ladder(lead.ladder).cap,
        voicemails=lead.voicemails, owner=book.name(lead.owner_id),
        score=score_of(lead, asking.now),
        arrived_at=lead.arrived_at,
        speed_started=_speed_started(lead, asking),
        answers=unit.leads.answers(lead.id),
        history=_history(lead, asking, details, history),
        handoff_id=handoff.id if handoff is not None else None,
        colleague=colleague_of(lead, handoff, asking) if handoff is not None else None,
        scrub=scrub_facts(lead, asking),
        max_calls=calls_allowed(lead.area, book.places),
        deceptive=looks_deceptive(f"{lead.name} {lead.company}"),
        own_zone=_text(details, "time_zone"),
        basis=basis_of(source.basis, source.kind).value, origin=source.origin,
    )  # fmt: skip


def row_of(lead: Lead, asking: Asking, sources: dict[int, str]) -> UpNextRow:
    """Return a lead as a row of those that follow; `sources` remembers names of sources."""
    source = sources.get(lead.source_id)
    if source is None:
        source = sources[lead.source_id] = asking.unit.reads.source(lead.source_id).name
    return UpNextRow(
        lead_id=lead.id,
        name=lead.name,
        company=lead.company,
        source=source,
        class_number=class_of(lead, asking),
        why=why_of(lead, asking, source),
        time_zone=zone_of(lead),
        score=score_of(lead, asking.now),
    )


def found_of(leads: list[Lead], asking: Asking) -> tuple[FoundLead, ...]:
    """Return leads as rows of a list or a search."""
    sources: dict[int, str] = {}
    numberless = [lead.id for lead in leads if not lead.phone]
    numbers = asking.unit.reads.first_numbers(numberless)
    rows = []
    for lead in leads:
        if lead.source_id not in sources:
            sources[lead.source_id] = asking.unit.reads.source(lead.source_id).name
        number = lead.phone or numbers.get(lead.id, "")
        rows.append(
            FoundLead(
                id=lead.id,
                name=lead.name,
                company=lead.company,
                title=lead.title,
                phone=display(number) if number else "",
                email=lead.email,
                tier=lead.tier,
                state=shown_state(lead, asking.now),
                class_number=class_of(lead, asking),
                source=sources[lead.source_id],
                time_zone=zone_of(lead),
                attempts=lead.attempts,
                last_outcome=lead.last_outcome,
                owner=asking.book.name(lead.owner_id),
                campaign=lead.campaign,
                arrived_at=lead.arrived_at,
                last_call_at=lead.last_call_at,
                due_at=lead.due_at if lead.kind is not QueueKind.NONE else None,
                why=lead.why,
            )
        )
    return tuple(rows)


def class_of(lead: Lead, asking: Asking) -> int:
    """Return the class number of a lead now; 0 for one that stands in no queue."""
    if lead.kind is QueueKind.NONE:
        return 0
    if _is_fresh(lead, asking):
        return FRESH_CLASS
    step = step_of_kind(asking.rules, lead.tier, lead.kind)
    return step.number if step else 0


def why_of(lead: Lead, asking: Asking, source: str = "") -> Why:
    """Return why a lead stands where it stands, as a code with facts."""
    if _is_fresh(lead, asking):
        return Why("fresh", at=lead.arrived_at, source=source)
    ladder = asking.rules.ladder(lead.ladder)
    tried_at = max(asking.now, lead.due_at) if lead.due_at else asking.now
    local = local_time(lead.area, tried_at)
    words = person = ""
    if lead.why in {"returned", "expired", "accepted", "withdrawn"}:
        handoff = asking.unit.handoffs.of_lead(lead.id)
        if handoff is not None:
            accepted = lead.why == "accepted"
            words = handoff.words
            other = handoff.giver_id if accepted else handoff.receiver_id
            overruled = handoff.decider_id and not accepted
            person = asking.book.name(handoff.decider_id if overruled else other)
    return Why(
        code=lead.why or "new",
        at=lead.due_at,
        attempt=min(lead.attempts + 1, ladder.cap),
        of=ladder.cap,
        part=part_of_day(local).value if local else "",
        words=words,
        source=source,
        person=person,
    )


def score_of(lead: Lead, at: dt.datetime) -> int | None:
    """Return the score of a never-called lead, 0–100; None for any other."""
    if lead.kind is not QueueKind.NEW:
        return None
    return round(score(lead.rank, lead.half_life, at))


def zone_of(lead: Lead) -> str:
    """Return the zone whose clock is shown; empty when it is not known."""
    return lead.area.time_zones[0] if lead.area.time_zones else ""


def shown_state(lead: Lead, at: dt.datetime) -> LeadState:
    """Return where a lead is: one closed for a time is back in the queue when the time is over."""
    over = lead.due_at is not None and lead.due_at <= at
    if lead.state is LeadState.CLOSED and lead.kind is not QueueKind.NONE and over:
        return LeadState.QUEUED
    return lead.state


def opens_at(lead: Lead, asking: Asking) -> dt.datetime | None:
    """Return when a lead may be called next; None while it may be, or when it never opens."""
    book = asking.book
    if not lead.area.time_zones:
        return None
    try:
        opening = next_opening(lead.area, book.calling(lead.area), book.holidays, asking.now)
    except RuleBroken:
        return None
    return opening if opening > asking.now else None


def _is_fresh(lead: Lead, asking: Asking) -> bool:
    fresh = dt.timedelta(minutes=asking.rules.queue.fresh_minutes)
    young = asking.now - lead.arrived_at < fresh
    return lead.kind is QueueKind.NEW and lead.inbound and lead.tier == FRESH_TIER and young


def _speed_started(lead: Lead, asking: Asking) -> dt.datetime | None:
    """Return the moment from which the clock shows the business time since a lead's arrival."""
    if not _is_fresh(lead, asking):
        return None
    return asking.now - asking.book.hours().between(lead.arrived_at, asking.now)


def _phones(lead: Lead, asking: Asking) -> tuple[PhoneRow, ...]:
    return tuple(
        PhoneRow(n.id, n.e164, display(n.e164), n.kind, n.extension, n.bad)
        for n in asking.unit.leads.numbers(lead.id)
    )


def _history(
    lead: Lead, asking: Asking, details: Mapping[str, Any], limit: int
) -> tuple[HistoryRow, ...]:
    """Return what happened to a lead and to those that were merged into it, the newest first."""
    rows = [_row(entry, asking) for entry in asking.unit.reads.history(lead.id, limit)]
    rows += _arrived(lead, details, asking)
    merged = asking.unit.duplicates.merged(lead.id)
    for other in asking.unit.reads.leads(merged):
        rows += _arrived(other, asking.unit.leads.details(other.id), asking)
    if merged:
        rows.sort(key=lambda row: row.at, reverse=True)
    return tuple(rows)


def _arrived(lead: Lead, details: Mapping[str, Any], asking: Asking) -> list[HistoryRow]:
    """Return how a lead came in, where that was with a list."""
    if not lead.list_id:
        return []
    kind, facts = _arrival(lead, asking)
    note = _text(details, "note")
    return [HistoryRow("", lead.arrived_at, "", kind, "", note, voided=False, facts=facts)]


def _arrival(lead: Lead, asking: Asking) -> tuple[str, dict[str, str]]:
    """Whoever wrote to us came by themselves, whatever file their message was in."""
    source = asking.unit.reads.source(lead.source_id)
    if source.kind == SourceKind.INBOUND.value:
        return "arrived", {"source": source.name}
    return "imported", {"list": asking.unit.reads.list_name(lead.list_id)}


def _row(entry: PastEntry, asking: Asking) -> HistoryRow:
    facts = {name: str(value) for name, value in entry.data.items()}
    if "to" in entry.data:
        facts["receiver"] = asking.book.name(int(entry.data["to"]))
    return HistoryRow(
        entry_id=entry.id,
        at=entry.at,
        person=asking.book.name(entry.person_id),
        kind=entry.kind,
        outcome=entry.outcome if entry.kind == "call" else "",
        note=entry.note,
        voided=entry.voided,
        facts=facts,
    )


def _text(details: Mapping[str, Any], name: str) -> str:
    return str(details.get(name, "") or "")
