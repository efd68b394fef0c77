# SPDX-License-Identifier: MIT
"""Times and dates to offer for a callback or a later need, on the prospect's clock."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from leaddesk.domain.local_day import known_zone
from leaddesk.gui.typed_time import USUAL, read_time
from leaddesk.words import times

_DAY = dt.timedelta(days=1)
_FRIDAY = 4
_LAST = dt.time(16, 30)
_QUARTER = 15
LATER_DAYS = (30, 60, 90)
"""When to ask again about a need that is not now (domain reference 2)."""


@dataclass(frozen=True, slots=True)
class Choice:
    """Something to pick: the words on it, and what it puts into the field."""

    words: str
    text: str


def local_now(now: dt.datetime, zone: str) -> dt.datetime:
    """Return the clock there, without a zone, to the minute; UTC where the zone is unknown."""
    there = times.local(now, zone)
    return there.replace(tzinfo=None, second=0, microsecond=0)


def call_times(now: dt.datetime, zone: str) -> tuple[Choice, ...]:
    """Return natural times for a callback; the first one is the suggestion."""
    there = local_now(now, zone)
    today = there.date()
    found: list[Choice] = []
    soon = _rounded(there + dt.timedelta(hours=1))
    if there.weekday() <= _FRIDAY and dt.time(8) <= there.time() and soon.time() <= _LAST:
        found.append(Choice(f"in an hour, {soon:%H:%M}", _typed(soon, today)))
        later = there.replace(hour=15, minute=0)
        if later - there > dt.timedelta(hours=1, minutes=30):
            found.append(Choice("today 15:00", _typed(later, today)))
    morning = _workday(there.date() + _DAY)
    found.append(
        Choice(_named(morning, there, USUAL), _typed(dt.datetime.combine(morning, USUAL), today))
    )
    afternoon = dt.time(14, 30)
    found.append(
        Choice(
            _named(morning, there, afternoon),
            _typed(dt.datetime.combine(morning, afternoon), today),
        )
    )
    week = _workday(there.date() + 7 * _DAY)
    found.append(Choice("in a week", _typed(dt.datetime.combine(week, USUAL), today)))
    return tuple(found)


def later_dates(now: dt.datetime, zone: str) -> tuple[Choice, ...]:
    """Return 30, 60 and 90 days from today, moved to the next working day."""
    today = local_now(now, zone).date()
    return tuple(
        Choice(f"in {days} days", date_text(_workday(today + days * _DAY), today))
        for days in LATER_DAYS
    )


def contract_ends(now: dt.datetime, zone: str) -> tuple[Choice, ...]:
    """Return usual ends of a contract: half a year, one, two and three years from today."""
    today = local_now(now, zone).date()
    spans = (("in a year", 365), ("in 6 months", 182), ("in 2 years", 730), ("in 3 years", 1095))
    return tuple(Choice(words, date_text(today + days * _DAY, today)) for words, days in spans)


def step_dates(now: dt.datetime, zone: str) -> tuple[Choice, ...]:
    """Return dates for a next step: two working days, a week, two weeks."""
    today = local_now(now, zone).date()
    dates = (("in 2 days", 2), ("in a week", 7), ("in 2 weeks", 14))
    return tuple(
        Choice(
            words,
            _typed(dt.datetime.combine(_workday(today + days * _DAY), USUAL), today),
        )
        for words, days in dates
    )


def date_text(day: dt.date, today: dt.date) -> str:
    """Return a date as the field shows it and reads it again: 'Thu 12 May', with a far year."""
    return f"{times.WEEKDAYS[day.weekday()][:3]} {times.date(day, today)}"


def meant(text: str, now: dt.datetime, zone: str) -> dt.datetime | None:
    """Return the moment (UTC) that was typed on the prospect's clock, or None."""
    local = read_time(text, local_now(now, zone))
    if local is None:
        return None
    place: dt.tzinfo = known_zone(zone) or dt.UTC
    return local.replace(tzinfo=place).astimezone(dt.UTC)


def moved(text: str, now: dt.datetime, zone: str, *, minutes: int = 0, days: int = 0) -> str:
    """Return the text of a field whose moment was moved; what is no time stays as it is."""
    local = read_time(text, local_now(now, zone))
    if local is None:
        return text
    later = local + dt.timedelta(minutes=minutes, days=days)
    there = local_now(now, zone)
    return _typed(later, there.date()) if later > there else text


def _typed(moment: dt.datetime, today: dt.date) -> str:
    """Return a moment as the field shows it and reads it again: 'Thu 14 May 10:00'."""
    return f"{date_text(moment.date(), today)} {moment:%H:%M}"


def _named(day: dt.date, there: dt.datetime, time: dt.time) -> str:
    name = "tomorrow" if day == there.date() + _DAY else times.WEEKDAYS[day.weekday()][:3]
    return f"{name} {time:%H:%M}"


def _workday(day: dt.date) -> dt.date:
    while day.weekday() > _FRIDAY:
        day += _DAY
    return day


def _rounded(moment: dt.datetime) -> dt.datetime:
    """Return the next quarter of an hour."""
    over = moment.minute % _QUARTER
    return moment + dt.timedelta(minutes=_QUARTER - over) if over else moment
