# SPDX-License-Identifier: MIT
"""Imported lists as the command line shows them: as plain values and as rows."""

from __future__ import annotations

import datetime as dt

from leaddesk.cli.answers import Plain, utc
from leaddesk.desk.queries import (
    ListRow,
    WaitingListRow,
)
from leaddesk.words import (
    errors,
    numbers,
    times,
)

LIST_HEAD = ("id", "list", "imported", "by", "leads", "worked", "status")


def list_data(row: ListRow) -> Plain:
    """Return an imported list as plain values."""
    return {
        "id": row.id,
        "name": row.name,
        "source": row.source,
        "campaign": row.campaign,
        "status": row.status,
        "imported_at": utc(row.imported_at),
        "by": row.by,
        "leads": row.leads,
        "worked": row.worked,
        "may_undo": row.may_undo,
    }


def waiting_data(row: WaitingListRow) -> Plain:
    """Return a list that waits for the team's hub as plain values."""
    return {
        "name": row.name,
        "source": row.source,
        "campaign": row.campaign,
        "rows": row.rows,
        "since": utc(row.at),
        "refused": None if row.why is None else errors.say(row.why),
    }


def list_row(row: ListRow, now: dt.datetime, zone: str) -> tuple[str, ...]:
    """Return an imported list as a row."""
    return (
        str(row.id),
        row.name,
        times.stamp(row.imported_at, now, zone),
        row.by,
        numbers.number(row.leads),
        numbers.number(row.worked),
        row.status,
    )
