# SPDX-License-Identifier: MIT
"""The queue of a workstation of a team: it offers only what may be called from here now.

That is what the workstation holds a live lease of, and what is its person's own.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from typing import TypeAlias

from typing_extensions import override

from leaddesk.desk.operations import ENDING
from leaddesk.desk.records import Head
from leaddesk.domain.queue import Step
from leaddesk.storage import tables
from leaddesk.storage.dialects import json_list
from leaddesk.storage.engine import Session, Sql
from leaddesk.storage.moments import to_ms
from leaddesk.storage.queue import QueueStore

Alive: TypeAlias = Callable[[str, float], bool]
"""Tells whether a lease lives that is over at some seconds on the clock of a boot."""

_OWN = (
    "lead.owner_id <> 0 AND lead.owner_id = "
    "(SELECT CAST(value AS INTEGER) FROM membership WHERE name = 'person')"
)
_HELD = Sql(
    "SELECT held_lease.lead_id, held_lease.boot, held_lease.over FROM held_lease "
    "WHERE NOT EXISTS (SELECT 1 FROM operation WHERE operation.lease_id = held_lease.id "
    f"AND operation.kind IN ({', '.join(repr(kind) for kind in sorted(ENDING))}))"
)
_IS_OWN = Sql(f"SELECT 1 FROM lead WHERE id = :lead AND {_OWN}")
_OWN_OF = Sql(f"SELECT id FROM lead WHERE id IN (SELECT value FROM json_each(:ids)) AND {_OWN}")
_READY = Sql(
    f"SELECT COUNT(*) FROM lead WHERE tier = :tier AND ({_OWN} "
    "OR id IN (SELECT value FROM json_each(:ids))) AND ("
    f"(({tables.NEW} OR ({tables.POOL} AND due_at <= :now)) "
    "AND area_id IN (SELECT value FROM json_each(:team))) "
    f"OR ({tables.PERSONAL} AND owner_id IN (0, :person) AND due_at <= :now "
    "AND area_id IN (SELECT value FROM json_each(:lawful))))"
)
_UNHEARD = Sql(
    "SELECT COUNT(*) FROM lead WHERE id IN (SELECT value FROM json_each(:ids)) "
    f"AND tier = :tier AND kind <> 0 AND NOT ({_OWN})"
)


def nothing_lives(_boot: str, _over: float) -> bool:
    """Hold every lease for over: whoever opens a workstation's file without its clock."""
    return False


class HeldQueue(QueueStore):
    """`desk.unit.Queue` over a session of a workstation's file."""

    def __init__(self, session: Session, alive: Alive) -> None:
        super().__init__(session)
        self._alive = alive

    @override
    def heads(
        self,
        step: Step,
        tier: int,
        owner: int,
        areas: str,
        at: dt.datetime,
        limit: int,
        *,
        since: dt.datetime | None = None,
        lives: str = "[]",
    ) -> list[Head]:
        """Return the first leads of one step that may be called from here, in its order."""
        found = super().heads
        return self._offered(
            lambda most: found(step, tier, owner, areas, at, most, since=since, lives=lives), limit
        )

    @override
    def longest(self, tier: int, areas: str, at: dt.datetime, limit: int) -> list[Head]:
        """Return never-called leads that may be called from here, the longest waiting first."""
        found = super().longest
        return self._offered(lambda most: found(tier, areas, at, most), limit)

    def _offered(self, found: Callable[[int], list[Head]], limit: int) -> list[Head]:
        """Ask for more and more until enough of them may be called; a hand is small."""
        most = max(limit, 1) * 4
        while True:
            heads = found(most)
            may = self._callable([head.lead_id for head in heads])
            offered = [head for head in heads if head.lead_id in may]
            if len(offered) >= limit or len(heads) < most:
                return offered[:limit]
            most *= 4

    def _callable(self, lead_ids: Sequence[int]) -> set[int]:
        if not lead_ids:
            return set()
        own = self._session.rows(_OWN_OF, ids=json_list(lead_ids))
        return self._held(alive=True) | {int(row[0]) for row in own}

    def _held(self, *, alive: bool) -> set[int]:
        """Return the leads of leases that live, or of those that are over."""
        rows = self._session.rows(_HELD)
        return {int(lead) for lead, boot, over in rows if self._alive(boot, over) is alive}

    @override
    def may_call(self, lead_id: int) -> bool:
        """Tell whether a lead may be called from here now."""
        own = self._session.one(_IS_OWN, lead=lead_id) is not None
        return own or lead_id in self._held(alive=True)

    @override
    def ready_here(
        self, tier: int, person_id: int, team: str, lawful: str, at: dt.datetime
    ) -> int | None:
        """Return how many leads a person may call from here; a hand is small, so they are read."""
        held = json_list(self._held(alive=True))
        row = self._session.one(
            _READY, ids=held, tier=tier, person=person_id, team=team, lawful=lawful, now=to_ms(at)
        )
        return int(row[0]) if row else 0

    @override
    def unheard(self, tier: int) -> int:
        """Return how many leads of the hand wait until the hub was heard."""
        over = self._held(alive=False) - self._held(alive=True)
        row = self._session.one(_UNHEARD, ids=json_list(over), tier=tier)
        return int(row[0]) if row else 0
