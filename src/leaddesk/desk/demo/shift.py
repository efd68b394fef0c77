# SPDX-License-Identifier: MIT
"""When the demo team works: a plain working day where that fits the moment, else one made to fit.

The demo is there to be looked at, also on a Sunday night: whatever the hour, the day stands about
half way and leads may be called. Its numbers belong to nobody, so nobody is called at night.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace
from zoneinfo import ZoneInfo

from leaddesk.domain.calling_hours import CallingProfile, HolidayCalendar
from leaddesk.domain.working_hours import WorkingDay

ZONES = ("America/Chicago", "America/New_York", "America/Denver", "America/Los_Angeles")
HALF_WAY = 0.55
USUAL_START = dt.time(9)
LENGTH = dt.timedelta(hours=8)
PAUSE_AFTER, PAUSE = dt.timedelta(hours=3), dt.timedelta(hours=1)
QUARTER = 15
LAST_START_MINUTE = 15 * 60 + 45
USUAL_SHARE = (0.4, 0.75)
OFFICE_FROM, OFFICE_TO = dt.time(8), dt.time(18)
HISTORY_DAYS = 24
"""Working days of history before today."""

ANY_HOUR = CallingProfile(
    "demo", frozenset(range(7)), dt.time.min, dt.time.min, skips_holidays=False
)
"""Calling hours of a demo looked at outside office hours: always open, the numbers are made up."""


@dataclass(frozen=True, slots=True)
class Shift:
    """The team's hours in its zone; `today` is the day under way, `usual` office hours or not."""

    zone: str
    starts: dt.time
    ends: dt.time
    pause: tuple[dt.time, dt.time]
    today: dt.date
    share: float
    usual: bool

    @property
    def hours(self) -> WorkingDay:
        """Return the working day of everybody."""
        return WorkingDay(self.zone, self.starts, self.ends, (self.pause,))

    @property
    def weekdays(self) -> frozenset[int]:
        """Return Monday to Friday, and today when that is neither."""
        return frozenset(range(5)) | {self.today.weekday()}

    def at(self, day: dt.date, worked: float) -> dt.datetime:
        """Return the moment (UTC) at which so many minutes of a day's work have passed."""
        left = dt.timedelta(seconds=round(worked * 60))
        spans = self.hours.spans(day)
        for start, end in spans:
            if left <= end - start:
                return start + left
            left -= end - start
        return spans[-1][1]

    def past_days(self, holidays: HolidayCalendar) -> list[dt.date]:
        """Return the working days before today, oldest first."""
        days: list[dt.date] = []
        day = self.today
        while len(days) < HISTORY_DAYS:
            day -= dt.timedelta(days=1)
            if day.weekday() < 5 and not holidays.is_holiday("US", "", day):  # noqa: PLR2004 - Saturday
                days.append(day)
        return days[::-1]


def shift_for(now: dt.datetime, holidays: HolidayCalendar) -> Shift:
    """Return the shift that has the moment nearest to half way, the usual hours where they do."""
    found = _best_shift(now)
    return replace(found, usual=found.usual and not holidays.is_holiday("US", "", found.today))


def _best_shift(now: dt.datetime) -> Shift:
    usual = [_shift(zone, now, USUAL_START) for zone in ZONES]
    fitting = [shift for shift in usual if _fits(shift)]
    if fitting:
        return min(fitting, key=_distance)
    return min((_shift(zone, now, _start_for(zone, now)) for zone in ZONES), key=_distance)


def _start_for(zone: str, now: dt.datetime) -> dt.time:
    """Return the start that has the moment half way, kept inside one local day."""
    local = now.astimezone(ZoneInfo(zone))
    minute = local.hour * 60 + local.minute
    back = HALF_WAY * (LENGTH - PAUSE) + PAUSE
    start = minute - int(back.total_seconds() // 60)
    start = max(0, min(LAST_START_MINUTE, start)) // QUARTER * QUARTER
    return dt.time(start // 60, start % 60)


def _shift(zone: str, now: dt.datetime, starts: dt.time) -> Shift:
    today = now.astimezone(ZoneInfo(zone)).date()
    begins = dt.datetime.combine(today, starts)
    pause = ((begins + PAUSE_AFTER).time(), (begins + PAUSE_AFTER + PAUSE).time())
    ends = (begins + LENGTH).time()
    hours = WorkingDay(zone, starts, ends, (pause,))
    share = hours.minutes_worked(now) / hours.total_minutes(today)
    office = starts >= OFFICE_FROM and ends <= OFFICE_TO and today.weekday() < 5  # noqa: PLR2004
    return Shift(zone, starts, ends, pause, today, share, office)


def _fits(shift: Shift) -> bool:
    low, high = USUAL_SHARE
    return shift.usual and low <= shift.share <= high


def _distance(shift: Shift) -> tuple[float, float]:
    """Return how far a shift is from half way, then from the usual start."""
    start = shift.starts.hour + shift.starts.minute / 60
    return round(abs(shift.share - HALF_WAY), 1), abs(start - USUAL_START.hour)
