# SPDX-License-Identifier: MIT
"""What can be taken out of a desk: what is wanted, the rows it comes as, and where it goes."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final, Protocol, TypeAlias

from leaddesk.desk.records import Source
from leaddesk.domain.lead import Lead, LeadState, Number
from leaddesk.domain.lead_filter import ALL_LEADS, LeadFilter, LeadSort, SortKey

OLDEST_FIRST: Final = LeadSort(SortKey.ARRIVED, falling=False)
"""The order in which leads came, so that an import brings them in it again."""


@dataclass(frozen=True, slots=True)
class LeadsWanted:
    """Leads: those that pass a filter, or the ones named by `ids`; `notes` brings those of calls.

    `columns` are the keys of the columns, none for those that are usual.
    """

    filter: LeadFilter = ALL_LEADS
    sort: LeadSort = OLDEST_FIRST
    ids: tuple[int, ...] | None = None
    columns: tuple[str, ...] = ()
    notes: bool = False


@dataclass(frozen=True, slots=True)
class JournalWanted:
    """Entries of the journal from one day to another (both included, None: no end)."""

    first: dt.date | None = None
    last: dt.date | None = None
    person_id: int = 0
    kinds: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class CountsWanted:
    """What was counted per person, day, tier and metric, from one day to another."""

    first: dt.date | None = None
    last: dt.date | None = None
    person_id: int = 0


@dataclass(frozen=True, slots=True)
class CalendarWanted:
    """Appointments, callbacks and next steps of a person: one lead's, or all from now on.

    `overdue` adds those whose time has passed and that still wait.
    """

    person_id: int
    lead_id: int = 0
    overdue: bool = False


@dataclass(frozen=True, slots=True)
class EverythingWanted:
    """The whole database, table by table."""


Wanted: TypeAlias = LeadsWanted | JournalWanted | CountsWanted | CalendarWanted | EverythingWanted


@dataclass(frozen=True, slots=True)
class LeadKept:
    """A lead with all that is kept about it, as it is read for an export."""

    lead: Lead
    details: Mapping[str, Any]
    numbers: tuple[Number, ...]
    notes: tuple[tuple[dt.datetime, int, str], ...] = ()


@dataclass(frozen=True, slots=True)
class LeadOut:
    """A lead as it goes out; `state` and `class_number` are those of the moment it was read."""

    kept: LeadKept
    state: LeadState
    class_number: int
    source: Source
    list_name: str
    owner: str
    notes: tuple[tuple[dt.datetime, str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class EntryKept:
    """A row of the journal as it is read for an export."""

    seq: int
    id: str
    at: dt.datetime
    written_at: dt.datetime
    person_id: int
    kind: str
    outcome: str
    note: str
    data: Mapping[str, Any]
    voided: bool
    tier: int
    lead_id: int
    day: str
    counted: str


@dataclass(frozen=True, slots=True)
class EntryOut:
    """A row of the journal as it goes out, with the names that belong to its ids."""

    kept: EntryKept
    person: str
    lead: str
    company: str
    receiver: str = ""


@dataclass(frozen=True, slots=True)
class CountOut:
    """One counter: how often a metric counted for a person on a day in a tier."""

    person_id: int
    person: str
    day: dt.date
    tier: int
    metric: str
    count: int


@dataclass(frozen=True, slots=True)
class AgreedOut:
    """A time that waits for a person: `kind` is 'appointment', 'callback' or 'next_step'.

    A `cancelled` one went out before and does not stand any more; `version` grows with the lead.
    """

    person_id: int
    lead_id: int
    arrived_at: dt.datetime
    version: int
    kind: str
    at: dt.datetime
    name: str = ""
    company: str = ""
    phone: str = ""
    time_zone: str = ""
    note: str = ""
    cancelled: bool = False


@dataclass(frozen=True, slots=True)
class TablePage:
    """Some rows of one table as they are kept; an empty page names the columns of a table."""

    table: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Any, ...], ...]


class Outlet(Protocol):
    """Where an export goes; nothing of it is seen by anybody before `keep`."""

    def write(self, records: Sequence[Any]) -> None:
        """Take some records, all of the kind that was wanted; raises BadInput."""
        ...

    def finish(self) -> None:
        """Take no more: all of it is on the disk; raises BadInput when it can't be."""
        ...

    def keep(self) -> None:
        """Let it be seen under its name; raises BadInput("export.exists") and others."""
        ...

    def drop(self) -> None:
        """Leave nothing behind."""
        ...


Cell: TypeAlias = str | int | float | dt.datetime | dt.date | None


@dataclass(frozen=True, slots=True)
class TableColumn:
    """A column of a table file: its title and 'text', 'number', 'moment' or 'day'."""

    title: str
    kind: str = "text"


@dataclass(frozen=True, slots=True)
class TableShape:
    """A table of cells as 'csv' or 'xlsx'; moments are told in a zone."""

    format: str
    title: str
    columns: tuple[TableColumn, ...]
    zone: str


@dataclass(frozen=True, slots=True)
class BundleShape:
    """A ZIP file of one CSV file per table, beside documents by their name."""

    documents: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class CalendarItem:
    """An entry of a calendar file; `uid` and `sequence` let a later one take its place."""

    uid: str
    sequence: int
    at: dt.datetime
    minutes: int
    title: str
    text: str
    place: str
    cancelled: bool


@dataclass(frozen=True, slots=True)
class CalendarShape:
    """A calendar file with a name, its times in a zone, written at a moment."""

    name: str
    zone: str
    now: dt.datetime
    alarm_minutes: int = 5


@dataclass(frozen=True, slots=True)
class PaperShape:
    """A file that is made already; its records are bytes."""


@dataclass(frozen=True, slots=True)
class WorkbookShape:
    """A workbook whose records are sheets (title, rows of cells); the first row is the head."""


FileShape: TypeAlias = TableShape | BundleShape | CalendarShape | PaperShape | WorkbookShape
ExportFile: TypeAlias = Outlet
"""A file of the machine: it takes rows of cells, table pages or calendar items by its shape."""


@dataclass(frozen=True, slots=True)
class Exported:
    """An export that is done: how many rows went out."""

    rows: int
