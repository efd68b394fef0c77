# SPDX-License-Identifier: MIT
"""Reads for exports: leads whole, the journal, counters, raw tables; pages by key everywhere."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from sqlalchemy import Dialect

from leaddesk.desk.exports import EntryKept, LeadKept, TablePage
from leaddesk.domain.lead import Number
from leaddesk.storage import tables
from leaddesk.storage.dialects import json_list, listed_ids
from leaddesk.storage.engine import Row, Session, Sql
from leaddesk.storage.leads import LEAD_SELECT, lead_of
from leaddesk.storage.moments import from_ms, to_ms

_NEVER = 1 << 62
INTERNAL = (
    "bulk",
    "bulk_image",
    "duplicate_gap",
    "erased_trait",
    "erasure_secret",
    "intake_token",
    "lease",
    "device",
    "done_operation",
    "feed",
    "feed_mark",
    "held_lease",
    "hub_standing",
    "invitation",
    "sight",
    "team_lease",
    "workstation",
    "membership",
    "opened",
    "operation",
    "overlay_image",
    "overlay_now",
    "registry_block",
    "search_gap",
    "upkeep",
)
"""Tables that only undo or this machine's part in a team needs, those that tell nothing once the
moment is over, secrets, and the numbers of national lists, which are not the team's to pass on."""
INTERNAL_COLUMNS = {"journal": ("reversal",)}
"""What undo needs, by table: how rows were before, which is no history of its own."""
_SECRET = ("secret", "token", "password")
"""A rule whose key holds one of these never leaves the database."""

_JOURNAL = (
    "SELECT seq, id, at, written_at, person_id, kind, outcome, note, data, voided_by, tier, "
    "lead_id, day, counted FROM journal WHERE seq > :after AND at >= :since AND at < :until"
)
_COUNTS = (
    "SELECT person_id, day, tier, metric, n FROM counter "
    "WHERE (person_id, day, tier, metric) > (:person, :day, :tier, :metric)"
)
_CALENDARS = Sql(
    "SELECT data FROM journal WHERE person_id = :person AND at >= :since AND kind = 'export' "
    "ORDER BY seq"
)


def _leads(dialect: Dialect) -> str:
    select = LEAD_SELECT.replace(" FROM lead ", ", lead.details FROM lead ", 1)
    return f"{select} WHERE lead.id IN ({listed_ids('ids', dialect)})"


def _numbers(dialect: Dialect) -> str:
    return (
        "SELECT lead_id, position, e164, kind, extension, bad FROM phone "
        f"WHERE lead_id IN ({listed_ids('ids', dialect)}) ORDER BY lead_id, position"
    )


def _notes(dialect: Dialect) -> str:
    return (
        "SELECT lead_id, at, person_id, note FROM journal "
        f"WHERE lead_id IN ({listed_ids('ids', dialect)}) AND note <> '' AND voided_by = '' "
        "ORDER BY lead_id, seq"
    )


class ExportReads:
    """The part of `desk.reads.Reads` that exports ask."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def leads_out(self, ids: Sequence[int], *, notes: bool) -> list[LeadKept]:
        """Return leads whole, in the order of the ids; ones that are gone are left out."""
        told = json_list(ids)
        numbers: dict[int, list[Number]] = {}
        for lead_id, *number in self._session.rows(_numbers, ids=told):
            numbers.setdefault(lead_id, []).append(Number(*number))
        said: dict[int, list[tuple[dt.datetime, int, str]]] = {}
        for lead_id, at, by, note in self._session.rows(_notes, ids=told) if notes else ():
            said.setdefault(lead_id, []).append((from_ms(at), by, note))
        found = {
            row[0]: LeadKept(
                lead_of(row),
                json.loads(row[-1]) if row[-1] else {},
                tuple(numbers.get(row[0], ())),
                tuple(said.get(row[0], ())),
            )
            for row in self._session.rows(_leads, ids=told)
        }
        return [found[lead_id] for lead_id in ids if lead_id in found]

    def entries_out(
        self,
        after: int,
        limit: int,
        since: dt.datetime | None,
        until: dt.datetime | None,
        person_id: int,
        kinds: Sequence[str],
    ) -> list[EntryKept]:
        """Return journal rows behind `after` in the order they were written; 0, () are all."""
        text, params = _JOURNAL, {"person": person_id} if person_id else {}
        text += " AND person_id = :person" if person_id else ""
        named = {f"kind_{place}": kind for place, kind in enumerate(kinds)}
        if named:
            text += f" AND kind IN ({', '.join(f':{name}' for name in named)})"
        rows = self._session.rows(
            Sql(f"{text} ORDER BY seq LIMIT :limit"),
            after=after,
            limit=limit,
            since=to_ms(since),
            until=to_ms(until) if until else _NEVER,
            **params,
            **named,
        )
        return [_entry(row) for row in rows]

    def counts_out(
        self, after: tuple[int, str, int, str], limit: int, first: str, last: str, person_id: int
    ) -> list[tuple[int, str, int, str, int]]:
        """Return counters (person, day, tier, metric, n) behind `after` in the order of these."""
        person, day, tier, metric = after
        text = _COUNTS
        params: dict[str, object] = {"person": person, "day": day, "tier": tier, "metric": metric}
        for part, name, value in (
            (" AND day >= :first", "first", first),
            (" AND day <= :last", "last", last),
            (" AND person_id = :only", "only", person_id),
        ):
            if value:
                text += part
                params[name] = value
        order = " ORDER BY person_id, day, tier, metric LIMIT :limit"
        rows = self._session.rows(Sql(text + order), limit=limit, **params)
        return [(row[0], row[1], row[2], row[3], row[4]) for row in rows]

    def calendars_out(self, person_id: int, since: dt.datetime) -> list[Mapping[str, Any]]:
        """Return what the journal keeps of a person's own exports, oldest first."""
        rows = self._session.rows(_CALENDARS, person=person_id, since=to_ms(since))
        return [json.loads(row[0]) for row in rows if row[0]]

    def tables_out(self, limit: int) -> Iterator[TablePage]:
        """Yield every table, `limit` rows at a time; each begins with an empty page."""
        for name in exported_tables():
            columns = exported_columns(name)
            yield TablePage(name, columns, ())
            yield from self._table(name, columns, limit)

    def tables(self) -> tuple[str, ...]:
        """Return the tables that an export of everything holds."""
        return exported_tables()

    def rows_out(self, table: str) -> int:
        """Return how many rows a table has."""
        if table not in exported_tables():
            return 0
        row = self._session.one(Sql(f"SELECT COUNT(*) FROM {table}"))
        return int(row[0]) if row else 0

    def _table(self, name: str, columns: tuple[str, ...], limit: int) -> Iterator[TablePage]:
        """Yield the rows of a table behind each other, in the order of its key."""
        keys = [column.name for column in tables.metadata.tables[name].primary_key]
        places = [columns.index(key) for key in keys]
        named, order = ", ".join(columns), ", ".join(keys)
        marks = ", ".join(f":{key}" for key in keys)
        first = Sql(f"SELECT {named} FROM {name} ORDER BY {order} LIMIT :limit")
        behind = Sql(
            f"SELECT {named} FROM {name} WHERE ({order}) > ({marks}) ORDER BY {order} LIMIT :limit"
        )
        rows = self._session.rows(first, limit=limit)
        while rows:
            last = rows[-1]
            kept = tuple(row for row in rows if not (name == "rule" and is_secret(row[0])))
            yield TablePage(name, columns, kept)
            if len(rows) < limit:
                return
            after = {key: last[place] for key, place in zip(keys, places, strict=True)}
            rows = self._session.rows(behind, limit=limit, **after)


def exported_tables() -> tuple[str, ...]:
    """Return the tables that an export of everything holds, those first that others point to."""
    return tuple(str(t.name) for t in tables.metadata.sorted_tables if t.name not in INTERNAL)


def exported_columns(table: str) -> tuple[str, ...]:
    """Return the columns of a table that an export of everything holds."""
    left_out = INTERNAL_COLUMNS.get(table, ())
    columns = tables.metadata.tables[table].columns
    return tuple(str(column.name) for column in columns if column.name not in left_out)


def is_secret(rule: str) -> bool:
    """Tell whether a rule holds something that opens doors."""
    return any(word in rule.lower() for word in _SECRET)


def _entry(row: Row) -> EntryKept:
    return EntryKept(
        seq=row[0],
        id=row[1],
        at=from_ms(row[2]),
        written_at=from_ms(row[3]),
        person_id=row[4],
        kind=row[5],
        outcome=row[6],
        note=row[7],
        data=json.loads(row[8]) if row[8] else {},
        voided=bool(row[9]),
        tier=row[10],
        lead_id=row[11],
        day=row[12],
        counted=row[13],
    )
