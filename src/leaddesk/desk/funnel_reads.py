# SPDX-License-Identifier: MIT
"""What is read of the way from a call to a sale, as a protocol."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Protocol

from leaddesk.desk.records import DayCount, HandoffTimes, Journey, JourneyTimes, Tally


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

    def tallies(self, first: str, last: str, person_id: int = 0) -> Sequence[Tally]:
        """Return what the first tier's calls of days came to, by facet and key.

        Those of everybody together, or of one person, of whom hours and sources are known.
        """
        ...

    def people_sums(self, first: str, last: str) -> Mapping[tuple[int, str], int]:
        """Return what each person did in the first tier on some days, by person and metric."""
        ...

    def journey_times(self, since: dt.datetime, now: dt.datetime) -> Sequence[JourneyTimes]:
        """Return how far each handoff came that was first offered between two moments."""
        ...

    def handoff_times(self, since: dt.datetime, now: dt.datetime) -> Sequence[HandoffTimes]:
        """Return how far each accepted handoff came, first offered since a moment."""
        ...

    def handoff_lags(
        self, to_tier: int, since: dt.datetime, now: dt.datetime, limit: int
    ) -> Sequence[tuple[dt.datetime, dt.datetime]]:
        """Return when leads were first called and handed on to a tier, newest handoff first.

        Of accepted handoffs that were first offered between two moments.
        """
        ...

    def waits(self, day: str) -> Mapping[str, int]:
        """Return the first calls of a day to inbound leads, by "source:step" of their wait."""
        ...

    def sold(
        self, begins: dt.datetime, ends: dt.datetime
    ) -> Mapping[tuple[int, str], tuple[int, int]]:
        """Return sales and their amounts in minor units, by source and campaign of the lead."""
        ...
