# SPDX-License-Identifier: MIT
"""Likely duplicates: questions and the rows they are answered with."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from leaddesk.desk.questions.query import Query
from leaddesk.domain.lead import LeadState


@dataclass(frozen=True, slots=True)
class PairRow:
    """Two leads that are likely one; `score` 0 to 1, `why` codes of `duplicate.Reason`."""

    first_id: int
    second_id: int
    score: float
    why: tuple[str, ...]
    name: str
    company: str
    other_name: str
    other_company: str
    site: str


@dataclass(frozen=True, slots=True)
class DuplicatesView:
    """The surest pairs, and how many there are; `more` when there are more than are counted."""

    pairs: tuple[PairRow, ...]
    total: int
    more: bool


@dataclass(frozen=True, slots=True)
class AskDuplicates(Query[DuplicatesView]):
    """The pairs that nobody decided on yet, the surest first."""

    limit: int = 200


@dataclass(frozen=True, slots=True)
class PairField:
    """One field of two leads as text; `take` tells that the right one is the better choice."""

    key: str
    left: str
    right: str
    take: bool

    @property
    def differs(self) -> bool:
        """Tell whether the two say different things."""
        return self.left != self.right


@dataclass(frozen=True, slots=True)
class PairSide:
    """One of two leads beside the other; `phones` are readable with why they are not called."""

    id: int
    version: int
    name: str
    company: str
    state: LeadState
    tier: int
    attempts: int
    source: str
    owner: str
    last_outcome: str
    arrived_at: dt.datetime
    last_call_at: dt.datetime | None
    due_at: dt.datetime | None
    phones: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class PairCard:
    """Two leads field by field: `left` is the one that stays, with more behind it."""

    row: PairRow
    left: PairSide
    right: PairSide
    fields: tuple[PairField, ...]


@dataclass(frozen=True, slots=True)
class AskPair(Query[PairCard]):
    """Two leads beside each other; `keep_id` says which one stays, 0 leaves it to the desk."""

    first_id: int
    second_id: int
    keep_id: int = 0
