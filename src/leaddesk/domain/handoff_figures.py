# SPDX-License-Identifier: MIT
"""How handoffs fare, counted: accepted, held, thanked for in time, and scored (reference 6)."""

from __future__ import annotations

import enum
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from leaddesk.domain.conversion import Conversion
from leaddesk.domain.yardsticks import SHIPPED, Yardsticks


class Standing(enum.Enum):
    """How a share of accepted handoffs is to be seen."""

    GOOD = "good"
    FAIR = "fair"
    POOR = "poor"


@dataclass(frozen=True, slots=True)
class HandoffCounts:
    """What became of handoffs; `decided` are those accepted, returned, rejected or run out.

    `met` had their appointment, of which `held` took place; `owed` is feedback that was given or
    is past its time, of which `on_time` was given in it; `score` sums marks in hundredths.
    """

    decided: int = 0
    accepted: int = 0
    met: int = 0
    held: int = 0
    owed: int = 0
    on_time: int = 0
    scored: int = 0
    score: int = 0

    def __add__(self, other: HandoffCounts) -> HandoffCounts:
        """Return both counted together."""
        return HandoffCounts(
            self.decided + other.decided,
            self.accepted + other.accepted,
            self.met + other.met,
            self.held + other.held,
            self.owed + other.owed,
            self.on_time + other.on_time,
            self.scored + other.scored,
            self.score + other.score,
        )

    @property
    def acceptance(self) -> Conversion:
        """Return how many of the decided ones were accepted."""
        return Conversion(self.decided, self.accepted)

    @property
    def held_rate(self) -> Conversion:
        """Return how many of the appointments took place."""
        return Conversion(self.met, self.held)

    @property
    def gratitude(self) -> Conversion:
        """Return how much of the feedback owed was given in time."""
        return Conversion(self.owed, self.on_time)

    @property
    def mean_score(self) -> float | None:
        """Return the mean mark, 1 to 5; None without any."""
        return self.score / self.scored / 100 if self.scored else None


def together(counts: Iterable[HandoffCounts]) -> HandoffCounts:
    """Return all counted together."""
    return sum(counts, HandoffCounts())


def standing(acceptance: Conversion, by: Yardsticks = SHIPPED) -> Standing | None:
    """Return how an acceptance is to be seen; None for no handoffs."""
    if not acceptance.entered:
        return None
    share = acceptance.went_on / acceptance.entered
    if share >= by.good_accepted:
        return Standing.GOOD
    return Standing.FAIR if share >= by.fair_accepted else Standing.POOR


def median_of(counted: Mapping[int, int]) -> float | None:
    """Return the median of values that were counted, value to how often; None without any."""
    n = sum(counted.values())
    middle = {(n - 1) // 2, n // 2}
    found, place = [], 0
    for value, times in sorted(counted.items()):
        found += [value] * sum(place <= wanted < place + times for wanted in middle)
        place += times
    return sum(found) / len(found) if found else None


def running_shares(counts: Iterable[int]) -> tuple[float, ...]:
    """Return for each count which share of the whole it makes with those before it."""
    numbers = tuple(counts)
    whole = sum(numbers) or 1
    return tuple(sum(numbers[: place + 1]) / whole for place in range(len(numbers)))
