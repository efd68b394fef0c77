# SPDX-License-Identifier: MIT
"""Handoffs and feedback: questions and the rows they are answered with."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field

from leaddesk.desk.questions.query import Query
from leaddesk.desk.questions.queue import Colleague, LeadCard
from leaddesk.domain.handoff import HandoffReasons
from leaddesk.domain.handoff_quality import Criterion
from leaddesk.domain.qualification import Sheet


@dataclass(frozen=True, slots=True)
class HandoffRow:
    """A handoff in a list; `accept_by` is the clock that runs, `fate` what became of it.

    `decider` is a team lead who decided in the receiver's place, `score` what the sheet was scored
    in hundredths, 0 for not yet; `owed_by` is when feedback for it is owed, None for none.
    """

    id: int
    lead_id: int
    name: str
    company: str
    state: str
    hot: bool
    giver_id: int
    giver: str
    receiver_id: int
    receiver: str
    offered_at: dt.datetime
    accept_by: dt.datetime
    answered: int
    asked: int
    fate: str
    fate_at: dt.datetime
    next_at: dt.datetime | None
    reason: str
    words: str
    amount: int
    may_appeal: bool
    warm: bool
    appealed: bool = False
    decider: str = ""
    score: int = 0
    owed_by: dt.datetime | None = None
    open: bool = True
    to_tier: int = 2


@dataclass(frozen=True, slots=True)
class FeedbackRow:
    """Feedback owed, or given: by `receiver` of the lead to its `giver`."""

    id: int
    handoff_id: int
    lead_id: int
    name: str
    company: str
    giver: str
    receiver: str
    cause: str
    since: dt.datetime
    due_at: dt.datetime
    given_at: dt.datetime | None
    thanks: bool
    line: str
    rating: int


@dataclass(frozen=True, slots=True)
class HandoffsView:
    """One answer for the Handoffs screen: what waits for me, and what became of what I gave."""

    to_accept: tuple[HandoffRow, ...]
    owed: tuple[FeedbackRow, ...]
    working: tuple[HandoffRow, ...]
    sent: tuple[HandoffRow, ...]
    received: tuple[FeedbackRow, ...]


@dataclass(frozen=True, slots=True)
class AskHandoffs(Query[HandoffsView]):
    """The Handoffs screen of a person."""

    person_id: int


@dataclass(frozen=True, slots=True)
class ScoreCard:
    """What a team lead made of a sheet: marks 1-5 by criterion, and a line."""

    scorer: str
    scored_at: dt.datetime
    score: int
    marks: tuple[tuple[str, int], ...]
    line: str


@dataclass(frozen=True, slots=True)
class HandoffCard:
    """One handoff whole: what was learned, the lead, and how this giver's handoffs fare.

    `giver` and `receiver` are None for people who are not known, such as a receiver to be found;
    `giver_given` counts those that were decided: one that is still on offer says nothing yet.
    `criteria` are those of a score; the marks of one go by their titles.
    """

    row: HandoffRow
    lead: LeadCard
    sheet: Sheet
    answers: Mapping[str, str]
    note: str
    next_step: str
    next_step_at: dt.datetime | None
    warm_reason: str
    giver: Colleague | None
    receiver: Colleague | None
    giver_given: int
    giver_accepted: int
    giver_presented: int
    reasons: HandoffReasons = field(default_factory=HandoffReasons)
    criteria: tuple[Criterion, ...] = ()
    score: ScoreCard | None = None


@dataclass(frozen=True, slots=True)
class AskHandoff(Query[HandoffCard]):
    """One handoff by its id."""

    handoff_id: int
