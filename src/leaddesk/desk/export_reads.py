# SPDX-License-Identifier: MIT
"""What exports read, as a protocol: pages by key, so that any amount fits into little memory."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Protocol

from leaddesk.desk.exports import EntryKept, LeadKept, TablePage


class ExportReads(Protocol):
    """The part of `desk.reads.Reads` that exports ask."""

    def leads_out(self, ids: Sequence[int], *, notes: bool) -> list[LeadKept]:
        """Return leads whole, in the order of the ids; ones that are gone are left out."""
        ...

    def entries_out(
        self,
        after: int,
        limit: int,
        since: dt.datetime | None,
        until: dt.datetime | None,
        person_id: int,
        kinds: Sequence[str],
    ) -> list[EntryKept]:
        """Return journal rows behind `after` in the order they were written; 0, () are all."""
        ...

    def counts_out(
        self, after: tuple[int, str, int, str], limit: int, first: str, last: str, person_id: int
    ) -> list[tuple[int, str, int, str, int]]:
        """Return counters (person, day, tier, metric, n) behind `after` in the order of these."""
        ...

    def calendars_out(self, person_id: int, since: dt.datetime) -> list[Mapping[str, Any]]:
        """Return what the journal keeps of a person's own exports, oldest first."""
        ...

    def tables_out(self, limit: int) -> Iterator[TablePage]:
        """Yield every table, `limit` rows at a time; each begins with an empty page."""
        ...

    def tables(self) -> tuple[str, ...]:
        """Return the tables that an export of everything holds."""
        ...

    def rows_out(self, table: str) -> int:
        """Return how many rows a table has."""
        ...
