# SPDX-License-Identifier: MIT
"""Workstations of a team: who is invited to join with one, and which are locked out.

All of these are done at the team's hub.
"""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class InvitePerson:
    """Let somebody join with a workstation, once, within some hours.

    Whoever invites makes the code; the hub gets its handle and the argon2 hash of its secret.
    `person_id` 0 is whoever will be the first of a team that has nobody yet.
    """

    person_id: int
    handle: str
    secret_hash: str = field(repr=False)
    hours: int = 24


@dataclass(frozen=True, slots=True)
class WithdrawInvitation:
    """Let nobody join with an invitation any more."""

    handle: str


@dataclass(frozen=True, slots=True)
class BlockWorkstation:
    """Lock a workstation out at once; what it has in hand is given out later."""

    workstation_id: str


@dataclass(frozen=True, slots=True)
class UnblockWorkstation:
    """Let a workstation in again."""

    workstation_id: str


@dataclass(frozen=True, slots=True)
class RenameWorkstation:
    """Call a workstation by another name."""

    workstation_id: str
    name: str
