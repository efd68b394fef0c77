# SPDX-License-Identifier: MIT
"""What waits for somebody who leaves a tier or the team, and how much colleagues have open."""

from __future__ import annotations

from collections.abc import Collection
from typing import Protocol

from leaddesk.desk.questions.arrivals import FolderRow
from leaddesk.desk.records import Feedback, Handoff


class Leaving(Protocol):
    """What waits for somebody who leaves a tier or the team, and how much colleagues have open."""

    def counts(self, person_id: int, stays: Collection[int]) -> list[tuple[int, int, int]]:
        """Return (tier, kind, how many) of a person's open leads outside the tiers they stay in.

        Leads of handoffs that they received are told by `handoffs`.
        """
        ...

    def lead_ids(self, person_id: int, stays: Collection[int], limit: int) -> list[int]:
        """Return such leads, the lowest id first."""
        ...

    def loads(self, people: Collection[int]) -> dict[int, int]:
        """Return how many open leads and handoffs that wait for an answer each person has."""
        ...

    def handoffs(self, person_id: int, stays: Collection[int]) -> list[Handoff]:
        """Return the open handoffs a person received outside the tiers they stay in, by id."""
        ...

    def owed(self, person_id: int, stays: Collection[int]) -> list[tuple[int, Feedback]]:
        """Return the feedback a person owes outside some tiers, with its handoff's tier, by id."""
        ...

    def folders(self, person_id: int) -> tuple[FolderRow, ...]:
        """Return the watched folders whose lists come in a person's name."""
        ...

    def hand_on(self, handoff: Handoff, person_id: int) -> None:
        """Give an open handoff to somebody else; taken back only while nobody answered it."""
        ...

    def pass_debt(self, owed: Feedback, person_id: int) -> None:
        """Let somebody else owe feedback; taken back only while nobody gave it."""
        ...
