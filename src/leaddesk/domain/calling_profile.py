# SPDX-License-Identifier: MIT
"""A calling window: which days, from when to when, holidays kept or not; and where two agree."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TypeAlias

from leaddesk.domain.errors import BadInput

MIDNIGHT = dt.time.min
Stretch: TypeAlias = tuple[dt.time, dt.time]
"""Local opening and closing; midnight as closing is the end of the day."""


def opens_before(opens: dt.time, closes: dt.time) -> bool:
    """Return whether the stretch has a length; midnight as closing is the end of the day."""
    return closes == MIDNIGHT or opens < closes


def within(reading: dt.time, opens: dt.time, closes: dt.time) -> bool:
    """Return whether a clock reading lies in the stretch, its closing excluded."""
    return opens <= reading and (reading < closes or closes == MIDNIGHT)


def shared(one: Stretch, other: Stretch) -> Stretch | None:
    """Return what two stretches have in common, None when they have nothing."""
    opens = max(one[0], other[0])
    closes = min(one[1], other[1], key=lambda end: (end == MIDNIGHT, end))
    return (opens, closes) if opens_before(opens, closes) else None


@dataclass(frozen=True, slots=True)
class CallingProfile:
    """A calling window: weekdays (0 = Monday), local opening and closing, holidays kept or not.

    Midnight as `closes` means the end of the day. A weekday in `own_hours` has these hours in
    place of the others, several when it stands there several times. Raises `BadInput("bad_hours")`
    when a stretch would end before it opens or a weekday is not 0 to 6.
    """

    name: str
    weekdays: frozenset[int]
    opens: dt.time
    closes: dt.time
    skips_holidays: bool
    own_hours: tuple[tuple[int, dt.time, dt.time], ...] = ()

    def __post_init__(self) -> None:
        """Refuse a window that can't be kept."""
        stretches = [(self.opens, self.closes), *(own[1:] for own in self.own_hours)]
        days = self.weekdays | {own[0] for own in self.own_hours}
        if not all(opens_before(*one) for one in stretches) or not days <= frozenset(range(7)):
            raise BadInput("bad_hours", where=self.name, detail=f"{self.opens} to {self.closes}")

    def hours_on(self, weekday: int) -> tuple[Stretch, ...]:
        """Return the stretches of a weekday in order; none on a day without calls."""
        if weekday not in self.weekdays:
            return ()
        if not self.own_hours:
            return ((self.opens, self.closes),)
        own = sorted(entry[1:] for entry in self.own_hours if entry[0] == weekday)
        return tuple(own) or ((self.opens, self.closes),)

    def has(self, local: dt.datetime) -> bool:
        """Return whether a local moment lies in the window, holidays left out of account."""
        reading = local.time()
        return any(within(reading, *one) for one in self.hours_on(local.weekday()))

    def narrowed_by(self, other: CallingProfile) -> CallingProfile:
        """Return the window in which both allow calls."""
        skips = self.skips_holidays or other.skips_holidays
        days = {
            day: [
                part
                for one in self.hours_on(day)
                for another in other.hours_on(day)
                if (part := shared(one, another)) is not None
            ]
            for day in self.weekdays & other.weekdays
        }
        days = {day: parts for day, parts in days.items() if parts}
        kinds = {tuple(parts) for parts in days.values()}
        name = f"{self.name}+{other.name}"
        if len(kinds) == 1 and len(only := next(iter(kinds))) == 1:
            return CallingProfile(name, frozenset(days), *only[0], skips)
        own = tuple((day, *part) for day in sorted(days) for part in days[day])
        return CallingProfile(name, frozenset(days), self.opens, self.closes, skips, own)


B2B = CallingProfile("b2b", frozenset(range(5)), dt.time(9), dt.time(17, 30), skips_holidays=True)
"""Business calls: 9:00 to 17:30 of the prospect, Monday to Friday, no public holidays."""

WIDEST_LEGAL = CallingProfile(
    "widest_legal", frozenset(range(7)), dt.time(8), dt.time(21), skips_holidays=False
)
"""US federal limit: 8:00 to 21:00 of the called party, any day (47 CFR 64.1200(c)(1))."""
