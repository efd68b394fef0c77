# SPDX-License-Identifier: MIT
"""What people did on past days, and when they were away, for whoever compares days."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Protocol

from leaddesk.desk.records import DayCount
from leaddesk.domain.absence import Absence


class Days(Protocol):
    """What people did on past days, and when they were away."""

    def day_counts(self, first: str, last: str) -> Sequence[DayCount]:
        """Return what everybody did on each day from one to another."""
        ...

    def absences(self, person_id: int, since: str) -> Mapping[str, Absence]:
        """Return what remained of the days on which a person was away, in training or elsewhere."""
        ...
