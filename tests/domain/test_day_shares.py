# SPDX-License-Identifier: MIT
"""The share of a day's work expected by now: a straight line, later one's own habit."""

from __future__ import annotations

import datetime as dt
import itertools
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leaddesk.domain.day_shares import (
    LEARNED_AFTER_DAYS,
    QUARTERS,
    LearnedShare,
    learn_share,
    quarter_of,
    share_curve,
    share_done,
)
from leaddesk.domain.errors import BadInput
from leaddesk.domain.working_hours import WorkingDay

ZONE = "America/Denver"
DAY = WorkingDay(ZONE)
WEDNESDAY = dt.date(2025, 6, 4)
AWAY = DAY.without(dt.time(0), dt.time(0))


def at(clock: str, day: str = "2025-06-04") -> dt.datetime:
    return dt.datetime.fromisoformat(f"{day}T{clock}").replace(tzinfo=ZoneInfo(ZONE))


def busy(counts: dict[int, int]) -> list[int]:
    """A past day with so many calls in these quarter hours."""
    return [counts.get(quarter, 0) for quarter in range(QUARTERS)]


def habit(counts: dict[int, int]) -> LearnedShare:
    learned = learn_share([busy(counts)] * LEARNED_AFTER_DAYS)
    assert learned is not None
    return learned


def test_without_a_habit_the_share_is_a_straight_line_over_working_minutes() -> None:
    shares = [share_done(DAY, at(clock), None) for clock in ("08:00", "10:00", "12:30", "15:30")]
    assert shares == [0, 60 / 420, 180 / 420, 330 / 420]
    assert share_done(DAY, at("17:00"), None) == 1
    assert share_done(AWAY, at("10:00"), None) == 0


def test_a_habit_takes_twenty_days_with_work() -> None:
    worked, idle = busy({40: 5}), busy({})
    assert learn_share([worked] * 19 + [idle] * 30) is None
    learned = learn_share([worked] * 20 + [idle] * 30)
    assert learned is not None
    assert learned.days == 20


def test_a_past_day_has_a_count_for_each_of_its_96_quarter_hours() -> None:
    assert learn_share([[1] * 96] * LEARNED_AFTER_DAYS) is not None


def test_a_late_shift_learns_up_to_midnight() -> None:
    late = WorkingDay(ZONE, dt.time(20), dt.time(0), ())
    learned = habit({80: 1, 95: 3})
    assert share_done(late, at("23:45"), learned) == pytest.approx((0.25 * 20 + 225 / 240) / 21)


def test_each_past_day_weighs_the_same() -> None:
    # Half of the days all work was at 10:00, half of them at 14:00, ten times as busy.
    learned = learn_share([busy({40: 10})] * 10 + [busy({56: 100})] * 10)
    assert learned is not None
    assert learned.cumulative[40:42] == (0, 0.5)
    assert learned.cumulative[56:58] == (0.5, 1)
    assert (learned.cumulative[0], learned.cumulative[-1]) == (0, 1)


def test_the_expected_share_follows_the_habit() -> None:
    early = habit({36: 6, 37: 3, 60: 1})
    # Nine of ten by 9:30; the straight line counts as one day against twenty.
    assert share_done(DAY, at("09:30"), early) == pytest.approx((0.9 * 20 + 30 / 420) / 21)
    assert share_done(DAY, at("09:07:30"), early) == pytest.approx((0.3 * 20 + 7.5 / 420) / 21)
    assert share_done(DAY, at("16:59"), early) < 1
    assert share_done(DAY, at("17:00"), early) == 1
    assert share_done(DAY, at("09:00"), early) == 0


def test_a_habit_of_other_hours_falls_back_to_the_straight_line() -> None:
    assert share_done(DAY, at("10:00"), habit({4: 9})) == 60 / 420


def test_an_absence_takes_its_part_of_the_habit_out() -> None:
    learned = habit({36: 5, 56: 5})
    morning_off = DAY.without(dt.time(9), dt.time(12))
    assert share_done(morning_off, at("14:15"), learned) == pytest.approx((20 + 75 / 240) / 21)


@given(
    counts=st.dictionaries(st.integers(0, 95), st.integers(1, 30), min_size=1, max_size=30),
    minutes=st.lists(st.integers(0, 1439), min_size=2, max_size=10),
    straight=st.booleans(),
)
def test_the_expected_share_only_ever_grows(
    counts: dict[int, int], minutes: list[int], *, straight: bool
) -> None:
    learned = None if straight else habit(counts)
    shares = [
        share_done(DAY, at("00:00") + dt.timedelta(minutes=minute), learned)
        for minute in sorted(minutes)
    ]
    assert all(0 <= share <= 1 for share in shares)
    assert all(one <= two + 1e-12 for one, two in itertools.pairwise(shares))


def test_the_curve_runs_from_nothing_to_all_and_stays_flat_over_the_break() -> None:
    curve = dict(share_curve(DAY, WEDNESDAY))
    assert curve[at("09:00")] == 0
    assert curve[at("12:00")] == curve[at("12:30")] == curve[at("13:00")] == 180 / 420
    assert curve[at("17:00")] == 1
    assert list(curve) == sorted(curve)
    assert share_curve(AWAY, WEDNESDAY) == ()


def test_quarter_hours_count_from_midnight() -> None:
    assert [quarter_of(at(clock)) for clock in ("00:00", "00:14", "09:15", "23:59")] == [
        0,
        0,
        37,
        95,
    ]


@pytest.mark.parametrize("counts", [[], [1] * 95, [-1] + [0] * 95])
def test_a_past_day_that_is_none_is_refused(counts: list[int]) -> None:
    with pytest.raises(BadInput, match="bad_counts"):
        learn_share([counts])
