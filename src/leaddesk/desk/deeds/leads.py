# SPDX-License-Identifier: MIT
"""Leads: added, changed, noted on."""

from __future__ import annotations

from dataclasses import dataclass

from leaddesk.domain.bulk_change import BulkKind
from leaddesk.domain.lead_filter import NEWEST_FIRST, LeadFilter, LeadSort


@dataclass(frozen=True, slots=True)
class AddNote:
    """Add a note to a lead's history."""

    lead_id: int
    text: str


@dataclass(frozen=True, slots=True)
class LeadFields:
    """The fields of a lead that a person can type; empty means none, numbers as typed."""

    first_name: str = ""
    last_name: str = ""
    company: str = ""
    title: str = ""
    email: str = ""
    phones: tuple[tuple[str, str], ...] = ()
    street: str = ""
    city: str = ""
    region: str = ""
    postal_code: str = ""
    country: str = ""
    website: str = ""
    industry: str = ""
    employees: int = 0
    time_zone: str = ""
    source: str = ""
    source_kind: str = "list"
    campaign: str = ""


@dataclass(frozen=True, slots=True)
class AddLead:
    """Add one lead by hand; it stands in the queue like any other of its source."""

    fields: LeadFields
    tier: int = 1
    note: str = ""


@dataclass(frozen=True, slots=True)
class EditLead:
    """Change what is known about a lead; `version` is the one the form was filled from."""

    lead_id: int
    version: int
    fields: LeadFields


@dataclass(frozen=True, slots=True)
class KeepFilter:
    """Keep a filter and an order under a name, for oneself or for the whole team."""

    name: str
    filter: LeadFilter
    sort: LeadSort = NEWEST_FIRST
    for_team: bool = False


@dataclass(frozen=True, slots=True)
class DropFilter:
    """Forget a kept filter."""

    filter_id: int


@dataclass(frozen=True, slots=True)
class BulkWish:
    """What is to become of many leads; what each kind takes is as in `bulk_change.BulkChange`.

    `text` is the name of the source or the campaign; `source_kind` counts for a new source.
    """

    kind: BulkKind
    tier: int = 0
    person_id: int = 0
    text: str = ""
    source_kind: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True)
class ChangeLeads:
    """Change the leads named, or all that pass a filter when it starts; taken back as one."""

    change: BulkWish
    lead_ids: tuple[int, ...] = ()
    filter: LeadFilter | None = None
