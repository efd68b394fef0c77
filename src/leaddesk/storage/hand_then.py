# SPDX-License-Identifier: MIT
"""The hand as it was when an operation was done, for doing it again: nobody's hand moves now."""

from __future__ import annotations

import datetime as dt

from leaddesk.desk.records import Head
from leaddesk.domain.queue import Step


class HandThen:
    """`desk.unit.Queue` that knows the lead in hand at that moment, and offers no other."""

    def __init__(self, lead_id: int) -> None:
        self._lead_id = lead_id

    def heads(
        self,
        step: Step,
        tier: int,
        owner: int,
        areas: str,
        at: dt.datetime,
        limit: int,
        *,
        since: dt.datetime | None = None,
        lives: str = "[]",
    ) -> list[Head]:
        """Return none: the next lead was taken then."""
        del step, tier, owner, areas, at, limit, since, lives
        return []

    def lives(self, tier: int) -> list[int]:
        """Return none."""
        del tier
        return []

    def longest(self, tier: int, areas: str, at: dt.datetime, limit: int) -> list[Head]:
        """Return none."""
        del tier, areas, at, limit
        return []

    def in_hand(self, person_id: int, at: dt.datetime) -> int | None:
        """Return the lead that was in hand then."""
        del person_id, at
        return self._lead_id or None

    def holder(self, lead_id: int, phone: str, at: dt.datetime, *, lent: bool = True) -> int | None:
        """Return nobody: that it was free was seen then."""
        del lead_id, phone, at, lent
        return None

    def take(
        self, lead_id: int, phone: str, person_id: int, at: dt.datetime, until: dt.datetime
    ) -> bool:
        """Say that it was taken then."""
        del lead_id, phone, person_id, at, until
        return True

    def renew(self, person_id: int, until: dt.datetime) -> None:
        """Do nothing."""

    def dialled(self, person_id: int, lead_id: int, at: dt.datetime) -> None:
        """Do nothing."""

    def let_go(self, person_id: int) -> None:
        """Do nothing."""

    def free(self, lead_id: int) -> None:
        """Do nothing."""

    def may_call(self, lead_id: int) -> bool:
        """Say that it might be called then."""
        del lead_id
        return True

    def ready_here(
        self, tier: int, person_id: int, team: str, lawful: str, at: dt.datetime
    ) -> int | None:
        """Return None: nobody asks."""
        del tier, person_id, team, lawful, at
        return None

    def unheard(self, tier: int) -> int:
        """Return none."""
        del tier
        return 0
