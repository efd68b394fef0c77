# SPDX-License-Identifier: MIT
"""The workstations of a team and its invitations, as tables."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from typing import Any, Final

from leaddesk.desk.queries import InvitationRow, WorkstationRow
from leaddesk.gui.models.rows_model import Column
from leaddesk.words import joining, times

_NEVER: Final = dt.datetime.min.replace(tzinfo=dt.UTC)
STATION_ORDER: Final[Mapping[str, Callable[[WorkstationRow], Any]]] = {
    "person": lambda row: (row.person.casefold(), row.name.casefold()),
    "name": lambda row: row.name.casefold(),
    "standing": lambda row: (joining.standing(row), row.person.casefold()),
    "seen": lambda row: row.seen_at or _NEVER,
    "joined": lambda row: row.joined_at,
    "version": lambda row: row.version,
}
"""What workstations are sorted by, by column; who was never heard comes before all others."""
INVITATION_ORDER: Final[Mapping[str, Callable[[InvitationRow], Any]]] = {
    "person": lambda row: joining.invited(row).casefold(),
    "handle": lambda row: row.handle,
    "state": lambda row: (row.used_at is not None, row.withdrawn_at is not None, row.ends_at),
    "by": lambda row: joining.made_by(row).casefold(),
}
"""What invitations are sorted by, by column."""


def stations(now: dt.datetime, zone: str) -> tuple[Column[WorkstationRow], ...]:
    """Return the columns of workstations, told from a moment in somebody's zone."""
    return (
        Column("person", "Person", lambda row: row.person or "–", width=150),
        Column("name", "Workstation", lambda row: row.name, width=150),
        Column("standing", "Is", joining.standing, width=120),
        Column("seen", "Last heard", lambda row: joining.seen(row, now), width=130),
        Column("joined", "Joined", lambda row: times.date_of(row.joined_at, now, zone), width=100),
        Column("version", "LeadDesk", lambda row: row.version or "–", width=80),
    )


def invitations(now: dt.datetime, zone: str) -> tuple[Column[InvitationRow], ...]:
    """Return the columns of invitations, told from a moment in somebody's zone."""
    return (
        Column("person", "For", joining.invited, width=170),
        Column("handle", "Code begins", lambda row: row.handle, width=100),
        Column("state", "Is", lambda row: joining.invitation(row, now, zone), width=220),
        Column("by", "Made by", joining.made_by, width=150),
    )
