# SPDX-License-Identifier: MIT
"""A measured share in words: what it is, of how many, and the range that it may be in."""

from __future__ import annotations

from leaddesk.domain.conversion import Conversion
from leaddesk.words import numbers

NOTHING = "–"


def share(counted: Conversion) -> str:
    """Return the share of entries that went on: '46 %'; a dash for none."""
    if not counted.entered:
        return NOTHING
    part = counted.went_on / counted.entered
    return f"{part * 100:.1f} %" if 0 < part < 1 / 10 else numbers.percent(part)


def short_range(counted: Conversion) -> str:
    """Return the 80 % range in percent and of how many, for a narrow place: '41–51 of 210'."""
    low, high = counted.interval()
    return f"{round(low * 100)}–{round(high * 100)} of {numbers.number(counted.entered)}"


def range_of(counted: Conversion) -> str:
    """Return the 80 % range, with how many entries there were: '41–51 % of 210'."""
    if not counted.entered:
        return "not measured yet"
    low, high = counted.interval()
    few = ", few" if counted.is_uncertain else ""
    entered = numbers.number(counted.entered)
    return f"{round(low * 100)}–{round(high * 100)} % of {entered}{few}"
