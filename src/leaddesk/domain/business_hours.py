# SPDX-License-Identifier: MIT
"""Business time of a team: working hours without breaks and holidays, to add up and to count.

The clocks of handoffs (domain reference 6) and speed to lead (domain reference 4) run in it.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, field

from leaddesk.domain.errors import BadInput, RuleBroken
from leaddesk.domain.holiday_calendar import HolidayCalendar, NoHolidays
from leaddesk.domain.local_day import Span, utc, wall_spans, zone_of
from leaddesk.domain.working_hours import Break, wall_pieces

SEARCH_DAYS = 370
"""How many days in a row without working time make hours that never come."""

_DAY = dt.timedelta(days=1)
_NOTHING = dt.timedelta()


@dataclass(frozen=True, slots=True)
class BusinessHours:
    """Working hours of a team in its zone: weekdays (0 = Monday), breaks, holidays by region.

    Raises `BadInput("bad_hours")` for hours or breaks that end before they start, and
    `BadInput("unknown_zone")` when used with a zone that is none.
    """

    zone: str
    opens: dt.time = dt.time(9)
    closes: dt.time = dt.time(17, 30)
    weekdays: frozenset[int] = frozenset(range(5))
    breaks: tuple[Break, ...] = ()
    country: str = ""
    region: str = ""
    holidays: HolidayCalendar = field(default_factory=NoHolidays, compare=False, repr=False)

    def __post_init__(self) -> None:
        """Refuse hours that can't be kept."""
        wall_pieces(dt.date.min, self.opens, self.closes, self.breaks)
        if not self.weekdays <= frozenset(range(7)):
            raise BadInput("bad_hours", where="weekdays", detail=str(sorted(self.weekdays)))

    def is_working(self, at: dt.datetime) -> bool:
        """Return whether a moment lies in business time."""
        moment = utc(at)
        return any(start <= moment < end for start, end in self._spans(self._day(moment)))

    def add(self, start: dt.datetime, amount: dt.timedelta) -> dt.datetime:
        """Return the first moment (UTC) with so much business time since `start`.

        Nothing to add gives `start` itself. Raises `BadInput("negative_time")` for less than
        nothing and `RuleBroken("never_opens")` when no working time comes within `SEARCH_DAYS`.
        """
        moment = utc(start)
        if amount < _NOTHING:
            raise BadInput("negative_time", where="amount", detail=str(amount))
        if amount == _NOTHING:
            return moment
        for begin, end in self._from(moment):
            length = end - begin
            if amount <= length:
                return begin + amount
            amount -= length
        raise RuleBroken("never_opens", zones=self.zone, profile="business", days=SEARCH_DAYS)

    def between(self, earlier: dt.datetime, later: dt.datetime) -> dt.timedelta:
        """Return the business time from one moment to another; nothing when they are reversed."""
        begin, finish = utc(earlier), utc(later)
        total = _NOTHING
        day, last = self._day(begin), self._day(finish)
        while day <= last:
            for start, end in self._spans(day):
                total += max(_NOTHING, min(end, finish) - max(start, begin))
            day += _DAY
        return total

    def _day(self, moment: dt.datetime) -> dt.date:
        """Return the team's day at a moment."""
        return moment.astimezone(zone_of(self.zone)).date()

    def _from(self, moment: dt.datetime) -> Iterator[Span]:
        """Yield the working stretches from a moment on, until none comes for `SEARCH_DAYS`."""
        day = self._day(moment)
        empty_days = 0
        while empty_days < SEARCH_DAYS:
            empty_days += 1
            for start, end in self._spans(day):
                if end > moment:
                    empty_days = 0
                    yield max(start, moment), end
            day += _DAY

    def _spans(self, day: dt.date) -> tuple[Span, ...]:
        """Return the working stretches of a local day, in order."""
        if day.weekday() not in self.weekdays:
            return ()
        if self.holidays.is_holiday(self.country, self.region, day):
            return ()
        zone = zone_of(self.zone)
        pieces = wall_pieces(day, self.opens, self.closes, self.breaks)
        return tuple(span for start, end in pieces for span in wall_spans(zone, start, end))
