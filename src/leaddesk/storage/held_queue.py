# SPDX-License-Identifier: MIT
"""The queue of a workstation of a team: it offers only what may be called from here now.

That is what the workstation holds a live lease of, and what is its person's own.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from typing import Any, Final, TypeAlias

from typing_extensions import override

from leaddesk.desk.operations import ENDING
from leaddesk.desk.records import Head
from leaddesk.domain.lead import PERSONAL_KINDS, QueueKind
from leaddesk.domain.queue import Order, Step
from leaddesk.storage import queue_seeks, tables
from leaddesk.storage.dialects import json_list
from leaddesk.storage.engine import Build, Session, Sql
from leaddesk.storage.moments import to_ms
from leaddesk.storage.queue import QueueStore, head_of

Alive: TypeAlias = Callable[[str, float], bool]
"""Tells whether a lease lives that is over at some seconds on the clock of a boot."""

_ENDED = ", ".join(repr(kind) for kind in sorted(ENDING))
_HELD = Sql(
    "SELECT held_lease.lead_id, held_lease.boot, held_lease.over, lead.kind FROM held_lease "
    "LEFT JOIN lead ON lead.id = held_lease.lead_id WHERE NOT EXISTS (SELECT 1 FROM operation "
    f"WHERE operation.lease_id = held_lease.id AND operation.kind IN ({_ENDED}))"
)
_ME = Sql("SELECT CAST(value AS INTEGER) FROM membership WHERE name = 'person'")
_OWNER = Sql("SELECT owner_id FROM lead WHERE id = :lead")

_WAITS = "lead.kind = :kind AND lead.owner_id = :owner AND lead.due_at <= :now"
_DUE = "lead.kind = :kind AND lead.due_at <= :now"
_OF_STEP: Final[dict[str, Build]] = {
    "waiting": queue_seeks.of_hand(_WAITS, "lead.due_at, lead.id"),
    "waiting_longest": queue_seeks.of_hand(_WAITS, "lead.last_call_at, lead.id"),
    "due": queue_seeks.of_hand(_DUE, "lead.due_at, lead.id"),
    "rested": queue_seeks.of_hand(_DUE, "lead.last_call_at, lead.id"),
    "newest": queue_seeks.of_hand(
        "lead.kind = 3 AND lead.inbound = 1 AND lead.arrived_at > :since",
        "lead.arrived_at DESC, lead.id DESC",
    ),
    "score": queue_seeks.of_hand(
        "lead.kind = 3", "lead.rank - :hours / lead.half_life DESC, lead.id"
    ),
    "longest": queue_seeks.of_hand("lead.kind = 3", "lead.arrived_at, lead.id"),
}
"""The heads of a hand, in the orders that `queue_seeks` has over all leads."""

_READY = Sql(
    "SELECT (SELECT COUNT(*) FROM lead WHERE id IN (SELECT value FROM json_each(:ids)) "
    f"AND +tier = :tier AND ((+{tables.NEW} OR (+{tables.POOL} AND due_at <= :now)) "
    "AND area_id IN (SELECT value FROM json_each(:team)) "
    f"OR +{tables.PERSONAL} AND owner_id IN (0, :person) AND owner_id <> :mine AND due_at <= :now "
    "AND area_id IN (SELECT value FROM json_each(:lawful)))) "
    f"+ (SELECT COUNT(*) FROM lead WHERE {tables.PERSONAL} AND tier = :tier "
    "AND owner_id = :mine AND due_at <= :now "
    "AND area_id IN (SELECT value FROM json_each(:lawful)))"
)
_UNHEARD = Sql(
    "SELECT COUNT(*) FROM lead WHERE id IN (SELECT value FROM json_each(:ids)) "
    "AND +tier = :tier AND kind <> 0 AND owner_id <> :mine"
)
_NOBODY = -1
"""Owns no lead."""


def nothing_lives(_boot: str, _over: float) -> bool:
    """Hold every lease for over: whoever opens a workstation's file without its clock."""
    return False


class HeldQueue(QueueStore):
    """`desk.unit.Queue` over a session of a workstation's file.

    What waits for its person by name is sought among all leads; all else is looked for in the hand.
    """

    def __init__(self, session: Session, alive: Alive) -> None:
        super().__init__(session)
        self._alive = alive
        self._known: tuple[Mapping[int, int], frozenset[int]] | None = None
        self._person = 0

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
        if step.kind in PERSONAL_KINDS and owner and owner == self._me():
            return super().heads(step, tier, owner, areas, at, limit, since=since, lives=lives)
        more: dict[str, Any] = {"owner": owner}
        if step.order is Order.SCORE:
            more["hours"] = at.timestamp() / 3600
        elif step.order is Order.NEWEST:
            more["since"] = to_ms(since)
        return self._of_hand(_order_of(step), step.kind, tier, areas, at, limit, **more)

    @override
    def lives(self, tier: int) -> list[int]:
        """Return none: a hand is read whole."""
        del tier
        return []

    @override
    def longest(self, tier: int, areas: str, at: dt.datetime, limit: int) -> list[Head]:
        """Return never-called leads that may be called from here, the longest waiting first."""
        return self._of_hand("longest", QueueKind.NEW, tier, areas, at, limit)

    def _of_hand(
        self,
        order: str,
        kind: QueueKind,
        tier: int,
        areas: str,
        at: dt.datetime,
        limit: int,
        **more: object,
    ) -> list[Head]:
        hand = [lead for lead, known in self._leads()[0].items() if known == kind]
        if not hand:
            return []
        rows = self._session.rows(
            _OF_STEP[order], ids=json_list(hand), kind=int(kind), tier=tier, areas=areas,
            now=to_ms(at), limit=limit, **more,
        )  # fmt: skip
        return [head_of(row) for row in rows]

    def _leads(self) -> tuple[Mapping[int, int], frozenset[int]]:
        """Return the leads of leases that live, with their kind, and those of leases that are over.

        Read once a transaction: leases come in transactions of their own, and a lead that leaves
        its kind in this one ends its lease with it. The leases of a hand mostly end together: the
        clock is asked once for those.
        """
        if self._known is None:
            rows = self._session.rows(_HELD)
            ends = {(boot, over) for _, boot, over, _ in rows}
            alive = {end for end in ends if self._alive(*end)}
            living = {lead: kind for lead, boot, over, kind in rows if (boot, over) in alive}
            self._known = living, frozenset(row[0] for row in rows) - living.keys()
        return self._known

    def _me(self) -> int:
        """Return who works here; somebody who owns no lead where that is not noted."""
        if not self._person:
            row = self._session.one(_ME)
            self._person = int(row[0] or 0) if row else 0
        return self._person or _NOBODY

    @override
    def may_call(self, lead_id: int) -> bool:
        """Tell whether a lead may be called from here now."""
        if lead_id in self._leads()[0]:
            return True
        row = self._session.one(_OWNER, lead=lead_id)
        return row is not None and row[0] == self._me()

    @override
    def ready_here(
        self, tier: int, person_id: int, team: str, lawful: str, at: dt.datetime
    ) -> int | None:
        """Return how many leads a person may call from here; a hand is small, so they are read."""
        me = self._me()
        row = self._session.one(
            _READY, ids=json_list(self._leads()[0]), tier=tier, person=person_id, team=team,
            lawful=lawful, now=to_ms(at), mine=me if me == person_id else _NOBODY,
        )  # fmt: skip
        return int(row[0]) if row else 0

    @override
    def unheard(self, tier: int) -> int:
        """Return how many leads of the hand wait until the hub was heard."""
        over = json_list(self._leads()[1])
        row = self._session.one(_UNHEARD, ids=over, tier=tier, mine=self._me())
        return int(row[0]) if row else 0


def _order_of(step: Step) -> str:
    """Return the order of a step in which its leads are read."""
    longest = step.order is Order.LONGEST
    if step.kind in PERSONAL_KINDS:
        return "waiting_longest" if longest else "waiting"
    if step.order is Order.NEWEST:
        return "newest"
    if step.order is Order.SCORE:
        return "score"
    return "rested" if longest and step.kind is QueueKind.REST else "due"
