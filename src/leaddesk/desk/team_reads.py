# SPDX-License-Identifier: MIT
"""What is read about many people at once, as a protocol: one statement each, found by index."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from leaddesk.desk.records import Handoff
from leaddesk.domain.absence import Absence
from leaddesk.domain.lead import Lead

DayKey = tuple[int, int, str]
"""Person, tier and day of counters."""


@dataclass(frozen=True, slots=True)
class Hand:
    """A lead in somebody's hand since when, and when they rang it, if they did."""

    lead_id: int
    since: dt.datetime
    dialled_at: dt.datetime | None


@dataclass(frozen=True, slots=True)
class FeedbackFigures:
    """Feedback of some time: how many were given, how many of them in time, how many are late."""

    given: int
    in_time: int
    overdue: int


class TeamReads(Protocol):
    """The part of `desk.reads.Reads` about many people at once."""

    def counts_of(
        self, people: Collection[int], first: str, last: str
    ) -> Mapping[DayKey, Mapping[str, int]]:
        """Return the counters of people from one day to another."""
        ...

    def counts_by_day(
        self, people: Collection[int], tier: int, metrics: tuple[str, str], first: str, last: str
    ) -> Mapping[tuple[int, str], tuple[int, int]]:
        """Return two counters of people in a tier, by person and day."""
        ...

    def counts_mark(
        self, people: Collection[int], tier: int, metrics: tuple[str, str], first: str, last: str
    ) -> tuple[int, int]:
        """Return what is another value once one of those counters has changed: how many, the sum.

        What one counter gained and another lost meanwhile is not seen.
        """
        ...

    def quarters_of(
        self, people: Collection[int], metric: str, since: dt.datetime
    ) -> Mapping[tuple[int, int], list[tuple[dt.datetime, int]]]:
        """Return how often something counted for a metric, by person and tier.

        In quarter hours, each by its begin, those without any left out.
        """
        ...

    def owed_by(self, people: Collection[int], at: dt.datetime) -> Mapping[int, int]:
        """Return how much feedback people owe past its time; who owes none is left out."""
        ...

    def absences_of(
        self, people: Collection[int], first: str, last: str
    ) -> dict[tuple[int, str], Absence]:
        """Return why days of people are not whole, from one day to another."""
        ...

    def hands(self, at: dt.datetime) -> Mapping[int, Hand]:
        """Return what everybody has in hand."""
        ...

    def last_logged(self, people: Collection[int], since: dt.datetime) -> Mapping[int, dt.datetime]:
        """Return when people last logged anything themselves, as far as it was since a moment."""
        ...

    def decided(self, since: dt.datetime) -> Mapping[str, int]:
        """Return how many handoffs were decided since a moment, by their state now."""
        ...

    def waiting(self) -> int:
        """Return how many handoffs wait for an answer."""
        ...

    def feedback_figures(
        self, people: Collection[int], since: dt.datetime, at: dt.datetime
    ) -> FeedbackFigures:
        """Return the feedback that people gave since a moment, and what they owe past its time."""
        ...

    def late_handoffs(self, at: dt.datetime, limit: int) -> list[Handoff]:
        """Return handoffs on offer that nobody accepted in time, the oldest first."""
        ...

    def missed_callbacks(
        self, tiers: Sequence[int], until: dt.datetime, at: dt.datetime, limit: int
    ) -> tuple[int, list[Lead]]:
        """Return how many agreed calls were due by a moment and are in no hand, and the first."""
        ...
