# SPDX-License-Identifier: MIT
"""How many of those who reach a stage go on to the next: measured, drawn to the team, with a range.

Domain reference 5. A measured share of few entries says little, so it is drawn towards the team's,
and shown with the range that it may be in.
"""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from leaddesk.domain.errors import BadInput

TEAM_WEIGHT = 50.0
"""So many entries of the team's own share are added to what one person or source has."""
RANGE_Z = 1.2816
"""Half the width of the shown range in standard deviations: 80 % of it."""
FEW_ENTRIES = 30
"""Below so many entries a share is shown as uncertain."""
RIPE_SHARE = 0.9
"""Entries count once they are older than the lag of this share of those who went on."""


@dataclass(frozen=True, slots=True)
class Conversion:
    """`went_on` of `entered` entries of a stage reached the next one.

    Raises BadInput("bad_conversion") for counts that can't be.
    """

    entered: int
    went_on: int

    def __post_init__(self) -> None:
        """Refuse counts that can't be."""
        if not 0 <= self.went_on <= self.entered:
            raise BadInput("bad_conversion", detail=f"{self.went_on} of {self.entered}")

    @property
    def is_uncertain(self) -> bool:
        """Whether there are too few entries to go by."""
        return self.entered < FEW_ENTRIES

    def share(self, team: float, weight: float = TEAM_WEIGHT) -> float:
        """Return the share 0–1, drawn to the team's (0–1) by the weight of that in entries."""
        return (self.went_on + weight * team) / (self.entered + weight)

    def posterior(self, team: float, weight: float = TEAM_WEIGHT) -> tuple[float, float]:
        """Return what is believed of the share, as the two parameters of a beta distribution."""
        return self.went_on + weight * team, self.entered - self.went_on + weight * (1 - team)

    def interval(self, z: float = RANGE_Z) -> tuple[float, float]:
        """Return the Wilson interval of the share, low and high in 0–1; (0, 1) for no entries."""
        n = self.entered
        if not n:
            return 0.0, 1.0
        share, square = self.went_on / n, z * z / n
        middle = share + square / 2
        half = z * math.sqrt(share * (1 - share) / n + square / (4 * n))
        return max(0.0, (middle - half) / (1 + square)), min(1.0, (middle + half) / (1 + square))


@dataclass(frozen=True, slots=True)
class Cohort:
    """What became of the entries of a stage that are old enough: the share, and the times it took.

    `lags` are in order, of all entries that went on.
    """

    conversion: Conversion
    lags: tuple[dt.timedelta, ...] = ()

    @property
    def lag(self) -> dt.timedelta:
        """The usual time until an entry goes on."""
        return median_lag(self.lags)


def cohort(entries: Iterable[tuple[int, int]], now: int, window: int) -> Cohort:
    """Return how many of those that entered went on; each comes as (entered, went on or 0).

    All in milliseconds: there are very many. Only entries older than the 90th-percentile lag
    count, those of a window before that; what went on after `now` did not yet.
    """
    told = list(entries)
    lags = sorted(max(0, on - at) for at, on in told if 0 < on <= now)
    until = now - ripe_age(lags)
    first = until - window
    ripe = [0 < on <= now for at, on in told if first <= at <= until]
    return Cohort(Conversion(len(ripe), sum(ripe)), in_time(lags))


def in_time(lags: Iterable[int]) -> tuple[dt.timedelta, ...]:
    """Return milliseconds as times."""
    return tuple(dt.timedelta(0, 0, 0, lag) for lag in lags)


def ripe_age(lags: Sequence[int]) -> int:
    """Return the age from which entries count; younger ones may still go on.

    `lags` are those of entries that did, from entering to going on, in order; without any, every
    age counts.
    """
    return lags[math.ceil(RIPE_SHARE * len(lags)) - 1] if lags else 0


def median_lag(lags: Iterable[dt.timedelta]) -> dt.timedelta:
    """Return the usual time from entering a stage to going on; nothing without any."""
    ordered = sorted(lags)
    if not ordered:
        return dt.timedelta()
    middle = len(ordered) // 2
    if len(ordered) % 2:
        return ordered[middle]
    return (ordered[middle - 1] + ordered[middle]) / 2
