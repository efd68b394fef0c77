# SPDX-License-Identifier: MIT
"""Imported lists: staged unseen in bulk, shown or dropped in small steps."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence

from sqlalchemy import ColumnElement, Dialect, Select, exists, or_, select

from leaddesk.desk.intake import STAGED_FIELDS, StagedLead
from leaddesk.domain.errors import NotFound
from leaddesk.domain.lead import LeadState, QueueKind
from leaddesk.storage import tables
from leaddesk.storage.dialects import json_list, text_list
from leaddesk.storage.duplicates import mark
from leaddesk.storage.engine import Row, Session, Sql
from leaddesk.storage.leads import column_value
from leaddesk.storage.moments import to_ms
from leaddesk.storage.row_ids import FIRST
from leaddesk.storage.search import forget, open_gap

_OPEN = Sql(
    "INSERT INTO lead_list (name, source_id, campaign, status, imported_at, person_id, touched_at) "
    "VALUES (:name, :source_id, :campaign, 'staging', :imported_at, :person_id, :imported_at) "
    "RETURNING id"
)
_STATUS = Sql("SELECT status FROM lead_list WHERE id = :id")
_IMPORTER = Sql("SELECT person_id FROM lead_list WHERE id = :id")
_SET_STATUS = Sql("UPDATE lead_list SET status = :status WHERE id = :id")
_SET_COUNTS = Sql("UPDATE lead_list SET status = :status, counts = :counts WHERE id = :id")
_RANGE = Sql("SELECT first_lead, last_lead FROM lead_list WHERE id = :id")
_SET_RANGE = Sql(
    "UPDATE lead_list SET first_lead = CASE WHEN first_lead = 0 THEN :first ELSE first_lead END, "
    "last_lead = :last, touched_at = :now WHERE id = :id"
)
_TOP = Sql("SELECT COALESCE(MAX(seq), 0) FROM sqlite_sequence WHERE name = 'lead'")
_NEXT_IDS = Sql("SELECT nextval(pg_get_serial_sequence('lead', 'id')) FROM generate_series(1, :n)")
_SHOW = Sql(
    "UPDATE lead SET state = CASE WHEN why = 'new' THEN 0 ELSE 2 END, "
    "kind = CASE WHEN why = 'new' THEN 3 ELSE 0 END "
    "WHERE id >= :first AND id <= :last AND list_id = :list AND state = 9"
)
_STEP = Sql(
    "SELECT MIN(id), MAX(id) FROM (SELECT id FROM lead WHERE id >= :first AND id <= :last "
    "AND list_id = :list AND state = 9 ORDER BY id LIMIT :limit) AS step"
)
_UNTOUCHED = Sql(
    "SELECT id, first_name, last_name, company, email FROM lead WHERE id >= :first "
    "AND id <= :last AND list_id = :list AND version = 1 AND NOT EXISTS "
    "(SELECT 1 FROM journal WHERE journal.lead_id = lead.id) ORDER BY id LIMIT :limit"
)
_DROP_NUMBERS = Sql("DELETE FROM phone WHERE lead_id = :id")
_DROP_LEAD = Sql("DELETE FROM lead WHERE id = :id")
_DROP_FIRST = Sql("DELETE FROM duplicate_pair WHERE first_id = :id")
_DROP_SECOND = Sql("DELETE FROM duplicate_pair WHERE second_id = :id")
_DROP_LEASE = Sql("DELETE FROM lease WHERE lead_id = :id")
_UNFINISHED = Sql(
    "SELECT id, status FROM lead_list WHERE status IN ('showing', 'undoing', 'abandoned') "
    "OR (status = 'staging' AND touched_at < :stale) ORDER BY id"
)
# Other lists being read now may show theirs before this one does: from their first lead on.
_HORIZON = Sql(
    "SELECT MIN(first) FROM (SELECT COALESCE(MAX(id), 0) - 10000 AS first FROM lead "
    f"WHERE id < {FIRST} UNION ALL "
    "SELECT first_lead AS first FROM lead_list WHERE status = 'staging' AND first_lead <> 0) "
    "AS firsts"
)
_ALONE = Sql("SELECT pg_advisory_xact_lock(:lock)")
_SHOW_LOCK = 0x1EADDE5E
_VISIBLE = (
    "other.id >= :since AND other.list_id <> :list AND (other.state <> 9 OR EXISTS (SELECT 1 FROM "
    "lead_list WHERE lead_list.id = other.list_id AND lead_list.status = 'showing'))"
)
# CROSS JOIN keeps SQLite from beginning with every lead of the list.
_OVERTAKEN = (
    Sql(
        "SELECT mine.id, mine.why, ours.e164 FROM lead AS other CROSS JOIN phone AS theirs "
        "CROSS JOIN phone AS ours CROSS JOIN lead AS mine WHERE theirs.lead_id = other.id "
        "AND ours.e164 = theirs.e164 AND ours.bad = '' AND theirs.bad <> 'shared' "
        "AND mine.id = ours.lead_id AND mine.list_id = :list "
        f"AND mine.state = 9 AND {_VISIBLE} ORDER BY mine.id"
    ),
    Sql(
        "SELECT mine.id, mine.why, mine.email FROM lead AS other CROSS JOIN lead AS mine "
        "WHERE mine.email <> '' AND mine.email = other.email AND mine.list_id = :list "
        f"AND mine.state = 9 AND {_VISIBLE} ORDER BY mine.id"
    ),
)
_STAGED_COLUMNS = ("id", "list_id", "state", "kind", "filed", "arrived_at", *STAGED_FIELDS)


def _stage_lead(dialect: Dialect) -> str:
    """Insert a staged lead; parameters by position, the quickest way on either driver."""
    return _insert("lead", _STAGED_COLUMNS, dialect)


def _stage_phone(dialect: Dialect) -> str:
    """Insert a number of a staged lead; parameters by position."""
    return _insert("phone", ("lead_id", "position", "e164", "kind", "extension", "bad"), dialect)


def _insert(table: str, columns: Sequence[str], dialect: Dialect) -> str:
    mark = "?" if dialect.name == "sqlite" else "%s"
    return f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({', '.join([mark] * len(columns))})"


SHOWING = "showing"
STAGED = int(LeadState.STAGED)
"""Leads of an import that was broken off must not pass for leads that are here."""


def known_numbers(dialect: Dialect) -> Select[tuple[str]]:
    """Return which of some numbers leads here have."""
    wanted = text_list(dialect, "wanted")
    return (
        select(tables.phone.c.e164)
        .join(tables.lead, tables.lead.c.id == tables.phone.c.lead_id)
        .where(tables.phone.c.e164.in_(select(wanted.c.value)), _is_here())
    )


def _names_with(dialect: Dialect) -> Select[tuple[str]]:
    wanted = text_list(dialect, "wanted")
    return (
        select(tables.lead.c.name_key)
        .join(tables.phone, tables.lead.c.id == tables.phone.c.lead_id)
        .where(tables.phone.c.e164.in_(select(wanted.c.value)), tables.lead.c.state != STAGED)
    )


def known_emails(dialect: Dialect) -> Select[tuple[str]]:
    """Return which of some e-mail addresses leads here have."""
    wanted = text_list(dialect, "wanted")
    return select(tables.lead.c.email).where(
        tables.lead.c.email != "",
        tables.lead.c.email.in_(select(wanted.c.value)),
        _is_here(),
    )


def _is_here() -> ColumnElement[bool]:
    """Return whether a lead is here: one of a list that is being shown is, seen already or not."""
    lists = tables.lead_list
    shown = select(lists.c.id).where(lists.c.id == tables.lead.c.list_id, lists.c.status == SHOWING)
    return or_(tables.lead.c.state != STAGED, exists(shown))


class ListStore:
    """`desk.unit.Lists` over a session."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def open(self, fields: Mapping[str, object]) -> int:
        """Add a list whose leads nobody sees yet, and return its id."""
        row = self._session.one(_OPEN, **{k: column_value(k, v) for k, v in fields.items()})
        if row is None:
            raise NotFound("list", what="new")
        return int(row[0])

    def known(
        self, numbers: Sequence[str], emails: Sequence[str]
    ) -> tuple[frozenset[str], frozenset[str]]:
        """Return which numbers and e-mail addresses leads here already have."""
        by_number = self._session.rows(known_numbers, wanted=json_list(numbers))
        by_email = self._session.rows(known_emails, wanted=json_list(emails))
        return frozenset(row[0] for row in by_number), frozenset(row[0] for row in by_email)

    def names_with(self, numbers: Sequence[str]) -> frozenset[str]:
        """Return the names, as they are compared, of leads here that have one of some numbers."""
        rows = self._session.rows(_names_with, wanted=json_list(numbers))
        return frozenset(str(row[0]) for row in rows)

    def stage(self, list_id: int, leads: Sequence[StagedLead], at: dt.datetime) -> Sequence[int]:
        """Add leads that nobody sees yet, and return their ids in order."""
        if not leads:
            return ()
        ids = self._new_ids(len(leads))
        # Where there is a gap to close, filing waits for it too (`search.close_some`).
        filed = 0 if self._session.is_sqlite else 1
        shared = (list_id, int(LeadState.STAGED), int(QueueKind.NONE), filed, to_ms(at))
        rows: list[Row] = []
        phones: list[Row] = []
        for lead_id, (values, numbers) in zip(ids, leads, strict=True):
            rows.append((lead_id, *shared, *values))
            for place, number in enumerate(numbers):
                told = (number.e164, number.kind, number.extension, number.bad)
                phones.append((lead_id, place, *told))
        self._session.many(_stage_lead, rows)
        self._session.many(_stage_phone, phones)
        self._session.run(_SET_RANGE, id=list_id, first=ids[0], last=ids[-1], now=to_ms(at))
        return ids

    def set_status(self, list_id: int, status: str, counts: str = "") -> None:
        """Flip a list; raises NotFound("list")."""
        if counts:
            touched = self._session.run(_SET_COUNTS, id=list_id, status=status, counts=counts)
        else:
            touched = self._session.run(_SET_STATUS, id=list_id, status=status)
        if not touched:
            raise NotFound("list", what=list_id)
        if status == "showing":
            first, last = self._range(list_id)
            if last:
                open_gap(self._session, first, last)
        if status == "live":
            first, last = self._range(list_id)
            if last:
                mark(self._session, first, last)

    def status(self, list_id: int) -> str:
        """Return where a list stands; raises NotFound("list")."""
        row = self._session.one(_STATUS, id=list_id)
        if row is None:
            raise NotFound("list", what=list_id)
        return str(row[0])

    def importer(self, list_id: int) -> int:
        """Return who imported a list; raises NotFound("list")."""
        row = self._session.one(_IMPORTER, id=list_id)
        if row is None:
            raise NotFound("list", what=list_id)
        return int(row[0])

    def show_some(self, list_id: int, after: int, limit: int) -> int:
        """Let up to `limit` staged leads with an id above `after` into the queue.

        Returns the last id handled, 0 when none was left.
        """
        first, last = self._range(list_id)
        found = self._session.one(
            _STEP, list=list_id, first=max(first, after + 1), last=last, limit=limit
        )
        if found is None or found[1] is None:
            return 0
        self._session.run(_SHOW, list=list_id, first=found[0], last=found[1])
        return int(found[1])

    def drop_some(self, list_id: int, after: int, limit: int) -> int:
        """Delete up to `limit` leads above `after` that nobody worked on.

        Returns the last id handled, 0 when none was left.
        """
        first, last = self._range(list_id)
        rows: list[Row] = self._session.rows(
            _UNTOUCHED, list=list_id, first=max(first, after + 1), last=last, limit=limit
        )
        if not rows:
            return 0
        forget(self._session, rows)
        ids = [{"id": row[0]} for row in rows]
        for statement in (_DROP_NUMBERS, _DROP_LEASE, _DROP_FIRST, _DROP_SECOND, _DROP_LEAD):
            self._session.many(statement, ids)
        return int(rows[-1][0])

    def horizon(self) -> int:
        """Return the id below which no lead becomes visible while a list opened now is read."""
        row = self._session.one(_HORIZON)
        return max(0, int(row[0])) if row else 0

    def alone(self) -> None:
        """Let no other list be shown until this transaction ends; SQLite sees to it itself."""
        if not self._session.is_sqlite:
            self._session.rows(_ALONE, lock=_SHOW_LOCK)

    def overtaken(self, list_id: int, since: int) -> tuple[tuple[int, str, str], ...]:
        """Return staged leads of a list whose number or address visible leads brought meanwhile."""
        found: dict[int, tuple[int, str, str]] = {}
        for look in _OVERTAKEN:
            for lead_id, why, by in self._session.rows(look, list=list_id, since=since):
                found.setdefault(int(lead_id), (int(lead_id), str(why), str(by)))
        return tuple(found.values())

    def drop(self, lead_ids: Sequence[int]) -> None:
        """Delete staged leads."""
        ids = [{"id": lead_id} for lead_id in lead_ids]
        for statement in (_DROP_NUMBERS, _DROP_LEAD):
            self._session.many(statement, ids)

    def unfinished(self, stale: dt.datetime) -> tuple[tuple[int, str], ...]:
        """Return lists whose leads are not yet all shown or all dropped, with their status.

        One still being staged counts when nobody touched it since `stale`.
        """
        rows = self._session.rows(_UNFINISHED, stale=to_ms(stale))
        return tuple((int(row[0]), str(row[1])) for row in rows)

    def _range(self, list_id: int) -> tuple[int, int]:
        row = self._session.one(_RANGE, id=list_id)
        return (int(row[0]), int(row[1])) if row else (0, 0)

    def _new_ids(self, n: int) -> list[int]:
        if self._session.is_sqlite:
            row = self._session.one(_TOP)
            top = int(row[0]) if row else 0
            return list(range(top + 1, top + 1 + n))
        return sorted(int(row[0]) for row in self._session.rows(_NEXT_IDS, n=n))
