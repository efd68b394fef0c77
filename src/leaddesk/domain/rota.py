# SPDX-License-Identifier: MIT
"""Who gets the next one when work is shared out: fewest open first, then the lowest id."""

from __future__ import annotations

import heapq
from collections.abc import Mapping


class Rota:
    """Shares things out one by one; `loads` maps each eligible person to what is open there."""

    def __init__(self, loads: Mapping[int, int]) -> None:
        self._heap = [(load, person) for person, load in loads.items()]
        heapq.heapify(self._heap)

    def __bool__(self) -> bool:
        """Tell whether there is anybody."""
        return bool(self._heap)

    def next(self) -> int:
        """Return who gets the next one, who has one more then; raises IndexError for nobody."""
        load, person = self._heap[0]
        heapq.heapreplace(self._heap, (load + 1, person))
        return person
