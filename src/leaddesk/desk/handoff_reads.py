# SPDX-License-Identifier: MIT
"""What queries read about handoffs, as a protocol."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Protocol

from leaddesk.desk.questions.team_handoffs import HandoffFilter, HandoffMark
from leaddesk.desk.records import Feedback, Handoff, Score
from leaddesk.domain.handoff_figures import HandoffCounts

Pair = tuple[int, int]
"""Giver and receiver, by id."""


class HandoffReads(Protocol):
    """Reads of handoffs and feedback of one consistent view."""

    def handoffs(self, where: str, person_id: int, limit: int) -> list[Handoff]:
        """Return handoffs: 'offered', 'working' (to a person), 'sent' (by one), or 'waiting'.

        The last are those of everybody that are offered.
        """
        ...

    def feedback(self, where: str, person_id: int, limit: int) -> list[Feedback]:
        """Return feedback: 'owed' by a person, or 'received' by one."""
        ...

    def handoffs_of(self, lead_id: int) -> list[Handoff]:
        """Return every handoff of a lead, oldest first."""
        ...

    def feedback_of(self, lead_id: int) -> list[Feedback]:
        """Return all feedback about a lead's handoffs, oldest first."""
        ...

    def giver_figures(self, giver_id: int) -> tuple[int, int, int]:
        """Return how many handoffs of a person were decided, accepted, and led to a meeting."""
        ...

    def notes_between(self, lead_id: int, pair: Pair, since: dt.datetime) -> int:
        """Return how many notes two people wrote about a lead since one first handed it over.

        Notes of calls are none of them.
        """
        ...

    def came_back(self, lead_id: int, pair: Pair) -> bool:
        """Tell whether a lead was handed from one person to another before, and returned."""
        ...

    def last_rating(self, handoff_id: int) -> int:
        """Return the rating of the last feedback for a handoff, 0 without one."""
        ...

    def team_handoffs(
        self,
        wanted: HandoffFilter,
        after: HandoffMark | None,
        limit: int,
        at: dt.datetime,
        lots: int,
    ) -> list[tuple[Handoff, HandoffMark]]:
        """Return handoffs behind a mark: offered ones by their clock, open ones, then the rest.

        Newest first but for the clocks; `lots` bounds what is in the sample.
        """
        ...

    def team_handoff_count(self, wanted: HandoffFilter, at: dt.datetime, lots: int) -> int:
        """Return how many handoffs pass a filter."""
        ...

    def scores(self, handoff_ids: Sequence[int]) -> dict[int, Score]:
        """Return the scores of those handoffs that have one."""
        ...

    def owed_for(self, handoff_ids: Sequence[int]) -> dict[int, dt.datetime]:
        """Return until when feedback is owed, of those handoffs for which it is."""
        ...

    def handoff_counts(
        self, since: dt.datetime | None, at: dt.datetime
    ) -> dict[Pair, HandoffCounts]:
        """Return by pair what became of the handoffs first offered since a moment."""
        ...

    def accept_times(self, since: dt.datetime | None) -> dict[Pair, dict[int, int]]:
        """Return by pair how many were accepted after how many business minutes."""
        ...

    def came_back_for(self, since: dt.datetime | None) -> list[tuple[str, str, int]]:
        """Return (state, reason, how many) of returned and rejected ones, the most first."""
        ...
