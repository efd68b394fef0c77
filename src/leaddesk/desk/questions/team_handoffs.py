# SPDX-License-Identifier: MIT
"""Handoffs of the whole team, for its lead: a page of them, and how they fare in numbers."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from leaddesk.desk.questions.handoffs import HandoffRow
from leaddesk.desk.questions.query import Query
from leaddesk.domain.handoff_figures import HandoffCounts
from leaddesk.domain.yardsticks import SHIPPED as YARDSTICKS
from leaddesk.domain.yardsticks import Yardsticks

HandoffMark = tuple[int, int, int]
"""Where a page ends: part of the list, moment in it, id."""


@dataclass(frozen=True, slots=True)
class HandoffFilter:
    """Which handoffs are wanted; 0, None and an empty state are any.

    `state` is a state of a handoff, a fate, or one of: late, waiting, appealed, working, owed,
    owed_late, to_score, scored. Ages are from the first offer.
    """

    state: str = ""
    giver_id: int = 0
    receiver_id: int = 0
    source_id: int = 0
    offered_from: dt.datetime | None = None
    offered_before: dt.datetime | None = None


FILTER_STATES = (
    "late", "waiting", "appealed", "owed", "owed_late", "working", "accepted", "returned",
    "rejected", "expired", "withdrawn", "won", "lost", "to_score", "scored",
)  # fmt: skip
"""What the state of a filter may be."""


@dataclass(frozen=True, slots=True)
class HandoffsPage:
    """Handoffs, those past their clock first; `total` pass, `to_score` wait to be scored.

    Of `owed_late` the feedback is past its time.
    """

    rows: tuple[HandoffRow, ...]
    next_after: HandoffMark | None
    total: int
    late: int
    to_score: int
    sources: tuple[tuple[int, str], ...]
    owed_late: int = 0


@dataclass(frozen=True, slots=True)
class AskTeamHandoffs(Query[HandoffsPage]):
    """Handoffs of everybody, as a team lead asks; refused to others."""

    person_id: int
    wanted: HandoffFilter = HandoffFilter()
    after: HandoffMark | None = None
    limit: int = 200


@dataclass(frozen=True, slots=True)
class HandoffLine:
    """How the handoffs of somebody, or between two people, fare; `minutes` is the median to accept.

    It is business time, None without any; `timed` handoffs it was measured on.
    """

    giver_id: int
    giver: str
    receiver_id: int
    receiver: str
    counts: HandoffCounts
    minutes: float | None
    timed: int
    yardsticks: Yardsticks = YARDSTICKS


@dataclass(frozen=True, slots=True)
class ReasonCount:
    """How often handoffs came back for a reason."""

    state: str
    reason: str
    count: int


@dataclass(frozen=True, slots=True)
class HandoffFigures:
    """How the team's handoffs fare: together, by giver, by receiver, by pair, and why not."""

    team: HandoffLine
    givers: tuple[HandoffLine, ...]
    receivers: tuple[HandoffLine, ...]
    pairs: tuple[HandoffLine, ...]
    reasons: tuple[ReasonCount, ...]


@dataclass(frozen=True, slots=True)
class AskHandoffFigures(Query[HandoffFigures]):
    """Figures of handoffs first offered since a moment, None for all; refused to all but leads."""

    person_id: int
    since: dt.datetime | None = None
