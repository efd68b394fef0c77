# SPDX-License-Identifier: MIT
"""The lists of a team as a table: what came in when, by whom, and how much of it was worked."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

from leaddesk.desk.queries import ListRow, WaitingListRow
from leaddesk.gui.models.rows_model import Column
from leaddesk.words import leads, numbers, sync, times

ListLine = ListRow | WaitingListRow
"""A list of the team, or one that waits on this computer for the team's hub."""

_STATUS = {
    "live": "in the queue",
    "staging": "being imported",
    "staged": "being imported",
    "undone": "taken back",
    "cancelled": "cancelled",
    "paused": "paused",
}


def status(value: str) -> str:
    """Return where a list stands, in words."""
    return _STATUS.get(value, value.replace("_", " "))


def list_columns(
    now: Callable[[], dt.datetime], zone: str, here: Callable[[], str]
) -> tuple[Column[ListLine], ...]:
    """Return the columns of the table; times are on the clock of `zone`.

    `here` names whose lists wait on this computer.
    """

    def imported(row: ListLine) -> str:
        if isinstance(row, ListRow):
            return times.stamp(row.imported_at, now(), zone)
        return sync.list_since(row, now(), zone)

    return (
        Column("name", "List", lambda row: row.name, width=220),
        Column("source", "Source", lambda row: leads.source(row.source), width=110),
        Column("campaign", "Campaign", lambda row: row.campaign, width=150),
        Column("leads", "Leads", _leads, right=True, width=76),
        Column("worked", "Called", _worked, right=True, width=76),
        Column("imported", "Imported", imported, width=130),
        Column("by", "By", lambda row: row.by if isinstance(row, ListRow) else here(), width=130),
        Column("status", "State", _state, width=110),
    )


def _state(row: ListLine) -> str:
    return status(row.status) if isinstance(row, ListRow) else sync.list_state(row)


def _leads(row: ListLine) -> str:
    """Return how many leads a list brought; how many it will bring is not known yet."""
    return numbers.number(row.leads) if isinstance(row, ListRow) else "–"


def _worked(row: ListLine) -> str:
    return numbers.number(row.worked) if isinstance(row, ListRow) else "–"
