# SPDX-License-Identifier: MIT
"""Lists being imported and taken back, in many short transactions."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Protocol

from leaddesk.desk.intake import StagedLead


class Lists(Protocol):
    """Lists being imported and taken back, in many short transactions."""

    def open(self, fields: Mapping[str, object]) -> int:
        """Add a list whose leads nobody sees yet, and return its id."""
        ...

    def known(
        self, numbers: Sequence[str], emails: Sequence[str]
    ) -> tuple[frozenset[str], frozenset[str]]:
        """Return which numbers and e-mail addresses leads here already have."""
        ...

    def names_with(self, numbers: Sequence[str]) -> frozenset[str]:
        """Return the names, as they are compared, of leads here that have one of some numbers."""
        ...

    def stage(self, list_id: int, leads: Sequence[StagedLead], at: dt.datetime) -> Sequence[int]:
        """Add leads that nobody sees yet, and return their ids in order, higher than any before."""
        ...

    def set_status(self, list_id: int, status: str, counts: str = "") -> None:
        """Flip a list: staging, showing, live, undoing, undone, abandoned, dropped."""
        ...

    def status(self, list_id: int) -> str:
        """Return where a list stands; raises NotFound("list")."""
        ...

    def importer(self, list_id: int) -> int:
        """Return who imported a list; raises NotFound("list")."""
        ...

    def show_some(self, list_id: int, after: int, limit: int) -> int:
        """Let staged leads above an id into the queue; return the last id handled, 0 for none."""
        ...

    def drop_some(self, list_id: int, after: int, limit: int) -> int:
        """Delete unworked leads above an id; return the last id handled, 0 for none."""
        ...

    def horizon(self) -> int:
        """Return the id below which no lead becomes visible while a list opened now is read."""
        ...

    def alone(self) -> None:
        """Let no other list be shown until this transaction ends."""
        ...

    def overtaken(self, list_id: int, since: int) -> tuple[tuple[int, str, str], ...]:
        """Return staged leads of a list whose number or address visible leads brought meanwhile.

        Each with why it stands where it will stand, and the number or address.
        """
        ...

    def drop(self, lead_ids: Sequence[int]) -> None:
        """Delete staged leads."""
        ...

    def unfinished(self, stale: dt.datetime) -> tuple[tuple[int, str], ...]:
        """Return lists half shown or half dropped, and ones nobody staged on since `stale`."""
        ...
