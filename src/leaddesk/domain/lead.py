# SPDX-License-Identifier: MIT
"""What a lead is: the person, where in the work it stands, and when it may be called."""

from __future__ import annotations

import datetime as dt
import enum
from dataclasses import dataclass

from leaddesk.domain.calling_hours import CallingArea


class LeadState(enum.IntEnum):
    """Where a lead is; each lead is in exactly one of these places."""

    QUEUED = 0
    OFFERED = 1
    RESEARCH = 2
    CLOSED = 3
    SUPPRESSED = 4
    WON = 5
    LOST = 6
    MERGED = 7
    ERASED = 8
    STAGED = 9


_OPEN = frozenset({LeadState.QUEUED, LeadState.OFFERED, LeadState.RESEARCH})


class QueueKind(enum.IntEnum):
    """Why a queued lead stands in its queue; the tier's rules give each kind its class number."""

    NONE = 0
    CALLBACK = 1
    RETURNED = 2
    NEW = 3
    RETRY = 4
    REST = 5
    ACCEPTED = 6
    NEXT_STEP = 7
    TOUCH = 8


PERSONAL_KINDS = (
    QueueKind.CALLBACK,
    QueueKind.RETURNED,
    QueueKind.ACCEPTED,
    QueueKind.NEXT_STEP,
    QueueKind.TOUCH,
)
POOL_KINDS = (QueueKind.RETRY, QueueKind.REST)
ANYONE = 0
"""`owner_id` of a lead that anybody of the tier may work."""


class SourceKind(enum.StrEnum):
    """How leads of a source arrive; decides ladder and half-life."""

    INBOUND = "inbound"
    TRADE_SHOW = "trade_show"
    LIST = "list"
    REFERRAL = "referral"


SHARED = "shared"
"""Why a number is not called from a lead: another open lead has it, as with a switchboard."""


@dataclass(frozen=True, slots=True)
class Number:
    """One telephone number of a person: `e164` as +digits, `bad` says why it can't be called."""

    id: int
    e164: str
    kind: str
    extension: str = ""
    bad: str = ""


@dataclass(frozen=True, slots=True)
class Lead:
    """A lead as the rules see it; times are UTC, `half_life` in hours, `rank` as `queue.rank`."""

    id: int
    version: int
    tier: int
    state: LeadState
    kind: QueueKind
    why: str
    owner_id: int
    due_at: dt.datetime | None
    arrived_at: dt.datetime
    inbound: bool
    half_life: int
    rank: float
    ladder: str
    step: int
    attempts: int
    voicemails: int
    busy_run: int
    round: int
    phone: str
    area_id: int
    area: CallingArea
    first_name: str
    last_name: str
    company: str
    title: str
    email: str
    list_id: int
    source_id: int
    campaign: str
    last_call_at: dt.datetime | None
    counted_at: dt.datetime | None
    last_outcome: str
    merged_into: int = 0

    @property
    def is_open(self) -> bool:
        """Tell whether somebody works this lead or will again: it calls its numbers."""
        return self.state in _OPEN or self.kind is not QueueKind.NONE

    @property
    def name(self) -> str:
        """Return first and last name, or the company for a lead without a person."""
        return f"{self.first_name} {self.last_name}".strip() or self.company
