# SPDX-License-Identifier: MIT
"""People in words: their hours, whether they work today, and what waits for who leaves."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from leaddesk.desk.queries import AbsenceMonth, AbsenceRow, LeavingView, StaffRow
from leaddesk.domain.absence import Absence, AbsenceKind
from leaddesk.domain.person import Person, Role
from leaddesk.words import people

DAY = dt.date(2026, 5, 12)
DANA = Person(1, "Dana Whitfield", frozenset({Role.QUALIFIER, Role.TEAM_LEAD}), "UTC")
HERE = StaffRow(DANA, DAY, works=True, absence=None, open=0)


@pytest.mark.parametrize(
    "days, told",
    [
        (range(5), "Mon–Fri"),
        ((0, 2, 3, 4), "Mon, Wed–Fri"),
        ((6,), "Sun"),
        ((0, 6), "Mon, Sun"),
        ((0, 1, 2, 3, 4, 6), "Mon–Fri, Sun"),
        (range(7), "Mon–Sun"),
    ],
)
def test_weekdays_are_told_in_runs(days: tuple[int, ...], told: str) -> None:
    assert people.days_of(frozenset(days)) == told


def test_hours_are_told_with_their_days() -> None:
    assert people.hours(DANA) == "Mon–Fri 09:00–17:00"
    assert people.under_name(DANA) == "Qualifier and team lead · tier 1"


def test_today_is_one_word_and_who_left_comes_first() -> None:
    assert people.today(HERE) == "At work"
    assert people.today(replace(HERE, works=False)) == "Day off"
    assert people.today(replace(HERE, works=False, absence=Absence())) == "Away"
    half = Absence(AbsenceKind.TRAINING, 0.5)
    assert people.today(replace(HERE, absence=half)) == "Training, 50 % of the goals"
    assert people.today(replace(HERE, absence=Absence(AbsenceKind.JOB_SWITCH))) == "Job switch"
    assert people.today(replace(HERE, person=replace(DANA, active=False))) == "Left the team"


def test_what_waits_is_told_in_a_sentence() -> None:
    assert people.leaving(LeavingView(0, 0, 0, ())) == "Nothing waits for them."
    assert people.leaving(LeavingView(1, 0, 0, ())) == "Waiting for them: 1 open lead."
    assert people.leaving(LeavingView(1200, 2, 3, ())) == (
        "Waiting for them: 1,200 open leads, 2 handoffs and feedback owed for 3 handoffs."
    )


def test_a_tier_without_anybody_says_what_to_do_first() -> None:
    assert people.stuck(LeavingView(1, 0, 0, ())) == ""
    assert people.stuck(LeavingView(1, 0, 0, (), (1, 2))).startswith(
        "Nobody else works in tiers 1 and 2. Add somebody there first"
    )


def test_a_day_of_the_calendar_in_words() -> None:
    week = tuple(DAY + dt.timedelta(days=n) for n in range(6))
    row = AbsenceRow(DANA, {week[1]: Absence(AbsenceKind.TRAINING, 0.25)})
    month = AbsenceMonth(DAY, week, frozenset({week[2]}), (row,))
    assert [people.day_of(row, week[n], month) for n in (0, 1, 2, 4)] == [
        "Dana Whitfield, Tuesday 12 May: at work",
        "Dana Whitfield, Wednesday 13 May: training, 25 % of the goals",
        "Dana Whitfield, Thursday 14 May: public holiday",
        "Dana Whitfield, Saturday 16 May: day off",
    ]
