# SPDX-License-Identifier: MIT
"""What people did on their last working days, as coaching compares it."""

from __future__ import annotations

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence

from leaddesk.desk.book import Book
from leaddesk.desk.stores.days import Days
from leaddesk.domain.coaching import (
    COACHED,
    DAYS,
    LOOK_BACK,
    PERFECT_DAYS,
    Figure,
    working_days,
)
from leaddesk.domain.local_day import local_date
from leaddesk.domain.perfect_day import definition_for, is_perfect
from leaddesk.domain.person import Person

_DAY = dt.timedelta(days=1)


class DaysDone:
    """What everybody did on the days before today, read at once."""

    def __init__(self, days: Days, book: Book, now: dt.datetime) -> None:
        self._days, self._book = days, book
        self._today = {who.id: local_date(who.time_zone, now) for who in book.people.values()}
        last = max(self._today.values(), default=now.date())
        first = last - (LOOK_BACK + 1) * _DAY
        self._all: dict[int, defaultdict[dt.date, Counter[str]]] = {}
        self._home: dict[int, defaultdict[dt.date, Counter[str]]] = {}
        for row in days.day_counts(first.isoformat(), last.isoformat()):
            who = book.people.get(row.person_id)
            if who is None:
                continue
            day = dt.date.fromisoformat(row.day)
            self._put(self._all, who.id, day, row.metric, row.n)
            if row.tier == who.home_tier:
                self._put(self._home, who.id, day, row.metric, row.n)
        self._away: dict[int, frozenset[str]] = {}

    def today(self, who: Person) -> dt.date:
        """Return the day it is for a person."""
        return self._today[who.id]

    def days(self, who: Person) -> tuple[dt.date, ...]:
        """Return the last working days of a person before today, newest first."""
        return working_days(lambda day: self.works_on(who, day), self._today[who.id])

    def works_on(self, who: Person, day: dt.date) -> bool:
        """Tell whether a day was a whole one of work: not off, away or in training, no holiday."""
        if who.id not in self._away:
            first = (self._today[who.id] - (LOOK_BACK + 1) * _DAY).isoformat()
            self._away[who.id] = frozenset(self._days.absences(who.id, first))
        region = self._book.rules.team.region
        return (
            day.weekday() in who.weekdays
            and day.isoformat() not in self._away[who.id]
            and not self._book.holidays.is_holiday(region, "", day)
        )

    def home_counts(self, who: Person, day: dt.date) -> Mapping[str, int]:
        """Return what somebody did on a day in their home tier."""
        return self._home[who.id][day] if who.id in self._home else Counter()

    def is_perfect(self, who: Person, day: dt.date) -> bool:
        """Tell whether a day was a perfect one, by the goals that it had."""
        counts = self.home_counts(who, day)
        found = definition_for(self._book.definitions, who.id, who.home_tier, day)
        return found is not None and bool(counts) and is_perfect(found.goals, counts)

    def figures(self, who: Person) -> tuple[Figure, ...]:
        """Return the figures of a person against those before and those of their tier."""
        days = self.days(who)
        now, before = days[:DAYS], days[DAYS:]
        peers = [
            (peer, self.days(peer)[:DAYS])
            for peer in self._book.people.values()
            if peer.active and who.home_tier in peer.tiers
        ]
        team_days = sum(len(each) for _, each in peers)
        return tuple(
            Figure(
                metric=metric,
                days=len(now),
                total=self._total(who, metric, now),
                days_before=len(before),
                total_before=self._total(who, metric, before),
                team=sum(self._total(peer, metric, each) for peer, each in peers) / team_days
                if team_days
                else None,
            )
            for metric in COACHED
        )

    def _total(self, who: Person, metric: str, days: Sequence[dt.date]) -> int:
        if metric == PERFECT_DAYS:
            return sum(self.is_perfect(who, day) for day in days)
        if who.id not in self._all:
            return 0
        return sum(self._all[who.id][day][metric] for day in days)

    @staticmethod
    def _put(
        into: dict[int, defaultdict[dt.date, Counter[str]]],
        who: int, day: dt.date, metric: str, n: int,
    ) -> None:  # fmt: skip
        into.setdefault(who, defaultdict(Counter))[day][metric] += n
