# SPDX-License-Identifier: MIT
"""The lists of a team as a table: what came in when, by whom, and how much of it was worked."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

from leaddesk.desk.queries import ListRow
from leaddesk.gui.models.rows_model import Column
from leaddesk.words import leads, numbers, times

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


def list_columns(now: Callable[[], dt.datetime], zone: str) -> tuple[Column[ListRow], ...]:
    """Return the columns of the table; times are on the clock of `zone`."""
    return (
        Column("name", "List", lambda row: row.name, width=260),
        Column("source", "Source", lambda row: leads.source(row.source), width=140),
        Column("campaign", "Campaign", lambda row: row.campaign, width=160),
        Column("leads", "Leads", lambda row: numbers.number(row.leads), right=True, width=76),
        Column("worked", "Called", lambda row: numbers.number(row.worked), right=True, width=76),
        Column(
            "imported", "Imported", lambda row: times.stamp(row.imported_at, now(), zone), width=150
        ),
        Column("by", "By", lambda row: row.by, width=130),
        Column("status", "State", lambda row: status(row.status), width=110),
    )
