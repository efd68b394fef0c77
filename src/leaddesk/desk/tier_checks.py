# SPDX-License-Identifier: MIT
"""What is wrong with a row of tiers by itself: names, numbers, and the two that every team has."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from leaddesk.domain.tier import (
    DEFAULT_TIERS,
    KEPT,
    LAST_NUMBER,
    LONGEST_NAME,
    MODELS,
    MOST_TIERS,
    Tier,
    numbers,
)


def tiers_problems(value: tuple[Tier, ...]) -> Iterator[tuple[str, str, dict[str, Any]]]:
    """Yield path, error key and fields of each problem."""
    if len(value) > MOST_TIERS:
        yield "", "too_many", {"high": MOST_TIERS}
    last, names = 0, set()
    for place, one in enumerate(value):
        name = one.name.strip().casefold()
        if not name or len(one.name) > LONGEST_NAME:
            yield f"{place}.name", "word", {"high": LONGEST_NAME}
        elif name in names:
            yield f"{place}.name", "twice", {"name": one.name}
        if not last < one.number <= LAST_NUMBER:
            yield f"{place}.number", "tier_order", {}
        if one.works_like not in MODELS:
            yield f"{place}.works_like", "unknown", {"name": str(one.works_like)}
        last = max(last, one.number)
        names.add(name)
    for shipped in DEFAULT_TIERS:
        if shipped.number in KEPT and shipped.number not in numbers(value):
            yield "", "gone", {"name": shipped.name}
