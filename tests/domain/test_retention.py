# SPDX-License-Identifier: MIT
"""After how long nothing happened a lead is let go."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leaddesk.domain.retention import MOST_MONTHS, RetentionRule

MOMENTS = st.integers(0, 4_000_000_000).map(lambda s: dt.datetime.fromtimestamp(s, dt.UTC))


@pytest.mark.parametrize(
    "at, months, since",
    [
        ("2026-11-22", 24, "2024-11-22"),
        ("2026-03-31", 1, "2026-02-28"),
        ("2024-03-31", 1, "2024-02-29"),
        ("2026-01-15", 1, "2025-12-15"),
        ("2026-12-31", 12, "2025-12-31"),
        ("2026-12-31", 1, "2026-11-30"),
    ],
)
def test_months_are_those_of_the_calendar(at: str, months: int, since: str) -> None:
    moment = dt.datetime.fromisoformat(f"{at}T12:30:00+00:00")
    worked, over = RetentionRule(months).limits(moment)
    assert (worked, over) == (dt.datetime.fromisoformat(f"{since}T12:30:00+00:00"), None)


@given(MOMENTS, st.integers(1, MOST_MONTHS - 1))
def test_more_months_reach_further_back(at: dt.datetime, months: int) -> None:
    less, more = RetentionRule(months, months + 1).limits(at)
    assert less is not None
    assert more is not None
    assert more < less < at
    assert abs((at.year - less.year) * 12 + at.month - less.month) == months


@pytest.mark.parametrize("months", [-1, MOST_MONTHS + 1])
def test_months_out_of_range_are_refused(months: int) -> None:
    with pytest.raises(ValueError, match="0 to 240"):
        RetentionRule(months)
    with pytest.raises(ValueError, match="0 to 240"):
        RetentionRule(0, months)


def test_without_months_nothing_is_let_go() -> None:
    assert not RetentionRule().on
    assert RetentionRule().limits(dt.datetime(2026, 1, 1, tzinfo=dt.UTC)) == (None, None)
