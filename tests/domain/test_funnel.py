# SPDX-License-Identifier: MIT
"""The days that a look at the funnel holds."""

from __future__ import annotations

import datetime as dt

import pytest

from leaddesk.domain.funnel import Span, days_of, ripe_window


@pytest.mark.parametrize(
    "span, today, days",
    [
        (Span.WEEK, dt.date(2026, 5, 12), 7),
        (Span.THREE_MONTHS, dt.date(2026, 5, 12), 90),
        (Span.QUARTER, dt.date(2026, 5, 12), 41),
        (Span.QUARTER, dt.date(2026, 4, 2), 1),
        # Nothing of the new quarter is over on its first day.
        (Span.QUARTER, dt.date(2026, 4, 1), 90),
    ],
)
def test_a_span_ends_yesterday(span: Span, today: dt.date, days: int) -> None:
    assert days_of(span, today) == days


def test_entries_that_count_came_in_an_age_ago() -> None:
    now = dt.datetime(2026, 5, 12, tzinfo=dt.UTC)
    window = ripe_window(dt.timedelta(days=10), now, 30)
    assert (now - window.last).days == 10
    assert (window.last - window.first).days == 30
