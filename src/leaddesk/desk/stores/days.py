# SPDX-License-Identifier: MIT
"""What people did on past days, and when they were away, for whoever compares days."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from leaddesk.desk.records import DayCount


class Days(Protocol):
    """What people did on past days, and when they were away."""

    def day_counts(self, first: str, last: str) -> Sequence[DayCount]:
        """Return what everybody did on each day from one to another."""
        ...

    def absences(self, person_id: int, since: str) -> frozenset[str]:
        """Return the days a person was away."""
        ...
