# SPDX-License-Identifier: MIT
"""Tests for numbers in blocks: whatever goes in comes out, in either form, and nothing else."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from leaddesk.domain.registry_block import (
    BITMAP_BYTES,
    count,
    holds,
    pack,
    split_number,
    unpack,
)

ENDINGS = st.integers(0, 9999)


@given(st.sets(ENDINGS, max_size=1500), ENDINGS)
def test_a_block_has_exactly_what_was_put_in(endings: set[int], other: int) -> None:
    block = pack(endings)
    assert unpack(block) == endings
    assert count(block) == len(endings)
    assert holds(block, other) == (other in endings)
    assert all(holds(block, ending) for ending in endings)


def test_a_block_is_never_longer_than_a_bitmap() -> None:
    assert [len(pack(range(n))) for n in (0, 1, 624, 625, 10_000)] == [
        0,
        2,
        1248,
        BITMAP_BYTES,
        BITMAP_BYTES,
    ]


def test_a_number_is_its_block_and_its_last_four_digits() -> None:
    assert split_number("+12125550042") == (1_212_555, 42)
    assert split_number("+442079460000") == (44_207_946, 0)
