# SPDX-License-Identifier: MIT
"""Which leads a person wants to see, and in which order; kept by name when they want it again."""

from __future__ import annotations

import enum
from dataclasses import dataclass

from leaddesk.domain.lead import LeadState

PageMark = tuple[str | int, int]
"""Where a page of leads ended: the sort key and the id of its last one."""


class SortKey(enum.StrEnum):
    """A stored column that leads can be sorted by; leads that are equal stand by their id."""

    ARRIVED = "arrived"
    NAME = "name"
    COMPANY = "company"
    TIER = "tier"
    STATE = "state"
    SOURCE = "source"
    CAMPAIGN = "campaign"
    OWNER = "owner"
    ATTEMPTS = "attempts"
    OUTCOME = "outcome"
    LAST_CALL = "last_call"
    DUE = "due"


@dataclass(frozen=True, slots=True)
class LeadSort:
    """An order of leads: the newest arrivals first, unless something else is asked for."""

    key: SortKey = SortKey.ARRIVED
    falling: bool = True


@dataclass(frozen=True, slots=True)
class LeadFilter:
    """What a lead must be like; what is None, empty or 0 does not matter, the rest all must hold.

    `class_number` is the class of the queue (domain reference 3). Ages are whole days since the
    lead arrived, so that a kept filter means the same tomorrow: at least `age_from`, at most
    `age_to`. `owner_id` 0 is a lead that anybody may work. `text` searches as the search field
    does. `attempts_to` and the other ends are included.
    """

    text: str = ""
    tier: int | None = None
    states: tuple[LeadState, ...] = ()
    class_number: int | None = None
    source_id: int | None = None
    campaign: str | None = None
    owner_id: int | None = None
    list_id: int | None = None
    time_zone: str = ""
    age_from: int | None = None
    age_to: int | None = None
    attempts_from: int | None = None
    attempts_to: int | None = None
    last_outcome: str = ""

    @property
    def is_open(self) -> bool:
        """Tell whether every lead passes."""
        return self == LeadFilter()


ALL_LEADS = LeadFilter()
NEWEST_FIRST = LeadSort()
