# SPDX-License-Identifier: MIT
"""Streaks of Perfect Days and the calendar of the weeks behind."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leaddesk.domain.streak import (
    DayCell,
    DayRecord,
    DayState,
    calendar_cells,
    longest_streak,
    perfect_streak,
)

TODAY = dt.date(2025, 6, 12)  # A Thursday.
ONE = dt.timedelta(days=1)


def records(picture: str, last: dt.date = TODAY) -> list[DayRecord]:
    """One letter a day, the last one being `last`: perfect, missed, away, off, in part (h)."""
    kinds = {
        "p": (100.0, True, True, False),
        "m": (10.0, False, True, False),
        "h": (70.0, False, True, False),
        "a": (0.0, False, True, True),
        "o": (0.0, False, False, False),
    }
    return [
        DayRecord(last - (len(picture) - 1 - place) * ONE, *kinds[letter])
        for place, letter in enumerate(picture)
    ]


@pytest.mark.parametrize(
    "picture, streak, longest",
    [
        ("", 0, 0),
        ("p", 1, 1),
        ("m", 0, 0),
        ("ppp", 3, 3),
        ("ppm", 2, 2),
        ("pmp", 1, 1),
        ("pmm", 0, 1),
        ("pppoopp", 5, 5),
        ("ppaaaapp", 4, 4),
        ("pppmppm", 2, 3),
        ("pppphp", 1, 4),
        ("ooaa", 0, 0),
    ],
)
def test_streaks_run_over_working_days_and_today_breaks_none(
    picture: str, streak: int, longest: int
) -> None:
    assert perfect_streak(records(picture), TODAY) == streak
    assert perfect_streak(reversed(records(picture)), TODAY) == streak
    assert longest_streak(records(picture), TODAY) == longest


def test_yesterday_breaks_a_streak() -> None:
    assert perfect_streak(records("ppm", TODAY - ONE), TODAY) == 0


def test_days_to_come_count_for_nothing() -> None:
    assert perfect_streak(records("pppp", TODAY + 2 * ONE), TODAY) == 2
    assert longest_streak(records("pppp", TODAY + 2 * ONE), TODAY) == 2


def test_perfect_work_on_a_day_off_or_an_absence_does_not_lengthen_a_streak() -> None:
    off = DayRecord(TODAY - ONE, 100, perfect=True, working=False)
    away = DayRecord(TODAY - 2 * ONE, 100, perfect=True, away=True)
    assert perfect_streak([off, away, *records("p")], TODAY) == 1


@given(
    picture=st.text("pmhao", max_size=60), rests=st.text("ao", max_size=10), at=st.integers(0, 60)
)
def test_an_absence_changes_no_streak(picture: str, rests: str, at: int) -> None:
    rested = picture[:at] + rests + picture[at:]
    last = TODAY - ONE
    assert perfect_streak(records(rested, last), TODAY) == perfect_streak(
        records(picture, last), TODAY
    )
    assert longest_streak(records(rested, last), TODAY) == longest_streak(
        records(picture, last), TODAY
    )


def test_the_calendar_shows_eight_whole_weeks_up_to_this_one() -> None:
    cells = calendar_cells({}, TODAY)
    assert len(cells) == 56
    assert (cells[0].day, cells[-1].day) == (dt.date(2025, 4, 21), dt.date(2025, 6, 15))
    assert [cell.day.weekday() for cell in cells] == list(range(7)) * 8
    by_state = {cell.day: cell.state for cell in cells}
    assert by_state[TODAY] is DayState.TODAY
    assert by_state[TODAY - ONE] is DayState.OFF
    assert by_state[TODAY + ONE] is DayState.FUTURE


def test_each_day_of_the_calendar_is_what_it_was() -> None:
    known = {record.day: record for record in records("phmaohm")}
    cells = {cell.day: cell for cell in calendar_cells(known, TODAY)}
    states = [cells[record.day].state for record in known.values()]
    assert states == ["perfect", "part", "missed", "away", "off", "part", "today"]
    assert [cells[day].score for day in known] == [100, 70, 10, 0, 0, 70, 10]


@pytest.mark.parametrize(
    "letter, state", [("p", "perfect"), ("m", "today"), ("a", "away"), ("o", "off")]
)
def test_today_is_perfect_as_soon_as_it_is(letter: str, state: str) -> None:
    known = {record.day: record for record in records(letter)}
    cells = {cell.day: cell.state for cell in calendar_cells(known, TODAY)}
    assert cells[TODAY] == state


def test_a_planned_absence_shows_ahead() -> None:
    tomorrow = TODAY + ONE
    known = {tomorrow: DayRecord(tomorrow, 0, perfect=False, away=True)}
    cells = {cell.day: cell for cell in calendar_cells(known, TODAY)}
    assert cells[tomorrow] == DayCell(tomorrow, DayState.AWAY, 0)
    assert cells[tomorrow + ONE] == DayCell(tomorrow + ONE, DayState.FUTURE, 0)


def test_half_of_a_day_is_the_line_to_met_in_part() -> None:
    day = TODAY - ONE
    states = [
        calendar_cells({day: DayRecord(day, score, perfect=False)}, TODAY, weeks=1)[2].state
        for score in (0, 49.9, 50, 99.9)
    ]
    assert states == ["missed", "missed", "part", "part"]
