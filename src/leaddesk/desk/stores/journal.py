# SPDX-License-Identifier: MIT
"""The append-only record of what was done, and the counters that go with it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any, Protocol

from leaddesk.desk.records import Entry
from leaddesk.domain.dial import Dial


class Journal(Protocol):
    """The append-only record of what was done, and the counters that go with it."""

    def write(
        self,
        entry_id: str,
        kind: str,
        *,
        at: dt.datetime,
        written_at: dt.datetime,
        person_id: int,
        tier: int = 0,
        lead_id: int = 0,
        outcome: str = "",
        note: str = "",
        data: Mapping[str, Any] | None = None,
        day: str = "",
        counted: Sequence[str] = (),
        undoable: bool = False,
        dial: Dial | None = None,
    ) -> None:
        """Append a row, count its metrics for that day, and keep what this unit changed.

        `dial` says by what a call is counted beside its person.
        """
        ...

    def entry(self, entry_id: str) -> Entry:
        """Return a row; raises NotFound("entry")."""
        ...

    def last_undoable(self, person_id: int) -> Entry | None:
        """Return the newest own write that can be taken back and was not."""
        ...

    def undoable(self, person_id: int, limit: int) -> int:
        """Return how many own writes can be taken back, `limit` at most."""
        ...

    def leads_of(self, entry: Entry) -> frozenset[int]:
        """Return the leads that a write changed, them or their numbers."""
        ...

    def listed_by(self, entry: Entry) -> frozenset[tuple[str, str]]:
        """Return kind and value of what a write put on the do-not-call list or took off it."""
        ...

    def take_back(self, entry: Entry, by: str) -> tuple[int, ...]:
        """Restore what a write changed, void its row, and return the leads it touched.

        Raises StaleLead when it moved on.
        """
        ...

    def count(self, person_id: int, day: str, tier: int, metric: str) -> int:
        """Return a counter."""
        ...

    def calls_since(self, lead_id: int, since: dt.datetime) -> tuple[dt.datetime, ...]:
        """Return when a lead was called since a moment, calls that were taken back left out."""
        ...

    def skips(self, person_id: int, day: str) -> int:
        """Return how many leads a person skipped on a day."""
        ...
