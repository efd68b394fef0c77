# SPDX-License-Identifier: MIT
"""Picking the next lead: the tier's steps asked in order, the first free lead is next.

The same walk serves the hand (one lead, taken) and the list of those that follow (read only), so
that the order a person sees is the order the rules give.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from leaddesk.desk.book import Book
from leaddesk.desk.records import Head
from leaddesk.desk.rules import Rules
from leaddesk.desk.stores.queue import Queue
from leaddesk.desk.unit import Unit
from leaddesk.domain.absence import share_of, target_for
from leaddesk.domain.lead import ANYONE, QueueKind
from leaddesk.domain.perfect_day import Metric
from leaddesk.domain.person import Person
from leaddesk.domain.queue import Order, Step, Whose, in_block_first


@dataclass(frozen=True, slots=True)
class Pick:
    """A lead found, and the step of the queue that found it."""

    head: Head
    step: Step


@dataclass(frozen=True, slots=True)
class Picker:
    """A walk through one tier's queue for one person at one moment.

    `floor` is the day's target of new leads, `new_done` how many were called already: the floor
    closes its step when reached. `in_block` puts the protected step first. `shared` passes over
    what waits for this person by name.
    """

    queue: Queue
    book: Book
    who: Person
    tier: int
    at: dt.datetime
    new_done: int
    floor: int
    in_block: bool
    shared: bool = False

    def picks(self, limit: int) -> list[Pick]:
        """Return up to `limit` leads in the order in which they are next."""
        found: dict[int, Pick] = {}
        for step in self._steps():
            if len(found) >= limit:
                break
            # Each new lead among those found is a new lead called by the time the next one comes.
            done = self.new_done + sum(not pick.head.called for pick in found.values())
            room = min(limit - len(found), self.floor - done if step.floor else limit)
            if room <= 0:
                continue
            for pick in self._of_step(step, room, done, found):
                found.setdefault(pick.head.lead_id, pick)
        return list(found.values())[:limit]

    def _steps(self) -> tuple[Step, ...]:
        steps = self.book.rules.steps.get(self.tier, ())
        if self.shared:
            steps = tuple(step for step in steps if step.whose is not Whose.MINE)
        return in_block_first(steps) if self.in_block and self.new_done < self.floor else steps

    def _of_step(self, step: Step, room: int, done: int, found: dict[int, Pick]) -> Iterator[Pick]:
        # Leads already found by an earlier step may stand here again, so ask for that many more.
        limit = room + len(found)
        areas = self.book.open_ids(step.window, self.at)
        owner = self.who.id if step.whose is Whose.MINE else ANYONE
        if step.order is Order.SCORE:
            turns = range(done, done + room)
            yield from self._new_leads(step, limit, turns, areas, found)
            return
        since = self.at - dt.timedelta(minutes=self.book.rules.queue.fresh_minutes)
        heads = self.queue.heads(step, self.tier, owner, areas, self.at, limit, since=since)
        fresh = (head for head in heads if head.lead_id not in found)
        for _, head in zip(range(room), fresh, strict=False):
            yield Pick(head, step)

    def _new_leads(
        self, step: Step, limit: int, turns: range, areas: str, found: dict[int, Pick]
    ) -> Iterator[Pick]:
        """Yield never-called leads by score, every n-th the one that waited longest."""
        every = self.book.rules.queue.every_longest
        lives = json.dumps(self.queue.lives(self.tier))
        heads = self.queue.heads(step, self.tier, ANYONE, areas, self.at, limit, lives=lives)
        used = set(found)
        by_score = [head for head in heads if head.lead_id not in used]
        longest: list[Head] = []
        if every and any(turn % every == every - 1 for turn in turns):
            longest = self.queue.longest(self.tier, areas, self.at, limit)
        for turn in turns:
            wants_longest = bool(every) and turn % every == every - 1
            source = longest if wants_longest else by_score
            head = next((h for h in source if h.lead_id not in used), None)
            if head is None:
                head = next((h for h in by_score if h.lead_id not in used), None)
            if head is None:
                return
            used.add(head.lead_id)
            yield Pick(head, step)


def picker_for(
    unit: Unit, book: Book, who: Person, tier: int, at: dt.datetime, *, shared: bool = False
) -> Picker:
    """Return the walk for a person in a tier, as the day stands for them."""
    local = at.astimezone(ZoneInfo(who.time_zone))
    day = local.date()
    new_done = unit.journal.count(who.id, day.isoformat(), tier, Metric.NEW_LEAD_CALLS)
    in_block = who.block is not None and who.block[0] <= local.time() < who.block[1]
    floor = book.target(who.id, tier, day, Metric.NEW_LEAD_CALLS)
    if floor:
        floor = target_for(floor, share_of(unit.team.absence(who.id, day)))
    return Picker(unit.queue, book, who, tier, at, new_done, floor, in_block, shared)


def step_of_kind(rules: Rules, tier: int, kind: QueueKind) -> Step | None:
    """Return the step a kind of lead belongs to in a tier, for a lead not found by a walk."""
    for step in rules.steps.get(tier, ()):
        if step.kind is kind and not step.fresh and not step.floor:
            return step
    return None
