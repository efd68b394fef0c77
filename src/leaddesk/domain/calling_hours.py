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

from leaddesk.domain.errors import BadInput, RuleBroken
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
_MIDNIGHT = dt.time.min


def _opens_before(opens: dt.time, closes: dt.time) -> bool:
    """Return whether the stretch has a length; midnight as closing is the end of the day."""
    return closes == _MIDNIGHT or opens < closes


def _within(reading: dt.time, opens: dt.time, closes: dt.time) -> bool:
    """Return whether a clock reading lies in the stretch, its closing excluded."""
    return opens <= reading and (reading < closes or closes == _MIDNIGHT)


class PartOfDay(enum.StrEnum):
    """The parts of a prospect's day that retries rotate over (domain reference 4)."""

    MORNING = "morning"
    NOON = "noon"
    AFTERNOON = "afternoon"


_PARTS = {
    PartOfDay.MORNING: (_MIDNIGHT, NOON_STARTS),
    PartOfDay.NOON: (NOON_STARTS, AFTERNOON_STARTS),
    PartOfDay.AFTERNOON: (AFTERNOON_STARTS, _MIDNIGHT),
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
class CallingProfile:
    """A calling window: weekdays (0 = Monday), local opening and closing, holidays kept or not.

    Midnight as `closes` means the end of the day. Raises `BadInput("bad_hours")` when the window
    would end before it opens or a weekday is not 0 to 6.
    """

    name: str
    weekdays: frozenset[int]
    opens: dt.time
    closes: dt.time
    skips_holidays: bool

    def __post_init__(self) -> None:
        """Refuse a window that can't be kept."""
        if not _opens_before(self.opens, self.closes) or not self.weekdays <= frozenset(range(7)):
            raise BadInput("bad_hours", where=self.name, detail=f"{self.opens} to {self.closes}")


B2B = CallingProfile("b2b", frozenset(range(5)), dt.time(9), dt.time(17, 30), skips_holidays=True)
"""Business calls: 9:00 to 17:30 of the prospect, Monday to Friday, no public holidays."""

WIDEST_LEGAL = CallingProfile(
    "widest_legal", frozenset(range(7)), dt.time(8), dt.time(21), skips_holidays=False
)
"""US federal limit: 8:00 to 21:00 of the called party, any day (47 CFR 64.1200(c)(1))."""


@dataclass(frozen=True, slots=True)
class OpenAreas:
    """Which areas are open, and the moment until which this answer holds."""

    open_ids: frozenset[int]
    changes_at: dt.datetime


@dataclass(frozen=True, slots=True)
class _Window:
    """The hours of one possible zone of an area, under a profile and a calendar."""

    zone: ZoneInfo
    opens: dt.time
    closes: dt.time
    area: CallingArea
    profile: CallingProfile
    holidays: HolidayCalendar

    def stretch(self, moment: dt.datetime, days: int) -> Span | None:
        """Return the first open stretch that ends after a moment, looking at so many days."""
        day = moment.astimezone(self.zone).date()
        for _ in range(days):
            if self._asks_on(day):
                for span in spans_of(self.zone, day, self.opens, self.closes):
                    if span[1] > moment:
                        return span
            day += _DAY
        return None

    def narrowed(self, part: PartOfDay) -> _Window | None:
        """Return the hours that lie in a part of the day, or None when there are none."""
        starts, ends = _PARTS[part]
        opens = max(self.opens, starts)
        closes = min(self.closes, ends, key=lambda end: (end == _MIDNIGHT, end))
        return replace(self, opens=opens, closes=closes) if _opens_before(opens, closes) else None

    def _asks_on(self, day: dt.date) -> bool:
        """Return whether calls may be made on a day at all."""
        return day.weekday() in self.profile.weekdays and not (
            self.profile.skips_holidays
            and self.holidays.is_holiday(self.area.country, self.area.region, day)
        )


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
        if local.weekday() not in profile.weekdays or not _within(
            local.time(), profile.opens, profile.closes
        ):
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
        inside = local.weekday() in profile.weekdays and _within(
            local.time(), profile.opens, profile.closes
        )
        clocks[name] = local.date() if inside else None
        changes_at = min(changes_at, _next_edge(zone, profile, moment, local.date(), changes_at))
    seen: dict[tuple[str, str, dt.date], bool] = {}
    open_ids = [
        number
        for number, area in areas.items()
        if area.time_zones and _all_open(area, profile, holidays, clocks, seen)
    ]
    return OpenAreas(frozenset(open_ids), changes_at)


class AreaClock:
    """Keeps the answer of `open_areas` for as long as it holds, for one set of areas and rules."""

    def __init__(
        self,
        areas: Mapping[int, CallingArea],
        profile: CallingProfile,
        holidays: HolidayCalendar,
    ) -> None:
        """Take what the answers depend on; make a new clock when any of it changes."""
        self._areas = dict(areas)
        self._profile = profile
        self._holidays = holidays
        self._kept: tuple[dt.datetime, OpenAreas] | None = None

    def open_at(self, at: dt.datetime) -> OpenAreas:
        """Return which areas are open, worked out anew only when the last answer has ended."""
        kept = self._kept
        if kept is not None and kept[0] <= at < kept[1].changes_at:
            return kept[1]
        answer = open_areas(self._areas, self._profile, self._holidays, at)
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
    return tuple(
        _Window(zone, profile.opens, profile.closes, area, profile, holidays) for zone in known
    )


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
        if day.weekday() in profile.weekdays:
            for span in spans_of(zone, day, profile.opens, profile.closes):
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
