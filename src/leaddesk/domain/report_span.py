# SPDX-License-Identifier: MIT
"""The spans of reports: a day, a week from Monday, a calendar month."""

from __future__ import annotations

import datetime as dt

from leaddesk.domain.plan import months_on

DAY, WEEK, MONTH = "day", "week", "month"
SPANS = (DAY, WEEK, MONTH)
_DAY = dt.timedelta(days=1)


def span_of(span: str, day: dt.date) -> tuple[dt.date, dt.date]:
    """Return the first and the last day of the day, week or month that holds a day."""
    if span == WEEK:
        first = day - day.weekday() * _DAY
        return first, first + 6 * _DAY
    if span == MONTH:
        first = day.replace(day=1)
        return first, months_on(first, 1) - _DAY
    return day, day


def step(span: str, day: dt.date, by: int) -> dt.date:
    """Return the first day so many spans later (below 0: earlier)."""
    first, last = span_of(span, day)
    for _ in range(abs(by)):
        first, last = span_of(span, last + _DAY if by > 0 else first - _DAY)
    return first
