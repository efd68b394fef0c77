# SPDX-License-Identifier: MIT
"""Days of people against their goals: of one or of a whole team, with the same few reads."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from leaddesk.desk import prepared
from leaddesk.desk.asking import Asking
from leaddesk.desk.book import Book
from leaddesk.domain.absence import Absence, prorated, share_of
from leaddesk.domain.day_shares import QUARTERS, LearnedShare, learn_share, quarter_of
from leaddesk.domain.local_day import day_span, zone_of
from leaddesk.domain.pace import DayProgress, day_progress
from leaddesk.domain.perfect_day import DayDefinition, Metric, definition_for
from leaddesk.domain.person import Person
from leaddesk.domain.working_hours import WorkingDay

LEARN_DAYS = 90
HABITS = "habits"
"""The name under which habits are prepared."""
KEPT_DAYS = 7
"""A habit that was prepared so many days ago at most is gone by until a newer one is there."""

Worked = tuple[Person, int]
"""A person and a tier they work."""
Key = tuple[int, int, str, dt.date]
"""Of whom a habit is: person, tier, zone, and the day that it is for."""


@dataclass(frozen=True, slots=True)
class Habit:
    """What was learned of a person in a tier for a day; None while there is too little."""

    person_id: int
    tier: int
    zone: str
    day: dt.date
    share: LearnedShare | None


@dataclass(frozen=True, slots=True)
class Absences:
    """What remains of people's days for their goals, as far as it was read."""

    asking: Asking
    marked: Mapping[tuple[int, str], Absence] = field(default_factory=dict)

    def share(self, who: Person, day: dt.date) -> float:
        """Return what remains of a day (0 to 1): nothing of a day off or away."""
        region = self.asking.rules.team.region
        holiday = self.asking.book.holidays.is_holiday(region, "", day)
        if day.weekday() not in who.weekdays or holiday:
            return 0.0
        return share_of(self.marked.get((who.id, day.isoformat())))

    def works_on(self, who: Person, day: dt.date) -> bool:
        """Return whether a day is one of work for somebody."""
        return self.share(who, day) > 0

    def goals_on(self, who: Person, tier: int, day: dt.date) -> DayDefinition:
        """Return what a day asks of somebody, by what remains of it."""
        return prorated(definition_on(who, tier, day, self.asking), self.share(who, day))


def callers(asking: Asking) -> list[Worked]:
    """Return everybody who works a tier, each in their home tier."""
    people = asking.book.people.values()
    return [(who, who.home_tier) for who in people if who.active and who.tiers]


def working_day(who: Person) -> WorkingDay:
    """Return a person's working hours."""
    return WorkingDay(who.time_zone, who.starts, who.ends, who.breaks)


def progress_of(who: Person, tier: int, asking: Asking) -> DayProgress:
    """Return a person's day in a tier at the moment of asking."""
    return days_of([(who, tier)], asking)[0]


def absences_of(worked: Sequence[Worked], asking: Asking) -> Absences:
    """Return what remains of their days today."""
    days = [asking.today(who).isoformat() for who, _ in worked]
    people = {who.id for who, _ in worked}
    return Absences(
        asking, asking.unit.reads.absences_of(people, min(days), max(days)) if days else {}
    )


def days_of(
    worked: Sequence[Worked], asking: Asking, absences: Absences | None = None
) -> list[DayProgress]:
    """Return the days of people at the moment of asking, in their order."""
    if not worked:
        return []
    absences = absences or absences_of(worked, asking)
    people = {who.id for who, _ in worked}
    days = [asking.today(who) for who, _ in worked]
    reads = asking.unit.reads
    counts = reads.counts_of(people, min(days).isoformat(), max(days).isoformat())
    owed = reads.owed_by(people, asking.now)
    habits = learned(worked, asking)
    found = []
    for (who, tier), day in zip(worked, days, strict=True):
        done = dict(counts.get((who.id, tier, day.isoformat()), {}))
        done[Metric.FEEDBACK_OWED] = owed.get(who.id, 0)
        habit = habits[who.id, tier]
        shares = {metric.value: habit for metric in Metric} if habit else None
        goals = absences.goals_on(who, tier, day)
        prior = asking.rules.yardsticks.prior_minutes
        found.append(day_progress(goals, done, working_day(who), asking.now, shares, prior))
    return found


def definition_on(who: Person, tier: int, day: dt.date, asking: Asking) -> DayDefinition:
    """Return the goals of a whole day of a person; without any, one that asks for nothing."""
    found = definition_for(asking.book.definitions, who.id, tier, day)
    return found or DayDefinition(tier, None, day, frozenset(), ())


def learned(worked: Iterable[Worked], asking: Asking) -> dict[tuple[int, int], LearnedShare | None]:
    """Return each one's own share of the day by quarter hour, once 20 days of it are there.

    It changes once a day, so it is worked out once a day and kept with the book. Until that was
    done, the habit of days before is as good; only whoever has none is learned at once.
    """
    kept, found = asking.book.shares, {}
    fresh: list[tuple[Worked, Key]] = []
    for who, tier in worked:
        key = (who.id, tier, who.time_zone, asking.today(who))
        if key in kept:
            found[who.id, tier] = kept[key]
        else:
            fresh.append(((who, tier), key))
    ready = _prepared([key for _, key in fresh], asking) if fresh else {}
    fresh = [one for one in fresh if one[1] not in ready]
    if fresh:
        ready |= zip([key for _, key in fresh], _learn(fresh, asking), strict=True)
    kept |= ready
    return found | {key[:2]: habit for key, habit in ready.items()}


def learn_all(asking: Asking) -> list[Habit]:
    """Learn the habit of everybody who works a tier, to be prepared."""
    fresh = [
        ((who, tier), (who.id, tier, who.time_zone, asking.today(who)))
        for who, tier in callers(asking)
    ]
    return [
        Habit(*key, share) for (_, key), share in zip(fresh, _learn(fresh, asking), strict=True)
    ]  # fmt: skip


def forget_older(book: Book) -> None:
    """Let go of habits of days before: today's are there."""
    while book.older:
        book.shares.pop(book.older.pop(), None)


def _prepared(keys: Sequence[Key], asking: Asking) -> dict[Key, LearnedShare | None]:
    """Return the habits that were prepared for today or days before, of those asked for."""
    found = asking.unit.prepared.get(HABITS)
    told = prepared.read(found, list[Habit]) if found is not None else None
    known = {(one.person_id, one.tier, one.zone): one for one in told or ()}
    ready = {}
    for key in keys:
        habit = known.get(key[:3])
        age = (key[3] - habit.day).days if habit is not None else -1
        if habit is not None and 0 <= age <= KEPT_DAYS:
            ready[key] = habit.share
            if age:
                asking.book.older.add(key)
    return ready


def _learn(fresh: Sequence[tuple[Worked, Key]], asking: Asking) -> list[LearnedShare | None]:
    """Learn from the days that are over, of everybody in one read."""
    if not fresh:
        return []
    begins = {key: _learn_from(who, key[3]) for (who, _), key in fresh}
    people = {who.id for (who, _), _ in fresh}
    quarters = asking.unit.reads.quarters_of(people, Metric.CALLS, min(begins.values()))
    found = []
    for (who, tier), key in fresh:
        zone, days = zone_of(who.time_zone), dict[dt.date, list[int]]()
        for at, count in quarters.get((who.id, tier), ()):
            local = at.astimezone(zone)
            if at >= begins[key] and local.date() < key[3]:
                days.setdefault(local.date(), [0] * QUARTERS)[quarter_of(local)] += count
        found.append(learn_share(days.values()))
    return found


def _learn_from(who: Person, today: dt.date) -> dt.datetime:
    return day_span(who.time_zone, today - dt.timedelta(days=LEARN_DAYS))[0]
