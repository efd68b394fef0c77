# SPDX-License-Identifier: MIT
"""Finding leads: search over everything, and pages in the order of their ids."""

from __future__ import annotations

from leaddesk.desk.answers_card import found_of
from leaddesk.desk.asking import Asking
from leaddesk.desk.queries import AskLeads, AskSearch, FoundLead, LeadsPage
from leaddesk.domain.cleaning import LIMITS, clean_text
from leaddesk.domain.lead import LeadState
from leaddesk.domain.phone import search_digits

MAX_FOUND = 200
MAX_PAGE = 1000
FEWEST_DIGITS = 3
AT_THE_END = {LeadState.SUPPRESSED: 2, LeadState.CLOSED: 1, LeadState.LOST: 1}
"""Leads that nobody will call stand below those that somebody may; the others keep their order."""


def answer_search(query: AskSearch, asking: Asking) -> tuple[FoundLead, ...]:
    """Return leads by words, or by a number in any spelling when the text looks like one."""
    text = clean_text(query.text, LIMITS["search"])
    limit = max(1, min(query.limit, MAX_FOUND))
    reads = asking.unit.reads
    ids: list[int] = []
    if looks_like_number(text):
        ids = reads.search_numbers(search_digits(text, asking.rules.team.region), limit)
    if len(ids) < limit:
        ids += [i for i in reads.search_words(text, limit) if i not in ids]
    leads = [lead for lead in reads.leads(ids[:limit]) if lead.state is not LeadState.STAGED]
    leads.sort(key=lambda lead: AT_THE_END.get(lead.state, 0))
    return found_of(leads, asking)


def answer_leads(query: AskLeads, asking: Asking) -> LeadsPage:
    """Return a page of leads with an id above `after`."""
    limit = max(1, min(query.limit, MAX_PAGE))
    state = None if query.state is None else int(query.state)
    leads = asking.unit.reads.page(query.after, limit, query.tier, state, query.list_id)
    return LeadsPage(found_of(leads, asking), leads[-1].id if len(leads) == limit else None)


def looks_like_number(text: str) -> bool:
    """Tell whether a text is a number being typed: digits, and only what goes with them."""
    digits = sum(char.isdigit() for char in text)
    return digits >= FEWEST_DIGITS and all(
        char.isdigit() or char in " +-().\u00a0/" for char in text
    )
