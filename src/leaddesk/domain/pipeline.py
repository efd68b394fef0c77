# SPDX-License-Identifier: MIT
"""How likely something open is won in time, by how long such things took before."""

from __future__ import annotations

import bisect
import datetime as dt
from collections.abc import Sequence

FEW_LAGS = 5
"""Below so many times that it took before, time is taken to tell nothing."""


def win_chance(
    share: float, lags: Sequence[dt.timedelta], age: dt.timedelta, left: dt.timedelta
) -> float:
    """Return the chance 0–1 that what stands open since `age` is won within `left`.

    `share` is the part that is won at all, `lags` in order how long those took. What did not
    happen in its usual time becomes less likely: with a share c, and F(t) the part of the lags up
    to t, it is c · (F(age + left) - F(age)) / (1 - c · F(age)).
    """
    if left <= dt.timedelta():
        return 0.0
    if len(lags) < FEW_LAGS:
        return share
    by_now, by_then = _part(lags, age), _part(lags, age + left)
    still_open = 1 - share * by_now
    return share * (by_then - by_now) / still_open if still_open > 0 else 0.0


def _part(lags: Sequence[dt.timedelta], until: dt.timedelta) -> float:
    return bisect.bisect_right(lags, until) / len(lags)
