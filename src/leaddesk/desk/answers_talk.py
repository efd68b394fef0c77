# SPDX-License-Identifier: MIT
"""The two people of a handoff: how to reach the other one, and why to talk rather than write."""

from __future__ import annotations

import datetime as dt

from leaddesk.desk.asking import Asking
from leaddesk.desk.queries import Colleague
from leaddesk.desk.records import Handoff
from leaddesk.domain.handoff import HandoffState
from leaddesk.domain.lead import Lead, QueueKind
from leaddesk.domain.talk_first import talk_reason


def pair_of(handoff: Handoff, asking: Asking) -> tuple[Colleague | None, Colleague | None]:
    """Return giver and receiver of a handoff; None for whoever is not known."""
    reads = asking.unit.reads
    pair = (handoff.giver_id, handoff.receiver_id)
    rule = asking.rules.talk
    since = asking.now - dt.timedelta(hours=rule.hours)
    notes = reads.notes_between(handoff.lead_id, pair, since)
    rating = reads.last_rating(handoff.id)
    returned = handoff.state is HandoffState.RETURNED or (
        handoff.state is HandoffState.OFFERED and reads.came_back(handoff.lead_id, pair)
    )
    reason = talk_reason(returned=returned, rating=rating, notes=notes, rule=rule) or ""

    def colleague(person_id: int) -> Colleague | None:
        person = asking.book.people.get(person_id)
        if person is None:
            return None
        return Colleague(person.id, person.name, person.extension, str(reason), notes, rating)

    return colleague(pair[0]), colleague(pair[1])


def colleague_of(lead: Lead, handoff: Handoff, asking: Asking) -> Colleague | None:
    """Return the other person for whoever works the lead now.

    None while it is between the two, and once the handoff is history.
    """
    accepted = handoff.state is HandoffState.ACCEPTED and handoff.open
    returned = handoff.state is HandoffState.RETURNED and lead.kind is QueueKind.RETURNED
    if handoff.giver_id == handoff.receiver_id or not (accepted or returned):
        return None
    giver, receiver = pair_of(handoff, asking)
    return giver if accepted else receiver
