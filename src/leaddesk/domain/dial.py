# SPDX-License-Identifier: MIT
"""What a call is counted by beside its person: where the lead is from, when, which try it was."""

from __future__ import annotations

import bisect
import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

UNKNOWN: Final = -1
"""The hour of a lead whose zone is not known, and the try of a call logged before they counted."""
AGREED: Final = 0
"""The try of a call at a time that was agreed with somebody."""
HOURS: Final = 24
MOST_TRIES: Final = 20
"""Later tries count as this one."""
WAITS: Final = (
    1, 2, 3, 4, 5, 6, 8, 10, 12, 15, 20, 25, 30, 40, 50, 60, 90, 120, 180, 240, 360, 480, 720, 960,
    1440, 2880, 5760, 14400,
)  # fmt: skip
"""Minutes up to which the wait for a first call counts as the same."""


@dataclass(frozen=True, slots=True)
class Dial:
    """A call as the funnel counts it.

    `hour` is weekday · 24 + hour in the prospect's zone, `attempt` which try in a row this was,
    `waited` the step of `WAITS` in which the first call to an inbound lead came, 0 for any other.
    """

    source_id: int
    campaign: str
    hour: int
    attempt: int
    waited: int = 0


def hour_of_week(local: dt.datetime | None) -> int:
    """Return weekday · 24 + hour of a local time; UNKNOWN for none."""
    return UNKNOWN if local is None else local.weekday() * HOURS + local.hour


def wait_step(seconds: float) -> int:
    """Return the step of a wait in minutes: the first of `WAITS` above it, else the last."""
    return WAITS[min(bisect.bisect_right(WAITS, seconds / 60), len(WAITS) - 1)]


_TINY = 1e-9
"""What sums of shares miss of a whole number."""


def waits_within(steps: Sequence[tuple[int, int]], minutes: float) -> int:
    """Return how many calls counted by step as (step, calls) waited no longer than that.

    Inside a step waits are taken to lie evenly.
    """
    found = 0.0
    for step, n in steps:
        place = WAITS.index(step)
        below = WAITS[place - 1] if place else 0
        found += n * min(1.0, max(0.0, (minutes - below) / (step - below)))
    return int(found + _TINY)


def median_wait(steps: Sequence[tuple[int, int]]) -> dt.timedelta | None:
    """Return the usual wait of calls counted by step as (step, calls); None without any.

    Inside a step waits are taken to lie evenly.
    """
    there = sorted((step, n) for step, n in steps if n > 0)
    half = sum(n for _, n in there) / 2
    for step, n in there:
        if half <= n:
            place = WAITS.index(step)
            below = WAITS[place - 1] if place else 0
            return dt.timedelta(minutes=below + (step - below) * half / n)
        half -= n
    return None
