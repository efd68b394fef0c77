# SPDX-License-Identifier: MIT
"""Heads of queues, and who holds what."""

from __future__ import annotations

import datetime as dt
from typing import Protocol

from leaddesk.desk.records import Head
from leaddesk.domain.queue import Step


class Queue(Protocol):
    """Heads of queues, and who holds what."""

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
        """Return the first free leads of one step, in its order.

        `areas` and `lives` are JSON lists of area ids and half-lives; `since` bounds fresh leads.
        """
        ...

    def lives(self, tier: int) -> list[int]:
        """Return the half-lives of the never-called leads of a tier, also ones of older rules."""
        ...

    def longest(self, tier: int, areas: str, at: dt.datetime, limit: int) -> list[Head]:
        """Return never-called leads, the longest waiting first."""
        ...

    def in_hand(self, person_id: int, at: dt.datetime) -> int | None:
        """Return the lead in somebody's hand."""
        ...

    def holder(self, lead_id: int, phone: str, at: dt.datetime, *, lent: bool = True) -> int | None:
        """Return who holds a lead or its number; without `lent`, in a hand and not only lent."""
        ...

    def take(
        self, lead_id: int, phone: str, person_id: int, at: dt.datetime, until: dt.datetime
    ) -> bool:
        """Put a lead into a hand; False when somebody else has it or its number."""
        ...

    def renew(self, person_id: int, until: dt.datetime) -> None:
        """Make the lease of somebody's lead in hand last until then."""
        ...

    def dialled(self, person_id: int, lead_id: int, at: dt.datetime) -> None:
        """Keep when somebody rang the lead in their hand; another lead is passed over."""
        ...

    def let_go(self, person_id: int) -> None:
        """Empty somebody's hand."""
        ...

    def free(self, lead_id: int) -> None:
        """Take a lead out of whoever's hand it is in."""
        ...

    def may_call(self, lead_id: int) -> bool:
        """Tell whether a lead may be called from here now: alone, and at a server, any may."""
        ...

    def ready_here(
        self, tier: int, person_id: int, team: str, lawful: str, at: dt.datetime
    ) -> int | None:
        """Return how many leads a person may call from here; None where nothing limits that.

        `team` and `lawful` are JSON lists of the areas that are open.
        """
        ...

    def unheard(self, tier: int) -> int:
        """Return how many leads of the hand wait until the team's hub was heard; alone none."""
        ...
