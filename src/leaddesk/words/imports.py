# SPDX-License-Identifier: MIT
"""Imports in words: what a list brought, and why a row was turned down."""

from __future__ import annotations

from leaddesk.desk.intake import ImportCount
from leaddesk.words import numbers

_TURNED_DOWN = {
    "duplicate_in_file": "Same number or e-mail as another row of this file",
    "duplicate_known": "This person is here already",
    "do_not_call": "Must not be called",
    "erased": "Was erased because they asked, and must not be brought in again",
    "empty": "The row is empty",
    "nobody": "No name, company, number or e-mail",
    "too_many_cells": "More cells than the header has columns",
    "too_long": "A cell is longer than any field may be",
    "broken": "The row can't be read",
    "bad_numbers": "None of its numbers can be dialled",
}
_LAYOUTS = {
    "zoominfo": "ZoomInfo export",
    "apollo": "Apollo export",
    "hubspot": "HubSpot export",
    "salesforce": "Salesforce report",
    "linkedin": "LinkedIn connections",
    "vicidial": "VICIdial lead file",
    "outlook": "Outlook contacts",
    "google": "Google contacts",
    "meta": "Meta lead form",
    "vcard": "vCards",
    "synonyms": "recognised by its column names",
    "kept": "mapped by hand before",
}
_FIELDS = {
    "first_name": "First name",
    "last_name": "Last name",
    "full_name": "Full name",
    "company": "Company",
    "title": "Job title",
    "email": "E-mail",
    "phone": "Phone",
    "mobile": "Mobile",
    "company_phone": "Company phone",
    "other_phone": "Other phone",
    "phone_code": "Country code of the phone",
    "street": "Street",
    "city": "City",
    "region": "State or province",
    "postal_code": "Postal code",
    "country": "Country",
    "website": "Website",
    "industry": "Industry",
    "employees": "Employees",
    "note": "Note",
    "source": "Source",
    "campaign": "Campaign",
    "time_zone": "Time zone",
    "do_not_call": "Do not call",
    "external_id": "Id in the other system",
}


def turned_down(key: str) -> str:
    """Return why a row was turned down."""
    return _TURNED_DOWN.get(key, key.replace("_", " ").replace(".", ": ").capitalize())


def layout(key: str) -> str:
    """Return how a list was recognised: 'Salesforce report'."""
    return _LAYOUTS.get(key, "not recognised")


def field(key: str) -> str:
    """Return a field that a column can feed, as a choice."""
    return _FIELDS.get(key, key.replace("_", " ").capitalize())


def counts(count: ImportCount) -> tuple[tuple[int, str], ...]:
    """Return (how many, what they are) for the preview and the summary; rows and new always."""
    always = ((count.rows, _rows(count.rows)), (count.new, _new(count.new)))
    others = (
        (count.duplicates_in_file, "twice in the file"),
        (count.duplicates_known, "here already"),
        (count.bad_numbers, "with a number that can't be dialled"),
        (count.do_not_call, "must not be called"),
        (count.research, "without a number or time zone, kept for research"),
        (count.rejected, "can't be read"),
    )
    return (*always, *((n, words) for n, words in others if n))


def summary(count: ImportCount, *, dry_run: bool = False) -> str:
    """Return what an import did or would do, in one line."""
    head = "Nothing is written yet: " if dry_run else ""
    return head + ", ".join(f"{numbers.number(n)} {words}" for n, words in counts(count)) + "."


def _rows(count: int) -> str:
    return "row" if count == 1 else "rows"


def _new(count: int) -> str:
    return "new lead" if count == 1 else "new leads"
