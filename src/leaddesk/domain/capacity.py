# SPDX-License-Identifier: MIT
"""How many days of work people have before them: a plan divides by them (domain reference 8)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from leaddesk.domain.errors import BadInput
from leaddesk.domain.holiday_calendar import HolidayCalendar
from leaddesk.domain.revenue_plan import PersonDays

RAMP_WEEKS = 8
"""So many weeks after the first day a new person does as much as the others."""
RAMP_START = 0.25
"""The share of it that a new person does in the first week."""
_DAY = dt.timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Ramp:
    """How a new person comes up: from `start` (0–1) in the first week in even steps to all of it.

    Raises BadInput("bad_ramp").
    """

    weeks: int = RAMP_WEEKS
    start: float = RAMP_START

    def __post_init__(self) -> None:
        """Refuse a ramp that leads nowhere."""
        if self.weeks < 0 or not 0 <= self.start <= 1:
            raise BadInput("bad_ramp", detail=f"{self.weeks}, {self.start:g}")

    def share(self, joined: dt.date | None, day: dt.date) -> float:
        """Return what a day counts (0–1) of somebody who joined on a day; None is long ago.

        Before the first day it is nothing.
        """
        if joined is None:
            return 1.0
        if day < joined:
            return 0.0
        week = (day - joined).days // 7
        if week >= self.weeks:
            return 1.0
        return self.start + (1 - self.start) * week / self.weeks


@dataclass(frozen=True, slots=True)
class Worker:
    """Somebody who works a stage: on which weekdays (0 = Monday), since when here.

    `shares` is what remains (0–1) of days that are not whole, `part` the share (0–1) of a whole
    day that goes into this stage.
    """

    weekdays: frozenset[int]
    shares: Mapping[dt.date, float] = field(default_factory=dict)
    joined: dt.date | None = None
    part: float = 1.0


def person_days(
    workers: Sequence[Worker], ramp: Ramp, holidays: HolidayCalendar, country: str, region: str = ""
) -> PersonDays:
    """Return what counts the days of work of these people, from one day to another.

    A public holiday of the team's place counts for nobody.
    """

    def days(first: dt.date, last: dt.date) -> float:
        total, day = 0.0, first
        while day <= last:
            if not holidays.is_holiday(country, region, day):
                total += sum(_part_of(worker, day, ramp) for worker in workers)
            day += _DAY
        return total

    return days


def _part_of(worker: Worker, day: dt.date, ramp: Ramp) -> float:
    if day.weekday() not in worker.weekdays:
        return 0.0
    return worker.part * worker.shares.get(day, 1.0) * ramp.share(worker.joined, day)
