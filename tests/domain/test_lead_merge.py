# SPDX-License-Identifier: MIT
"""Which numbers a merged lead has; its place and values are told in tests/desk/test_merging.py."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from leaddesk.domain.lead import SHARED, Number
from leaddesk.domain.lead_merge import COLUMNS, DETAILS, FIELDS, merged_numbers

BAD = st.sampled_from(["", SHARED, "wrong_number", "dnc"])


def numbers(*told: tuple[str, str]) -> tuple[Number, ...]:
    return tuple(Number(i, e164, "direct", "", bad) for i, (e164, bad) in enumerate(told))


def test_each_number_once_and_what_is_bad_stays_bad() -> None:
    found = merged_numbers(
        numbers(("+1", ""), ("+2", SHARED), ("+3", SHARED)),
        numbers(("+2", ""), ("+1", "dnc"), ("+4", ""), ("+3", SHARED)),
    )
    assert [(n.id, n.e164, n.bad) for n in found] == [
        (0, "+1", "dnc"), (1, "+2", ""), (2, "+3", SHARED), (3, "+4", ""),
    ]  # fmt: skip


@given(
    st.lists(st.tuples(st.sampled_from("abcdef"), BAD), unique_by=lambda n: n[0]),
    st.lists(st.tuples(st.sampled_from("abcdef"), BAD), unique_by=lambda n: n[0]),
)
def test_no_number_is_lost_and_none_turns_good(
    mine: list[tuple[str, str]], theirs: list[tuple[str, str]]
) -> None:
    found = merged_numbers(numbers(*mine), numbers(*theirs))
    assert [n.id for n in found] == list(range(len(found)))
    assert {n.e164 for n in found} == {e164 for e164, _ in (*mine, *theirs)}
    found_bad = {e164 for e164, bad in (*mine, *theirs) if bad not in ("", SHARED)}
    assert {n.e164 for n in found if n.bad not in ("", SHARED)} == found_bad


def test_every_field_says_where_it_stands() -> None:
    assert sorted(FIELDS) == sorted((*COLUMNS, *DETAILS))
