# SPDX-License-Identifier: MIT
"""Days, weeks from Monday and calendar months follow each other without a gap."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leaddesk.domain.report_span import MONTH, SPANS, WEEK, span_of, step

DAYS = st.dates(dt.date(1990, 1, 1), dt.date(2090, 1, 1))


@pytest.mark.parametrize("span", SPANS)
@given(day=DAYS, by=st.integers(1, 5))
def test_spans_hold_their_day_and_are_walked_both_ways(span: str, day: dt.date, by: int) -> None:
    first, last = span_of(span, day)
    assert first <= day <= last
    assert span_of(span, last) == (first, last)
    assert step(span, day, 1) == last + dt.timedelta(days=1)
    assert step(span, step(span, day, by), -by) == first
    assert step(span, day, 0) == first


def test_weeks_begin_on_monday_and_months_on_the_first() -> None:
    assert span_of(WEEK, dt.date(2026, 5, 17))[0] == dt.date(2026, 5, 11)
    assert span_of(MONTH, dt.date(2028, 2, 10)) == (dt.date(2028, 2, 1), dt.date(2028, 2, 29))
