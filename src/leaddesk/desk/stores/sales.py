# SPDX-License-Identifier: MIT
"""What was sold."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Protocol

from leaddesk.desk.records import Sale


class Sales(Protocol):
    """What was sold, with or without a handoff before it."""

    def add(self, sale: Sale) -> int:
        """Add a sale and return its id."""
        ...

    def move(self, from_lead: int, to_lead: int) -> None:
        """Give all sales of one lead to another."""
        ...

    def between(self, begins: dt.datetime, ends: dt.datetime) -> Sequence[Sale]:
        """Return the sales from a moment on, before another one, oldest first."""
        ...
