# SPDX-License-Identifier: MIT
"""Attempt ladders: when to try a lead again after an attempt that reached nobody."""

from __future__ import annotations

import datetime as dt
import enum
from dataclasses import dataclass

from leaddesk.domain.calling_hours import (
    CallingArea,
    CallingProfile,
    HolidayCalendar,
    PartOfDay,
    local_time,
    next_opening,
    next_opening_in_part,
    part_of_day,
)
from leaddesk.domain.errors import RuleBroken


class Shift(enum.StrEnum):
    """Which part of the prospect's day the next attempt aims at."""

    NONE = ""
    OTHER_HALF = "other_half"
    NEXT_PART = "next_part"


@dataclass(frozen=True, slots=True)
class Rung:
    """The wait after an attempt: minutes, calendar days or working days, and the part of day."""

    minutes: int = 0
    days: int = 0
    working_days: int = 0
    shift: Shift = Shift.NONE


@dataclass(frozen=True, slots=True)
class Ladder:
    """A cadence: `rungs[i]` is the wait after attempt i + 1, `rest_days` that after the last.

    The cap is one attempt more than there are rungs (domain reference 4). Leads keep the `name` of
    their ladder; `title` is what the team calls it, empty for the words that ship.
    """

    name: str
    rungs: tuple[Rung, ...]
    rest_days: int
    title: str = ""

    @property
    def cap(self) -> int:
        """Return the number of attempts before the lead rests."""
        return len(self.rungs) + 1


INBOUND = Ladder(
    "inbound",
    (
        Rung(minutes=45),
        Rung(minutes=120),
        Rung(days=1, shift=Shift.OTHER_HALF),
        Rung(days=3),
        Rung(days=5),
    ),
    rest_days=30,
)
OUTBOUND = Ladder(
    "outbound",
    tuple(Rung(working_days=gap, shift=Shift.NEXT_PART) for gap in (1, 2, 3, 3, 3, 3, 4)),
    rest_days=90,
)
NO_SHOW = Ladder("no_show", (Rung(minutes=10), Rung(days=1), Rung(days=3)), rest_days=30)
DEFAULT_LADDERS = (INBOUND, OUTBOUND, NO_SHOW)

HALF_OF_DAY = 13
"""The hour of the prospect's clock that parts a day into halves, for inbound retries."""


@dataclass(frozen=True, slots=True)
class AfterCall:
    """When a lead comes back where no ladder says so, and how many voicemails it may get.

    `busy_times`: so often in a row a busy line is tried again after `busy_minutes`, then the
    ladder goes on; `contract_days`: before the contract elsewhere ends; `step_days`: a next step
    without a date; `recycle_days`: before tier 1 gets it back (domain reference 2 and 4).
    """

    busy_minutes: int = 15
    busy_times: int = 2
    technical_minutes: int = 5
    voicemails: int = 2
    contract_days: int = 90
    step_days: int = 7
    recycle_days: int = 30
    half_of_day: int = HALF_OF_DAY


_NEXT_PART = {
    PartOfDay.MORNING: PartOfDay.NOON,
    PartOfDay.NOON: PartOfDay.AFTERNOON,
    PartOfDay.AFTERNOON: PartOfDay.MORNING,
}


@dataclass(frozen=True, slots=True)
class NextTry:
    """When to try again (UTC), and whether the ladder is over (`rests`: the lead is nurtured)."""

    at: dt.datetime
    rests: bool
    part: str


def next_try(
    ladder: Ladder,
    attempts: int,
    called_at: dt.datetime,
    area: CallingArea,
    profile: CallingProfile,
    holidays: HolidayCalendar,
    half_of_day: int = HALF_OF_DAY,
) -> NextTry:
    """Return the next attempt after `attempts` (this one included), at an open moment.

    A retry that falls outside the calling window moves to the next opening (domain reference 4).
    Raises RuleBroken("unknown_zone") when the area has no zone.
    """
    if attempts >= ladder.cap:
        target = called_at + dt.timedelta(days=ladder.rest_days)
        return NextTry(next_opening(area, profile, holidays, target), rests=True, part="")
    rung = ladder.rungs[max(0, attempts - 1)]
    target = called_at + dt.timedelta(minutes=rung.minutes, days=rung.days)
    if rung.working_days:
        later = _after_working_days(called_at, rung.working_days, area, profile, holidays)
        target = max(later, called_at + dt.timedelta(hours=24))
    if rung.shift is Shift.NONE:
        opening = next_opening(area, profile, holidays, target)
    else:
        part = _other_part(rung.shift, _local(area, called_at), half_of_day)
        opening = _in_part(part, rung.shift, target, called_at, area, profile, holidays)
    return NextTry(opening, rests=False, part=part_of_day(_local(area, opening)).value)


def busy_again(
    called_at: dt.datetime,
    area: CallingArea,
    profile: CallingProfile,
    holidays: HolidayCalendar,
    minutes: int = 15,
) -> dt.datetime:
    """Return when a busy line is tried again: some minutes later, inside the window."""
    return next_opening(area, profile, holidays, called_at + dt.timedelta(minutes=minutes))


def _other_part(shift: Shift, called: dt.datetime, half_of_day: int) -> PartOfDay:
    """Return a part of the day other than that of a call by the prospect's clock."""
    if shift is Shift.OTHER_HALF:
        return PartOfDay.AFTERNOON if called.hour < half_of_day else PartOfDay.MORNING
    return _NEXT_PART[part_of_day(called)]


def _in_part(
    part: PartOfDay,
    shift: Shift,
    target: dt.datetime,
    called_at: dt.datetime,
    area: CallingArea,
    profile: CallingProfile,
    holidays: HolidayCalendar,
) -> dt.datetime:
    """Return the opening on or after `target`'s local day in a part of the day."""
    local = _local(area, target)
    day_starts = dt.datetime.combine(local.date(), dt.time(), local.tzinfo).astimezone(dt.UTC)
    earliest = called_at + dt.timedelta(hours=24) if shift is Shift.NEXT_PART else day_starts
    return next_opening_in_part(area, profile, holidays, max(day_starts, earliest), part)


def _after_working_days(
    start: dt.datetime,
    days: int,
    area: CallingArea,
    profile: CallingProfile,
    holidays: HolidayCalendar,
) -> dt.datetime:
    """Return the moment `days` of the prospect's working days after `start`, same local time."""
    # Hours that never open are refused here, instead of counting days for ever.
    next_opening(area, profile, holidays, start)
    local = _local(area, start)
    left = days
    day = local.date()
    while left:
        day += dt.timedelta(days=1)
        if day.weekday() not in profile.weekdays:
            continue
        if profile.skips_holidays and holidays.is_holiday(area.country, area.region, day):
            continue
        left -= 1
    return dt.datetime.combine(day, local.timetz()).astimezone(dt.UTC)


def _local(area: CallingArea, at: dt.datetime) -> dt.datetime:
    local = local_time(area, at)
    if local is None:
        raise RuleBroken("unknown_zone")
    return local
