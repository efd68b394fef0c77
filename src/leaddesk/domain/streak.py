# SPDX-License-Identifier: MIT
"""Streaks of Perfect Days, and the weeks behind as a calendar of days (domain reference 7)."""

from __future__ import annotations

import datetime as dt
import enum
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

WEEKS_SHOWN = 8

PART_FROM_SCORE = 50.0
"""From which bar score a day that was not perfect counts as met in part."""

_DAY = dt.timedelta(days=1)
_WEEK = 7


class DayState(enum.StrEnum):
    """What a day of the calendar was."""

    PERFECT = "perfect"
    PART = "part"
    MISSED = "missed"
    AWAY = "away"
    OFF = "off"
    FUTURE = "future"
    TODAY = "today"


@dataclass(frozen=True, slots=True)
class DayRecord:
    """How one day of a person went: bar score (0 to 100), perfect or not, away, goals asked or not.

    `working` is False on days whose definition asks for nothing.
    """

    day: dt.date
    score: float
    perfect: bool
    working: bool = True
    away: bool = False

    @property
    def counts(self) -> bool:
        """Whether the day can lengthen or break a streak."""
        return self.working and not self.away


@dataclass(frozen=True, slots=True)
class DayCell:
    """One cell of the calendar; the score (0 to 100) is 0 where there is nothing to show."""

    day: dt.date
    state: DayState
    score: float


def perfect_streak(records: Iterable[DayRecord], today: dt.date) -> int:
    """Return how many working days in a row were perfect, up to today.

    Absences and days off neither lengthen nor break it, and today breaks nothing while it lasts.
    A day without a record is one on which nothing was asked.
    """
    length = 0
    for record in sorted(records, key=lambda record: record.day, reverse=True):
        if record.day > today or not record.counts:
            continue
        if record.perfect:
            length += 1
        elif record.day < today:
            break
    return length


def longest_streak(records: Iterable[DayRecord], today: dt.date) -> int:
    """Return the longest row of perfect working days so far, by the rules of `perfect_streak`."""
    longest = length = 0
    for record in sorted(records, key=lambda record: record.day):
        if record.day > today or not record.counts:
            continue
        if record.perfect:
            length += 1
            longest = max(longest, length)
        else:
            length = 0
    return longest


def calendar_cells(
    records: Mapping[dt.date, DayRecord], today: dt.date, weeks: int = WEEKS_SHOWN
) -> tuple[DayCell, ...]:
    """Return the days of so many weeks, Monday first, the last week being the one of today.

    A past day without a record is off: nothing was asked, or the person was not here yet.
    """
    monday = today - today.weekday() * _DAY
    first = monday - (weeks - 1) * _WEEK * _DAY
    days = (first + number * _DAY for number in range(weeks * _WEEK))
    return tuple(_cell(day, records.get(day), today) for day in days)


def _cell(day: dt.date, record: DayRecord | None, today: dt.date) -> DayCell:
    """Return the cell of one day; planned absences show ahead of time."""
    if record is not None and record.away:
        return DayCell(day, DayState.AWAY, 0.0)
    if day > today:
        return DayCell(day, DayState.FUTURE, 0.0)
    if record is None:
        return DayCell(day, DayState.TODAY if day == today else DayState.OFF, 0.0)
    if not record.working:
        return DayCell(day, DayState.OFF, record.score)
    if record.perfect:
        return DayCell(day, DayState.PERFECT, record.score)
    if day == today:
        return DayCell(day, DayState.TODAY, record.score)
    state = DayState.PART if record.score >= PART_FROM_SCORE else DayState.MISSED
    return DayCell(day, state, record.score)
