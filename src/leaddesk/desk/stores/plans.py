# SPDX-License-Identifier: MIT
"""Every version of a plan that was put in force."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Protocol

from leaddesk.desk.records import PlanVersion
from leaddesk.domain.plan import Draft


class Plans(Protocol):
    """Every version of a plan that was put in force, and the drafts that people type at."""

    def add(self, version: PlanVersion) -> int:
        """Add a version and return its id; that of the value is not looked at."""
        ...

    def versions(self, begins: dt.date, ends: dt.date) -> Sequence[PlanVersion]:
        """Return the versions of the plan for a period, newest first."""
        ...

    def latest(self, day: dt.date) -> PlanVersion | None:
        """Return the newest version of a plan whose period holds a day."""
        ...

    def draft(self, person_id: int) -> Draft | None:
        """Return the draft that is kept of a person; None for one an older version can't read."""
        ...

    def keep_draft(self, person_id: int, draft: Draft | None) -> None:
        """Keep a person's draft in place of the one before; it is no write to take back."""
        ...

    def drop_draft(self, person_id: int) -> bool:
        """Drop a person's draft so that it can be taken back; False where none is kept."""
        ...
