# SPDX-License-Identifier: MIT
"""The walk over all leads: once a night by whichever process is open, and whenever asked for."""

from __future__ import annotations

import datetime as dt
import json
import secrets
from collections.abc import Callable
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from leaddesk.desk.book import Book
from leaddesk.desk.holding import Settled, settle
from leaddesk.desk.intake import Cancelled, Report
from leaddesk.desk.stores.no_call import DONE, Night
from leaddesk.desk.unit import Store, Unit
from leaddesk.desk.work import NOBODY, Work, new_entry_id
from leaddesk.domain.errors import RuleBroken
from leaddesk.domain.person import Person

STEP = 500
"""Leads compared in one transaction: a click in between waits a few hundredths of a second."""
BLOCKS = 2000
"""Blocks of a national list that go in one transaction."""
NIGHT_ENDS = dt.timedelta(hours=3)
"""A day's walk begins at 3:00 by the team's clock, or when the first process is open after."""
LEFT = dt.timedelta(minutes=2)
"""A walk that nobody took a step of for so long was left; another process goes on with it."""
STALE = dt.timedelta(minutes=10)


@dataclass(frozen=True, slots=True)
class RescrubResult:
    """What a walk over all leads changed."""

    leads: int
    held: int
    freed: int
    moved: int


class NightWatch:
    """One process's share of the upkeep of what must not be called, in small steps."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._holder = secrets.token_hex(16)
        self._night: Night | None = None

    def step(self, book_of: Callable[[Unit], Book], at: dt.datetime) -> bool:
        """Take one small step; True while more is left to do."""
        with self._store.looking() as unit:
            leaving = unit.registries.leaving(at - STALE)
            book = book_of(unit)
            day = night_of(book, at)
            last = unit.no_call.last_night()
        if leaving:
            with self._store.unit() as unit:
                unit.registries.drop_some(leaving[0], BLOCKS)
            return True
        if last is not None and last.day == day and last.after == DONE:
            return False
        return self._walk_on(book, day, at)

    def _walk_on(self, book: Book, day: str, at: dt.datetime) -> bool:
        with self._store.unit() as unit:
            night = self._night
            if night is None or night.day != day:
                night = unit.no_call.begin_night(day, self._holder, at, at + LEFT)
            if night is None:
                return False
            work = Work(unit, NOBODY, at, book, new_entry_id(at))
            ids = unit.no_call.next_leads(night.after, STEP)
            changed = settle(work, ids)
            counts = _added(night.counts, changed, len(ids))
            self._night = Night(day, ids[-1] if ids else DONE, counts)
            if not unit.no_call.go_on(self._holder, self._night, at + LEFT):
                # Somebody took the walk over; what was settled here is right all the same.
                self._night = None
                return False
            if not ids:
                self._night = None
                work.write("rescrubbed", data=json.loads(counts))
        return bool(ids)


def walk(
    store: Store, book: Book, who: Person, at: dt.datetime, report: Report, cancelled: Cancelled
) -> RescrubResult:
    """Compare every lead with every list now, in short transactions, and note what changed.

    Raises RuleBroken("rescrub_cancelled"); what was settled until then stays.
    """
    after, counts, seen = 0, "", 0
    while True:
        if cancelled():
            raise RuleBroken("rescrub_cancelled")
        with store.unit() as unit:
            work = Work(unit, who, at, book, new_entry_id(at))
            ids = unit.no_call.next_leads(after, STEP)
            counts = _added(counts, settle(work, ids), len(ids))
            if not ids:
                told = json.loads(counts)
                work.write("rescrubbed", data=told)
                return RescrubResult(**told)
            after, seen = ids[-1], seen + len(ids)
        report(seen)


def night_of(book: Book, at: dt.datetime) -> str:
    """Return the day whose walk is due at a moment, by the team's clock."""
    local = at.astimezone(ZoneInfo(book.rules.team.time_zone))
    return (local - NIGHT_ENDS).date().isoformat()


def _added(told: str, more: Settled, leads: int) -> str:
    before = json.loads(told) if told else {"leads": 0, "held": 0, "freed": 0, "moved": 0}
    now = {"leads": leads, "held": more.held, "freed": more.freed, "moved": more.moved}
    return json.dumps({name: before[name] + now[name] for name in before})
