# SPDX-License-Identifier: MIT
"""The team: people, goals, rules, absences."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class PersonFields:
    """A member of the team; roles as in `domain.person.Role`, hours in their own zone.

    `joined` is the first day of somebody new. `tiers` are those to work in, whatever roles that
    takes; without, they are those of the roles.
    """

    name: str
    roles: tuple[str, ...]
    time_zone: str
    email: str = ""
    extension: str = ""
    starts: dt.time = dt.time(9)
    ends: dt.time = dt.time(17)
    breaks: tuple[tuple[dt.time, dt.time], ...] = ((dt.time(12), dt.time(13)),)
    weekdays: tuple[int, ...] = (0, 1, 2, 3, 4)
    block: tuple[dt.time, dt.time] | None = None
    joined: dt.date | None = None
    tiers: tuple[int, ...] | None = None


@dataclass(frozen=True, slots=True)
class AddPerson:
    """Add a person to the team."""

    fields: PersonFields


@dataclass(frozen=True, slots=True)
class EditPerson:
    """Change a person's name, roles, zone or hours; `active` False keeps history, hides them."""

    person_id: int
    fields: PersonFields
    active: bool = True


@dataclass(frozen=True, slots=True)
class SetGoals:
    """Put goals in force for a tier, or one person in it, from a date; past days keep theirs.

    A person without goals of their own has those of the tier.
    """

    tier: int
    effective_from: dt.date
    goals: tuple[tuple[str, int, bool, float], ...]
    person_id: int | None = None


@dataclass(frozen=True, slots=True)
class AddAbsence:
    """Say why a day of a person is not whole, or with `away` False that it is.

    `kind` as in `domain.absence.AbsenceKind`; `share` (0 to 1) is what remains for goals. Of
    nothing, the day neither counts nor breaks a streak.
    """

    person_id: int
    day: dt.date
    away: bool = True
    kind: str = "away"
    share: float = 0.0


@dataclass(frozen=True, slots=True)
class MarkDays:
    """Say of people's days, both ends included, why they are not whole; `kind` "" that they are.

    `kind` and `share` as in `AddAbsence`.
    """

    people: tuple[int, ...]
    first: dt.date
    last: dt.date
    kind: str = ""
    share: float = 0.0


@dataclass(frozen=True, slots=True)
class AddTier:
    """Add a tier at the end of the row, with the pad, the queue and the goals of another one."""

    name: str
    like: int


@dataclass(frozen=True, slots=True)
class RenameTier:
    """Call a tier by another name."""

    tier: int
    name: str


@dataclass(frozen=True, slots=True)
class RemoveTier:
    """Take a tier out of the row in which nobody works and no lead stands."""

    tier: int
