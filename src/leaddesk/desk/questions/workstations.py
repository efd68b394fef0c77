# SPDX-License-Identifier: MIT
"""Which workstations are in the team, and who is invited to join."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from leaddesk.desk.questions.query import Query

MOST_TRIES = 5
"""So many wrong secrets end an invitation."""


@dataclass(frozen=True, slots=True)
class WorkstationRow:
    """A workstation: whose it is, since when, and when the hub last heard of it.

    `left` says that its person is not in the team any more: it is refused as a blocked one is.
    """

    id: str
    person_id: int
    name: str
    joined_at: dt.datetime
    seen_at: dt.datetime | None = None
    blocked_at: dt.datetime | None = None
    version: str = ""
    person: str = ""
    left: bool = False


@dataclass(frozen=True, slots=True)
class InvitationRow:
    """An invitation; its code is known to nobody but who made it. Person 0 is a team's first."""

    handle: str
    person_id: int
    made_by: int
    made_at: dt.datetime
    ends_at: dt.datetime
    tries: int = 0
    used_at: dt.datetime | None = None
    withdrawn_at: dt.datetime | None = None
    person: str = ""
    by: str = ""

    def is_open(self, at: dt.datetime) -> bool:
        """Tell whether somebody may still join with it at a moment."""
        fresh = self.used_at is None and self.withdrawn_at is None
        return fresh and self.tries < MOST_TRIES and at < self.ends_at


@dataclass(frozen=True, slots=True)
class WorkstationsView:
    """The team's workstations by person and name, and the invitations of late, newest first."""

    workstations: tuple[WorkstationRow, ...]
    invitations: tuple[InvitationRow, ...]


@dataclass(frozen=True, slots=True)
class AskWorkstations(Query[WorkstationsView]):
    """Ask for the team's workstations and the invitations of the last days."""
