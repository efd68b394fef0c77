# SPDX-License-Identifier: MIT
"""How one lead stands to the team's list and to the national lists of its country."""

from __future__ import annotations

from leaddesk.desk.asking import Asking
from leaddesk.desk.holding import registered
from leaddesk.desk.queries import ScrubFact
from leaddesk.domain.lead import Lead


def scrub_facts(lead: Lead, asking: Asking) -> tuple[ScrubFact, ...]:
    """Return how a lead stands to the team's list, and to the national lists of its country."""
    unit = asking.unit
    known = unit.no_call.identities((lead.id,))
    if not known:
        return ()
    one = known[0]
    numbers = [e164 for e164, _ in one.numbers]
    listed = unit.no_call.listed(
        {
            "number": numbers,
            "email": [one.email] if one.email else [],
            "person": [str(one.lead_id)],
            "company": [one.company_key] if one.company_key else [],
            "site": [one.site] if one.site else [],
        }
    )
    facts = [ScrubFact("", on_it=tuple(kind for kind, values in listed.items() if values))]
    marks = registered(unit, asking.book, numbers)
    today = asking.book.today(asking.now)
    for state in asking.book.registries:
        concerned = state.registry.country == lead.area.country or any(map(state.covers, numbers))
        if concerned and (state.binds or state.file is not None):
            facts.append(
                ScrubFact(
                    registry=state.registry.name,
                    binds=state.binds,
                    dated=state.file.dated if state.file else None,
                    good_until=state.good_until,
                    has_run_out=state.has_run_out(today),
                    on_it=tuple(e164 for e164, mark in marks.items() if mark == state.mark),
                )
            )
    return tuple(facts)
