# SPDX-License-Identifier: MIT
"""How leads are lent to the workstations of a team."""

from __future__ import annotations

from dataclasses import dataclass

MOST_IN_HAND = 25
"""Leads of one workstation at once, whatever the rule says."""


@dataclass(frozen=True, slots=True)
class LendingRule:
    """How long a lead is lent and how many are.

    A workstation may work a lead for `hours` after it last heard from the hub. Nobody else gets the
    lead for `grace_minutes` after that: as long as the longest call. `hand` leads are lent at once,
    and no more than `unworked_a_day` that come back without a call.
    """

    hours: float = 4.0
    grace_minutes: int = 45
    hand: int = 15
    unworked_a_day: int = 120
