# SPDX-License-Identifier: MIT
"""Speed to lead: business time from a lead's arrival to its first call (domain reference 4)."""

from __future__ import annotations

import datetime as dt
import enum
import statistics
from collections.abc import Sequence
from dataclasses import dataclass

from leaddesk.domain.dial import median_wait

GREEN = dt.timedelta(minutes=5)
AMBER = dt.timedelta(minutes=15)
RED = dt.timedelta(minutes=60)
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
    """The first calls of some time: how many, their median, how many within five minutes."""

    calls: int
    median: dt.timedelta
    within: int


def speed_of(gone: dt.timedelta) -> Speed:
    """Return how fast a first call after so much business time is, or would be now."""
    if gone < GREEN:
        return Speed.GREEN
    if gone < AMBER:
        return Speed.AMBER
    return Speed.SLOW if gone <= RED else Speed.RED


def speed_of_steps(waits: Sequence[tuple[int, int]]) -> SpeedToLead | None:
    """Return the figures of first calls counted by step of their wait, as (step, calls).

    The median lies within its step; None for fewer than `FEWEST`.
    """
    calls, median = sum(n for _, n in waits), median_wait(waits)
    if calls < FEWEST or median is None:
        return None
    green = sum(n for step, n in waits if dt.timedelta(minutes=step) <= GREEN)
    return SpeedToLead(calls, median, green)


def speed_to_lead(gone: Sequence[dt.timedelta]) -> SpeedToLead | None:
    """Return the figures of some first calls; None for fewer than `FEWEST`."""
    if len(gone) < FEWEST:
        return None
    median = dt.timedelta(seconds=statistics.median(one.total_seconds() for one in gone))
    return SpeedToLead(len(gone), median, sum(speed_of(one) is Speed.GREEN for one in gone))
