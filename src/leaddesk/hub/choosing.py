# SPDX-License-Identifier: MIT
"""A lead that a person chose, found by search or by who rings: whether they may work it now."""

from __future__ import annotations

import datetime as dt

from leaddesk.desk.book import Book
from leaddesk.desk.hand import check_free, check_there, tier_for
from leaddesk.desk.holding import settle
from leaddesk.desk.unit import Unit
from leaddesk.desk.work import Work, new_entry_id
from leaddesk.domain.errors import RuleBroken
from leaddesk.hub.ports import Free


def chosen(unit: Unit, book: Book, person_id: int, lead_id: int, at: dt.datetime) -> Free:
    """Return a lead that a person may work now, by the rules of `desk.hand.take_this`.

    Raises NotFound("lead"), RuleBroken for one that is held back, offered, in another hand or of
    another tier, and RuleBroken("others_lead") for another person's own.
    """
    who = book.person(person_id)
    if not who.active:
        raise RuleBroken("person_inactive", person=who.name)
    work = Work(unit, who, at, book, new_entry_id(at))
    settle(work, (lead_id,))
    lead = unit.leads.get(lead_id)
    check_there(lead)
    tier_for(work, lead)
    check_free(work, lead)
    if lead.owner_id not in {0, who.id}:
        # Its owner may be at it without the hub: own leads need no lease.
        raise RuleBroken("others_lead", lead=lead.name, person=book.name(lead.owner_id))
    return Free(lead.id, lead.phone)
