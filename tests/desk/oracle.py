# SPDX-License-Identifier: MIT
"""The order of a queue in plain Python, written from the rules alone (domain reference 3)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from leaddesk.domain.calling_hours import B2B, WIDEST_LEGAL, NoHolidays, is_open
from leaddesk.domain.lead import ANYONE, Lead, QueueKind

EVERY_LONGEST = 5
FRESH = dt.timedelta(minutes=60)
LONG_AGO = dt.datetime(1970, 1, 1, tzinfo=dt.UTC)


@dataclass(frozen=True, slots=True)
class Oracle:
    """What a person's queue holds at a moment: leads nobody holds, the day's new-lead calls."""

    leads: Sequence[Lead]
    who: int
    at: dt.datetime
    new_done: int
    floor: int = 0
    in_block: bool = False

    def tier_1(self) -> list[int]:
        """Return the leads of the first tier in the order in which they are next."""
        return _unique(self._tier_1())

    def tier_2(self) -> list[int]:
        """Return the leads of the second tier in the order in which they are next."""
        return _unique(self._tier_2())

    def _tier_1(self) -> Iterator[Lead]:
        yield from self._agreed()
        for owner in (self.who, ANYONE):
            yield from self._due(QueueKind.RETURNED, owner)
        fresh = [lead for lead in self._new() if lead.inbound and self.at - lead.arrived_at < FRESH]
        fresh.sort(key=lambda lead: (lead.arrived_at, lead.id), reverse=True)
        yield from fresh
        yield from self._due(QueueKind.RETRY)
        gone = {lead.id for lead in fresh}
        called = self.new_done + len(fresh) + self._never_called_before()
        yield from self._by_score([n for n in self._new() if n.id not in gone], called)
        yield from self._due(QueueKind.REST)

    def _tier_2(self) -> Iterator[Lead]:
        new = list(self._by_score(list(self._new()), self.new_done))
        wanted = max(0, self.floor - self.new_done)
        if self.in_block:
            yield from new[:wanted]
        yield from self._agreed()
        yield from self._due(QueueKind.ACCEPTED, self.who)
        yield from self._due(QueueKind.NEXT_STEP, self.who)
        yield from new[:wanted]
        yield from self._due(QueueKind.TOUCH, self.who)
        yield from self._due(QueueKind.RETRY)
        yield from new[wanted:]
        yield from self._due(QueueKind.REST)

    def _agreed(self) -> Iterator[Lead]:
        for owner in (self.who, ANYONE):
            yield from self._due(QueueKind.CALLBACK, owner, self._lawful)

    def _never_called_before(self) -> int:
        """Return how many of the leads in front of the new ones will count as new-lead calls."""
        return sum(
            lead.last_call_at is None
            for kind in (QueueKind.CALLBACK, QueueKind.RETURNED, QueueKind.RETRY)
            for owner in (self.who, ANYONE)
            for lead in self._due(kind, owner, self._lawful if kind == 1 else None)
        )

    def _due(
        self,
        kind: QueueKind,
        owner: int = ANYONE,
        window: Callable[[Lead], bool] | None = None,
    ) -> list[Lead]:
        is_in = window or self._open
        found = [
            lead
            for lead in self.leads
            if lead.kind is kind
            and lead.owner_id == owner
            and lead.due_at is not None
            and lead.due_at <= self.at
            and is_in(lead)
        ]
        if kind in {QueueKind.REST, QueueKind.TOUCH}:
            return sorted(found, key=lambda lead: (lead.last_call_at or LONG_AGO, lead.id))
        return sorted(found, key=lambda lead: (lead.due_at, lead.id))

    def _new(self) -> list[Lead]:
        return [lead for lead in self.leads if lead.kind is QueueKind.NEW and self._open(lead)]

    def _by_score(self, leads: list[Lead], called: int) -> Iterator[Lead]:
        """Yield by score; every fifth new-lead call of the day goes to who waited longest."""
        left = sorted(leads, key=lambda lead: (-self._score(lead), lead.id))
        while left:
            if called % EVERY_LONGEST == EVERY_LONGEST - 1:
                taken = min(left, key=lambda lead: (lead.arrived_at, lead.id))
            else:
                taken = left[0]
            left.remove(taken)
            called += 1
            yield taken

    def _score(self, lead: Lead) -> float:
        """Return log2 of the score: merit halves with every half-life of age."""
        return lead.rank - self.at.timestamp() / 3600 / lead.half_life

    def _open(self, lead: Lead) -> bool:
        return is_open(lead.area, B2B, NoHolidays(), self.at)

    def _lawful(self, lead: Lead) -> bool:
        return is_open(lead.area, WIDEST_LEGAL, NoHolidays(), self.at)


def _unique(leads: Iterator[Lead]) -> list[int]:
    return list(dict.fromkeys(lead.id for lead in leads))
