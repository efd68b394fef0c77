# SPDX-License-Identifier: MIT
"""What ships for lending leads is safe by itself."""

from __future__ import annotations

from leaddesk.domain.lending import MOST_IN_HAND, LendingRule


def test_what_ships_waits_for_the_longest_call_and_keeps_hands_small() -> None:
    rule = LendingRule()
    assert rule.grace_minutes >= 45
    assert 0 < rule.hand <= MOST_IN_HAND
    assert rule.unworked_a_day >= rule.hand
