# SPDX-License-Identifier: MIT
"""Work is shared out to whoever has the fewest, always in the same way."""

from __future__ import annotations

from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from leaddesk.domain.rota import Rota

LOADS = st.dictionaries(st.integers(1, 40), st.integers(0, 30), min_size=1, max_size=8)


def test_the_lowest_id_comes_first_among_equals() -> None:
    rota = Rota({3: 1, 1: 2, 2: 1})
    assert [rota.next() for _ in range(5)] == [2, 3, 1, 2, 3]
    assert not Rota({})


@given(LOADS, st.integers(0, 60))
def test_nobody_gets_anything_while_somebody_has_two_fewer(
    loads: dict[int, int], count: int
) -> None:
    rota = Rota(loads)
    given_to = Counter(rota.next() for _ in range(count))
    after = {person: load + given_to[person] for person, load in loads.items()}
    assert sum(given_to.values()) == count
    for person in given_to:
        assert after[person] <= min(after.values()) + 1


@given(LOADS, st.integers(0, 60))
def test_the_order_in_which_people_are_named_changes_nothing(
    loads: dict[int, int], count: int
) -> None:
    rota, other = Rota(loads), Rota(dict(reversed(loads.items())))
    assert [rota.next() for _ in range(count)] == [other.next() for _ in range(count)]
