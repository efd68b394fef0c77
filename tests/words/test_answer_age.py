# SPDX-License-Identifier: MIT
"""The line above what is shown without the hub: a time today, a day before that."""

from __future__ import annotations

import datetime as dt

from leaddesk.words.answer_age import banner

NOON = dt.datetime(2026, 5, 12, 17, tzinfo=dt.UTC)
ZONE = "America/Chicago"


def test_it_tells_the_time_and_the_day_when_it_is_another_one() -> None:
    today = banner(NOON - dt.timedelta(hours=2), NOON, ZONE)
    yesterday = banner(NOON - dt.timedelta(days=1), NOON, ZONE)
    assert today.startswith("As of 10:00")
    assert "12:00" in yesterday
    assert not yesterday.startswith("As of 12:00:")
    assert "As of" not in banner(None, NOON, ZONE)
