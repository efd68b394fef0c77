# SPDX-License-Identifier: MIT
"""A plan in words."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from leaddesk.desk.queries import AskPlan
from leaddesk.words import plan
from tests.gui import fake_answers_plan as made


@pytest.mark.parametrize(
    "begins, ends, words",
    [
        ((2027, 1, 1), (2027, 3, 31), "Q1 2027"),
        ((2027, 10, 1), (2027, 12, 31), "Q4 2027"),
        ((2027, 2, 1), (2027, 2, 28), "Feb 2027"),
        ((2027, 1, 1), (2027, 12, 31), "2027"),
        ((2026, 12, 15), (2027, 1, 14), "15 Dec 2026 – 14 Jan 2027"),
        ((2027, 5, 12), (2027, 8, 5), "12 May – 5 Aug 2027"),
    ],
)
def test_periods(begins: tuple[int, int, int], ends: tuple[int, int, int], words: str) -> None:
    assert plan.period(dt.date(*begins), dt.date(*ends)) == words


@pytest.mark.parametrize(
    "minor, currency, words",
    [
        (31_000_000, "USD", "$310k"),
        (123_456_789, "USD", "$1.2m"),
        (100_000_000, "EUR", "€1m"),
        (900, "USD", "$9"),
        (42_000_000, "CHF", "420k CHF"),
    ],
)
def test_amounts_at_the_end_of_an_axis(minor: int, currency: str, words: str) -> None:
    assert plan.short_money(minor, currency) == words


def test_a_stage_tells_what_was_measured_with_its_range() -> None:
    view = made.answer(AskPlan(made.Q1))
    told = {row.name: (plan.measured(row), plan.range_of(row)) for row in view.stages}
    assert told["handoffs"] == ("measured 46 %", "42–51 % of 200")
    assert told["presentations"] == ("measured 24 %", "15–36 % of 25, few")
    nothing = replace(view.stages[0], measured=type(view.stages[0].measured)(0, 0))
    assert (plan.measured(nothing), plan.range_of(nothing)) == ("", "not measured yet")


def test_a_stage_tells_what_it_has_to_bring() -> None:
    view = made.answer(AskPlan(made.Q1))
    row = view.stages[2]
    assert plan.needed(row) == "396 accepted handoffs"
    assert plan.per_day(row, view.today) == "0.80 per person and day, until 31 Mar"
    assert plan.per_day(replace(row, per_day=None), view.today) == "nobody works it"
    assert plan.per_day(replace(row, last_day=None), view.today).startswith("too late to move")
    assert plan.needed(replace(row, needed=0.0)) == "no more needed"


def test_the_frame_and_what_is_there() -> None:
    view = made.answer(AskPlan(made.Q1))
    assert plan.frame(view) == "62 working days, 8 qualifiers, 4 inside reps"
    assert plan.there(view, "USD") == "$12,000 booked, $3,000 expected of 3 open deals"
    assert plan.there(replace(view, open_deals=0), "USD") == "$12,000 booked, nothing open"
    assert plan.customers(replace(view, sales_needed=0.0)) == "the goal is reached"
    assert plan.chance(view, "USD") == "goal $420k · 63 % likely"
    assert plan.gain(view.gains).startswith("Most to gain: Handoff → presentation. Sam Ortiz")
    assert plan.gain(()) == ""
