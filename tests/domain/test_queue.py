# SPDX-License-Identifier: MIT
"""Tests for the score of a new lead, its rank, the ideal profile, and the steps as data."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from leaddesk.domain.lead import QueueKind, SourceKind
from leaddesk.domain.queue import (
    DEFAULT_STEPS,
    TIER_1_STEPS,
    TIER_2_STEPS,
    IdealProfile,
    QueueRules,
    Window,
    in_block_first,
    merit,
    rank,
    score,
    value_of_sale,
)

NOW = dt.datetime(2026, 5, 12, 17, tzinfo=dt.UTC)
HOUR = dt.timedelta(hours=1)
SHARES = st.floats(0, 1)
AGES = st.floats(0, 2000)
LIVES = st.sampled_from((24, 72, 336))


@pytest.mark.parametrize(
    "fit, value, expected",
    [(0, 0, 0.2), (1, 1, 1.0), (0.5, 0.5, 0.6), (0.75, 0, 0.575), (7, -3, 0.7)],
)
def test_merit_is_a_fifth_plus_half_the_fit_plus_three_tenths_of_the_value(
    fit: float, value: float, expected: float
) -> None:
    assert merit(fit, value) == pytest.approx(expected)


@pytest.mark.parametrize(
    "life, hours, expected",
    [(24, 0, 60), (24, 24, 30), (24, 48, 15), (336, 336, 30), (72, 36, 42.43)],
)
def test_the_score_halves_with_every_half_life(life: int, hours: float, expected: float) -> None:
    made = rank(merit(0.5, 0.5), NOW - hours * HOUR, life)

    assert score(made, life, NOW) == pytest.approx(expected, abs=0.01)


@given(fit=SHARES, value=SHARES, age=AGES, life=LIVES)
def test_the_rank_gives_back_the_score_of_the_rules(
    fit: float, value: float, age: float, life: int
) -> None:
    exact = 100 * merit(fit, value) * 2 ** (-age / life)

    found = score(rank(merit(fit, value), NOW - age * HOUR, life), life, NOW)

    assert found == pytest.approx(exact, rel=1e-6, abs=1e-9)
    assert 0 <= found <= 100


@given(
    one=st.tuples(SHARES, SHARES, AGES),
    two=st.tuples(SHARES, SHARES, AGES),
    life=LIVES,
    later=st.floats(0, 300),
)
def test_within_a_half_life_the_order_by_score_is_that_of_the_rank_at_every_moment(
    one: tuple[float, float, float],
    two: tuple[float, float, float],
    life: int,
    later: float,
) -> None:
    ranks = [rank(merit(fit, value), NOW - age * HOUR, life) for fit, value, age in (one, two)]
    assume(abs(ranks[0] - ranks[1]) > 1e-6)
    at = NOW + later * HOUR
    exact = [
        100 * merit(fit, value) * 2 ** (-(age + later) / life) for fit, value, age in (one, two)
    ]
    assume(min(exact) > 0)

    assert (ranks[0] > ranks[1]) == (exact[0] > exact[1])
    assert (score(ranks[0], life, at) > score(ranks[1], life, at)) == (exact[0] > exact[1])


def test_the_half_life_comes_from_how_a_lead_arrives() -> None:
    rules = QueueRules()

    assert [rules.half_life(kind) for kind in SourceKind] == [24, 72, 336, 72]
    assert QueueRules(half_life_hours=()).half_life(SourceKind.INBOUND) == 336


def test_the_classes_stand_in_the_order_of_the_rules() -> None:
    assert [(step.number, step.kind) for step in TIER_1_STEPS] == [
        (1, QueueKind.CALLBACK),
        (1, QueueKind.CALLBACK),
        (2, QueueKind.RETURNED),
        (2, QueueKind.RETURNED),
        (3, QueueKind.NEW),
        (4, QueueKind.RETRY),
        (5, QueueKind.NEW),
        (6, QueueKind.REST),
    ]
    for steps in DEFAULT_STEPS.values():
        numbers = [step.number for step in steps]
        assert numbers == sorted(numbers)
        # Only what was agreed with somebody may lie outside the team's own hours.
        assert all((s.window is Window.LAWFUL) == (s.kind is QueueKind.CALLBACK) for s in steps)


def test_in_a_protected_block_the_floor_comes_first_and_nothing_is_lost() -> None:
    steps = in_block_first(TIER_2_STEPS)

    assert steps[0].floor
    assert sorted(map(repr, steps)) == sorted(map(repr, TIER_2_STEPS))
    assert in_block_first(TIER_1_STEPS) == TIER_1_STEPS


@pytest.mark.parametrize("amount, expected", [(-5, 0), (0, 0), (100_000, 1), (10**9, 1)])
def test_the_value_of_a_sale_is_log_scaled_to_one(amount: float, expected: float) -> None:
    assert value_of_sale(amount) == pytest.approx(expected)
    assert value_of_sale(1000) == pytest.approx(0.6, abs=0.01)


@given(amounts=st.lists(st.floats(0, 10**7), min_size=2))
def test_a_larger_sale_never_has_less_value(amounts: list[float]) -> None:
    values = [value_of_sale(amount) for amount in sorted(amounts)]

    assert values == sorted(values)


IDEAL = IdealProfile(("dental",), 10, 50, ("owner", "manager"), ("web",))


@pytest.mark.parametrize(
    "industry, employees, title, source, expected",
    [
        ("Dental clinics", 40, "Office Manager", "Web form", 1.0),
        ("Camping", 500, "Intern", "List", 0.0),
        ("Dental", 500, "", "List", 0.375),
        ("", 0, "", "", 0.5),
    ],
)
def test_fit_is_the_share_of_the_ideal_profile_and_the_unknown_counts_half(
    industry: str, employees: int, title: str, source: str, expected: float
) -> None:
    assert IDEAL.fit(industry, employees, title, source) == expected
    assert IdealProfile().fit(industry, employees, title, source) == 0.5


def test_one_end_of_a_size_may_be_open() -> None:
    assert IdealProfile(min_employees=10).fit("", 5000, "", "") == 0.625
    assert IdealProfile(max_employees=10).fit("", 11, "", "") == 0.375
