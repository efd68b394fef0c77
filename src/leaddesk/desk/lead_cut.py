# SPDX-License-Identifier: MIT
"""What of all leads is read, as plain conditions on their columns."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from leaddesk.domain.lead import LeadState, QueueKind

FRESH_TIER = 1
"""The tier in which an inbound lead is fresh for a while."""


@dataclass(frozen=True, slots=True)
class Cut:
    """What of all leads is read; None and empty do not matter, the rest all must hold.

    `states` are those shown at `at`, where a lead closed for a time that is over is back in the
    queue. `places` are (tier, kind) pairs; `fresh` adds the inbound leads of the first tier that
    arrived since `fresh_since`, which are in no other place then. Times UTC.
    """

    at: dt.datetime
    fresh_since: dt.datetime
    tier: int | None = None
    states: tuple[LeadState, ...] = ()
    places: tuple[tuple[int, QueueKind], ...] | None = None
    fresh: bool = False
    source_id: int | None = None
    campaign: str | None = None
    owner_id: int | None = None
    list_id: int | None = None
    area_ids: tuple[int, ...] | None = None
    arrived_after: dt.datetime | None = None
    arrived_until: dt.datetime | None = None
    attempts_from: int | None = None
    attempts_to: int | None = None
    last_outcome: str = ""
    lead_ids: tuple[int, ...] | None = None
