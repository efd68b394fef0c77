# SPDX-License-Identifier: MIT
"""What a workstation and its team's hub say to each other, call by call.

Every call may be lost, and so may every answer: each can be made again. Moments are UTC; `left_s`
are seconds from the moment that the answer was made.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from typing import Any

NEWEST_VERSION = 1
"""The version of these calls that this LeadDesk speaks."""

MOST_OPERATIONS = 500
"""Operations in one push."""

Rows = dict[str, list[list[Any]]]
"""Rows of tables, by table, in the order of its columns."""


@dataclass(frozen=True, slots=True)
class Held:
    """A lease that a workstation may still work under."""

    lease_id: int
    lead_id: int
    left_s: float


@dataclass(frozen=True, slots=True)
class Hello:
    """Who is there, how far the hub acknowledged its operations, and what it holds.

    `held` never has a lease under which an operation ended in this workstation's log.
    """

    version: int
    acknowledged: int
    token: str
    held: tuple[Held, ...] = ()


@dataclass(frozen=True, slots=True)
class Welcome:
    """The hub as it is now. `epoch` is another one after it came back from a backup.

    `boot` is another one when what was read so far has to be read again. `last_seq` is the last
    operation of this device that the hub has.
    """

    hub_id: str
    epoch: str
    boot: str
    now: dt.datetime
    last_seq: int


@dataclass(frozen=True, slots=True)
class Sent:
    """An operation on its way to the hub; the person is the one of the device's token."""

    seq: int
    id: str
    at: dt.datetime
    kind: str
    format: int
    told: str
    lead_id: int = 0
    in_hand: int = 0
    lease_id: int = 0


@dataclass(frozen=True, slots=True)
class Result:
    """What became of an operation: `state` is a `State`, or why the push ends with it.

    "fork": the hub has another operation under this number. "gap": `expected` is missing.
    `elsewhere`: it came under another identity of this workstation before.
    """

    seq: int
    state: str
    mark: int = 0
    answer: str = ""
    expected: int = 0
    elsewhere: bool = False


@dataclass(frozen=True, slots=True)
class Pushed:
    """The hub's word on a push. `token` proves to it, later, that it acknowledged `last_seq`."""

    last_seq: int
    token: str
    results: tuple[Result, ...]


@dataclass(frozen=True, slots=True)
class LeadRows:
    """All rows of one lead; None when it is not this workstation's to see, or gone."""

    lead_id: int
    rows: Rows | None


@dataclass(frozen=True, slots=True)
class News:
    """What changed since a cursor, in reach of this workstation.

    `mark` is how far the hub was: operations marked up to it are in what was sent, once `more` is
    False. `stale`: the cursor is too old, a snapshot is needed.
    """

    boot: str
    cursor: int
    mark: int
    more: bool = False
    stale: bool = False
    leads: tuple[LeadRows, ...] = ()
    own: Rows = field(default_factory=dict)
    tables: Rows = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Granted:
    """One lease of the hand, and the rows of its lead."""

    lease_id: int
    left_s: float
    lead: LeadRows


@dataclass(frozen=True, slots=True)
class Hand:
    """The whole hand of a device, as the hub has it.

    `why` is the key of the RuleBroken that keeps it from being full, with its `detail`; empty where
    nothing does but the leads that there are.
    """

    leases: tuple[Granted, ...]
    why: str = ""
    detail: int = 0
