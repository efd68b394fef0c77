# SPDX-License-Identifier: MIT
"""The walk over all leads: once a night by whichever process is open, and whenever asked for."""

from __future__ import annotations

import datetime as dt
import json
import secrets
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from leaddesk.desk.book import Book
from leaddesk.desk.holding import Settled, settle
from leaddesk.desk.intake import Cancelled, Report
from leaddesk.desk.retaining import BookOf, anonymise, next_overdue
from leaddesk.desk.stores.no_call import DONE, Night
from leaddesk.desk.unit import Store
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


Walked = tuple[int, dict[str, int]]
"""How far one step of a walk came (DONE at the end), and what it counted."""


@dataclass(frozen=True, slots=True)
class Walk:
    """Something that is done to every lead once a night: its name, its row in the journal."""

    name: str
    entry: str
    is_on: Callable[[Book], bool]
    step: Callable[[Work, int], Walked]


def _rescrub_step(work: Work, after: int) -> Walked:
    ids = work.unit.no_call.next_leads(after, STEP)
    changed = settle(work, ids)
    return (ids[-1] if ids else DONE), _counted(changed, len(ids))


def _retention_step(work: Work, after: int) -> Walked:
    ids, reached = next_overdue(work.unit, work.book, work.now, after)
    return reached, {"leads": anonymise(work, ids)}


RESCRUB, RETENTION = "rescrub", "retention"
WALKS = (
    Walk(RESCRUB, "rescrubbed", lambda _book: True, _rescrub_step),
    Walk(RETENTION, "retained", lambda book: book.rules.retention.on, _retention_step),
)


class NightWatch:
    """One process's share of the upkeep of the night, in small steps."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._holder = secrets.token_hex(16)
        self._nights: dict[str, Night] = {}

    def step(self, book_of: BookOf, at: dt.datetime) -> bool:
        """Take one small step; True while more is left to do."""
        with self._store.looking() as unit:
            leaving = unit.registries.leaving(at - STALE)
            book = book_of(unit)
            day = night_of(book, at)
            last = {walk.name: unit.no_call.last_night(walk.name) for walk in WALKS}
        if leaving:
            with self._store.unit() as unit:
                unit.registries.drop_some(leaving[0], BLOCKS)
            return True
        for walk in WALKS:
            night = last[walk.name]
            done = night is not None and night.day == day and night.after == DONE
            if walk.is_on(book) and not done and self._walk_on(walk, book, day, at):
                return True
        return False

    def _walk_on(self, walk: Walk, book: Book, day: str, at: dt.datetime) -> bool:
        """Take a step of a walk; False when it is at its end, or in another process's hands."""
        with self._store.unit() as unit:
            night = self._nights.pop(walk.name, None)
            if night is None or night.day != day:
                night = unit.no_call.begin_night(walk.name, day, self._holder, at, at + LEFT)
            if night is None:
                return False
            work = Work(unit, NOBODY, at, book, new_entry_id(at))
            after, more = walk.step(work, night.after)
            told = Night(day, after, _added(night.counts, more))
            if not unit.no_call.go_on(walk.name, self._holder, told, at + LEFT):
                # Somebody took the walk over; what was done here is right all the same.
                return False
            if after != DONE:
                self._nights[walk.name] = told
                return True
            counts = json.loads(told.counts)
            if walk.name == RESCRUB or any(counts.values()):
                work.write(walk.entry, data=counts)
        if walk.name == RETENTION and any(counts.values()):
            self._store.after_erasing()
        return False


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
            counts = _added(counts, _counted(settle(work, ids), len(ids)))
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


def _counted(found: Settled, leads: int) -> dict[str, int]:
    return {"leads": leads, "held": found.held, "freed": found.freed, "moved": found.moved}


def _added(told: str, more: Mapping[str, int]) -> str:
    before = json.loads(told) if told else {}
    return json.dumps({name: before.get(name, 0) + n for name, n in more.items()})
