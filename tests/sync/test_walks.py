# SPDX-License-Identifier: MIT
"""Thousands of walks through what can go wrong in a team; each fault that is put in is found."""

from __future__ import annotations

import secrets

import pytest

from tests.sync.world import walk

WALKS, PARTS = 2_500, 5
"""Walks of one run, sixty steps each, and in how many tests."""

FAILED_ONCE = (7, 88, 3761, 100556, 3419087717)
"""Walks that found a fault of the protocol while it was made."""

FAULTS = {
    "no_idempotence": 16,
    "no_fencing": 56,
    "no_freeze": 81,
    "phone_not_unique": 0,
    "lease_ids_repeat": 70,
    "no_reassert": 31,
    "wall_clock": 21,
    "sleep_uncounted": 7,
    "reboots_unseen": 4,
    "leads_stay": 0,
    "said_before_kept": 0,
    "overlay_until_acknowledged": 5,
    "ended_leases_live_on": 127,
    "no_grace": 1076,
    "no_guard": 2341,
    "restore_unseen": 7,
    "counted_from_the_answer": 3776,
}
"""Faults that can be put in, and the walk that found each."""

PATIENCE = 3_000
"""Walks within which a fault has to be found when its own walk goes another way."""


@pytest.mark.parametrize("part", range(PARTS))
def test_nothing_is_lost_doubled_or_called_by_two(part: int) -> None:
    first = secrets.randbelow(2**32) + part  # other walks in every run; a failure names its seed
    found = (walk(first + number) for number in range(WALKS // PARTS))
    assert [violation for violation in found if violation] == []


@pytest.mark.parametrize("seed", FAILED_ONCE)
def test_what_was_found_once_stays_mended(seed: int) -> None:
    assert walk(seed) == ""


@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_that_is_put_in_is_found(fault: str) -> None:
    first = FAULTS[fault]
    assert walk(first) == ""
    assert any(walk(first + number, bugs=(fault,)) for number in range(PATIENCE))
