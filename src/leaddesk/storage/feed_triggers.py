# SPDX-License-Identifier: MIT
"""The triggers of a hub that write what changed for whom, as each database says them.

No write can miss them, whoever makes it. A change of a lead is told to all who were sent it, and
these are noted here as well: whose it is, and who has a part in a handoff or wrote of it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from sqlalchemy import Table

from leaddesk.storage import tables
from leaddesk.storage.bundles import OF_LEAD, OWN, SHARED

LEAD: Final = "lead"
"""What a lead is called in the feed, with all its rows."""

EVERYBODY: Final = 0
"""To whom a change of a table is told that everybody has."""

PREFIX: Final = "feed_"
"""How the names of the triggers begin."""

_PARTIES: Final = {
    "lead": ("owner_id",),
    "handoff": ("giver_id", "receiver_id"),
    "feedback": ("giver_id", "receiver_id"),
    "journal": ("person_id",),
}
"""Who has a part in a lead by a row of it."""

_EVENTS: Final = (("INSERT", ("NEW",)), ("UPDATE", ("OLD", "NEW")), ("DELETE", ("OLD",)))

XID: Final = "CAST(CAST(pg_current_xact_id() AS TEXT) AS BIGINT)"
"""The mark of a transaction on a server: its own id, which never wraps."""


@dataclass(frozen=True, slots=True)
class Trigger:
    """A trigger: its table, its name, and the text that makes it (on a server, its body's)."""

    table: str
    name: str
    text: str


def for_sqlite() -> Iterator[Trigger]:
    """Say the triggers for SQLite: one a table and kind of change."""
    for table, column in OF_LEAD:
        for event, rows in _EVENTS:
            yield _sqlite(table, event, "", _lead_steps(table, column, rows))
    for table, column, _ in OWN:
        for event, rows in _EVENTS:
            yield _sqlite(table, event, "", _own_steps(table, column, rows))
    for table in SHARED:
        for event, rows in _EVENTS:
            steps = (_next_mark("1"), _tell(f"SELECT {EVERYBODY}, '{table.name}', '' WHERE true"))
            yield _sqlite(table, event, _only(table, rows), steps)


def _sqlite(table: Table, event: str, only: str, steps: tuple[str, ...]) -> Trigger:
    name = f"{PREFIX}{table.name}_{event.lower()}"
    told = "; ".join(steps)
    text = f"CREATE TRIGGER {name} AFTER {event} ON {table.name} {only}BEGIN {told}; END"
    return Trigger(str(table.name), name, text)


def _lead_steps(table: Table, column: str, rows: tuple[str, ...]) -> tuple[str, ...]:
    whose = ", ".join(f"{row}.{column}" for row in rows)
    notes = tuple(
        f"INSERT INTO sight (lead_id, person_id) SELECT {row}.{column}, {row}.{party} "
        f"WHERE {row}.{party} <> 0 AND {row}.{column} <> 0 ON CONFLICT DO NOTHING"
        for row in rows
        for party in _PARTIES.get(str(table.name), ())
    )
    seen = f"FROM sight WHERE lead_id IN ({whose})"
    return (
        *notes,
        _next_mark(f"EXISTS (SELECT 1 {seen})"),
        _tell(f"SELECT person_id, '{LEAD}', lead_id {seen}"),
    )


def _own_steps(table: Table, column: str, rows: tuple[str, ...]) -> tuple[str, ...]:
    told = " UNION ".join(f"SELECT {row}.{column} AS person_id" for row in rows)
    return (
        _next_mark("1"),
        _tell(f"SELECT person_id, '{table.name}', '' FROM ({told}) AS whom WHERE true"),
    )


def _next_mark(when: str) -> str:
    """Advance the mark, unless this transaction has its own; one writer at a time does it."""
    return f"UPDATE feed_mark SET mark = mark + 1 - held WHERE {when}"


def _tell(whom: str) -> str:
    """Tell people; `whom` is SQL of person, thing and key."""
    before, thing = whom.split(", ", 1)
    return (
        "INSERT INTO feed (person_id, mark, entity, key) "
        f"{before}, (SELECT mark FROM feed_mark), {thing} ON CONFLICT DO NOTHING"
    )


def _only(table: Table, rows: tuple[str, ...]) -> str:
    """Return for which rows of a table something is told: versions are each database's own."""
    return f"WHEN {rows[-1]}.key <> 'version' " if table is tables.rule else ""


# A colleague who is shown a lead in a transaction that is not over yet is not seen here. So whoever
# shows it holds its row, and each change of its rows waits for that; then all are seen.
TELL_LEAD: Final = f"""
DECLARE made BIGINT;
BEGIN
  IF told = 0 THEN RETURN; END IF;
  INSERT INTO sight (lead_id, person_id)
    SELECT told, person FROM unnest(people) AS person WHERE person <> 0
    AND NOT EXISTS (SELECT 1 FROM sight WHERE lead_id = told AND person_id = person)
    ON CONFLICT DO NOTHING;
  GET DIAGNOSTICS made = ROW_COUNT;
  IF made > 0 THEN PERFORM 1 FROM lead WHERE id = told FOR UPDATE;
  ELSIF NOT held THEN PERFORM 1 FROM lead WHERE id = told FOR KEY SHARE;
  END IF;
  INSERT INTO feed (person_id, mark, entity, key)
    SELECT person_id, {XID}, '{LEAD}', told FROM sight WHERE lead_id = told
    ON CONFLICT DO NOTHING;
END
"""
TELL_LEAD_HEAD: Final = "feed_tell_lead(told BIGINT, people BIGINT[], held BOOLEAN)"


def for_server() -> Iterator[Trigger]:
    """Say the triggers for PostgreSQL: one a table, with a function of the same name."""
    for table, column in OF_LEAD:
        yield _server(table, _server_lead(table, column))
    for table, column, _ in OWN:
        yield _server(table, _server_own(table, column))
    for table in SHARED:
        said = _server_tell(str(EVERYBODY), str(table.name))
        if table is tables.rule:
            said = f"IF COALESCE(NEW.key, OLD.key) <> 'version' THEN {said} END IF;"
        yield _server(table, said)


def _server(table: Table, said: str) -> Trigger:
    body = f"\nBEGIN\n  {said}\n  RETURN NULL;\nEND\n"
    return Trigger(str(table.name), f"{PREFIX}{table.name}", body)


def _server_lead(table: Table, column: str) -> str:
    parties = _PARTIES.get(str(table.name), ())
    held = "true" if table is tables.lead else "false"

    def tell(row: str, *rows: str) -> str:
        people = ", ".join(f"{one}.{party}" for one in rows for party in parties)
        array = f"ARRAY[{people}]::BIGINT[]"
        return f"PERFORM feed_tell_lead({row}.{column}, {array}, {held});"

    moved = f"IF NEW.{column} <> OLD.{column} THEN {tell('OLD', 'OLD')} END IF;"
    return (
        f"IF TG_OP = 'INSERT' THEN {tell('NEW', 'NEW')} "
        f"ELSIF TG_OP = 'DELETE' THEN {tell('OLD', 'OLD')} "
        f"ELSE {moved} {tell('NEW', 'OLD', 'NEW')} END IF;"
    )


def _server_own(table: Table, column: str) -> str:
    name = str(table.name)
    new, old = _server_tell(f"NEW.{column}", name), _server_tell(f"OLD.{column}", name)
    return (
        f"IF TG_OP <> 'DELETE' THEN {new} END IF; "
        f"IF TG_OP = 'DELETE' THEN {old} "
        f"ELSIF TG_OP = 'UPDATE' AND OLD.{column} <> NEW.{column} THEN {old} END IF;"
    )


def _server_tell(person: str, entity: str) -> str:
    return (
        "INSERT INTO feed (person_id, mark, entity, key) "
        f"VALUES ({person}, {XID}, '{entity}', '') ON CONFLICT DO NOTHING;"
    )
