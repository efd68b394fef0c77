# SPDX-License-Identifier: MIT
"""Speed to lead: business time from a lead's arrival to its first call (domain reference 4)."""

from __future__ import annotations

import datetime as dt
import enum
import statistics
from collections.abc import Sequence
from dataclasses import dataclass

from leaddesk.domain.dial import median_wait, waits_within
from leaddesk.domain.yardsticks import SHIPPED, Yardsticks

FEWEST = 3
"""Fewer first calls have no median worth telling."""


class Speed(enum.StrEnum):
    """How fast somebody was, from the best to the worst."""

    GREEN = "green"
    AMBER = "amber"
    SLOW = "slow"
    RED = "red"


@dataclass(frozen=True, slots=True)
class SpeedToLead:
    """The first calls of some time: how many, their median, how many within so many minutes."""

    calls: int
    median: dt.timedelta
    within: int
    minutes: int = SHIPPED.fast_minutes


def speed_of(gone: dt.timedelta, by: Yardsticks = SHIPPED) -> Speed:
    """Return how fast a first call after so much business time is, or would be now."""
    minutes = gone / dt.timedelta(minutes=1)
    if minutes < by.fast_minutes:
        return Speed.GREEN
    if minutes < by.fair_minutes:
        return Speed.AMBER
    return Speed.SLOW if minutes <= by.late_minutes else Speed.RED


def speed_of_steps(
    waits: Sequence[tuple[int, int]], by: Yardsticks = SHIPPED
) -> SpeedToLead | None:
    """Return the figures of first calls counted by step of their wait, as (step, calls).

    The median lies within its step, and so does what is fast: exact where a step ends there. None
    for fewer than `FEWEST`.
    """
    calls, median = sum(n for _, n in waits), median_wait(waits)
    if calls < FEWEST or median is None:
        return None
    fast = waits_within(waits, by.fast_minutes)
    return SpeedToLead(calls, median, fast, by.fast_minutes)


def speed_to_lead(gone: Sequence[dt.timedelta], by: Yardsticks = SHIPPED) -> SpeedToLead | None:
    """Return the figures of some first calls; None for fewer than `FEWEST`."""
    if len(gone) < FEWEST:
        return None
    median = dt.timedelta(seconds=statistics.median(one.total_seconds() for one in gone))
    within = sum(speed_of(one, by) is Speed.GREEN for one in gone)
    return SpeedToLead(len(gone), median, within, by.fast_minutes)
