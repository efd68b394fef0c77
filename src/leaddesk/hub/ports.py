# SPDX-License-Identifier: MIT
"""What the hub keeps about its team's devices, as protocols; storage brings the real ones."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from leaddesk.desk.operations import State
from leaddesk.desk.wire import LeadRows, News, Sent

if TYPE_CHECKING:
    from leaddesk.hub.leasing import Terms


@dataclass(frozen=True, slots=True)
class Caller:
    """Who calls: the workstation that the token was given to, and the identity it has now."""

    family: str
    device_id: str


@dataclass(frozen=True, slots=True)
class Device:
    """A workstation of the team. `family` stays when it has to take a new identity."""

    id: str
    family: str
    person_id: int
    last_seq: int


@dataclass(frozen=True, slots=True)
class Lease:
    """The right of one device to work a lead until a moment; its id orders all of a lead's."""

    id: int
    lead_id: int
    phone: str
    family: str
    person_id: int
    expires_at: dt.datetime
    live: bool


@dataclass(frozen=True, slots=True)
class Kept:
    """An operation as the hub keeps it; `other` is set when it came under another identity.

    `person_id` is whose workstation sent it, 0 for one that left.
    """

    id: str
    state: State
    mark: int
    answer: str
    other: bool = False
    person_id: int = 0


@dataclass(frozen=True, slots=True)
class Tie:
    """What a lead is to a person: `known` when it was ever shown to them or they worked it.

    `others` when it is another person's own now, or on offer between two others.
    """

    known: bool
    others: bool


@dataclass(frozen=True, slots=True)
class Standing:
    """The hub's own memory. `fingerprint` is that of the database when it was last looked at.

    Nothing is granted before `frozen_until`. Leases up to `ceiling` may stem from a history that a
    restore lost.
    """

    hub_id: str
    epoch: str
    fingerprint: str
    secret: str
    frozen_until: dt.datetime
    ceiling: int


@dataclass(frozen=True, slots=True)
class Free:
    """A lead that may be granted, and its number."""

    lead_id: int
    phone: str


class HubUnit(Protocol):
    """One transaction of the hub."""

    def standing(self) -> Standing:
        """Return the hub's own memory."""
        ...

    def terms(self) -> Terms:
        """Return how leads are lent, by the rule in force at this moment."""
        ...

    def set_standing(self, standing: Standing) -> None:
        """Write the hub's own memory."""
        ...

    def device(self, caller: Caller) -> Device:
        """Return a device, held until the end; a new identity of a known family is made.

        Raises NotFound("device") for an identity of another family, and for an unknown family.
        """
        ...

    def look_ahead(self, device: Device, sent: Sequence[Sent]) -> None:
        """Look up at once what doing these operations asks for; their leads are held then."""
        ...

    def advance(self, device: Device, seq: int) -> None:
        """Note the last operation of a device."""
        ...

    def kept(self, device: Device, seq: int) -> Kept | None:
        """Return the operation of a device under a number."""
        ...

    def kept_by_id(self, operation_id: str) -> Kept | None:
        """Return an operation by its id, whoever sent it."""
        ...

    def keep(self, device: Device, sent: Sent, kept: Kept) -> None:
        """Keep an operation and what became of it."""
        ...

    def do(
        self,
        device: Device,
        sent: Sent,
        at: dt.datetime,
        since: dt.datetime,
        *,
        late: bool,
        proved: bool = True,
    ) -> tuple[State, str]:
        """Do an operation for the device's person, as the same desk did it there.

        What it tells of is dated no earlier than `since`. `late` keeps a call as a fact and moves
        nothing; what is not `proved` to be of a lead of theirs shows them nothing. Returns what
        became of it and, refused, the reason; nothing of it is written then.
        """
        ...

    def about(self, device: Device, sent: Sent) -> int:
        """Return the lead that an operation is about without naming it; 0 for none."""
        ...

    def tie(self, device: Device, lead_id: int) -> Tie | None:
        """Return what a lead is to the device's person; None for one that is not there."""
        ...

    def leads_team(self, device: Device) -> bool:
        """Tell whether the device's person is a team lead."""
        ...

    def unproved(self, device: Device, at: dt.datetime) -> int:
        """Return how many calls of the last 30 days the person has that were never proved."""
        ...

    def ends_lease(self, sent: Sent) -> bool:
        """Tell whether an operation ends the lease of its lead."""
        ...

    def lease(self, lease_id: int) -> Lease | None:
        """Return a lease, also one that ended."""
        ...

    def newest(self, lead_id: int) -> Lease | None:
        """Return the live lease of a lead, else the newest one that ended."""
        ...

    def live(self, device: Device) -> Sequence[Lease]:
        """Return the live leases of a device."""
        ...

    def overdue(self, before: dt.datetime) -> Sequence[Lease]:
        """Return live leases that expired before a moment, some of them when there are many."""
        ...

    def unworked(self, device: Device, at: dt.datetime) -> int:
        """Return how many leases of that day the device's person gave back without working them."""
        ...

    def grant(self, device: Device, free: Free, until: dt.datetime) -> Lease | None:
        """Grant a lead; None when it or its number is in somebody's lease."""
        ...

    def rebuild(
        self, lease_id: int, lead_id: int, device: Device, until: dt.datetime | None
    ) -> Lease | None:
        """Write a lease that a restore lost: live until a moment, or ended with None.

        None when the lead is gone, or it or its number is in another live lease.
        """
        ...

    def renew(self, lease: Lease, until: dt.datetime) -> Lease:
        """Let a live lease last on."""
        ...

    def end(self, lease: Lease, why: str) -> None:
        """End a lease."""
        ...

    def rise(self, above: int) -> None:
        """Let every lease from now on have an id above another one."""
        ...

    def free(self, device: Device, at: dt.datetime, most: int) -> Iterable[Free]:
        """Return leads that the device's person may work next, in the order of the queue."""
        ...

    def chosen(self, device: Device, lead_id: int, at: dt.datetime) -> Free:
        """Return a lead that the device's person chose (`choosing.chosen`).

        Raises NotFound("lead"), and RuleBroken for one that they may not work now.
        """
        ...

    def mark(self) -> int:
        """Return where in the feed this transaction's changes stand."""
        ...

    def rows_of(self, device: Device, lead_ids: Iterable[int]) -> Sequence[LeadRows]:
        """Return all rows of some leads, None for what the device's person may not see."""
        ...

    def news(self, device: Device, cursor: int, most: int) -> News:
        """Return what changed since a cursor in reach of a device."""
        ...

    def snapshot(self, device: Device, after: int, most: int) -> News:
        """Return everything in reach of a device, leads by id; tables with the first part."""
        ...


class HubStore(Protocol):
    """The hub's database."""

    def unit(self) -> AbstractContextManager[HubUnit]:
        """Begin a transaction; committed at the end of the block, rolled back on an error."""
        ...

    def looking(self) -> AbstractContextManager[HubUnit]:
        """Begin a read on one consistent view."""
        ...

    def fingerprint(self) -> str:
        """Return what is another one after the database came back from a backup."""
        ...

    def boot(self) -> str:
        """Return what is another one when cursors of before may have missed something."""
        ...
