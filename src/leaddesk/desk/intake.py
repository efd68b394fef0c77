# SPDX-License-Identifier: MIT
"""Importing a list: count first, then stage unseen, then show all of it at once or nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from leaddesk.domain.lead import Number
from leaddesk.domain.lead_draft import LeadDraft, RejectedRow

Chunk = Sequence[LeadDraft | RejectedRow]
Report = Callable[[int], None]
"""Called with the number of rows handled so far."""
Cancelled = Callable[[], bool]


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
    """A finished import or dry run; `list_id` is None for a dry run, `turned_down` the rows kept out.

    `turned_down` pairs each row (by number) with its reason: 'duplicate_in_file',
    'duplicate_known', 'do_not_call', or the key of a RejectedRow.
    """

    count: ImportCount
    list_id: int | None
    turned_down: tuple[RejectedRow, ...]


@dataclass(frozen=True, slots=True)
class StagedLead:
    """A draft that becomes a lead: its fields for the table, and its numbers."""

    fields: dict[str, object]
    numbers: tuple[Number, ...]
