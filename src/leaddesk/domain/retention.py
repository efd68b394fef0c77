# SPDX-License-Identifier: MIT
"""How long a person's data is kept when nothing happens any more."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from leaddesk.domain.lead import LeadState

MOST_MONTHS = 240

WORKED = (LeadState.QUEUED, LeadState.RESEARCH)
OVER = (LeadState.CLOSED, LeadState.SUPPRESSED, LeadState.LOST)
"""Customers, leads a colleague is deciding on, and merged ones are not let go by time."""


@dataclass(frozen=True, slots=True)
class RetentionRule:
    """Whole months without anything happening until a lead is closed and made anonymous; 0 never.

    `worked_months` counts for leads in a queue or on the research list, `over_months` for closed,
    lost and do-not-call ones.
    """

    worked_months: int = 0
    over_months: int = 0

    def __post_init__(self) -> None:
        """Refuse what is no number of months; raises ValueError."""
        if not (0 <= self.worked_months <= MOST_MONTHS and 0 <= self.over_months <= MOST_MONTHS):
            raise ValueError(f"months go from 0 to {MOST_MONTHS}")

    @property
    def on(self) -> bool:
        """Tell whether anything is ever let go."""
        return bool(self.worked_months or self.over_months)

    def limits(self, at: dt.datetime) -> tuple[dt.datetime | None, dt.datetime | None]:
        """Return the moments since which nothing happened to worked leads and to those over."""
        return _before(at, self.worked_months), _before(at, self.over_months)


def _before(at: dt.datetime, months: int) -> dt.datetime | None:
    """Return the same day of a month so long ago, or that month's last one; None for never."""
    if not months:
        return None
    year, month = divmod(at.year * 12 + at.month - 1 - months, 12)
    first_after = dt.date(year + (month == _DECEMBER), (month + 1) % 12 + 1, 1)
    last = (first_after - dt.timedelta(days=1)).day
    return at.replace(year=year, month=month + 1, day=min(at.day, last))


_DECEMBER = 11
