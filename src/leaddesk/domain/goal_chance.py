# SPDX-License-Identifier: MIT
"""How likely a revenue goal is reached: many draws over what is believed of each rate.

Domain reference 8. In each draw every rate is one that its measurements allow, the sales that come
of the work are counted by chance, and what is open is won or not.
"""

from __future__ import annotations

import bisect
import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Protocol

DRAWS = 10_000
BINS = 25
"""Columns of the histogram."""
_EXACT_BELOW = 30.0
"""Up to so many expected sales the count is drawn exactly, above by the normal distribution."""
_OFTEN = 50.0
"""So many that went on, and as many that did not, make a rate one that was measured often."""


class Dice(Protocol):
    """A source of chance; `random.Random` is one."""

    def random(self) -> float:
        """Return a number from 0, below 1."""
        ...

    def gauss(self, mu: float, sigma: float) -> float:
        """Draw from the normal distribution."""
        ...

    def betavariate(self, alpha: float, beta: float) -> float:
        """Draw from the beta distribution."""
        ...


@dataclass(frozen=True, slots=True)
class Step:
    """A stage of the way: what is believed of its share, and what is brought in at it.

    `posterior` are the parameters of a beta distribution (both above 0). `inflow` is the work that
    enters here until the end of the period, and what stands here already.
    """

    posterior: tuple[float, float]
    inflow: float


@dataclass(frozen=True, slots=True)
class OpenDeal:
    """Something open: its value, and the chance 0–1 that it is won in the period."""

    value: float
    chance: float


@dataclass(frozen=True, slots=True)
class Outlook:
    """The revenues that may come, in order; what is booked already is in each."""

    revenues: tuple[float, ...]

    def chance_of(self, goal: float) -> float:
        """Return the share 0–1 of the draws that reach a goal."""
        return 1 - bisect.bisect_left(self.revenues, goal) / len(self.revenues)

    def quantile(self, share: float) -> float:
        """Return the revenue below which that share 0–1 of the draws lies."""
        return self.revenues[min(len(self.revenues) - 1, int(share * len(self.revenues)))]

    def histogram(self, low: float, high: float, bins: int = BINS) -> tuple[int, ...]:
        """Return how many draws fall into each of some equal columns from low to high.

        What lies outside counts in the first and the last one.
        """
        width = (high - low) / bins
        edges = [low + width * n for n in range(1, bins)]
        places = [0, *(bisect.bisect_left(self.revenues, edge) for edge in edges)]
        ends = [*places[1:], len(self.revenues)]
        return tuple(end - start for start, end in zip(places, ends, strict=True))


def outlook(
    steps: Sequence[Step],
    average_sale: float,
    booked: float,
    deals: Sequence[OpenDeal],
    dice: Dice,
    draws: int = DRAWS,
) -> Outlook:
    """Draw the revenue of the period so many times; `steps` in their order, the last one sells."""
    backwards = [(_share_of(*step.posterior, dice), step.inflow) for step in reversed(steps)]
    value, spread = _pipeline(deals)
    gauss = dice.gauss
    revenues = []
    for _ in range(draws):
        onward, expected = 1.0, 0.0
        for share, inflow in backwards:
            onward *= share()
            expected += inflow * onward
        won = gauss(value, spread) if spread else value
        revenues.append(booked + max(0.0, won) + _sales(expected, dice) * average_sale)
    revenues.sort()
    return Outlook(tuple(revenues))


def _share_of(alpha: float, beta: float, dice: Dice) -> Callable[[], float]:
    """Return what draws a share; one measured often is drawn from the normal distribution.

    That is much quicker, and there as good.
    """
    if min(alpha, beta) < _OFTEN:
        return partial(dice.betavariate, alpha, beta)
    total = alpha + beta
    mean = alpha / total
    spread = math.sqrt(mean * (1 - mean) / (total + 1))
    # Seven standard deviations from the ends, so that no draw lies outside.
    return partial(dice.gauss, mean, spread)


def _pipeline(deals: Sequence[OpenDeal]) -> tuple[float, float]:
    """Return what the open deals bring on the average, and its standard deviation."""
    mean = sum(deal.value * deal.chance for deal in deals)
    square = sum(deal.value**2 * deal.chance * (1 - deal.chance) for deal in deals)
    return mean, math.sqrt(square)


def _sales(expected: float, dice: Dice) -> int:
    """Draw a count of sales with an expected number, as independent chances come (Poisson)."""
    if expected >= _EXACT_BELOW:
        return max(0, round(dice.gauss(expected, math.sqrt(expected))))
    below, count, drawn = math.exp(-expected), 0, dice.random()
    while drawn > below:
        drawn *= dice.random()
        count += 1
    return count
