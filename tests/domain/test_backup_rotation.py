# SPDX-License-Identifier: MIT
"""What a rotation keeps: all of a day, then days, weeks and months, and always the newest."""

from __future__ import annotations

import datetime as dt

from hypothesis import given
from hypothesis import strategies as st

from leaddesk.domain.backup_rotation import Rotation, to_drop

NOW = dt.datetime(2026, 5, 12, 15, 42, tzinfo=dt.UTC)
DAY = dt.timedelta(days=1)
moments = st.lists(
    st.integers(-2 * 24 * 60, 800 * 24 * 60).map(lambda m: NOW - dt.timedelta(minutes=m)),
    max_size=60,
)


@given(moments)
def test_the_newest_stays(made: list[dt.datetime]) -> None:
    dropped = to_drop(made, NOW)
    assert dropped <= set(made)
    assert not made or max(made) not in dropped


@given(moments)
def test_all_of_the_last_day_stays_and_so_does_the_future(made: list[dt.datetime]) -> None:
    assert not {at for at in to_drop(made, NOW) if at >= NOW - DAY}


@given(moments)
def test_each_of_the_last_days_weeks_and_months_keeps_its_newest(made: list[dt.datetime]) -> None:
    kept = set(made) - to_drop(made, NOW)
    days = sorted({at.date() for at in made}, reverse=True)[:12]
    months = sorted({(at.year, at.month) for at in made}, reverse=True)[:9]
    weeks = sorted({tuple(at.isocalendar()[:2]) for at in made}, reverse=True)[:10]
    for day in days:
        assert max(at for at in made if at.date() == day) in kept
    for month in months:
        assert max(at for at in made if (at.year, at.month) == month) in kept
    for week in weeks:
        assert max(at for at in made if at.isocalendar()[:2] == week) in kept


@given(moments)
def test_what_stays_is_bounded(made: list[dt.datetime]) -> None:
    kept = [at for at in set(made) - to_drop(made, NOW) if at < NOW - DAY]
    assert len(kept) <= 12 + 10 + 9 + 1


@given(moments)
def test_doing_it_again_drops_nothing_more(made: list[dt.datetime]) -> None:
    kept = set(made) - to_drop(made, NOW)
    assert to_drop(kept, NOW) == frozenset()


def test_a_year_of_daily_backups() -> None:
    made = [NOW - number * DAY for number in range(365)]
    kept = sorted(set(made) - to_drop(made, NOW), reverse=True)
    assert kept[:12] == made[:12]
    assert kept[-1].date() == dt.date(2025, 9, 30)
    assert len(kept) <= 31


def test_order_and_repeats_do_not_matter() -> None:
    made = [NOW - number * DAY for number in range(40)]
    assert to_drop([*made, *reversed(made)], NOW) == to_drop(made, NOW)


def test_a_rotation_can_be_smaller() -> None:
    made = [NOW - number * DAY for number in range(1, 40)]
    few = Rotation(all_hours=0, daily=2, weekly=0, monthly=0)
    assert set(made) - to_drop(made, NOW, few) == set(made[:2])
