# SPDX-License-Identifier: MIT
"""Coaching: questions and the rows they are answered with."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from leaddesk.desk.questions.handoffs import FeedbackRow, HandoffRow
from leaddesk.desk.questions.query import Query
from leaddesk.domain.coaching import Figure


@dataclass(frozen=True, slots=True)
class CoachedRow:
    """Somebody on the list of a team lead; person 0 is the meeting of the team."""

    person_id: int
    name: str
    roles: tuple[str, ...]
    last_held: dt.datetime | None
    open_actions: int
    late_actions: int


@dataclass(frozen=True, slots=True)
class CoachingNoteRow:
    """A note with the numbers as they were when it was written."""

    id: int
    by: str
    at: dt.datetime
    words: str
    shared: bool
    figures: tuple[Figure, ...]
    by_id: int = 0
    edited_at: dt.datetime | None = None


@dataclass(frozen=True, slots=True)
class ActionRow:
    """Something agreed; `carried` when it was still open at a later meeting."""

    id: int
    owner: str
    words: str
    due: dt.date
    agreed_at: dt.datetime
    done_at: dt.datetime | None
    is_late: bool
    carried: bool


@dataclass(frozen=True, slots=True)
class Talks:
    """What every meeting goes by: when the last was held, what is open, what was done since."""

    last_held: dt.datetime | None
    open: tuple[ActionRow, ...]
    settled: tuple[ActionRow, ...]


@dataclass(frozen=True, slots=True)
class PersonPage:
    """A person's page: `since` is from when on the agenda looks back.

    `figures` in the order of the metrics; `returns` are their handoffs that came back. What is
    `mine` is read only.
    """

    person_id: int
    name: str
    roles: tuple[str, ...]
    since: dt.datetime
    figures: tuple[Figure, ...]
    moved: tuple[Figure, ...]
    returns: tuple[HandoffRow, ...]
    received: tuple[FeedbackRow, ...]
    owed: tuple[FeedbackRow, ...]
    notes: tuple[CoachingNoteRow, ...]
    talks: Talks
    mine: bool


@dataclass(frozen=True, slots=True)
class DidRow:
    """What a tier did of one thing in the week, of what its days asked for."""

    tier: int
    metric: str
    done: int
    asked: int


@dataclass(frozen=True, slots=True)
class WeekRow:
    """A person's week: perfect days of those that they worked, and the mean bar (0 to 100)."""

    name: str
    perfect: int
    worked: int
    score: float


@dataclass(frozen=True, slots=True)
class PlanLine:
    """Where the plan in force stands; amounts in minor units, `chance` 0 to 1."""

    begins: dt.date
    ends: dt.date
    goal: int
    booked: int
    open_worth: float
    chance: float


@dataclass(frozen=True, slots=True)
class MeetingPage:
    """The meeting of the team: the seven days until yesterday, and what was agreed.

    `people` best week first; `returns` are reasons with how often; `uncovered` notices by title
    with how many of those asked know them.
    """

    first: dt.date
    last: dt.date
    did: tuple[DidRow, ...]
    people: tuple[WeekRow, ...]
    team_days: int
    returns: tuple[tuple[str, int], ...]
    uncovered: tuple[tuple[str, int, int], ...]
    plan: PlanLine | None
    talks: Talks
    currency: str


@dataclass(frozen=True, slots=True)
class AskCoached(Query[tuple[CoachedRow, ...]]):
    """The people of the team as a team lead sees them, the meeting of the team first.

    Who is no team lead has only their own row.
    """

    person_id: int


@dataclass(frozen=True, slots=True)
class AskPersonPage(Query[PersonPage]):
    """A person's page; one's own shows what is shared."""

    person_id: int


@dataclass(frozen=True, slots=True)
class AskMeeting(Query[MeetingPage]):
    """The page of the team's meeting, for team leads."""
