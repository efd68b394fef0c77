# SPDX-License-Identifier: MIT
"""Finding and listing leads: questions and the rows they are answered with."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from leaddesk.desk.questions.query import Query
from leaddesk.desk.records import Source
from leaddesk.domain.lead import LeadState
from leaddesk.domain.lead_filter import (
    ALL_LEADS,
    NEWEST_FIRST,
    LeadFilter,
    LeadSort,
    PageMark,
)


@dataclass(frozen=True, slots=True)
class FoundLead:
    """A lead found by search or listed; `phone` is readable, times UTC.

    `due_at` is when it comes next, None for one that stands in no queue or has no time.
    """

    id: int
    name: str
    company: str
    title: str
    phone: str
    email: str
    tier: int
    state: LeadState
    class_number: int
    source: str
    time_zone: str
    attempts: int
    last_outcome: str
    owner: str
    campaign: str
    arrived_at: dt.datetime
    last_call_at: dt.datetime | None
    due_at: dt.datetime | None
    why: str = ""
    """Why it stands where it stands, as a code (`questions.queue.Why`)."""


@dataclass(frozen=True, slots=True)
class AskSearch(Query[tuple[FoundLead, ...]]):
    """Leads by name, company, e-mail or a number in any spelling; every word must match."""

    text: str
    limit: int = 50


@dataclass(frozen=True, slots=True)
class LeadsPage:
    """A page of leads in the order asked for; `next_after` None on the last one."""

    rows: tuple[FoundLead, ...]
    next_after: PageMark | None


@dataclass(frozen=True, slots=True)
class AskLeads(Query[LeadsPage]):
    """Leads that pass a filter, in an order, behind the page that ended at `after`."""

    filter: LeadFilter = ALL_LEADS
    sort: LeadSort = NEWEST_FIRST
    after: PageMark | None = None
    limit: int = 200


@dataclass(frozen=True, slots=True)
class AskLeadCount(Query[int]):
    """How many leads pass a filter."""

    filter: LeadFilter = ALL_LEADS


@dataclass(frozen=True, slots=True)
class LeadChoices:
    """What a filter can choose from: (id, name) of lists, sources, and texts that leads have."""

    sources: tuple[Source, ...]
    campaigns: tuple[str, ...]
    lists: tuple[tuple[int, str], ...]
    time_zones: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class AskLeadChoices(Query[LeadChoices]):
    """What leads there are to filter by."""


@dataclass(frozen=True, slots=True)
class KeptFilter:
    """A filter and an order kept under a name, by one person or for the whole team."""

    id: int
    name: str
    for_team: bool
    filter: LeadFilter
    sort: LeadSort


@dataclass(frozen=True, slots=True)
class AskKeptFilters(Query[tuple[KeptFilter, ...]]):
    """The filters a person sees: their own and those of the team, by name."""

    person_id: int
