# SPDX-License-Identifier: MIT
"""Where a day's count is heading: Gamma-Poisson projection and chance (domain reference 7)."""

from __future__ import annotations

import math
from dataclasses import dataclass

PRIOR_MINUTES = 60.0
"""What the target's own pace is worth against what was seen today, in minutes of work (k)."""

_TINY = 1e-300
_CLOSE = 1e-15
_MOST_STEPS = 20_000


@dataclass(frozen=True, slots=True)
class Projection:
    """Projected count at the end of the day, chance of the target (0 to 1), and the pace it takes.

    `catch_up_per_hour` is how many an hour reach the target from now on: 0 when it is reached,
    None when no time is left to reach it.
    """

    projected: float
    chance: float
    catch_up_per_hour: float | None


def project(
    target: int,
    done: int,
    minutes: float,
    total: float,
    *,
    prior_minutes: float = PRIOR_MINUTES,
) -> Projection:
    """Project a count of `done` after `minutes` of a day of `total` working minutes.

    `rate = (T·k/M + a)/(k + m)`, projected `a + rate·(M - m)`, the chance is the tail of the
    negative binomial with r = T·k/M + a and p = (k + m)/(k + M) at T - a, catch-up per hour
    `(T - a)/((M - m)/60)` (domain reference 7).
    """
    left = max(0.0, total - max(0.0, minutes))
    short = max(0, target - done)
    if not left:
        return Projection(float(done), 0.0 if short else 1.0, None if short else 0.0)
    strength = target * prior_minutes / total + done
    rate = strength / (prior_minutes + total - left)
    return Projection(
        done + rate * left,
        chance_of(short, strength, left / (prior_minutes + total)),
        short / (left / 60),
    )


def chance_of(needed: int, strength: float, share: float) -> float:
    """Return P(N >= needed) for N negative binomial: r = `strength`, p = 1 - `share`.

    That is the regularised incomplete beta function I_share(needed, strength).
    """
    if needed <= 0:
        return 1.0
    if strength <= 0 or share <= 0:
        return 0.0
    return beta_share(needed, strength, share)


def beta_share(a: float, b: float, x: float) -> float:
    """Return the regularised incomplete beta function I_x(a, b) for a, b > 0 and 0 <= x <= 1."""
    if x <= 0:
        return 0.0
    if x >= 1:
        return 1.0
    scale = math.exp(
        math.lgamma(a + b) - math.lgamma(a) - math.lgamma(b) + a * math.log(x) + b * math.log1p(-x)
    )
    # The fraction converges fast on this side of the mean only; the other side is its mirror image.
    if x < (a + 1) / (a + b + 2):
        value = scale / (a * _fraction(a, b, x))
    else:
        value = 1 - scale / (b * _fraction(b, a, 1 - x))
    return min(1.0, max(0.0, value))


def _fraction(a: float, b: float, x: float) -> float:
    """Return 1 + d1/(1 + d2/(1 + ...)) of the incomplete beta function (DLMF 8.17.22).

    Evaluated forwards as a product of quotients (Lentz), until a further term changes nothing.
    """
    value = upper = 1.0
    lower = 0.0
    for step in range(1, _MOST_STEPS):
        m = step // 2
        if step % 2:
            term = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1))
        else:
            term = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m))
        lower = 1 / ((1 + term * lower) or _TINY)
        upper = (1 + term / upper) or _TINY
        change = upper * lower
        value *= change
        if abs(change - 1) < _CLOSE:
            break
    return value
