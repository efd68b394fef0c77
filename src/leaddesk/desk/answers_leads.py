# SPDX-License-Identifier: MIT
"""Finding leads: search over everything, pages by any filter in any order, kept filters."""

from __future__ import annotations

from leaddesk.desk.answers_card import found_of
from leaddesk.desk.asking import Asking
from leaddesk.desk.browsing import cut_of, found_ids
from leaddesk.desk.kept_filters import kept_of
from leaddesk.desk.queries import (
    AskKeptFilters,
    AskLeadChoices,
    AskLeadCount,
    AskLeads,
    AskSearch,
    FoundLead,
    KeptFilter,
    LeadChoices,
    LeadsPage,
)
from leaddesk.domain.cleaning import LIMITS, clean_text
from leaddesk.domain.lead import LeadState

MAX_FOUND = 200
MAX_PAGE = 1000
AT_THE_END = {LeadState.SUPPRESSED: 2, LeadState.CLOSED: 1, LeadState.LOST: 1}
"""Leads that nobody will call stand below those that somebody may; the others keep their order."""


def answer_search(query: AskSearch, asking: Asking) -> tuple[FoundLead, ...]:
    """Return leads by words, or by a number in any spelling when the text looks like one."""
    text = clean_text(query.text, LIMITS["search"])
    limit = max(1, min(query.limit, MAX_FOUND))
    found = asking.unit.reads.leads(found_ids(text, limit, asking))
    leads = [lead for lead in found if lead.state is not LeadState.STAGED]
    leads.sort(key=lambda lead: AT_THE_END.get(lead.state, 0))
    return found_of(leads, asking)


def answer_leads(query: AskLeads, asking: Asking) -> LeadsPage:
    """Return a page of leads."""
    limit = max(1, min(query.limit, MAX_PAGE))
    cut = cut_of(query.filter, asking)
    marks = asking.unit.reads.browse(cut, query.sort, query.after, limit)
    leads = asking.unit.reads.leads([mark[1] for mark in marks])
    return LeadsPage(found_of(leads, asking), marks[-1] if len(marks) == limit else None)


def answer_lead_count(query: AskLeadCount, asking: Asking) -> int:
    """Return how many leads pass a filter."""
    return asking.unit.reads.browse_count(cut_of(query.filter, asking))


def answer_lead_choices(_query: AskLeadChoices, asking: Asking) -> LeadChoices:
    """Return what leads there are to filter by, each in the order of its name."""
    reads = asking.unit.reads
    zones = {zone for area in asking.book.areas.values() for zone in area.time_zones}
    return LeadChoices(
        sources=tuple(reads.sources()),
        campaigns=tuple(reads.campaigns()),
        lists=tuple(reads.list_names()),
        time_zones=tuple(sorted(zones)),
    )


def answer_kept_filters(query: AskKeptFilters, asking: Asking) -> tuple[KeptFilter, ...]:
    """Return the filters a person sees."""
    return tuple(kept_of(row) for row in asking.unit.reads.kept_filters(query.person_id))
