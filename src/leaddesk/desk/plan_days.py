# SPDX-License-Identifier: MIT
"""The days of work before the team, and the goals of each tier's day, as a plan needs them."""

from __future__ import annotations

import datetime as dt

from leaddesk.desk.asking import Asking
from leaddesk.domain.capacity import Ramp, Worker, person_days
from leaddesk.domain.perfect_day import DayDefinition, definition_for
from leaddesk.domain.person import Person
from leaddesk.domain.revenue_plan import PersonDays


def people_of(tier: int, asking: Asking) -> tuple[Person, ...]:
    """Return who works a tier."""
    return tuple(p for p in asking.book.people.values() if p.active and tier in p.tiers)


def days_of(tier: int, today: dt.date, asking: Asking) -> PersonDays:
    """Return what counts the days that people work in a tier; who works two gives each a half."""
    workers = [
        Worker(
            weekdays=who.weekdays,
            shares={
                dt.date.fromisoformat(day): absence.share
                for day, absence in asking.unit.reads.absences(who.id, today.isoformat()).items()
            },
            joined=who.joined,
            part=1 / len(who.tiers),
        )
        for who in people_of(tier, asking)
    ]
    return person_days(workers, Ramp(), asking.book.holidays, asking.rules.team.region)


def working_days(first: dt.date, last: dt.date, asking: Asking) -> int:
    """Return the weekdays from one day to another that are no public holidays, both included."""
    days = person_days(
        [Worker(frozenset(range(5)))], Ramp(), asking.book.holidays, asking.rules.team.region
    )
    return round(days(first, last))


def goals_of(tier: int, day: dt.date, asking: Asking) -> DayDefinition | None:
    """Return the goals in force of a tier's day, None when it has none."""
    return definition_for(asking.book.definitions, 0, tier, day)
