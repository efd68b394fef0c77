# SPDX-License-Identifier: MIT
"""Times as people type them: `14:30`, `fri 2pm`, `tomorrow`, `in 2 h`, `12 may 9:00`.

Everything is on the clock of one place and without a zone; who asks knows whose clock it is.
"""

from __future__ import annotations

import datetime as dt
import re

USUAL = dt.time(10)
"""The time of a day for which none was typed."""

_DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_MONTHS = (
    "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
)  # fmt: skip
_CLOCK = re.compile(r"(?<![\d.-])(\d{1,2})(?:[:.h](\d{2}))?\s*(am|pm)?(?![\d.-])")
_AFTER = re.compile(r"^(?:in\s+|\+\s*)?(\d{1,3})\s*(m|min|minutes?|h|hours?|d|days?|w|weeks?)$")
_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
_DOTTED = re.compile(r"(?<!\d)(\d{1,2})\.(\d{1,2})\.(\d{4})?")
_SLASHED = re.compile(r"(?<!\d)(\d{1,2})/(\d{1,2})(?:/(\d{4}))?")
_NAMED = re.compile(
    rf"(?:(?P<before>\d{{1,2}})\.?\s+)?(?P<month>{'|'.join(_MONTHS)})[a-z]*\.?"
    r"(?:\s+(?P<behind>\d{1,2})(?![\d:h]))?(?:,?\s+(?P<year>\d{4})\b)?"
)
_WEEKDAY = re.compile(rf"\b(?:next\s+)?({'|'.join(_DAYS)})[a-z]*\b")
# The longer word first: "noon" stands in "afternoon".
_PARTS = {"morning": dt.time(9, 30), "afternoon": dt.time(14, 30), "noon": dt.time(12)}
_STEPS = {"m": "minutes", "h": "hours", "d": "days", "w": "weeks"}
_NOON = 12
_MIDNIGHT = 24


def read_time(typed: str, now: dt.datetime) -> dt.datetime | None:
    """Return the moment after `now` that was meant, both without a zone, or None.

    A clock time that is over today means tomorrow; a weekday is the next one, never today.
    """
    text = " ".join(typed.casefold().split())
    if not text:
        return None
    if after := _AFTER.match(text):
        return _later(int(after[1]), after[2][0], now)
    try:
        day, rest = _day(text, now)
        clock = _clock(rest)
    except ValueError:
        return None
    if clock is None and (day is None or _left_over(rest)):
        return None
    meant = dt.datetime.combine(day or now.date(), clock or USUAL)
    if meant <= now and day is None:
        meant += dt.timedelta(days=1)
    return meant if meant > now else None


def _later(amount: int, unit: str, now: dt.datetime) -> dt.datetime:
    moment = now + dt.timedelta(**{_STEPS[unit]: amount})
    if unit in {"d", "w"}:
        return dt.datetime.combine(moment.date(), USUAL)
    return moment.replace(second=0, microsecond=0)


def _day(text: str, now: dt.datetime) -> tuple[dt.date | None, str]:
    """Return the day that is named, if any, and the text without its name."""
    today = now.date()
    for word, gap in (("day after tomorrow", 2), ("tomorrow", 1), ("today", 0)):
        if word in text:
            return today + dt.timedelta(days=gap), text.replace(word, "", 1)
    if found := _ISO.search(text):
        return dt.date(int(found[1]), int(found[2]), int(found[3])), _without(text, found)
    if found := _DOTTED.search(text):
        return _dated(int(found[1]), int(found[2]), found[3], today), _without(text, found)
    if found := _SLASHED.search(text):
        return _dated(int(found[2]), int(found[1]), found[3], today), _without(text, found)
    if found := _NAMED.search(text):
        day = found["before"] or found["behind"]
        if day:
            month = _MONTHS.index(found["month"]) + 1
            return _dated(int(day), month, found["year"], today), _without(text, found)
    if found := _WEEKDAY.search(text):
        gap = (_DAYS.index(found[1]) - today.weekday() - 1) % 7 + 1
        return today + dt.timedelta(days=gap), _without(text, found)
    return None, text


def _dated(day: int, month: int, year: str | None, today: dt.date) -> dt.date:
    """Return the day and month in the year that was named, else in the next that is not over."""
    if year:
        return dt.date(int(year), month, day)
    meant = dt.date(today.year, month, day)
    return meant if meant >= today else dt.date(today.year + 1, month, day)


def _clock(text: str) -> dt.time | None:
    """Return the clock time that is named, if any; raises ValueError for one that is none."""
    for word, time in _PARTS.items():
        if word in text:
            return time
    found = _CLOCK.search(text)
    if found is None:
        return None
    hour, minute = int(found[1]), int(found[2] or 0)
    if found[3] == "pm" and hour < _NOON:
        hour += _NOON
    elif found[3] == "am" and hour == _NOON:
        hour = 0
    return dt.time(0 if hour == _MIDNIGHT and not minute else hour, minute)


def _without(text: str, found: re.Match[str]) -> str:
    return f"{text[: found.start()]} {text[found.end() :]}"


def _left_over(rest: str) -> bool:
    """Return whether something was typed beside the day that is no time."""
    bare = _WEEKDAY.sub(" ", rest)
    return any(word not in {"at", "on"} for word in bare.replace(",", " ").split())
