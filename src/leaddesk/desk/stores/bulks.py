# SPDX-License-Identifier: MIT
"""Changes to many leads, in many short transactions that are taken back as one."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from leaddesk.domain.lead import Lead


@dataclass(frozen=True, slots=True)
class BulkLead:
    """A lead a bulk change comes to, and what else counts for it."""

    lead: Lead
    in_hand: bool
    open_handoff: bool


class Bulks(Protocol):
    """Changes to many leads, in many short transactions that are taken back as one."""

    def open(self, entry_id: str, at: dt.datetime) -> int:
        """Begin a change whose journal row will have this id, and return the change's own id."""
        ...

    def leads(self, ids: Sequence[int], at: dt.datetime) -> list[BulkLead]:
        """Return those of some leads that are here, with who has them."""
        ...

    def write(
        self, bulk_id: int, changes: Sequence[tuple[Lead, Mapping[str, object]]]
    ) -> frozenset[int]:
        """Write some leads' columns and keep what they were.

        Returns the ids that somebody else wrote since they were read: these are left alone.
        """
        ...

    def set_status(self, bulk_id: int, status: str) -> None:
        """Say where a change stands: working, done, undoing, undone."""
        ...

    def of_entry(self, entry_id: str) -> int:
        """Return the change of a journal row, 0 for a row without one."""
        ...

    def was_in(self, bulk_id: int, tier: int) -> bool:
        """Tell whether a lead that a change moved stood in a tier before."""
        ...

    def restore_some(self, bulk_id: int, limit: int) -> tuple[int, int]:
        """Put up to `limit` leads back; return how many were looked at and how many had moved on.

        Whoever left the team gets nothing back: such a lead has moved on. What was looked at is
        forgotten; (0, 0) when nothing is left.
        """
        ...

    def unfinished(self, stale: dt.datetime) -> tuple[int, ...]:
        """Return changes being taken back, and ones that nobody worked on since `stale`."""
        ...

    def begun_from(self, person_id: int) -> tuple[int, ...]:
        """Return changes not ended yet that took leads from a person."""
        ...

    def touch(self, bulk_id: int, at: dt.datetime) -> str:
        """Say that somebody works on a change, and return where it stands."""
        ...
