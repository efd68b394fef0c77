# SPDX-License-Identifier: MIT
"""The measures of a team move where a figure is good, and how far a prior pulls."""

from __future__ import annotations

import datetime as dt

from leaddesk.domain.conversion import Conversion
from leaddesk.domain.handoff_figures import Standing, standing
from leaddesk.domain.perfect_day import is_team_perfect
from leaddesk.domain.speed_to_lead import Speed, speed_of, speed_to_lead
from leaddesk.domain.yardsticks import Yardsticks

MINUTE = dt.timedelta(minutes=1)


def test_speed_is_seen_by_the_teams_own_minutes() -> None:
    slow = Yardsticks(fast_minutes=20, fair_minutes=40, late_minutes=50)
    assert [speed_of(n * MINUTE, slow) for n in (19, 20, 45, 51)] == [*Speed]
    found = speed_to_lead([6 * MINUTE, 19 * MINUTE, 20 * MINUTE], slow)
    assert found is not None
    assert (found.within, found.minutes) == (2, 20)


def test_acceptance_and_a_teams_day_are_seen_by_its_own_shares() -> None:
    low = Yardsticks(good_accepted=0.5, fair_accepted=0.4, team_share=0.5)
    assert standing(Conversion(10, 5), low) is Standing.GOOD
    assert standing(Conversion(10, 4), low) is Standing.FAIR
    assert standing(Conversion(10, 5)) is Standing.POOR
    assert is_team_perfect(1, 2, low.team_share)
    assert not is_team_perfect(1, 2)
