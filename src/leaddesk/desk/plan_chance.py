# SPDX-License-Identifier: MIT
"""The chance that a plan reaches its goal, drawn the same way each time a plan is looked at."""

from __future__ import annotations

import random
from collections.abc import Sequence

from leaddesk.desk.questions.plan import ChanceView
from leaddesk.domain.goal_chance import BINS, OpenDeal, Step, outlook

SEED = 20_000
"""Where the draws begin: the same plan always shows the same chance."""
_EDGE = 0.005


def chance_of(
    goal: float,
    steps: Sequence[Step],
    average_sale: float,
    booked: float,
    deals: Sequence[OpenDeal],
) -> ChanceView:
    """Return how likely a goal is, and how the draws lie around it."""
    # Not a secret: the draws are to be the same each time.
    drawn = outlook(steps, average_sale, booked, deals, random.Random(SEED))  # noqa: S311
    low, high = drawn.quantile(_EDGE), drawn.quantile(1 - _EDGE)
    low, high = min(low, goal), max(high, goal)
    if high - low < BINS:
        high = low + BINS
    width = (high - low) / BINS
    return ChanceView(
        chance=drawn.chance_of(goal),
        low=low,
        high=high,
        middle=drawn.quantile(0.5),
        columns=drawn.histogram(low, high),
        marked_from=min(BINS, max(0, round((goal - low) / width))),
    )
