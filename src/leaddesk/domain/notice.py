# SPDX-License-Identifier: MIT
"""Notices: whom one asks, by when it should be known, and how far it is (domain reference 12)."""

from __future__ import annotations

import datetime as dt
import enum
from collections.abc import Iterable
from dataclasses import dataclass

from leaddesk.domain.business_hours import BusinessHours
from leaddesk.domain.person import Person

COVERAGE_PERCENT = 95
"""Share of those asked who should have acknowledged a notice in time."""

WORKING_DAYS = 2
"""How many working days they have."""


class NoticeKind(enum.StrEnum):
    """What a notice is about."""

    MARKET = "market"
    POLICY = "policy"
    STRATEGY = "strategy"
    APPROACH = "approach"
    PRODUCT = "product"


class Standing(enum.StrEnum):
    """Whether enough people know a notice; `OPEN` while there is time."""

    COVERED = "covered"
    OPEN = "open"
    LATE = "late"


def is_for(person: Person, tiers: Iterable[int]) -> bool:
    """Return whether a notice is for somebody; without tiers it is for everybody who is here."""
    wanted = set(tiers)
    return person.active and (not wanted or not wanted.isdisjoint(person.tiers))


def due_at(asked_at: dt.datetime, hours: BusinessHours) -> dt.datetime:
    """Return when two working days of the team are over: a weekend or a holiday is none."""
    day = dt.datetime.combine(dt.date.min, hours.closes) - dt.datetime.combine(
        dt.date.min, hours.opens
    )
    return hours.add(asked_at, WORKING_DAYS * day)


@dataclass(frozen=True, slots=True)
class Coverage:
    """How many of those asked acknowledged a notice, and by when it should be enough."""

    asked: int
    acknowledged: int
    due_at: dt.datetime

    @property
    def is_covered(self) -> bool:
        """Whether enough people acknowledged; a notice that asks nobody needs nobody."""
        return self.acknowledged * 100 >= self.asked * COVERAGE_PERCENT

    def standing(self, now: dt.datetime) -> Standing:
        """Return where it stands at a moment."""
        if self.is_covered:
            return Standing.COVERED
        return Standing.LATE if now > self.due_at else Standing.OPEN
