# SPDX-License-Identifier: MIT
"""The team's wall: the question and the rows it is answered with."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from leaddesk.desk.questions.query import Query
from leaddesk.desk.questions.queue import EmptyReasons
from leaddesk.domain.pace import DayProgress
from leaddesk.domain.person import Person
from leaddesk.domain.speed_to_lead import SpeedToLead
from leaddesk.domain.team_day import TeamDay
from leaddesk.domain.team_wall import NeedKind, Presence


@dataclass(frozen=True, slots=True)
class WallRow:
    """Somebody's day as a team lead sees it.

    `since` is when the call or the lead in hand began; `quiet` counts the working minutes of today
    without anything logged.
    """

    person: Person
    tier: int
    day: DayProgress
    presence: Presence
    since: dt.datetime | None
    last_logged: dt.datetime | None
    quiet: int


@dataclass(frozen=True, slots=True)
class WallFigures:
    """What the team has before it, and what became of today's handoffs.

    `returned` are those sent back or rejected; feedback is that of the last 30 days: `feedback_due`
    was given or is owed past its time, `feedback_given` of it was given in time.
    """

    ready: int
    speed: SpeedToLead | None
    accepted: int
    returned: int
    waiting: int
    feedback_due: int
    feedback_given: int


@dataclass(frozen=True, slots=True)
class DryUp:
    """The first week that will bring too few qualified leads, and who misses most first calls.

    `made` of `target` first calls on their last day, for so many days in a row below it. `lags` is
    of how many handoffs the weeks from a first call on were measured; 0: they are the rule's.
    """

    monday: dt.date
    likely: float
    asked: float
    person_id: int = 0
    name: str = ""
    made: int = 0
    target: int = 0
    days_below: int = 0
    lags: int = 0


@dataclass(frozen=True, slots=True)
class NeedRow:
    """Something that needs a team lead: what, since when, how many, and whom it is about.

    `names` are the first few of the leads or people; `lead_id`, `person_id` or `tier` say where.
    """

    kind: NeedKind
    since: dt.datetime | None = None
    count: int = 1
    names: tuple[str, ...] = ()
    person_id: int = 0
    lead_id: int = 0
    tier: int = 0
    minutes: int = 0
    empty: EmptyReasons | None = None
    dry_up: DryUp | None = None

    @property
    def key(self) -> str:
        """Return what tells it from the others, also after it was counted anew."""
        return f"{self.kind} {self.person_id} {self.tier}"


@dataclass(frozen=True, slots=True)
class TeamWall:
    """One answer for the Team screen: everybody by name, and what is needed, the urgent first."""

    team: TeamDay
    rows: tuple[WallRow, ...]
    figures: WallFigures
    needs: tuple[NeedRow, ...]


@dataclass(frozen=True, slots=True)
class AskTeamWall(Query[TeamWall]):
    """The Team screen, at the moment of asking."""
