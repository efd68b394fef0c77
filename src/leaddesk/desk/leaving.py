# SPDX-License-Identifier: MIT
"""Somebody leaves a tier or the team: what waits for them goes to others, nothing is stranded."""

from __future__ import annotations

from leaddesk.desk.work import Work
from leaddesk.domain.errors import RuleBroken
from leaddesk.domain.handoff import next_receiver
from leaddesk.domain.lead import ANYONE, Lead, QueueKind
from leaddesk.domain.person import Person

_FOR_ANYONE = frozenset({QueueKind.CALLBACK, QueueKind.RETURNED})
"""What any colleague of the tier can take over without being told."""


def hand_over(work: Work, before: Person, after: Person) -> int:
    """Hand on the leads of tiers that a person no longer works in; return how many there were.

    Callbacks and returned leads go to anyone of their tier, leads in work to the colleague with
    the fewest. Raises RuleBroken("leads_left") when nobody else works that tier.
    """
    stays = after.tiers if after.active else ()
    left = [lead for lead in work.unit.leads.owned(before.id) if lead.tier not in stays]
    if left:
        work.unit.queue.let_go(before.id)
    for lead in left:
        if lead.kind in _FOR_ANYONE and _colleagues(work, lead, before):
            work.unit.leads.change(lead, owner_id=ANYONE)
        else:
            work.unit.leads.change(lead, owner_id=_next(work, lead, before))
    return len(left)


def _next(work: Work, lead: Lead, leaver: Person) -> int:
    people = _colleagues(work, lead, leaver)
    found = next_receiver(work.unit.handoffs.loads(people), ())
    if found is None:
        raise RuleBroken("leads_left", person=leaver.name, tier=lead.tier)
    handoff = work.unit.handoffs.of_lead(lead.id)
    if handoff is not None and handoff.open:
        work.unit.handoffs.change(handoff, receiver_id=found)
    return found


def _colleagues(work: Work, lead: Lead, leaver: Person) -> list[int]:
    return [
        person.id
        for person in work.book.people.values()
        if person.active and person.id != leaver.id and lead.tier in person.tiers
    ]
