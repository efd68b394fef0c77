# SPDX-License-Identifier: MIT
"""Moments, days and durations in words, in the clock of a zone: Today 10:39, 12 May, 3 h 10 m.

Zones come as IANA names; an unknown one is read as UTC and said so.
"""

from __future__ import annotations

import datetime as dt

from leaddesk.domain.calling_hours import PartOfDay, part_of_day
from leaddesk.domain.local_day import known_zone

MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
PARTS = {
    PartOfDay.MORNING.value: "morning",
    PartOfDay.NOON.value: "around noon",
    PartOfDay.AFTERNOON.value: "afternoon",
}
_DAY = dt.timedelta(days=1)
_MINUTE = dt.timedelta(minutes=1)
_WEEK = 7
_MINUTE_SECONDS, _HOUR_SECONDS, _DAY_SECONDS = 60, 3600, 86400


def local(at: dt.datetime, zone: str) -> dt.datetime:
    """Return the moment in the clock of a zone; UTC where the zone is unknown."""
    return at.astimezone(known_zone(zone) or dt.UTC)


def clock(at: dt.datetime, zone: str) -> str:
    """Return the clock time in a zone: 13:30; '13:30 UTC' where the zone is unknown."""
    unknown = "" if known_zone(zone) else " UTC"
    return f"{local(at, zone):%H:%M}{unknown}"


def closing(at: dt.datetime, zone: str) -> str:
    """Return the clock time at which something ends: 17:30, or midnight."""
    told = clock(at, zone)
    return "midnight" if told == "00:00" else told


def date(day: dt.date, today: dt.date) -> str:
    """Return a date without its weekday; the year only where it is not this one: 3 Feb 2025."""
    year = f" {day.year}" if day.year != today.year else ""
    return f"{day.day} {MONTHS[day.month - 1]}{year}"


def day(at: dt.datetime, now: dt.datetime, zone: str) -> str:
    """Return the day as people say it: today, tomorrow, yesterday, Thursday, 12 May."""
    there, today = local(at, zone).date(), local(now, zone).date()
    gap = (there - today).days
    near = {0: "today", 1: "tomorrow", -1: "yesterday"}.get(gap)
    if near:
        return near
    return WEEKDAYS[there.weekday()] if 1 < gap < _WEEK else date(there, today)


def moment(at: dt.datetime, now: dt.datetime, zone: str) -> str:
    """Return day and clock time: 'today 10:39', 'Thursday 14:00', '12 May 09:00'."""
    return f"{day(at, now, zone)} {clock(at, zone)}"


def short_moment(at: dt.datetime, now: dt.datetime, zone: str) -> str:
    """Return as little as tells the moment: 13:30 today, 'Thu 14:00' this week, else the date."""
    there, today = local(at, zone).date(), local(now, zone).date()
    gap = (there - today).days
    if gap == 0:
        return clock(at, zone)
    if 0 < gap < _WEEK:
        return f"{WEEKDAYS[there.weekday()][:3]} {clock(at, zone)}"
    return date(there, today)


def stamp(at: dt.datetime, now: dt.datetime, zone: str) -> str:
    """Return the left column of a history: 'Today 10:39', 'Yesterday 16:02', '12 May'."""
    gap = (local(at, zone).date() - local(now, zone).date()).days
    words = moment(at, now, zone) if gap in (0, -1) else date_of(at, now, zone)
    return sentence_start(words)


def date_of(at: dt.datetime, now: dt.datetime, zone: str) -> str:
    """Return the date of a moment in a zone: 12 May, 3 Feb 2025."""
    return date(local(at, zone).date(), local(now, zone).date())


def on_day(at: dt.datetime, now: dt.datetime, zone: str) -> str:
    """Return the day as it goes into a sentence: 'today', 'on Thursday', 'on 12 May'."""
    word = day(at, now, zone)
    return word if word in {"today", "tomorrow", "yesterday"} else f"on {word}"


def part(at: dt.datetime, zone: str) -> str:
    """Return the part of the day there: morning, around noon, afternoon."""
    return PARTS[part_of_day(local(at, zone)).value]


def duration(length: dt.timedelta) -> str:
    """Return a duration to read at a glance: '45 s', '12 min', '3 h 10 m', '2 days'."""
    seconds = max(0, round(length.total_seconds()))
    if seconds < _MINUTE_SECONDS:
        return f"{seconds} s"
    if seconds < _HOUR_SECONDS:
        return f"{seconds // 60} min"
    if seconds < 2 * _DAY_SECONDS:
        hours, minutes = seconds // 3600, seconds % 3600 // 60
        return f"{hours} h {minutes} m" if minutes else f"{hours} h"
    return f"{seconds // 86400} days"


def left(until: dt.datetime, now: dt.datetime) -> str:
    """Return how long a clock still runs: '12 min left', or how long it is over: '5 min over'."""
    if until >= now:
        return f"{duration(until - now)} left"
    return f"{duration(now - until)} over"


def ago(at: dt.datetime, now: dt.datetime) -> str:
    """Return how long ago something was: 'just now', '3 min ago', '2 days ago'."""
    gap = now - at
    return "just now" if gap < _MINUTE else f"{duration(gap)} ago"


def offset(at: dt.datetime, zone: str) -> str:
    """Return the name and offset of a zone at a moment: 'America/Chicago (UTC-05:00)'."""
    if known_zone(zone) is None:
        return "time zone unknown"
    text = f"{local(at, zone):%z}"
    return f"{zone} (UTC{text[:3]}:{text[3:]})"


def sentence_start(words: str) -> str:
    """Return words with a capital at the start, the rest as it is."""
    return words[:1].upper() + words[1:]
