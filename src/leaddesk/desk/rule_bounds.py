# SPDX-License-Identifier: MIT
"""How far the numbers of the rules may go, both ends included."""

from __future__ import annotations

from collections.abc import Mapping

from leaddesk.domain.lending import MOST_IN_HAND

YEAR_HOURS = 8760
_MOST_PEOPLE = 10_000_000

BOUNDS: Mapping[str, Mapping[str, tuple[float, float]]] = {
    "queue": {
        "fresh_minutes": (0, 1440),
        "every_longest": (0, 100),
        "skips_a_day": (0, 100),
        "lease_minutes": (5, 240),
        "count_again_hours": (0, 168),
        "fit_share": (0, 0.95),
        "value_share": (0, 0.95),
    },
    "after_call": {
        "busy_minutes": (1, 240),
        "busy_times": (0, 10),
        "technical_minutes": (1, 240),
        "voicemails": (0, 20),
        "contract_days": (0, 730),
        "step_days": (1, 365),
        "recycle_days": (1, 730),
        "half_of_day": (10, 16),
    },
    "handoff.clocks": {
        "hot_hours": (0.25, 72),
        "normal_hours": (0.25, 240),
        "hard_stop_hours": (0.25, 480),
        "remind_share": (0.1, 0.9),
        "feedback_hours": (1, 336),
    },
    "handoff.talk": {"notes": (0, 50), "hours": (1, 336), "low_rating": (0, 5)},
    "yardsticks": {
        "fast_minutes": (1, 1440),
        "fair_minutes": (1, 1440),
        "late_minutes": (1, 1440),
        "good_accepted": (0, 1),
        "fair_accepted": (0, 1),
        "team_share": (0.01, 1),
        "prior_minutes": (1, 480),
        "team_weight": (0, 1000),
    },
    "lending": {
        "hours": (0.5, 24),
        "grace_minutes": (10, 240),
        "hand": (1, MOST_IN_HAND),
        "unworked_a_day": (MOST_IN_HAND, 2000),
    },
    "handoff.quality": {"seed": (0, 1_000_000)},
    "ideal_profile": {
        "min_employees": (0, _MOST_PEOPLE),
        "max_employees": (0, _MOST_PEOPLE),
    },
}
"""By rule and field."""
