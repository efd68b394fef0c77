# SPDX-License-Identifier: MIT
"""Which handoffs are looked at for quality, and by which criteria (domain reference 6)."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass

from leaddesk.domain.errors import BadInput

LOTS = 10_000
"""The numbers of a draw go from 0 to this, which is never drawn."""
MARKS = range(1, 6)


@dataclass(frozen=True, slots=True)
class Criterion:
    """One thing a sheet is marked for, 1 to 5; `hint` says what earns a 5."""

    key: str
    title: str
    hint: str


DEFAULT_CRITERIA = (
    Criterion("need", "The need is the prospect’s", "In their own words, with what it costs them"),
    Criterion("fit", "It fits the definition", "Market, size and region are told, not guessed"),
    Criterion("decision", "Who decides is known", "Names, who else is asked, who signs"),
    Criterion("timing", "Why now is known", "A date or an event, and what happens without it"),
    Criterion("next_step", "The next step is agreed", "What, when, and the prospect expects it"),
)


@dataclass(frozen=True, slots=True)
class QualityRule:
    """The share of handoffs (0 to 1) that is looked at, the seed of the draw, and the criteria.

    Raises BadInput("bad_quality") for a share that is none, or without criteria.
    """

    share: float = 0.1
    seed: int = 1
    criteria: tuple[Criterion, ...] = DEFAULT_CRITERIA

    def __post_init__(self) -> None:
        """Refuse what can't be drawn or marked by."""
        keys = {criterion.key for criterion in self.criteria}
        if not 0 <= self.share <= 1 or not keys or len(keys) < len(self.criteria):
            raise BadInput("bad_quality", where="handoff.quality")

    @property
    def lots(self) -> int:
        """Return below which number a handoff is in the sample."""
        return round(self.share * LOTS)


def draw(seed: int, lead_id: int, offered_ms: int) -> int:
    """Return the number that a handoff drew, 0 to 9999: the same one for the same three values."""
    told = hashlib.sha256(f"{seed}/{lead_id}/{offered_ms}".encode()).digest()
    return int.from_bytes(told[:8]) % LOTS


def score_of(marks: Mapping[str, int], criteria: tuple[Criterion, ...]) -> int:
    """Return the mean of the marks in hundredths.

    Raises BadInput("marks_missing") while a criterion has none, BadInput("bad_mark") for one that
    is not from 1 to 5 or for something that is no criterion.
    """
    known = {criterion.key for criterion in criteria}
    for key, mark in marks.items():
        if key not in known or mark not in MARKS:
            raise BadInput("bad_mark", where=key[:40], detail=str(mark)[:20])
    missing = [criterion.title for criterion in criteria if criterion.key not in marks]
    if missing:
        raise BadInput("marks_missing", where=", ".join(missing))
    return round(100 * sum(marks.values()) / len(marks))
