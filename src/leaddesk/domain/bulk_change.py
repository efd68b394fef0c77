# SPDX-License-Identifier: MIT
"""One change to many leads: what it means for each of them, and which are left as they are."""

from __future__ import annotations

import datetime as dt
import enum
from dataclasses import dataclass
from typing import Final

from leaddesk.domain.lead import ANYONE, Lead, LeadState, QueueKind


class BulkKind(enum.StrEnum):
    """What can be done to many leads at once."""

    TIER = "tier"
    OWNER = "owner"
    SOURCE = "source"
    CAMPAIGN = "campaign"
    CLOSE = "close"
    REOPEN = "reopen"


class LeftOut(enum.StrEnum):
    """Why a lead stays as it is."""

    SAME = "same"
    IN_HAND = "in_hand"
    HANDED_OVER = "handed_over"
    DO_NOT_CALL = "do_not_call"
    DECIDED = "decided"
    COMMON_QUEUE = "common_queue"
    OTHER_TIER = "other_tier"
    NO_NUMBER = "no_number"
    CHANGED = "changed"
    MERGED = "merged"
    ERASED = "erased"
    OTHER_LEAD = "other_lead"


@dataclass(frozen=True, slots=True)
class BulkChange:
    """What is to become of each lead.

    TIER takes `tier`; OWNER takes `person_id` (0 for anyone) and moves agreed calls; SOURCE takes
    `source_id`; CAMPAIGN takes `text`; CLOSE takes `reason`.
    """

    kind: BulkKind
    tier: int = 0
    person_id: int = ANYONE
    source_id: int = 0
    text: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Circumstances:
    """What else counts for one lead: who has it, and which tiers its new owner works in."""

    in_hand: bool = False
    open_handoff: bool = False
    tiers: tuple[int, ...] = ()


BULK_CLOSED: Final = "bulk_closed"
"""The `why` of a lead that was closed together with others."""

_OPEN = frozenset({LeadState.QUEUED, LeadState.RESEARCH})
_MOVABLE = frozenset({QueueKind.CALLBACK, QueueKind.RETURNED})
"""Kinds of lead that wait for a person and may wait for another one, or for anyone."""
_IN_EVERY_TIER = frozenset({QueueKind.CALLBACK, QueueKind.NEW, QueueKind.RETRY, QueueKind.REST})

Fields = dict[str, object]


def bulk_fields(
    lead: Lead, change: BulkChange, around: Circumstances, at: dt.datetime
) -> Fields | LeftOut:
    """Return the columns that a change writes to a lead, or why it is left as it is."""
    if lead.state is LeadState.MERGED:
        return LeftOut.MERGED
    if lead.state is LeadState.ERASED:
        return LeftOut.ERASED
    if change.kind in (BulkKind.SOURCE, BulkKind.CAMPAIGN):
        return _label(lead, change)
    if lead.state is LeadState.SUPPRESSED:
        return LeftOut.DO_NOT_CALL
    if lead.state is LeadState.OFFERED or around.open_handoff:
        return LeftOut.HANDED_OVER
    if lead.state is LeadState.WON:
        return LeftOut.DECIDED
    if around.in_hand:
        return LeftOut.IN_HAND
    does = {
        BulkKind.TIER: _to_tier,
        BulkKind.OWNER: _to_owner,
        BulkKind.CLOSE: _close,
        BulkKind.REOPEN: _reopen,
    }
    return does[change.kind](lead, change, around, at)


def _label(lead: Lead, change: BulkChange) -> Fields | LeftOut:
    if change.kind is BulkKind.SOURCE:
        same = lead.source_id == change.source_id
        return LeftOut.SAME if same else {"source_id": change.source_id}
    return LeftOut.SAME if lead.campaign == change.text else {"campaign": change.text}


def _to_tier(
    lead: Lead, change: BulkChange, _around: Circumstances, at: dt.datetime
) -> Fields | LeftOut:
    """Move a lead to another tier's queue; who waited for it there belongs to the old one."""
    if lead.tier == change.tier:
        return LeftOut.SAME
    fields: Fields = {"tier": change.tier, "owner_id": ANYONE}
    if lead.kind is QueueKind.NONE or lead.kind in _IN_EVERY_TIER:
        return fields
    return fields | _back(lead, at)


def _to_owner(
    lead: Lead, change: BulkChange, around: Circumstances, _at: dt.datetime
) -> Fields | LeftOut:
    if lead.state is not LeadState.QUEUED or lead.kind not in _MOVABLE:
        return LeftOut.COMMON_QUEUE
    if change.person_id != ANYONE and lead.tier not in around.tiers:
        return LeftOut.OTHER_TIER
    if lead.owner_id == change.person_id:
        return LeftOut.SAME
    return {"owner_id": change.person_id}


def _close(
    lead: Lead, _change: BulkChange, _around: Circumstances, _at: dt.datetime
) -> Fields | LeftOut:
    if lead.state not in _OPEN and lead.kind is QueueKind.NONE:
        return LeftOut.SAME
    return {
        "state": LeadState.CLOSED,
        "kind": QueueKind.NONE,
        "why": BULK_CLOSED,
        "owner_id": ANYONE,
        "due_at": None,
    }


def _reopen(
    lead: Lead, _change: BulkChange, _around: Circumstances, at: dt.datetime
) -> Fields | LeftOut:
    """Put a closed or lost lead back into the queue of its tier."""
    if lead.state in _OPEN:
        return LeftOut.SAME
    if not lead.phone or not lead.area.time_zones:
        return LeftOut.NO_NUMBER
    return {"state": LeadState.QUEUED, "owner_id": ANYONE} | _back(lead, at)


def _back(lead: Lead, at: dt.datetime) -> Fields:
    """Return a place in the common queue: to be tried again, or new when nobody ever called."""
    if lead.last_call_at is None:
        return {"kind": QueueKind.NEW, "why": "new", "due_at": None}
    return {"kind": QueueKind.RETRY, "why": "retry", "due_at": at}
