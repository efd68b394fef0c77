# SPDX-License-Identifier: MIT
"""What is read of the way from a call to a sale, as a protocol."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Protocol

from leaddesk.desk.records import DayCount, HandoffSums, Journey, StageTimes, Tally
from leaddesk.domain.funnel import Window


class FunnelReads(Protocol):
    """Sums of calls and handoffs, and how far each handoff came."""

    def day_counts(self, first: str, last: str) -> list[DayCount]:
        """Return what everybody did on each day from one to another."""
        ...

    def journeys(self, since: dt.datetime) -> list[Journey]:
        """Return how far each handoff came that was first offered since a moment."""
        ...

    def open_journeys(self) -> list[Journey]:
        """Return how far each handoff came that its receiver works now."""
        ...

    def tallies(self, first: str, last: str) -> Sequence[Tally]:
        """Return what the first tier's calls of days came to, by facet and key."""
        ...

    def people_sums(self, first: str, last: str) -> Mapping[tuple[int, str], int]:
        """Return what each person did in the first tier on some days, by person and metric."""
        ...

    def stage_times(self, since: dt.datetime, now: dt.datetime) -> Sequence[StageTimes]:
        """Return when each accepted handoff reached its stages, first offered since a moment.

        As milliseconds, 0 for never: there are very many.
        """
        ...

    def handoff_sums(
        self,
        group: str,
        windows: Mapping[str, Window],
        since: dt.datetime,
        begins: dt.datetime,
        now: dt.datetime,
    ) -> Sequence[HandoffSums]:
        """Return how far accepted handoffs came, by one of `GROUPS`.

        For each stage after the conversation: entries within its window, those that went on by
        `now`, and how often it was reached from `begins` on.
        """
        ...

    def sold(self, begins: dt.datetime, ends: dt.datetime) -> Mapping[int, tuple[int, int]]:
        """Return sales and their amounts in minor units by source of the lead."""
        ...
