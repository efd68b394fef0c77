# SPDX-License-Identifier: MIT
"""Somebody named another person: that person becomes a lead of their own, linked to the first."""

from __future__ import annotations

from leaddesk.desk.effects import Call
from leaddesk.desk.new_leads import Newcomer, add_newcomer
from leaddesk.desk.work import Work
from leaddesk.domain.cleaning import LIMITS, clean_text
from leaddesk.domain.lead import QueueKind


def add_referral(call: Call, work: Work) -> int:
    """Add the person a prospect referred us to and return the new lead's id.

    The lead stands in class 2 of whoever made the call; without a number it needs research.
    Raises BadInput("bad_number") for a number that is none.
    """
    lead = call.lead
    first, _, last = clean_text(call.command.person_name, LIMITS["first_name"]).partition(" ")
    details = work.unit.leads.details(lead.id)
    fields = {name: str(details.get(name, "")) for name in ("street", "city", "postal_code")}
    return add_newcomer(
        work,
        Newcomer(
            first_name=first,
            last_name=last,
            company=lead.company,
            phones=((call.command.person_phone, "direct"),) if call.command.person_phone else (),
            region=lead.area.region,
            country=lead.area.country,
            zones=lead.area.time_zones,
            source="Referral",
            source_kind="referral",
            campaign=lead.campaign,
            tier=lead.tier,
            shared=tuple(number.e164 for number in work.unit.leads.numbers(lead.id)),
            details=fields | {"referred_by": str(lead.id)},
            kind=QueueKind.RETURNED,
            why="referred",
            owner_id=work.who.id,
        ),
    )
