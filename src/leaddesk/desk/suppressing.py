# SPDX-License-Identifier: MIT
"""Numbers that are wrong and people who must not be called: out of every queue at once."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from leaddesk.desk.holding import DNC, Settled, settle
from leaddesk.desk.rules import Rules
from leaddesk.desk.stores.no_call import Entry
from leaddesk.desk.unit import Unit
from leaddesk.desk.work import Work
from leaddesk.domain.lead import ANYONE, SHARED, Lead, LeadState, QueueKind
from leaddesk.domain.outcome import Next

__all__ = ["DNC", "WRONG", "concerns_others", "drop_number", "hold_kin", "put_on_list", "suppress",
           "suppress_person"]  # fmt: skip

WRONG = "wrong_number"
STEP = 500
"""Leads looked at together."""
_NOT_THEIRS = frozenset({WRONG, SHARED})
_FOR_OTHERS = frozenset({Next.SUPPRESS, Next.BAD_NUMBER})


def hold_kin(unit: Unit, lead_ids: Sequence[int], beside: Iterable[int] = ()) -> None:
    """Hold some leads and all that their numbers and addresses lead to, and others `beside`.

    Before one of them is held alone (`NoCall.hold_leads`).
    """
    told = [("person", str(lead_id)) for lead_id in {*lead_ids, *beside}]
    for lead in unit.no_call.identities(lead_ids):
        told += [("number", e164) for e164, _ in lead.numbers]
        told += [("email", lead.email)] if lead.email else []
    unit.no_call.hold_leads(told)


def concerns_others(rules: Rules, outcome: str) -> bool:
    """Tell whether an outcome may change other leads than the one that was called, in some tier."""
    return any(
        one.next in _FOR_OTHERS
        for pads in (rules.outcomes, rules.retired)
        for (_, name), one in pads.items()
        if name == outcome
    )


def drop_number(work: Work, lead: Lead, e164: str, why: str, *, everywhere: bool) -> dict[str, Any]:
    """Mark a number of a lead as bad and go on with the person's next one, or with research.

    `everywhere` marks it for every lead that has it: a dead number is dead for all.
    """
    if not e164:
        return {}
    _drop(work, lead, e164, why)
    if everywhere:
        for other_id in work.unit.leads.with_numbers([e164]):
            if other_id != lead.id:
                _drop(work, work.unit.leads.get(other_id), e164, why)
    return {"number": e164}


def suppress_person(work: Work, lead: Lead) -> dict[str, Any]:
    """Put a person on the do-not-call list: all numbers and the e-mail address, on every list."""
    # A number that turned out to be somebody else's is not this person's to suppress.
    numbers = [n.e164 for n in work.unit.leads.numbers(lead.id) if n.bad not in _NOT_THEIRS]
    told = [("person", str(lead.id), lead.name), *(("number", n, n) for n in numbers)]
    if lead.email:
        told.append(("email", lead.email, lead.email))
    put_on_list(work, [_entry(work, *one, "asked", lead.id) for one in told])
    return {"numbers": len(numbers)}


def suppress(work: Work, numbers: Iterable[str], emails: Iterable[str], why: str) -> None:
    """Put numbers and addresses on the do-not-call list and take them out of every queue."""
    told = [("number", one) for one in numbers] + [("email", one) for one in emails]
    put_on_list(work, [_entry(work, kind, value, value, why) for kind, value in told])


def put_on_list(work: Work, entries: Sequence[Entry]) -> Settled:
    """Put entries on the list and hold back every lead they are about, in this transaction."""
    found = Settled()
    ordered = sorted(entries, key=lambda entry: (entry.kind, entry.value))
    work.unit.no_call.hold_leads((entry.kind, entry.value) for entry in ordered)
    for entry in ordered:
        work.unit.no_call.add(entry)
    for entry in ordered:
        settle_about(work, entry.kind, entry.value, found)
    return found


def settle_about(work: Work, kind: str, value: str, found: Settled) -> None:
    """Hold back or let go every lead that an entry is about."""
    after = 0
    while ids := work.unit.no_call.leads_of(kind, value, after, STEP):
        changed = settle(work, ids)
        found.held += changed.held
        found.freed += changed.freed
        found.moved += changed.moved
        after = ids[-1]


def _entry(work: Work, kind: str, value: str, label: str, why: str, lead_id: int = 0) -> Entry:
    return Entry(kind, value, label, work.now, work.who.id, why, lead_id)


def _drop(work: Work, lead: Lead, e164: str, why: str) -> None:
    leads = work.unit.leads
    for number in leads.numbers(lead.id):
        if number.e164 == e164 and number.bad in ("", SHARED):
            leads.mark_number(lead.id, number.id, why)
    if lead.phone != e164:
        return
    left = next((n.e164 for n in leads.numbers(lead.id) if not n.bad), "")
    if left:
        leads.change(lead, phone=left)
    elif lead.state is LeadState.QUEUED:
        leads.change(
            lead,
            phone="",
            state=LeadState.RESEARCH,
            kind=QueueKind.NONE,
            why=why,
            owner_id=ANYONE,
            due_at=None,
        )
    else:
        # Closed for a time: without a number there is nothing to come back for.
        leads.change(lead, phone="", kind=QueueKind.NONE, due_at=None)
