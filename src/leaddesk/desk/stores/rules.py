# SPDX-License-Identifier: MIT
"""The rules that are data: written, their versions, and the keys of leads that follow from them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol


@dataclass(frozen=True, slots=True)
class RuleEntry:
    """A journal row that changed rules; `data` is what was written, `why` the reason given."""

    id: str
    at: dt.datetime
    person_id: int
    why: str
    data: Mapping[str, Any]
    voided: bool


@dataclass(frozen=True, slots=True)
class RatedLead:
    """What the place of a lead among never-called ones follows from, and the keys kept for it."""

    id: int
    tier: int
    is_new: bool
    arrived_at: dt.datetime
    inbound: bool
    kind: str
    source: str
    title: str
    details: str
    half_life: int
    rank: float


@dataclass(frozen=True, slots=True)
class WaitingLead:
    """A lead that waits for its next try, with the area it is called in."""

    id: int
    area_id: int
    due_at: dt.datetime


@dataclass(frozen=True, slots=True)
class RatingMark:
    """By which rules leads are being rated, and the last lead that is; DONE when all are."""

    rules: str
    after: int


@dataclass(frozen=True, slots=True)
class TierUse:
    """What stands in a tier: leads in any state, open handoffs to it, watched folders."""

    leads: int
    handoffs: int
    folders: int


class RuleBook(Protocol):
    """Writes rules and looks at what follows from them."""

    def put(self, key: str, value: str) -> None:
        """Write a rule; an empty value takes it away, so that the default is in force."""
        ...

    def entries(self, limit: int) -> list[RuleEntry]:
        """Return the newest changes of rules."""
        ...

    def rated(self, after: int, limit: int) -> list[RatedLead]:
        """Return leads with a higher id in the order of their ids, erased ones left out."""
        ...

    def rate(self, keys: Sequence[tuple[int, int, float]]) -> None:
        """Write half-life and rank of leads by their ids; no lead counts as changed by it."""
        ...

    def mark(self) -> RatingMark | None:
        """Return how far leads are rated, None when they never were."""
        ...

    def set_mark(self, mark: RatingMark) -> None:
        """Say how far leads are rated."""
        ...

    def new_leads(self, limit: int) -> list[RatedLead]:
        """Return leads that were never called, in the order of their ids."""
        ...

    def fresh(self, tier: int, since: dt.datetime, limit: int) -> int:
        """Return how many new inbound leads of a tier arrived since a moment, `limit` at most."""
        ...

    def waiting(self, limit: int) -> list[WaitingLead]:
        """Return leads that wait for another try, in the order of their ids."""
        ...

    def on_ladders(self, limit: int) -> list[tuple[str, int]]:
        """Return ladder and attempts of queued leads that were tried and not reached."""
        ...

    def standing_on(self, ladder: str, limit: int) -> int:
        """Return how many leads of a queue have a ladder, never tried ones too, `limit` at most."""
        ...

    def sheets(self, limit: int) -> list[str]:
        """Return the answers kept for leads in a queue, as JSON."""
        ...

    def offered(self) -> int:
        """Return how many handoffs are open."""
        ...

    def tier_use(self, tier: int) -> TierUse:
        """Return what stands in a tier; merged and erased leads stand nowhere."""
        ...
