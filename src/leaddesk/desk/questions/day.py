# SPDX-License-Identifier: MIT
"""A person's day: questions and the rows they are answered with."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from leaddesk.desk.questions.handoffs import FeedbackRow, HandoffRow
from leaddesk.desk.questions.query import Query
from leaddesk.domain.absence import Absence
from leaddesk.domain.pace import DayProgress
from leaddesk.domain.speed_to_lead import SpeedToLead
from leaddesk.domain.streak import DayCell
from leaddesk.domain.team_day import TeamDay


@dataclass(frozen=True, slots=True)
class AskProgress(Query[DayProgress]):
    """Where a person stands against the day, at the moment of asking."""

    person_id: int
    tier: int | None = None


@dataclass(frozen=True, slots=True)
class AskTeamDay(Query[TeamDay]):
    """Where all who work a tier stand together, at the moment of asking."""


@dataclass(frozen=True, slots=True)
class CurvePoint:
    """What was done and what was expected by a moment of the day, in calls."""

    at: dt.datetime
    done: int
    expected: float


@dataclass(frozen=True, slots=True)
class MyDayView:
    """One answer for My day; `speed` is that of today's first calls to inbound leads, if any.

    `sent` are this person's handoffs with news of the last weeks or still open, the newest first.
    `absence` says why today is not a whole day.
    """

    day: dt.date
    progress: DayProgress
    curve: tuple[CurvePoint, ...]
    calendar: tuple[DayCell, ...]
    streak: int
    best_streak: int
    thanks: tuple[FeedbackRow, ...]
    starts_at: dt.datetime
    ends_at: dt.datetime
    speed: SpeedToLead | None = None
    sent: tuple[HandoffRow, ...] = ()
    absence: Absence | None = None


@dataclass(frozen=True, slots=True)
class AskMyDay(Query[MyDayView]):
    """The My day screen of a person."""

    person_id: int
    tier: int | None = None


@dataclass(frozen=True, slots=True)
class ReminderRow:
    """Something with a clock: a due callback, a handoff at half its time, feedback owed."""

    key: str
    kind: str
    lead_id: int
    name: str
    at: dt.datetime


@dataclass(frozen=True, slots=True)
class AskReminders(Query[tuple[ReminderRow, ...]]):
    """What wants a person's attention now or within `ahead_minutes`, soonest first."""

    person_id: int
    ahead_minutes: int = 2
