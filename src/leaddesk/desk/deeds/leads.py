# SPDX-License-Identifier: MIT
"""Leads: added, changed, noted on."""

from __future__ import annotations

from dataclasses import dataclass


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
