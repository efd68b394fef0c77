# SPDX-License-Identifier: MIT
"""The office the made-up month happens in: its desk, its clock of events, its hours and chances."""

from __future__ import annotations

import datetime as dt
import heapq
import itertools
import random
from collections.abc import Callable, Iterable, Sequence

from leaddesk.desk.book import Book, BookKeeper
from leaddesk.desk.changes import Done
from leaddesk.desk.commands import ImportOptions
from leaddesk.desk.demo.shift import Shift
from leaddesk.desk.desk import Desk
from leaddesk.desk.unit import Store
from leaddesk.domain.calling_hours import HolidayCalendar, is_open, next_opening
from leaddesk.domain.lead import Lead
from leaddesk.domain.lead_draft import LeadDraft
from leaddesk.domain.queue import Window

Event = Callable[[dt.datetime], None]
HALF_HOUR = dt.timedelta(minutes=30)
MOST_HALF_HOURS = 48 * 10
LAST_WEEKDAY = 4
_MORNING = 25.0


class Office:
    """Does commands in the order of their times; an event planned beyond the end never happens."""

    def __init__(
        self, store: Store, holidays: HolidayCalendar, shift: Shift, chance: random.Random
    ) -> None:
        self.store = store
        self.shift = shift
        self.chance = chance
        self.days: list[dt.date] = [*shift.past_days(holidays), shift.today]
        self.holidays = holidays
        self.desk = Desk(store, holidays)
        self._keeper = BookKeeper(holidays)
        self._book: Book | None = None
        self._events: list[tuple[dt.datetime, int, Event]] = []
        self._order = itertools.count()

    def do(self, command: object, person_id: int, at: dt.datetime) -> Done:
        """Do a command as a person would."""
        return self.desk.do(command, person_id, at)

    def plan(self, at: dt.datetime, event: Event) -> None:
        """Let something happen at a moment."""
        heapq.heappush(self._events, (at, next(self._order), event))

    def run_until(self, end: dt.datetime) -> None:
        """Let everything planned before a moment happen, in order."""
        while self._events and self._events[0][0] < end:
            at, _, event = heapq.heappop(self._events)
            event(at)

    def lead(self, lead_id: int) -> Lead:
        """Return a lead as it stands."""
        with self.store.looking() as unit:
            return unit.leads.get(lead_id)

    def book(self) -> Book:
        """Return rules, people and areas as they stood after the last list came in."""
        if self._book is None:
            with self.store.looking() as unit:
                self._book = self._keeper.book(unit.team)
        return self._book

    def bring(
        self, drafts: Sequence[LeadDraft], options: ImportOptions, person_id: int, at: dt.datetime
    ) -> int:
        """Import a list and return its id."""
        self._book = None
        result = self.desk.import_list([drafts], options, person_id, at)
        return result.list_id or 0

    def open_ids(self, at: dt.datetime) -> frozenset[int]:
        """Return the areas in which anybody may be called at a moment."""
        return self.book().open_now(Window.TEAM, at)

    def agreed(self, lead: Lead, earliest: dt.datetime) -> dt.datetime:
        """Return a time to agree on: a full or half hour at which both sides are at work."""
        calling = self.book().calling(lead.area)
        at = _half_hour(earliest)
        for _ in range(MOST_HALF_HOURS):
            if self._at_work(at) and is_open(lead.area, calling, self.holidays, at):
                return at
            at += HALF_HOUR
        return next_opening(lead.area, calling, self.holidays, earliest)

    def _at_work(self, at: dt.datetime) -> bool:
        """Tell whether the team works at a moment, today's weekday on later weeks left out."""
        day = self.day_of(at)
        if day.weekday() > LAST_WEEKDAY and day != self.shift.today:
            return False
        return any(start <= at < end for start, end in self.shift.hours.spans(day))

    def day_after(self, day: dt.date, working_days: int) -> dt.date:
        """Return the day so many working days later; beyond today weekends only are left out."""
        if day in self.days and self.days.index(day) + working_days < len(self.days):
            return self.days[self.days.index(day) + working_days]
        while working_days > 0:
            day += dt.timedelta(days=1)
            working_days -= 1 if day.weekday() < 5 else 0  # noqa: PLR2004 - Saturday
        return day

    def day_of(self, at: dt.datetime) -> dt.date:
        """Return the team's day at a moment."""
        return self.shift.hours.day_of(at)

    def work_later(self, at: dt.datetime, minutes: float) -> dt.datetime:
        """Return the moment after so many minutes of work, today or on the next working day."""
        day = self.day_of(at)
        worked = self.shift.hours.minutes_worked(at) + minutes
        total = self.shift.hours.total_minutes(day)
        if worked < total:
            return self.shift.at(day, worked)
        return self.shift.at(self.day_after(day, 1), min(worked - total, total / 2) + _MORNING)

    def spread(
        self, day: dt.date, count: int, until: float = 1.0, begin: float = 0.0
    ) -> Iterable[dt.datetime]:
        """Return so many moments over the work of a day, or over a part of it, unevenly spaced."""
        total = self.shift.hours.total_minutes(day)
        first, last = total * begin + 1, total * until - 1
        room = max(0.1, (last - first) / max(1, count))
        for number in range(count):
            worked = first + room * (number + self.chance.uniform(0.05, 0.95))
            yield self.shift.at(day, min(worked, total))


def _half_hour(at: dt.datetime) -> dt.datetime:
    """Return the next full or half hour."""
    start = at.replace(minute=0, second=0, microsecond=0)
    while start < at:
        start += HALF_HOUR
    return start
