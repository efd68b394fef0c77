# SPDX-License-Identifier: MIT
"""The team, its lists and rules: questions and the rows they are answered with."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from leaddesk.desk.questions.query import Query
from leaddesk.domain.absence import Absence
from leaddesk.domain.perfect_day import Goal
from leaddesk.domain.person import Person
from leaddesk.domain.tier import Tier


@dataclass(frozen=True, slots=True)
class AskPeople(Query[tuple[Person, ...]]):
    """The people of the team, active ones first."""


@dataclass(frozen=True, slots=True)
class StaffRow:
    """A person as team leads see them: whether they work today, and how much they have open.

    `day` is today on the person's own clock; `absence` says why it is not a whole one. `own` are
    the tiers in which goals of their own are in force.
    """

    person: Person
    day: dt.date
    works: bool
    absence: Absence | None
    open: int
    own: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class AskStaff(Query[tuple[StaffRow, ...]]):
    """Everybody of the team with what they have open, active ones first."""


@dataclass(frozen=True, slots=True)
class AbsenceRow:
    """One person's days of a month that are not whole."""

    person: Person
    marked: Mapping[dt.date, Absence]


@dataclass(frozen=True, slots=True)
class AbsenceMonth:
    """A month of everybody in the team: who is away, in training or on another job.

    `today` and the public holidays are those of the team's place.
    """

    today: dt.date
    days: tuple[dt.date, ...]
    holidays: frozenset[dt.date]
    rows: tuple[AbsenceRow, ...]


@dataclass(frozen=True, slots=True)
class AskAbsences(Query[AbsenceMonth]):
    """The month that a day lies in; None is today's."""

    day: dt.date | None = None


@dataclass(frozen=True, slots=True)
class ShareRow:
    """What one colleague would get of somebody who leaves."""

    name: str
    leads: int
    handoffs: int
    feedback: int


@dataclass(frozen=True, slots=True)
class LeavingView:
    """What waits for a person, who would get it, and the tiers where nobody could."""

    leads: int
    handoffs: int
    feedback: int
    shares: tuple[ShareRow, ...]
    stuck: tuple[int, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Whether nothing waits."""
        return not (self.leads or self.handoffs or self.feedback)


@dataclass(frozen=True, slots=True)
class AskLeaving(Query[LeavingView]):
    """What becomes of a person's work when they leave all tiers but these."""

    person_id: int
    tiers: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class AskGoals(Query[tuple[Goal, ...]]):
    """The goals of a tier in force today, or those of one person in it."""

    tier: int
    person_id: int = 0


@dataclass(frozen=True, slots=True)
class ListRow:
    """A list of leads that came in by one import."""

    id: int
    name: str
    source: str
    campaign: str
    status: str
    imported_at: dt.datetime
    by: str
    leads: int
    worked: int
    may_undo: bool


@dataclass(frozen=True, slots=True)
class AskLists(Query[tuple[ListRow, ...]]):
    """The lists of the team, newest first."""


@dataclass(frozen=True, slots=True)
class AskMapping(Query[str]):
    """The column mapping kept for a header, as JSON; empty when none is kept."""

    header_key: str


@dataclass(frozen=True, slots=True)
class TeamFacts:
    """What the window needs to start: is there a team, leads, a demo, and in which region."""

    people: int
    leads: int
    demo: bool
    region: str
    time_zone: str
    currency: str


@dataclass(frozen=True, slots=True)
class TierRow:
    """A tier with what stands in it: people, leads in any state, open handoffs to it, folders.

    `stays` says that every team has it.
    """

    tier: Tier
    people: int
    leads: int
    handoffs: int
    folders: int
    stays: bool

    @property
    def is_used(self) -> bool:
        """Whether anything at all stands in it."""
        return bool(self.people or self.leads or self.handoffs or self.folders)


@dataclass(frozen=True, slots=True)
class AskTiers(Query[tuple[TierRow, ...]]):
    """The tiers of the team in order, with how much stands in each."""


@dataclass(frozen=True, slots=True)
class AskTeam(Query[TeamFacts]):
    """The facts of the database that is open."""
