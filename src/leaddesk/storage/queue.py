# SPDX-License-Identifier: MIT
"""Heads of queues and leases: who is next, and who holds what."""

from __future__ import annotations

import datetime as dt
from typing import Any

from leaddesk.desk.records import Head
from leaddesk.domain.lead import PERSONAL_KINDS, QueueKind
from leaddesk.domain.queue import Order, Step
from leaddesk.storage import queue_seeks, tables
from leaddesk.storage.dialects import json_list
from leaddesk.storage.engine import Row, Session, Sql
from leaddesk.storage.moments import from_ms, maybe_ms, to_ms

_IN_HAND = Sql(
    "SELECT lead_id FROM lease WHERE person_id = :person AND expires_at > :now "
    "ORDER BY taken_at DESC LIMIT 1"
)
_IN_WHOSE_HAND = (
    "SELECT person_id FROM lease WHERE (lead_id = :lead OR phone = :phone) AND expires_at > :now "
)
_HAND = Sql(_IN_WHOSE_HAND)
_HOLDER = Sql(
    f"{_IN_WHOSE_HAND}"
    "UNION ALL SELECT person_id FROM team_lease WHERE live = 1 AND lead_id = :lead "
    "UNION ALL SELECT person_id FROM team_lease WHERE live = 1 AND phone = :phone"
)
_DROP_EXPIRED = Sql(
    "DELETE FROM lease WHERE (lead_id = :lead OR phone = :phone OR person_id = :person) "
    "AND expires_at <= :now"
)
_TAKE = Sql(
    "INSERT INTO lease (lead_id, phone, person_id, taken_at, expires_at) "
    "SELECT CAST(:lead AS BIGINT), CAST(:phone AS VARCHAR(40)), CAST(:person AS BIGINT), "
    "CAST(:now AS BIGINT), CAST(:until AS BIGINT) WHERE NOT EXISTS (SELECT 1 FROM team_lease "
    "WHERE live = 1 AND lead_id = :lead AND person_id <> :person) AND NOT EXISTS (SELECT 1 FROM "
    "team_lease WHERE live = 1 AND phone = :phone AND person_id <> :person) ON CONFLICT DO NOTHING"
)
# One seek per half-life: a DISTINCT would read every new lead.
LIVES = Sql(
    "WITH RECURSIVE lives(life) AS ("
    "SELECT MIN(half_life) FROM lead WHERE kind = 3 AND tier = :tier UNION ALL "
    "SELECT (SELECT MIN(half_life) FROM lead WHERE kind = 3 AND tier = :tier AND half_life > life) "
    "FROM lives WHERE life IS NOT NULL) SELECT life FROM lives WHERE life IS NOT NULL"
)
# As many seeks for the lengths of rests, in whole weeks.
RESTS = Sql(
    f"WITH RECURSIVE rests(weeks) AS (SELECT MIN({tables.RESTS_WEEKS}) FROM lead WHERE "
    f"{tables.REST} AND tier = :tier UNION ALL "
    f"SELECT (SELECT MIN({tables.RESTS_WEEKS}) FROM lead WHERE {tables.REST} AND tier = :tier "
    f"AND {tables.RESTS_WEEKS} > weeks) "
    "FROM rests WHERE weeks IS NOT NULL) SELECT weeks FROM rests WHERE weeks IS NOT NULL"
)
_RENEW = Sql("UPDATE lease SET expires_at = :until WHERE person_id = :person")
_DIALLED = Sql("UPDATE lease SET dialled_at = :now WHERE person_id = :person AND lead_id = :lead")
_LET_GO = Sql("DELETE FROM lease WHERE person_id = :person")
_FREE = Sql("DELETE FROM lease WHERE lead_id = :lead")


class QueueStore:
    """`desk.unit.Queue` over a session."""

    def __init__(self, session: Session) -> None:
        self._session = session

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
        """Return the first free leads of one step, in its order.

        `areas` and `lives` are JSON lists of area ids and half-lives; `since` bounds fresh leads.
        """
        shared: dict[str, Any] = {"tier": tier, "areas": areas, "now": to_ms(at), "limit": limit}
        if step.kind in PERSONAL_KINDS:
            longest = step.order is Order.LONGEST
            seek = queue_seeks.personal_longest if longest else queue_seeks.personal
            rows = self._session.rows(seek, kind=int(step.kind), owner=owner, **shared)
        elif step.kind is QueueKind.REST and step.order is Order.LONGEST:
            weeks = json_list(row[0] for row in self._session.rows(RESTS, tier=tier))
            rows = self._session.rows(queue_seeks.rested, weeks=weeks, **shared)
        elif step.order is Order.NEWEST:
            rows = self._session.rows(
                queue_seeks.newest_inbound, ways="[1]", since=to_ms(since), **shared
            )
        elif step.order is Order.SCORE:
            hours = at.timestamp() / 3600
            rows = self._session.rows(queue_seeks.by_score, lives=lives, hours=hours, **shared)
        else:
            rows = self._session.rows(queue_seeks.pool, kind=int(step.kind), **shared)
        return [head_of(row) for row in rows]

    def lives(self, tier: int) -> list[int]:
        """Return the half-lives of the never-called leads of a tier, also ones of older rules."""
        return [int(row[0]) for row in self._session.rows(LIVES, tier=tier)]

    def longest(self, tier: int, areas: str, at: dt.datetime, limit: int) -> list[Head]:
        """Return never-called leads, the longest waiting first."""
        rows = self._session.rows(
            queue_seeks.longest_waiting,
            tier=tier,
            areas=areas,
            ways="[0, 1]",
            now=to_ms(at),
            limit=limit,
        )
        return [head_of(row) for row in rows]

    def in_hand(self, person_id: int, at: dt.datetime) -> int | None:
        """Return the lead in somebody's hand."""
        row = self._session.one(_IN_HAND, person=person_id, now=to_ms(at))
        return None if row is None else int(row[0])

    def holder(self, lead_id: int, phone: str, at: dt.datetime, *, lent: bool = True) -> int | None:
        """Return who holds a lead or its number; without `lent`, in a hand and not only lent."""
        key = _number_key(lead_id, phone)
        row = self._session.one(_HOLDER if lent else _HAND, lead=lead_id, phone=key, now=to_ms(at))
        return None if row is None else int(row[0])

    def take(
        self, lead_id: int, phone: str, person_id: int, at: dt.datetime, until: dt.datetime
    ) -> bool:
        """Put a lead into an empty hand; False when it or its number is in one already."""
        key = _number_key(lead_id, phone)
        self._session.run(_DROP_EXPIRED, lead=lead_id, phone=key, person=person_id, now=to_ms(at))
        return bool(
            self._session.run(
                _TAKE, lead=lead_id, phone=key, person=person_id, now=to_ms(at), until=to_ms(until)
            )
        )

    def renew(self, person_id: int, until: dt.datetime) -> None:
        """Make the lease of somebody's lead in hand last until then."""
        self._session.run(_RENEW, person=person_id, until=to_ms(until))

    def dialled(self, person_id: int, lead_id: int, at: dt.datetime) -> None:
        """Keep when somebody rang the lead in their hand; another lead is passed over."""
        self._session.run(_DIALLED, person=person_id, lead=lead_id, now=to_ms(at))

    def let_go(self, person_id: int) -> None:
        """Empty somebody's hand."""
        self._session.run(_LET_GO, person=person_id)

    def free(self, lead_id: int) -> None:
        """Take a lead out of whoever's hand it is in."""
        self._session.run(_FREE, lead=lead_id)

    def may_call(self, lead_id: int) -> bool:
        """Tell whether a lead may be called from here now: any may."""
        del lead_id
        return True

    def ready_here(
        self, tier: int, person_id: int, team: str, lawful: str, at: dt.datetime
    ) -> int | None:
        """Return None: nothing limits that."""
        del tier, person_id, team, lawful, at
        return None

    def unheard(self, tier: int) -> int:
        """Return how many leads of the hand wait until a hub was heard: none."""
        del tier
        return 0


def _number_key(lead_id: int, phone: str) -> str:
    """Return what a lease is unique by: the number, or the lead when it has none."""
    return phone or f"lead {lead_id}"


def head_of(row: Row) -> Head:
    """Return a head by its `queue_seeks.HEAD_COLUMNS`."""
    return Head(
        row[0], row[1], row[2], maybe_ms(row[3]), from_ms(row[4]), bool(row[5]), called=bool(row[6])
    )
