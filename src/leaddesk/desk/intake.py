# SPDX-License-Identifier: MIT
"""Importing a list: count first, then stage unseen, then show all of it at once or nothing."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from leaddesk.domain.lead_draft import DraftPhone, LeadDraft, RejectedRow

Chunk = Sequence[LeadDraft | RejectedRow]
Report = Callable[[int], None]
"""Called with the number of rows handled so far."""
Cancelled = Callable[[], bool]
TurnedDown = Callable[[Sequence[RejectedRow]], object]
"""Given the rows kept out of a list, before anybody sees the list; what it raises ends it."""


@dataclass(frozen=True, slots=True)
class ImportCount:
    """What an import found, in rows; `new` includes `research` (no callable number or zone)."""

    rows: int = 0
    new: int = 0
    duplicates_in_file: int = 0
    duplicates_known: int = 0
    bad_numbers: int = 0
    do_not_call: int = 0
    research: int = 0
    rejected: int = 0


@dataclass(frozen=True, slots=True)
class ImportResult:
    """A finished import; `list_id` is None for a dry run, `turned_down` are the rows kept out.

    `turned_down` pairs each row (by number) with its reason: 'duplicate_in_file',
    'duplicate_known', 'do_not_call', or the key of a RejectedRow. `reasons` says how many rows each
    of these kept out.
    """

    count: ImportCount
    list_id: int | None
    turned_down: Sequence[RejectedRow]
    reasons: Mapping[str, int] = field(default_factory=dict)


STAGED_FIELDS = [
    "tier",
    "why",
    "inbound",
    "half_life",
    "rank",
    "ladder",
    "source_id",
    "campaign",
    "area_id",
    "phone",
    "first_name",
    "last_name",
    "company",
    "title",
    "email",
    "details",
    "company_key",
    "name_key",
    "site",
]
"""The columns a staged lead brings, in the order of its values."""

StagedLead = tuple[tuple[Any, ...], Sequence[DraftPhone]]
"""A draft about to become a lead: its values in the order of `STAGED_FIELDS`, and its numbers.

Plain tuples, because a list may bring a million of them.
"""
