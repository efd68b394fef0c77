# SPDX-License-Identifier: MIT
"""Leads as the command line shows them: as plain values and as words."""

from __future__ import annotations

import datetime as dt

from leaddesk.cli.answers import Plain, utc
from leaddesk.desk.queries import (
    EmptyReasons,
    FoundLead,
    HistoryRow,
    LeadCard,
)
from leaddesk.words import (
    empty,
    history,
    leads,
    outcomes,
    times,
    why,
)

FOUND_HEAD = ("id", "name", "company", "phone", "tier", "state", "last outcome")


_HISTORY_LINES = 5


def lead_data(card: LeadCard, now: dt.datetime) -> Plain:
    """Return a lead as plain values; `phones` are those that may be dialled, in E.164."""
    return {
        "id": card.id,
        "name": card.name,
        "company": card.company,
        "phones": [row.e164 for row in card.phones if not row.bad],
        "time_zone": card.time_zone,
        "tier": card.tier,
        "state": leads.state_key(card.state),
        "class": card.class_number,
        "why": why.card_line(card, now),
        **_clock_data(card, now),
        **_work_data(card),
        **_who_data(card),
        "history": [history_data(row) for row in card.history],
    }


def _clock_data(card: LeadCard, now: dt.datetime) -> Plain:
    """Return when a lead may be called, on its own clock and in UTC."""
    local = times.local(now, card.time_zone).isoformat(timespec="seconds")
    return {
        "time_zones": list(card.area.time_zones),
        "local_time": local if card.time_zone else None,
        "open_until": utc(card.open_until),
        "opens_at": utc(card.opens_at),
        "due_at": utc(card.why.at),
        "arrived_at": utc(card.arrived_at),
    }


def _work_data(card: LeadCard) -> Plain:
    """Return where the work on a lead stands."""
    return {
        "why_code": card.why.code,
        "score": card.score,
        "source": card.source,
        "source_kind": card.source_kind,
        "campaign": card.campaign,
        "attempts": card.attempts,
        "cap": card.cap,
        "owner": card.owner,
        "phone": card.phone,
        "bad_phones": [{"phone": row.e164, "why": row.bad} for row in card.phones if row.bad],
        "answers": dict(card.answers),
        "handoff_id": card.handoff_id,
        "version": card.version,
    }


def _who_data(card: LeadCard) -> Plain:
    """Return who and where a lead is."""
    return {
        "first_name": card.first_name,
        "last_name": card.last_name,
        "title": card.title,
        "email": card.email,
        "street": card.street,
        "city": card.city,
        "region": card.region,
        "postal_code": card.postal_code,
        "country": card.country,
        "website": card.website,
        "industry": card.industry,
        "employees": card.employees,
    }


def history_data(row: HistoryRow) -> Plain:
    """Return one thing that happened to a lead as plain values."""
    return {
        "at": utc(row.at),
        "person": row.person,
        "kind": row.kind,
        "outcome": row.outcome,
        "note": row.note,
        "voided": row.voided,
    }


def lead_words(card: LeadCard, now: dt.datetime, zone: str) -> str:
    """Return a lead as a page of words; history is told in the reader's zone."""
    work = " · ".join(part for part in (card.title, card.company) if part)
    where = ", ".join(part for part in (card.city, card.region, card.country) if part)
    lines = [
        f"{card.name}  (lead {card.id})",
        work if work != card.name else "",
        why.card_line(card, now),
        "",
        *_phone_lines(card),
        f"Local time  {local_words(card, now)}",
        f"Place       {where}" if where else "",
        f"E-mail      {card.email}" if card.email else "",
        f"Source      {_source(card)}",
        f"Attempts    {card.attempts} of {card.cap}",
        f"State       {leads.state(card.state)}, tier {card.tier}, class {card.class_number}",
        f"Owner       {card.owner}" if card.owner else "",
    ]
    told = [f"  {history.when(row, now, zone):<16} {history.line(row)}" for row in card.history]
    shown = [line for line in lines if line]
    if told:
        shown += ["History", *told[:_HISTORY_LINES]]
    return "\n".join(shown)


def local_words(card: LeadCard, now: dt.datetime) -> str:
    """Return the clock there and until when it may be called: '10:42, open until 17:30'."""
    if not card.time_zone:
        return "time zone unknown"
    told = f"{times.clock(now, card.time_zone)} in {card.time_zone}"
    if card.open_until is not None:
        return f"{told}, open until {times.closing(card.open_until, card.time_zone)}"
    if card.opens_at is not None:
        return f"{told}, opens {times.moment(card.opens_at, now, card.time_zone)}"
    return told


def found_row(row: FoundLead) -> tuple[str, ...]:
    """Return a lead as a row of the list."""
    return (
        str(row.id),
        row.name,
        row.company,
        row.phone,
        f"{row.tier}",
        leads.state(row.state),
        outcomes.name(row.last_outcome) if row.last_outcome else "",
    )


def empty_data(reasons: EmptyReasons, now: dt.datetime, zone: str) -> Plain:
    """Return why a queue is empty as plain values, with the sentence."""
    return {
        "tier": reasons.tier,
        "total": reasons.total,
        "waiting_hours": reasons.waiting_hours,
        "next_opening": utc(reasons.next_opening),
        "not_due": reasons.not_due,
        "next_due": utc(reasons.next_due),
        "leased": reasons.leased,
        "personal": reasons.personal,
        "research": reasons.research,
        "suppressed": reasons.suppressed,
        "offered": reasons.offered,
        "closed": reasons.closed,
        "staged": reasons.staged,
        "sentence": empty.sentence(reasons, now, zone),
    }


def _phone_lines(card: LeadCard) -> list[str]:
    if not card.phones:
        return ["Phone       none"]
    return [
        f"{leads.phone_kind(row.kind):<11} {row.shown}"
        + (f" ext {row.extension}" if row.extension else "")
        + (f"  ({leads.bad_number(row.bad)})" if row.bad else "")
        for row in card.phones
    ]


def _source(card: LeadCard) -> str:
    return " · ".join(part for part in (card.source, card.campaign) if part) or "unknown"
