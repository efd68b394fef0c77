# SPDX-License-Identifier: MIT
"""When a prospect may be called: calling windows in the prospect's clock (domain reference 3).

A prospect who may be in several zones is callable only while all of them are open; one whose zone
is unknown never is. The answers are exact over clock changes, odd offsets and the date line.
"""

from __future__ import annotations

import datetime as dt
import enum
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from zoneinfo import ZoneInfo

from leaddesk.domain.calling_profile import (
    B2B,
    MIDNIGHT,
    WIDEST_LEGAL,
    CallingProfile,
    Stretch,
    shared,
)
from leaddesk.domain.errors import RuleBroken
from leaddesk.domain.holiday_calendar import HolidayCalendar, KnownHolidays, NoHolidays
from leaddesk.domain.local_day import Span, known_zone, spans_of, utc

__all__ = [
    "AFTERNOON_STARTS",
    "B2B",
    "NOON_STARTS",
    "SEARCH_DAYS",
    "WIDEST_LEGAL",
    "AreaClock",
    "CallingArea",
    "CallingProfile",
    "HolidayCalendar",
    "KnownHolidays",
    "NoHolidays",
    "OpenAreas",
    "PartOfDay",
    "first_opening",
    "is_open",
    "local_time",
    "next_opening",
    "next_opening_in_part",
    "open_areas",
    "open_until",
    "part_of_day",
]

SEARCH_DAYS = 370
"""How far ahead an opening is looked for: a year and a few days, so that every weekday comes up."""

NOON_STARTS = dt.time(12)
AFTERNOON_STARTS = dt.time(14)

_DAY = dt.timedelta(days=1)


class PartOfDay(enum.StrEnum):
    """The parts of a prospect's day that retries rotate over (domain reference 4)."""

    MORNING = "morning"
    NOON = "noon"
    AFTERNOON = "afternoon"


_PARTS = {
    PartOfDay.MORNING: (MIDNIGHT, NOON_STARTS),
    PartOfDay.NOON: (NOON_STARTS, AFTERNOON_STARTS),
    PartOfDay.AFTERNOON: (AFTERNOON_STARTS, MIDNIGHT),
}


@dataclass(frozen=True, slots=True)
class CallingArea:
    """Where a prospect may be: every possible IANA zone, ISO country, region (subdivision or "").

    The first zone is the one whose local time is shown; no zones at all means unknown.
    """

    time_zones: tuple[str, ...]
    country: str
    region: str


@dataclass(frozen=True, slots=True)
class OpenAreas:
    """Which areas are open, and the moment until which this answer holds."""

    open_ids: frozenset[int]
    changes_at: dt.datetime


@dataclass(frozen=True, slots=True)
class _Window:
    """The hours of one possible zone of an area, under a profile and a calendar."""

    zone: ZoneInfo
    area: CallingArea
    profile: CallingProfile
    holidays: HolidayCalendar
    part: PartOfDay | None = None

    def stretch(self, moment: dt.datetime, days: int) -> Span | None:
        """Return the first open stretch that ends after a moment, looking at so many days."""
        day = moment.astimezone(self.zone).date()
        for _ in range(days):
            for opens, closes in self._hours_on(day):
                for span in spans_of(self.zone, day, opens, closes):
                    if span[1] > moment:
                        return span
            day += _DAY
        return None

    def narrowed(self, part: PartOfDay) -> _Window | None:
        """Return the hours that lie in a part of the day, or None when there are none."""
        found = replace(self, part=part)
        return found if any(found.parts_on(day) for day in range(7)) else None

    def _hours_on(self, day: dt.date) -> tuple[Stretch, ...]:
        """Return when calls may be made on a day: never on one that is kept free."""
        hours = self.parts_on(day.weekday())
        free = self.profile.skips_holidays and self.holidays.is_holiday(
            self.area.country, self.area.region, day
        )
        return () if free else hours

    def parts_on(self, weekday: int) -> tuple[Stretch, ...]:
        """Return the hours of a weekday, those of the part alone when one is asked for."""
        hours = self.profile.hours_on(weekday)
        if self.part is None:
            return hours
        parts = (shared(one, _PARTS[self.part]) for one in hours)
        return tuple(part for part in parts if part is not None)


def is_open(
    area: CallingArea, profile: CallingProfile, holidays: HolidayCalendar, at: dt.datetime
) -> bool:
    """Return whether a prospect there may be called now: all possible zones are in the window."""
    if not area.time_zones:
        return False
    for name in area.time_zones:
        zone = known_zone(name)
        if zone is None:
            return False
        local = at.astimezone(zone)
        if not profile.has(local):
            return False
        if profile.skips_holidays and holidays.is_holiday(area.country, area.region, local.date()):
            return False
    return True


def open_until(
    area: CallingArea, profile: CallingProfile, holidays: HolidayCalendar, at: dt.datetime
) -> dt.datetime | None:
    """Return when the stretch open now ends (UTC, local closing at the latest); None if closed."""
    windows = _windows(area, profile, holidays)
    moment = utc(at)
    ends = [
        stretch[1]
        for window in windows
        if (stretch := window.stretch(moment, days=1)) and stretch[0] <= moment
    ]
    return min(ends) if ends and len(ends) == len(windows) else None


def next_opening(
    area: CallingArea, profile: CallingProfile, holidays: HolidayCalendar, at: dt.datetime
) -> dt.datetime:
    """Return the first moment from `at` on (UTC) when a prospect there may be called.

    Raises `RuleBroken("never_opens")` when that is not within `SEARCH_DAYS`.
    """
    found = _search(_windows(area, profile, holidays), utc(at))
    if found is None:
        raise _never(area, profile)
    return found


def next_opening_in_part(
    area: CallingArea,
    profile: CallingProfile,
    holidays: HolidayCalendar,
    at: dt.datetime,
    part: PartOfDay,
) -> dt.datetime:
    """Return the first open moment from `at` on in that part of the prospect's day.

    The part is that of the first zone. Where the window has nothing of that part, it is the next
    opening at all; raises `RuleBroken("never_opens")` as `next_opening` does.
    """
    windows = _windows(area, profile, holidays)
    narrowed = windows[0].narrowed(part) if windows else None
    if narrowed is not None:
        found = _search((narrowed, *windows[1:]), utc(at))
        if found is not None:
            return found
    return next_opening(area, profile, holidays, at)


def first_opening(
    areas: Iterable[CallingArea],
    profile: CallingProfile,
    holidays: HolidayCalendar,
    at: dt.datetime,
) -> dt.datetime | None:
    """Return the soonest opening among the areas, or None when none of them ever opens."""
    moment = utc(at)
    found = (_search(_windows(area, profile, holidays), moment) for area in set(areas))
    return min((opening for opening in found if opening is not None), default=None)


def local_time(area: CallingArea, at: dt.datetime) -> dt.datetime | None:
    """Return the moment in the prospect's clock (first zone), or None when the zone is unknown."""
    zone = known_zone(area.time_zones[0]) if area.time_zones else None
    return None if zone is None else at.astimezone(zone)


def part_of_day(local: dt.datetime) -> PartOfDay:
    """Return the part of the day of a local time: noon is from 12:00, afternoon from 14:00."""
    if local.time() < NOON_STARTS:
        return PartOfDay.MORNING
    return PartOfDay.NOON if local.time() < AFTERNOON_STARTS else PartOfDay.AFTERNOON


def open_areas(
    areas: Mapping[int, CallingArea],
    profile: CallingProfile,
    holidays: HolidayCalendar,
    at: dt.datetime,
) -> OpenAreas:
    """Return which areas are open, by id, and until when at least that stays so (at most a day).

    The answer ends when the clock of any of their zones next reaches an opening or a closing.
    """
    moment = utc(at)
    changes_at = moment + _DAY
    clocks: dict[str, dt.date | None] = {}
    for name in {name for area in areas.values() for name in area.time_zones}:
        zone = known_zone(name)
        if zone is None:
            clocks[name] = None
            continue
        local = moment.astimezone(zone)
        clocks[name] = local.date() if profile.has(local) else None
        changes_at = min(changes_at, _next_edge(zone, profile, moment, local.date(), changes_at))
    seen: dict[tuple[str, str, dt.date], bool] = {}
    open_ids = [
        number
        for number, area in areas.items()
        if area.time_zones and _all_open(area, profile, holidays, clocks, seen)
    ]
    return OpenAreas(frozenset(open_ids), changes_at)


class AreaClock:
    """Keeps the answer of `open_areas` for as long as it holds, for one set of areas and rules.

    `narrower` gives the window of an area whose hours are not those of the profile.
    """

    def __init__(
        self,
        areas: Mapping[int, CallingArea],
        profile: CallingProfile,
        holidays: HolidayCalendar,
        narrower: Mapping[int, CallingProfile] | None = None,
    ) -> None:
        """Take what the answers depend on; make a new clock when any of it changes."""
        self._groups: dict[CallingProfile, dict[int, CallingArea]] = {profile: {}}
        for number, area in areas.items():
            of = (narrower or {}).get(number, profile)
            self._groups.setdefault(of, {})[number] = area
        self._holidays = holidays
        self._kept: tuple[dt.datetime, OpenAreas] | None = None

    def open_at(self, at: dt.datetime) -> OpenAreas:
        """Return which areas are open, worked out anew only when the last answer has ended."""
        kept = self._kept
        if kept is not None and kept[0] <= at < kept[1].changes_at:
            return kept[1]
        told = [open_areas(a, profile, self._holidays, at) for profile, a in self._groups.items()]
        answer = OpenAreas(
            frozenset().union(*(one.open_ids for one in told)),
            min(one.changes_at for one in told),
        )
        self._kept = (at, answer)
        return answer


def _windows(
    area: CallingArea, profile: CallingProfile, holidays: HolidayCalendar
) -> tuple[_Window, ...]:
    """Return the hours of each possible zone; none when any zone is unknown."""
    zones = [known_zone(name) for name in area.time_zones]
    known = [zone for zone in zones if zone is not None]
    if len(known) < len(zones):
        return ()
    return tuple(_Window(zone, area, profile, holidays) for zone in known)


def _search(windows: tuple[_Window, ...], moment: dt.datetime) -> dt.datetime | None:
    """Return the first moment at which all windows are open, or None within `SEARCH_DAYS`."""
    deadline = moment + SEARCH_DAYS * _DAY
    while windows and moment <= deadline:
        latest = moment
        for window in windows:
            span = window.stretch(latest, SEARCH_DAYS)
            if span is None:
                return None
            latest = max(latest, span[0])
        if latest == moment:
            return moment
        moment = latest
    return None


def _next_edge(
    zone: ZoneInfo,
    profile: CallingProfile,
    moment: dt.datetime,
    today: dt.date,
    limit: dt.datetime,
) -> dt.datetime:
    """Return the next opening or closing of a zone after a moment, or the limit if sooner."""
    for day in (today, today + _DAY):
        for opens, closes in profile.hours_on(day.weekday()):
            for span in spans_of(zone, day, opens, closes):
                for edge in span:
                    if edge > moment:
                        return min(edge, limit)
    return limit


def _all_open(
    area: CallingArea,
    profile: CallingProfile,
    holidays: HolidayCalendar,
    clocks: Mapping[str, dt.date | None],
    seen: dict[tuple[str, str, dt.date], bool],
) -> bool:
    """Return whether every zone of an area is inside its hours, on a day that is no holiday there.

    `clocks` has the local day of the zones inside their hours; `seen` keeps holidays looked up.
    """
    for name in area.time_zones:
        day = clocks[name]
        if day is None:
            return False
        if profile.skips_holidays:
            key = (area.country, area.region, day)
            holiday = seen.get(key)
            if holiday is None:
                holiday = seen[key] = holidays.is_holiday(*key)
            if holiday:
                return False
    return True


def _never(area: CallingArea, profile: CallingProfile) -> RuleBroken:
    """Return the refusal for an area without any opening."""
    return RuleBroken(
        "never_opens", zones=", ".join(area.time_zones), profile=profile.name, days=SEARCH_DAYS
    )
