# SPDX-License-Identifier: MIT
"""A made-up day of Dana Whitfield: ahead with her calls, behind with her new leads."""

from __future__ import annotations

import datetime as dt

from leaddesk.desk.queries import CurvePoint, FeedbackRow, MyDayView
from leaddesk.domain.pace import WorkingDay, day_progress
from leaddesk.domain.perfect_day import DEFAULT_DEFINITIONS, Metric
from leaddesk.domain.speed_to_lead import SpeedToLead
from leaddesk.domain.streak import DayCell, DayRecord, calendar_cells

CHICAGO = "America/Chicago"
TODAY = dt.date(2026, 11, 19)
NOW = dt.datetime(2026, 11, 19, 19, 50, tzinfo=dt.UTC)
STARTS = dt.datetime(2026, 11, 19, 15, 0, tzinfo=dt.UTC)
ENDS = dt.datetime(2026, 11, 19, 23, 0, tzinfo=dt.UTC)
COUNTS: dict[str, int] = {
    Metric.CALLS: 52, Metric.CONVERSATIONS: 9, Metric.NEW_LEAD_CALLS: 14, Metric.HANDOFFS: 3,
    Metric.FEEDBACK_GIVEN: 0,
}  # fmt: skip


def thanks(number: int, line: str, rating: int) -> FeedbackRow:
    """Return one feedback that Dana received."""
    at = NOW - dt.timedelta(days=number)
    return FeedbackRow(
        number, number, number, "Hannah Boyle", "Loomis Textiles", "Dana Whitfield", "Sam Ortiz",
        "won", at, at, at, thanks=True, line=line, rating=rating,
    )  # fmt: skip


def _cells() -> tuple[DayCell, ...]:
    records = {}
    for back in range(1, 50):
        day = TODAY - dt.timedelta(days=back)
        if day.weekday() < 5:
            away = back in {9, 10}
            perfect = back in {1, 2, 3, 6, 7, 8, 15, 16, 22, 27, 36}
            score = 100.0 if perfect else 40.0 + (back * 17) % 58
            records[day] = DayRecord(day, score, perfect=perfect, away=away)
    return calendar_cells(records, TODAY)


def _curve(day: WorkingDay) -> tuple[CurvePoint, ...]:
    points = []
    for step in range(33):
        at = STARTS + dt.timedelta(minutes=15 * step)
        share = day.minutes_worked(at) / day.total_minutes(TODAY)
        passed = min(1.0, max(0.0, (at - STARTS) / (NOW - STARTS)))
        points.append(CurvePoint(at, round(52 * passed**0.9), 80 * share))
    return tuple(points)


def working_day() -> WorkingDay:
    """Return Dana's hours: nine to five in Chicago with lunch at noon."""
    return WorkingDay(CHICAGO)


def my_day(counts: dict[str, int] | None = None, at: dt.datetime = NOW) -> MyDayView:
    """Return the day with these counts."""
    day = working_day()
    definition = DEFAULT_DEFINITIONS[0]
    progress = day_progress(definition, counts or COUNTS, day, at)
    return MyDayView(
        TODAY, progress, _curve(day), _cells(), 3, 6,
        (
            thanks(1, "You had the budget in writing; the rest was easy.", 5),
            thanks(3, "Knew who signs. That saved me two calls.", 4),
        ),
        STARTS, ENDS, SpeedToLead(11, dt.timedelta(minutes=4), 7),
    )  # fmt: skip
