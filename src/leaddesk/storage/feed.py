# SPDX-License-Identifier: MIT
"""What changed for whom at the hub: pointers that triggers write, one row a thing.

A pointer says that something changed, not what: whoever pulls reads the rows as they are then. A
lead is one thing with all its rows. It is told to whoever was sent it, whom it waits for, and who
has a part in a handoff of it; tables that everybody has are one thing each, told to person 0.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy import Table

from leaddesk.storage import (
    tables,
    tables_listing,
    tables_no_call,
    tables_people,
    tables_plan,
)
from leaddesk.storage.engine import Row, Session, Sql

LEAD, ENTRY, DAY = "lead", "entry", "day"
"""Things with rows of several tables: a lead; one's own journal row; the counts of one's day."""

EVERYBODY = 0

OF_LEAD = (
    (tables.lead, "id"),
    (tables.phone, "lead_id"),
    (tables.journal, "lead_id"),
    (tables.handoff, "lead_id"),
    (tables.feedback, "lead_id"),
    (tables_no_call.hold, "lead_id"),
    (tables_plan.sale, "lead_id"),
)
"""The tables of a lead, and the column that says whose row it is."""

PARTIES = {
    "lead": ("owner_id",),
    "handoff": ("giver_id", "receiver_id"),
    "feedback": ("giver_id", "receiver_id"),
}
"""Who else a change of a lead is told to, by table."""

SHARED = (
    tables.rule,
    tables.person,
    tables.absence,
    tables.goal,
    tables.source,
    tables.area,
    tables.holiday,
    tables.lead_list,
    tables.mapping,
    tables_no_call.place_hours,
    tables_people.notice,
    tables_people.acknowledgement,
)
"""Tables that everybody has whole."""

OWN = (
    (tables_listing.kept_filter, "person_id"),
    (tables_people.coaching_note, "person_id"),
    (tables_people.meeting, "person_id"),
    (tables_people.agreed_action, "owner_id"),
)
"""Tables of which everybody has the rows that are about them, told as one thing each."""

_NEXT = Sql("UPDATE feed_mark SET mark = mark + 1")
_MARK = Sql("SELECT mark FROM feed_mark")
_CHANGED = Sql(
    "SELECT entity, key, mark FROM feed WHERE person_id IN (0, :person) AND mark > :cursor "
    "ORDER BY mark, entity, key LIMIT :most"
)
_AT = Sql(
    "SELECT entity, key, mark FROM feed WHERE person_id IN (0, :person) AND mark = :mark "
    "ORDER BY entity, key"
)


@dataclass(frozen=True, slots=True)
class Pointer:
    """Something that changed, and the mark of the transaction that changed it."""

    entity: str
    key: str
    mark: int


def advance(session: Session) -> int:
    """Begin a transaction's mark and return it; one after the other, in the order of commits."""
    session.run(_NEXT)
    return mark(session)


def mark(session: Session) -> int:
    """Return the mark of this transaction, or of the newest one."""
    row = session.one(_MARK)
    return int(row[0]) if row else 0


def changed(session: Session, person_id: int, cursor: int, most: int) -> tuple[Pointer, ...]:
    """Return what changed for a person since a mark, oldest first, about `most` things.

    What changed in one transaction comes whole: a mark is behind the cursor or not.
    """
    found = session.rows(_CHANGED, person=person_id, cursor=cursor, most=most)
    if len(found) == most:
        last = found[-1][2]
        found = [row for row in found if row[2] < last]
        found += session.rows(_AT, person=person_id, mark=last)
    return tuple(_pointer(row) for row in found)


def _pointer(row: Row) -> Pointer:
    return Pointer(*row)


def install(session: Session) -> None:
    """Let every change be told from now on."""
    session.run(Sql("INSERT INTO feed_mark (mark) SELECT 0 WHERE NOT EXISTS (SELECT 1 FROM feed_mark)"))
    for name, statement in triggers():
        session.sql(f"DROP TRIGGER IF EXISTS {name}")
        session.sql(statement)


def triggers() -> Iterator[tuple[str, str]]:
    """Name and text of each trigger, for SQLite."""
    for table, column in OF_LEAD:
        for event, rows in _events(table):
            told = " UNION ".join(_of_lead(table, column, row) for row in rows)
            yield _trigger(table, event, told)
    for table, column in OWN:
        for event, rows in _events(table):
            told = " UNION ".join(_own(table, column, row) for row in rows)
            yield _trigger(table, event, told)
    for table in SHARED:
        for event, _ in _events(table):
            yield _trigger(table, event, f"SELECT {EVERYBODY}, '{table.name}', ''")
    for event, rows in _events(tables.counter):
        told = " UNION ".join(f"SELECT {row}.person_id, '{DAY}', {row}.day" for row in rows)
        yield _trigger(tables.counter, event, told)


def _events(table: Table) -> tuple[tuple[str, tuple[str, ...]], ...]:
    del table
    return (("INSERT", ("NEW",)), ("UPDATE", ("OLD", "NEW")), ("DELETE", ("OLD",)))


def _of_lead(table: Table, column: str, row: str) -> str:
    """Return the SQL of whom a change of a lead's row is told, as person, entity and key."""
    lead = f"{row}.{column}"
    told = [f"SELECT person_id, '{LEAD}', {lead} FROM sight WHERE lead_id = {lead}"]
    told += [
        f"SELECT {row}.{party}, '{LEAD}', {lead} WHERE {row}.{party} <> 0"
        for party in PARTIES.get(str(table.name), ())
    ]
    if table is tables.journal:
        told.append(f"SELECT {row}.person_id, '{ENTRY}', {row}.id WHERE {row}.person_id <> 0")
    return " UNION ".join(told)


def _own(table: Table, column: str, row: str) -> str:
    return f"SELECT {row}.{column}, '{table.name}', ''"


def _trigger(table: Table, event: str, told: str) -> tuple[str, str]:
    name = f"feed_{table.name}_{event.lower()}"
    return name, (
        f"CREATE TRIGGER {name} AFTER {event} ON {table.name} BEGIN "
        "INSERT INTO feed (person_id, entity, key, mark) "
        f"SELECT whom.*, (SELECT mark FROM feed_mark) FROM ({told}) AS whom WHERE true "
        "ON CONFLICT (person_id, entity, key) DO UPDATE SET mark = excluded.mark; END"
    )
