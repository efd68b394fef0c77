# SPDX-License-Identifier: MIT
"""Leads as a table that grows while it is scrolled: a million leads are never loaded."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence

from PySide6.QtCore import QModelIndex, QObject, Signal
from typing_extensions import override

from leaddesk.desk.queries import FoundLead
from leaddesk.domain.lead_filter import SortKey
from leaddesk.gui.models.rows_model import Column, Index, RowsModel
from leaddesk.words import leads, numbers, outcomes, times

_ROOT = QModelIndex()


SORTS: dict[str, SortKey] = {
    "name": SortKey.NAME,
    "company": SortKey.COMPANY,
    "source": SortKey.SOURCE,
    "tier": SortKey.TIER,
    "state": SortKey.STATE,
    "attempts": SortKey.ATTEMPTS,
    "outcome": SortKey.OUTCOME,
    "owner": SortKey.OWNER,
    "campaign": SortKey.CAMPAIGN,
    "arrived": SortKey.ARRIVED,
    "last_call": SortKey.LAST_CALL,
    "due": SortKey.DUE,
}
"""The columns that leads can be sorted by."""
FALLING_FIRST = frozenset({SortKey.ARRIVED, SortKey.LAST_CALL, SortKey.ATTEMPTS})
"""Orders of which the greatest is looked for first."""


def lead_columns(
    now: Callable[[], dt.datetime], zone: Callable[[], str]
) -> tuple[Column[FoundLead], ...]:
    """Return the columns of the table; the local time is read when a row is shown first.

    `zone` tells the zone that the other times are shown in, the viewer's own.
    """

    def stamp(at: dt.datetime | None) -> str:
        return times.stamp(at, now(), zone()) if at is not None else ""

    def local(lead: FoundLead) -> str:
        return times.clock(now(), lead.time_zone) if lead.time_zone else "unknown"

    def outcome(lead: FoundLead) -> str:
        return outcomes.name(lead.last_outcome) if lead.last_outcome else ""

    def place(lead: FoundLead) -> str:
        words = leads.state(lead.state)
        return words[:1].upper() + words[1:]

    return (
        Column("name", "Name", lambda lead: lead.name, width=170),
        Column("company", "Company", lambda lead: lead.company, width=180),
        Column("phone", "Phone", lambda lead: lead.phone, width=150),
        Column("source", "Source", lambda lead: leads.source(lead.source), width=110),
        Column("tier", "Tier", lambda lead: str(lead.tier), right=True, width=56),
        Column("state", "State", place, width=150),
        Column("local", "Local time", local, right=True, width=90),
        Column(
            "attempts", "Tries", lambda lead: numbers.number(lead.attempts), right=True, width=64
        ),
        Column("outcome", "Last outcome", outcome, width=140),
        Column("owner", "Waits for", lambda lead: lead.owner, width=130),
        Column("campaign", "Campaign", lambda lead: lead.campaign, width=120),
        Column("arrived", "Arrived", lambda lead: stamp(lead.arrived_at), width=110),
        Column("last_call", "Last call", lambda lead: stamp(lead.last_call_at), width=110),
        Column("due", "Comes next", lambda lead: stamp(lead.due_at), width=110),
        Column("title", "Title", lambda lead: lead.title, width=150),
        Column("email", "E-mail", lambda lead: lead.email, width=180),
    )


def research_columns(
    now: Callable[[], dt.datetime], zone: Callable[[], str]
) -> tuple[Column[FoundLead], ...]:
    """Return the columns of the leads that nobody can call yet."""

    def arrived(lead: FoundLead) -> str:
        return times.stamp(lead.arrived_at, now(), zone())

    return (
        Column("name", "Name", lambda lead: lead.name, width=170),
        Column("company", "Company", lambda lead: lead.company, width=190),
        Column("why", "What is missing", lambda lead: leads.research_reason(lead.why), width=200),
        Column("source", "Source", lambda lead: leads.source(lead.source), width=110),
        Column("arrived", "Arrived", arrived, width=100),
    )


class LeadsModel(RowsModel[FoundLead]):
    """A table of leads; `more_wanted` comes when the end of what is here is scrolled into view."""

    more_wanted = Signal()

    def __init__(self, columns: Sequence[Column[FoundLead]], parent: QObject | None = None) -> None:
        super().__init__(columns, lambda lead: lead.id, parent)
        self._has_more = False
        self._waiting = False

    @property
    def has_more(self) -> bool:
        """Whether the desk has more leads behind those that are here."""
        return self._has_more

    def show_page(self, rows: Sequence[FoundLead], *, has_more: bool) -> None:
        """Show the first leads."""
        self._has_more, self._waiting = has_more, False
        self.show_rows(rows)

    def add_page(self, rows: Sequence[FoundLead], *, has_more: bool) -> None:
        """Put the next leads behind those that are here."""
        self._has_more, self._waiting = has_more, False
        self.add_rows(rows)

    @override
    def canFetchMore(self, parent: Index = _ROOT) -> bool:
        return self._has_more and not self._waiting and not parent.isValid()

    @override
    def fetchMore(self, parent: Index = _ROOT) -> None:
        if self.canFetchMore(parent):
            self._waiting = True
            self.more_wanted.emit()
