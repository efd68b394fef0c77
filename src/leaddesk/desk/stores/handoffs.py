# SPDX-License-Identifier: MIT
"""Handoffs and the feedback owed for them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Protocol

from leaddesk.desk.records import Feedback, Handoff, Score


class Handoffs(Protocol):
    """Handoffs and the feedback owed for them."""

    def get(self, handoff_id: int) -> Handoff:
        """Return a handoff, locked for this write; raises NotFound("handoff")."""
        ...

    def of_lead(self, lead_id: int) -> Handoff | None:
        """Return the open handoff of a lead, else its newest one."""
        ...

    def add(self, fields: Mapping[str, object]) -> int:
        """Add a handoff and return its id."""
        ...

    def change(self, handoff: Handoff, **fields: object) -> None:
        """Write some fields."""
        ...

    def move(self, from_lead: int, to_lead: int) -> None:
        """Give all handoffs and feedback of one lead to another."""
        ...

    def packets(self, lead_id: int) -> frozenset[str]:
        """Return the packets that were handed over for a lead and came back."""
        ...

    def loads(self, people: Sequence[int]) -> dict[int, int]:
        """Return open handoffs per person."""
        ...

    def run_out(self, at: dt.datetime) -> tuple[Handoff, ...]:
        """Return offered handoffs whose clock or hard stop has passed, oldest first."""
        ...

    def feedback(self, feedback_id: int) -> Feedback:
        """Return feedback; raises NotFound("feedback")."""
        ...

    def owes(self, handoff_id: int) -> bool:
        """Tell whether feedback for a handoff is still owed."""
        ...

    def owe(self, fields: Mapping[str, object]) -> int:
        """Add feedback that is owed and return its id."""
        ...

    def give(self, feedback: Feedback, **fields: object) -> None:
        """Write what was given."""
        ...

    def score(self, score: Score) -> None:
        """Keep the score of a handoff in the place of the one before."""
        ...
