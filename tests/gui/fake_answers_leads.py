# SPDX-License-Identifier: MIT
"""A made-up team of many leads, answered page by page as a desk does."""

from __future__ import annotations

from leaddesk.desk.queries import (
    AskLeads,
    AskSearch,
    FoundLead,
    KeptFilter,
    LeadChoices,
    LeadsPage,
)
from leaddesk.desk.records import Source
from leaddesk.domain.lead import LeadState
from leaddesk.domain.lead_filter import LeadFilter, LeadSort, SortKey
from tests.gui.fake_answers_handoffs import NOW

TOTAL = 1_000_000
_FIRST = ("Priya", "Tom", "Marta", "James", "Aiko", "Luis", "Hannah", "Omar", "Grace", "Ken")
_LAST = ("Raman", "Okafor", "Lindqvist", "Petrov", "Tanabe", "Ferreira", "Boyle", "Said", "Liu")
_COMPANIES = ("Northfield Optics", "Halden Freight", "Brightwater Dental", "Calder & Sons",
              "Ridge Analytics", "Porto Verde Foods", "Loomis Textiles", "Delta Print")  # fmt: skip
_STATES = (LeadState.QUEUED, LeadState.QUEUED, LeadState.OFFERED, LeadState.RESEARCH,
           LeadState.CLOSED, LeadState.SUPPRESSED, LeadState.WON)  # fmt: skip
_ZONES = ("America/Chicago", "America/New_York", "Europe/Berlin", "")
_OUTCOMES = ("no_answer", "voicemail", "", "callback", "not_now")
_SOURCES = ("web form", "trade_show", "list", "ZoomInfo")


def found(number: int) -> FoundLead:
    """Return the lead with that id."""
    name = f"{_FIRST[number % 10]} {_LAST[number % 9]}"
    return FoundLead(
        id=number, name=name, company=_COMPANIES[number % 8], title="Operations Director",
        phone=f"+1 (612) 555-{100 + number % 100:04d}", email=f"lead{number}@example.com",
        tier=1 + number % 2, state=_STATES[number % 7], class_number=5,
        source=_SOURCES[number % 4], time_zone=_ZONES[number % 4], attempts=number % 6,
        last_outcome=_OUTCOMES[number % 5], owner="", campaign="",
        arrived_at=NOW, last_call_at=None, due_at=None,
    )  # fmt: skip


def page(query: AskLeads) -> LeadsPage:
    """Return the leads behind `query.after`, oldest first; words as `search` takes them."""
    if query.filter.text:
        return LeadsPage(tuple(
            lead for lead in search(AskSearch(query.filter.text, 200))
            if not query.filter.states or lead.state in query.filter.states
        ), None)  # fmt: skip
    rows: list[FoundLead] = []
    number = (query.after[1] if query.after else 0) + 1
    while len(rows) < query.limit and number <= TOTAL:
        lead = found(number)
        if not query.filter.states or lead.state in query.filter.states:
            rows.append(lead)
        number += 1
    return LeadsPage(tuple(rows), (number, rows[-1].id) if number <= TOTAL else None)


def search(query: AskSearch) -> tuple[FoundLead, ...]:
    """Return those of the first thousand leads in which every word occurs."""
    words = query.text.casefold().split()
    rows = (found(number) for number in range(1, 1_001))
    hits = [
        lead
        for lead in rows
        if all(word in f"{lead.name} {lead.company} {lead.email}".casefold() for word in words)
    ]
    return tuple(hits[: query.limit])


CHOICES = LeadChoices(
    sources=(Source(1, "web form", "inbound"), Source(2, "ZoomInfo", "list")),
    campaigns=("Fall", "Spring"),
    lists=((3, "fair.csv"),),
    time_zones=("America/Chicago", "Europe/Berlin"),
)
KEPT = (
    KeptFilter(
        5, "Old tries", for_team=False, filter=LeadFilter(tier=2, attempts_from=3, attempts_to=5),
        sort=LeadSort(SortKey.LAST_CALL, falling=False),
    ),
)  # fmt: skip
