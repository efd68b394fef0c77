# SPDX-License-Identifier: MIT
"""Numbers that are wrong and people who must not be called: out of every queue at once."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from leaddesk.desk.work import Work
from leaddesk.domain.lead import ANYONE, SHARED, Lead, LeadState, QueueKind

DNC = "dnc"
WRONG = "wrong_number"
_NOT_THEIRS = frozenset({WRONG, SHARED})


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
    leads = work.unit.leads
    # A number that turned out to be somebody else's is not this person's to suppress.
    numbers = [number.e164 for number in leads.numbers(lead.id) if number.bad not in _NOT_THEIRS]
    _aside(work, leads.get(lead.id))
    suppress(work, numbers, [lead.email] if lead.email else [], "asked")
    return {"numbers": len(numbers)}


def suppress(work: Work, numbers: Iterable[str], emails: Iterable[str], why: str) -> None:
    """Put numbers and addresses on the do-not-call list and take them out of every queue."""
    leads, team = work.unit.leads, work.unit.team
    for e164 in numbers:
        team.suppress("number", e164, work.who.id, work.now, why)
        for lead_id in leads.with_numbers([e164]):
            _drop(work, leads.get(lead_id), e164, DNC)
    for email in emails:
        team.suppress("email", email, work.who.id, work.now, why)
        for lead_id in leads.with_email(email):
            _aside(work, leads.get(lead_id))


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
    elif why == DNC:
        _aside(work, lead)
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


def _aside(work: Work, lead: Lead) -> None:
    """Take a lead out of every queue and hand for good; a handed-over lead ends there too."""
    work.unit.queue.free(lead.id)
    work.unit.leads.change(
        lead,
        state=LeadState.SUPPRESSED,
        kind=QueueKind.NONE,
        why=DNC,
        owner_id=ANYONE,
        due_at=None,
    )
    handoff = work.unit.handoffs.of_lead(lead.id)
    if handoff is not None and handoff.open:
        work.unit.handoffs.change(handoff, open=False, fate=DNC, fate_at=work.now)
