# SPDX-License-Identifier: MIT
"""What queries read beyond the stores of a unit, as a protocol; plain values, pages bounded."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from leaddesk.desk.export_reads import ExportReads
from leaddesk.desk.funnel_reads import FunnelReads
from leaddesk.desk.handoff_reads import HandoffReads
from leaddesk.desk.lead_cut import Cut
from leaddesk.desk.queries import ListRow
from leaddesk.desk.records import KeptFilterText, Source
from leaddesk.desk.team_reads import TeamReads
from leaddesk.desk.unit import Unit
from leaddesk.domain.absence import Absence
from leaddesk.domain.lead import Lead, LeadState
from leaddesk.domain.lead_filter import LeadSort, PageMark


@dataclass(frozen=True, slots=True)
class PastEntry:
    """A journal row of a lead's history."""

    id: str
    at: dt.datetime
    person_id: int
    kind: str
    outcome: str
    note: str
    data: Mapping[str, Any]
    voided: bool


@dataclass(frozen=True, slots=True)
class QueueCounts:
    """How many leads of a tier wait for what; those that are due counted by area id.

    `agreed_areas` are callbacks and appointments, which obey the lawful window only.
    """

    total: int
    ready_areas: Mapping[int, int]
    agreed_areas: Mapping[int, int]
    personal_others: int
    not_due: int
    next_due: dt.datetime | None
    leased: int
    by_state: Mapping[LeadState, int]


class Reads(ExportReads, FunnelReads, HandoffReads, TeamReads, Protocol):
    """Reads of one consistent view."""

    def leads(self, ids: Sequence[int]) -> list[Lead]:
        """Return leads in the order of the ids; ones that are gone are left out."""
        ...

    def source(self, source_id: int) -> Source:
        """Return a source; an unknown one reads as nameless."""
        ...

    def history(self, lead_id: int, limit: int) -> list[PastEntry]:
        """Return the newest entries of a lead's history."""
        ...

    def list_name(self, list_id: int) -> str:
        """Return the name of the list a lead came with."""
        ...

    def first_numbers(self, ids: Sequence[int]) -> dict[int, str]:
        """Return a number to show per lead, also where it is not to be called."""
        ...

    def ready(self, tier: int, person_id: int, team: str, lawful: str, at: dt.datetime) -> int:
        """Return how many leads a person could be given now; areas as JSON lists of ids."""
        ...

    def queue_counts(self, tier: int, person_id: int, at: dt.datetime) -> QueueCounts:
        """Return how many leads of a tier wait for what."""
        ...

    def waiting_heads(self, tier: int, areas: str, at: dt.datetime, limit: int) -> list[int]:
        """Return new leads of closed areas, best score first."""
        ...

    def search_words(self, text: str, limit: int) -> list[int]:
        """Return leads in which every word of a text begins some word."""
        ...

    def search_numbers(self, prefixes: Sequence[str], limit: int) -> list[int]:
        """Return leads with a number that begins with one of some E.164 prefixes."""
        ...

    def browse(
        self, cut: Cut, sort: LeadSort, after: PageMark | None, limit: int
    ) -> list[PageMark]:
        """Return the sort keys and ids of the leads behind a mark, in the order."""
        ...

    def browse_ids(self, cut: Cut) -> list[int]:
        """Return every lead that passes, in the order of their ids."""
        ...

    def browse_count(self, cut: Cut) -> int:
        """Return how many leads pass."""
        ...

    def sources(self) -> list[Source]:
        """Return every source by name."""
        ...

    def campaigns(self) -> list[str]:
        """Return the campaigns that leads have, by name."""
        ...

    def list_names(self) -> list[tuple[int, str]]:
        """Return the lists that are in work as (id, name), newest first."""
        ...

    def kept_filters(self, person_id: int) -> list[KeptFilterText]:
        """Return the filters of a person and of the team, by name."""
        ...

    def counts(self, person_id: int, tier: int, first: str, last: str) -> dict[str, dict[str, int]]:
        """Return counters by day and metric, from one day to another."""
        ...

    def counted_at(
        self, person_id: int, tier: int, metric: str, since: dt.datetime
    ) -> list[dt.datetime]:
        """Return the moments at which something counted for a metric, oldest first."""
        ...

    def first_calls(self, person_id: int, tier: int, since: dt.datetime) -> list[dt.timedelta]:
        """Return the business time each first call to an inbound lead took, since a moment."""
        ...

    def absences(self, person_id: int, since: str) -> dict[str, Absence]:
        """Return why days of a person are not whole, by day, since a day."""
        ...

    def due_callbacks(self, person_id: int, tiers: Sequence[int], until: dt.datetime) -> list[Lead]:
        """Return callbacks and appointments due by a moment: the person's, and anyone's there."""
        ...

    def lists(self, limit: int) -> list[tuple[ListRow, int]]:
        """Return lists, newest first, each with the id of who imported it."""
        ...

    def mapping(self, header_key: str) -> str:
        """Return the column mapping kept for a header, empty when there is none."""
        ...

    def size(self) -> tuple[int, int]:
        """Return how many people there are, and whether there are leads (the highest id)."""
        ...


class ReadUnit(Unit, Protocol):
    """A unit to look with."""

    @property
    def reads(self) -> Reads: ...  # noqa: D102
