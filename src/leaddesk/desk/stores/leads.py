# SPDX-License-Identifier: MIT
"""Leads and their numbers."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Protocol

from leaddesk.domain.lead import Lead, Number


class Leads(Protocol):
    """Leads and their numbers."""

    def get(self, lead_id: int) -> Lead:
        """Return a lead, locked for this write; raises NotFound("lead")."""
        ...

    def get_free(self, lead_id: int) -> Lead | None:
        """Return a lead, locked for this write; None when it is gone or being written elsewhere."""
        ...

    def is_open(self, lead_id: int) -> bool:
        """Tell whether a lead is there, and worked or will be again."""
        ...

    def change(self, lead: Lead, **fields: object) -> Lead:
        """Write some fields and return the lead as it is now, one version on."""
        ...

    def details(self, lead_id: int) -> dict[str, Any]:
        """Return what only a card shows: address, website, industry and so on."""
        ...

    def answers(self, lead_id: int) -> dict[str, str]:
        """Return the answers kept on the lead's qualification sheet."""
        ...

    def set_text(self, lead: Lead, column: str, value: Mapping[str, Any]) -> None:
        """Write `details` or `answers`."""
        ...

    def add(self, fields: Mapping[str, object], numbers: Sequence[Number]) -> int:
        """Add a lead with its numbers and return its id."""
        ...

    def numbers(self, lead_id: int) -> tuple[Number, ...]:
        """Return the numbers of a lead in order."""
        ...

    def mark_number(self, lead_id: int, position: int, bad: str) -> None:
        """Mark one number of a lead as not to be called; empty makes it good again."""
        ...

    def replace_numbers(self, lead_id: int, numbers: Sequence[Number]) -> None:
        """Replace all numbers of a lead."""
        ...

    def with_numbers(self, e164: Iterable[str]) -> tuple[int, ...]:
        """Return the leads that have one of these numbers."""
        ...

    def owned(self, person_id: int) -> tuple[Lead, ...]:
        """Return the queued leads that wait for one person."""
        ...

    def touched(self) -> tuple[int, ...]:
        """Return the leads that may have to be held back since this was last asked.

        Those that came, and those whose place, numbers, address or company changed.
        """
        ...

    def with_email(self, email: str) -> tuple[int, ...]:
        """Return the leads that have this address; for a merged one where it went."""
        ...
