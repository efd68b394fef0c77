# SPDX-License-Identifier: MIT
"""Workstations of a team and the invitations they join with."""

from __future__ import annotations

import datetime as dt
from typing import Protocol

from leaddesk.desk.questions.workstations import InvitationRow, WorkstationRow


class Workstations(Protocol):
    """Workstations of a team and the invitations they join with."""

    def workstation(self, workstation_id: str) -> WorkstationRow:
        """Return a workstation; raises NotFound("workstation")."""
        ...

    def workstations(self) -> tuple[WorkstationRow, ...]:
        """Return every workstation, in the order in which they joined."""
        ...

    def by_token(self, digest: str) -> WorkstationRow | None:
        """Return the workstation of somebody in the team that was given a token, by its digest."""
        ...

    def add_workstation(self, row: WorkstationRow, digest: str) -> None:
        """Let a workstation in with a token, known by its digest."""
        ...

    def drop_workstation(self, workstation_id: str) -> None:
        """Forget a workstation, its token and the identities it had."""
        ...

    def set_name(self, row: WorkstationRow, name: str) -> None:
        """Call a workstation by another name."""
        ...

    def set_blocked(self, row: WorkstationRow, at: dt.datetime | None) -> None:
        """Lock a workstation out since a moment, or let it in again."""
        ...

    def set_seen(self, workstation_id: str, at: dt.datetime, version: str = "") -> None:
        """Note when a workstation was heard last, and its version where it said it."""
        ...

    def expire_leases(self, workstation_id: str, at: dt.datetime) -> None:
        """Let a workstation's live leases last until a moment at the longest."""
        ...

    def invitation(self, handle: str) -> InvitationRow | None:
        """Return an invitation; within a write nobody else changes it before its end."""
        ...

    def secret_hash(self, handle: str) -> str:
        """Return the hash of an invitation's secret, empty for none."""
        ...

    def invitations(self, since: dt.datetime) -> tuple[InvitationRow, ...]:
        """Return the invitations made since a moment, newest first."""
        ...

    def add_invitation(self, row: InvitationRow, secret_hash: str) -> None:
        """Keep an invitation; one of before under its handle is forgotten."""
        ...

    def set_tries(self, handle: str, tries: int) -> None:
        """Note how many wrong secrets were tried."""
        ...

    def use_invitation(self, handle: str, at: dt.datetime) -> bool:
        """Use an invitation up; False when somebody did, or it was withdrawn."""
        ...

    def withdraw_invitation(self, handle: str, at: dt.datetime) -> None:
        """Let nobody join with an invitation any more."""
        ...
