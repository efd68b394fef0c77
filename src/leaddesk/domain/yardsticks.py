# SPDX-License-Identifier: MIT
"""What figures are held against: when they are good, and how much a prior counts in them."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Yardsticks:
    """The team's measures of its figures; shares are 0 to 1.

    First calls are fast below `fast_minutes` of business time, in time below `fair_minutes` and
    late above `late_minutes`. Acceptance of handoffs is good from `good_accepted`, fair from
    `fair_accepted`. A Team Perfect Day needs `team_share` of those there. `prior_minutes` is what
    the goal's own pace counts against today's, `team_weight` how many entries of the team's share
    are added to what one person or stage has (domain reference 4 to 7).
    """

    fast_minutes: int = 5
    fair_minutes: int = 15
    late_minutes: int = 60
    good_accepted: float = 0.9
    fair_accepted: float = 0.8
    team_share: float = 0.8
    prior_minutes: int = 60
    team_weight: int = 50


SHIPPED = Yardsticks()
