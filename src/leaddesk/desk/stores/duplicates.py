# SPDX-License-Identifier: MIT
"""Pairs of leads that are likely one, leads merged into others, and who calls which number."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Protocol

OPEN, APART, MERGED = "open", "apart", "merged"
"""What became of a pair: nobody looked yet, two people after all, one lead now."""


@dataclass(frozen=True, slots=True)
class Pair:
    """Two leads, the lower id first; `score` in thousandths, `why` codes of `duplicate.Reason`."""

    first_id: int
    second_id: int
    score: int
    why: tuple[str, ...]
    state: str


class Duplicates(Protocol):
    """Pairs of leads, merged leads, and the leads that call a number."""

    def pair(self, first_id: int, second_id: int) -> Pair | None:
        """Return a pair, whichever lead is named first."""
        ...

    def set_state(self, first_id: int, second_id: int, state: str) -> None:
        """Say what became of a pair, also of one that nobody found."""
        ...

    def pairs(self, limit: int) -> list[Pair]:
        """Return open pairs, the surest first."""
        ...

    def count(self, most: int) -> int:
        """Return how many pairs are open, `most` at most."""
        ...

    def merged(self, lead_id: int) -> tuple[int, ...]:
        """Return the leads that were merged into one."""
        ...

    def kept(self, ids: Sequence[int]) -> dict[int, int]:
        """Return for those of some leads that were merged the lead they were merged into."""
        ...

    def callers(self, e164: Iterable[str], but: Sequence[int] = ()) -> dict[str, int]:
        """Return the open lead, `but` some, that calls each of some numbers, where one does."""
        ...

    def calls(self, ids: Sequence[int]) -> dict[int, frozenset[str]]:
        """Return the numbers that may be called of some leads, open ones or not."""
        ...
