# SPDX-License-Identifier: MIT
"""Every version of a plan that was put in force."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Protocol

from leaddesk.desk.records import PlanVersion


class Plans(Protocol):
    """Every version of a plan that was put in force."""

    def add(self, version: PlanVersion) -> int:
        """Add a version and return its id; that of the value is not looked at."""
        ...

    def versions(self, begins: dt.date, ends: dt.date) -> Sequence[PlanVersion]:
        """Return the versions of the plan for a period, newest first."""
        ...

    def latest(self, day: dt.date) -> PlanVersion | None:
        """Return the newest version of a plan whose period holds a day."""
        ...
