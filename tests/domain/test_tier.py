# SPDX-License-Identifier: MIT
"""The row of tiers: who hands to whom, and numbers that are never given twice."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from leaddesk.domain.tier import (
    DEFAULT_TIERS,
    LAST_NUMBER,
    MODELS,
    Tier,
    added,
    after,
    before,
    found,
    numbers,
    removed,
    renamed,
)

rows = st.lists(st.integers(1, LAST_NUMBER), min_size=1, max_size=9, unique=True).map(
    lambda found: tuple(Tier(n, f"Tier {n}", MODELS[n % 2]) for n in sorted({1, *found}))
)


def test_leads_go_up_the_row_and_back_down_it() -> None:
    assert [after(DEFAULT_TIERS, n) for n in (1, 2, 3)] == [2, 3, None]
    assert [before(DEFAULT_TIERS, n) for n in (1, 2, 3)] == [1, 1, 2]


@given(rows, st.sets(st.integers(1, LAST_NUMBER)))
def test_a_new_tier_stands_last_and_has_a_number_of_its_own(
    tiers: tuple[Tier, ...], used: set[int]
) -> None:
    new = added(tiers, "Farmers", tiers[0], used)
    assert new.number not in {*numbers(tiers), *used}
    assert new.works_like == tiers[0].works_like
    row = (*tiers, new)
    assert list(numbers(row)) == sorted(numbers(row))
    assert after(row, tiers[-1].number) == new.number
    assert before(row, new.number) == tiers[-1].number
    assert removed(row, new.number) == tiers


@given(rows, st.data())
def test_each_tier_but_the_first_comes_after_the_one_before_it(
    tiers: tuple[Tier, ...], data: st.DataObject
) -> None:
    one = data.draw(st.sampled_from(tiers[1:] or tiers))
    assert one is tiers[0] or after(tiers, before(tiers, one.number)) == one.number
    other = renamed(tiers, one.number, "Hunters")
    assert numbers(other) == numbers(tiers)
    changed = found(other, one.number)
    assert changed is not None
    assert changed.name == "Hunters"
    assert renamed(other, one.number, one.name) == tiers
