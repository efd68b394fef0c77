# SPDX-License-Identifier: MIT
"""Changes to many leads: written by version, with what each lead was kept beside it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any

import msgspec
from sqlalchemy import Dialect

from leaddesk.desk.stores.bulks import BulkLead
from leaddesk.domain.errors import NotFound
from leaddesk.domain.lead import Lead, LeadState
from leaddesk.storage.dialects import json_list, listed_ids
from leaddesk.storage.engine import Session, Sql
from leaddesk.storage.leads import LEAD_SELECT, column_value, lead_of
from leaddesk.storage.moments import to_ms
from leaddesk.storage.tables import OPEN

_OPEN = Sql(
    "INSERT INTO bulk (entry_id, status, touched_at) VALUES (:entry, 'working', :now) RETURNING id"
)
_STATUS = Sql("UPDATE bulk SET status = :status WHERE id = :id")
_TOUCH = Sql("UPDATE bulk SET touched_at = :now WHERE id = :id RETURNING status")
_OF_ENTRY = Sql("SELECT id FROM bulk WHERE entry_id = :entry")
_UNFINISHED = Sql(
    "SELECT id FROM bulk WHERE status = 'undoing' "
    "OR (status = 'working' AND touched_at < :stale) ORDER BY id"
)
_KEEP = Sql(
    "INSERT INTO bulk_image (lead_id, bulk_id, before, after) "
    "VALUES (:lead, :bulk, :before, :after)"
)
_IMAGES = Sql(
    "SELECT lead_id, before, after FROM bulk_image WHERE bulk_id = :bulk "
    "ORDER BY lead_id LIMIT :limit"
)
_WAS_IN = Sql(
    "SELECT 1 FROM bulk_image WHERE bulk_id = :bulk AND (before LIKE :last OR before LIKE :more) "
    "LIMIT 1"
)
_TAKEN = Sql(
    "SELECT 1 FROM lead AS closed JOIN phone AS mine ON mine.lead_id = closed.id AND mine.bad = '' "
    "JOIN phone ON phone.e164 = mine.e164 AND phone.lead_id <> closed.id AND phone.bad = '' "
    f"JOIN lead ON lead.id = phone.lead_id AND {OPEN} "
    "WHERE closed.id = :id AND closed.state NOT IN (0, 1, 2) AND closed.kind = 0"
)
_NUMBERLESS = Sql(
    "SELECT 1 FROM lead WHERE id = :id AND state <> 0 AND NOT EXISTS (SELECT 1 FROM phone "
    "WHERE phone.lead_id = lead.id AND phone.e164 = lead.phone AND phone.bad = '')"
)
_GONE = Sql("SELECT 1 FROM person WHERE id = :owner AND active = 0")
_BEGUN = Sql(
    "SELECT id FROM bulk WHERE status IN ('working', 'undoing') AND EXISTS (SELECT 1 "
    "FROM bulk_image WHERE bulk_image.bulk_id = bulk.id "
    "AND (before LIKE :inside OR before LIKE :last)) ORDER BY id"
)
_FORGET = Sql("DELETE FROM bulk_image WHERE bulk_id = :bulk AND lead_id <= :last")


def _leads(dialect: Dialect) -> str:
    return f"{LEAD_SELECT} WHERE lead.id IN ({listed_ids('ids', dialect)}) ORDER BY lead.id"


def _held(dialect: Dialect) -> str:
    mark = ":now" if dialect.name == "sqlite" else "%(now)s"
    return (
        f"SELECT lead_id FROM lease WHERE lead_id IN ({listed_ids('ids', dialect)}) "
        f"AND expires_at > {mark}"
    )


def _handed(dialect: Dialect) -> str:
    return (
        f"SELECT lead_id FROM handoff WHERE open = 1 AND lead_id IN ({listed_ids('ids', dialect)})"
    )


class BulkStore:
    """`desk.unit.Bulks` over a session."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def open(self, entry_id: str, at: dt.datetime) -> int:
        """Begin a change and return its id."""
        row = self._session.one(_OPEN, entry=entry_id, now=to_ms(at))
        if row is None:
            raise NotFound("bulk", what=entry_id)
        return int(row[0])

    def leads(self, ids: Sequence[int], at: dt.datetime) -> list[BulkLead]:
        """Return those of some leads that are here, with who has them."""
        told = json_list(ids)
        held = {row[0] for row in self._session.rows(_held, ids=told, now=to_ms(at))}
        handed = {row[0] for row in self._session.rows(_handed, ids=told)}
        return [
            BulkLead(lead_of(row), row[0] in held, row[0] in handed)
            for row in self._session.rows(_leads, ids=told)
        ]

    def write(
        self, bulk_id: int, changes: Sequence[tuple[Lead, Mapping[str, object]]]
    ) -> frozenset[int]:
        """Write some leads' columns and keep what they were."""
        late: set[int] = set()
        images = []
        for lead, fields in changes:
            after = {name: column_value(name, value) for name, value in fields.items()}
            before = {name: column_value(name, getattr(lead, name)) for name in fields}
            if not self._session.run(
                _update(tuple(after)), id=lead.id, version=lead.version, **after
            ):
                late.add(lead.id)
                continue
            images.append(
                {"lead": lead.id, "bulk": bulk_id, "before": _json(before), "after": _json(after)}
            )
        self._session.many(_KEEP, images)
        return frozenset(late)

    def set_status(self, bulk_id: int, status: str) -> None:
        """Say where a change stands."""
        self._session.run(_STATUS, id=bulk_id, status=status)

    def touch(self, bulk_id: int, at: dt.datetime) -> str:
        """Say that somebody works on a change, and return where it stands."""
        row = self._session.one(_TOUCH, id=bulk_id, now=to_ms(at))
        return str(row[0]) if row else ""

    def of_entry(self, entry_id: str) -> int:
        """Return the change of a journal row, 0 for a row without one."""
        row = self._session.one(_OF_ENTRY, entry=entry_id)
        return int(row[0]) if row else 0

    def was_in(self, bulk_id: int, tier: int) -> bool:
        """Tell whether a lead that a change moved stood in a tier before."""
        last, more = (f'%"tier":{tier}{end}%' for end in ("}", ","))
        return self._session.one(_WAS_IN, bulk=bulk_id, last=last, more=more) is not None

    def restore_some(self, bulk_id: int, limit: int) -> tuple[int, int]:
        """Put up to `limit` leads back that are still as the change left them."""
        rows = self._session.rows(_IMAGES, bulk=bulk_id, limit=limit)
        if not rows:
            return 0, 0
        moved = 0
        for lead_id, before, after in rows:
            told: dict[str, Any] = msgspec.json.decode(before)
            left: dict[str, Any] = msgspec.json.decode(after)
            was = {f"was_{name}": value for name, value in left.items()}
            if self._has_gone_on(lead_id, told):
                moved += 1
                continue
            moved += not self._session.run(_restore(tuple(told)), id=lead_id, **told, **was)
        self._session.run(_FORGET, bulk=bulk_id, last=rows[-1][0])
        return len(rows), moved

    def _has_gone_on(self, lead_id: int, told: Mapping[str, Any]) -> bool:
        """Tell whether a lead can't be as it was: its person or its number is gone, or taken."""
        owner = told.get("owner_id")
        if owner and self._session.one(_GONE, owner=owner):
            return True
        if not {"state", "kind"} & told.keys():
            return False
        gone = (_TAKEN, _NUMBERLESS) if told.get("state") == LeadState.QUEUED else (_TAKEN,)
        return any(self._session.one(statement, id=lead_id) for statement in gone)

    def begun_from(self, person_id: int) -> tuple[int, ...]:
        """Return changes not ended yet that took leads from a person."""
        told = f'%"owner_id":{person_id}'
        rows = self._session.rows(_BEGUN, inside=f"{told},%", last=f"{told}}}%")
        return tuple(int(row[0]) for row in rows)

    def unfinished(self, stale: dt.datetime) -> tuple[int, ...]:
        """Return changes being taken back, and ones that nobody worked on since `stale`."""
        return tuple(int(row[0]) for row in self._session.rows(_UNFINISHED, stale=to_ms(stale)))


def _update(columns: tuple[str, ...]) -> Sql:
    sets = ", ".join(f"{name} = :{name}" for name in columns)
    return Sql(
        f"UPDATE lead SET {sets}, version = version + 1 WHERE id = :id AND version = :version"
    )


def _restore(columns: tuple[str, ...]) -> Sql:
    sets = ", ".join(f"{name} = :{name}" for name in columns)
    still = " AND ".join(f"{name} = :was_{name}" for name in columns)
    return Sql(f"UPDATE lead SET {sets}, version = version + 1 WHERE id = :id AND {still}")


def _json(values: Mapping[str, Any]) -> str:
    return msgspec.json.encode(values).decode()
