# SPDX-License-Identifier: MIT
"""The journal: one row per write, its counters in the same transaction, and taking writes back."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any

import msgspec

from leaddesk.desk.records import Entry
from leaddesk.domain.dial import Dial
from leaddesk.domain.errors import NotFound
from leaddesk.storage import tallies
from leaddesk.storage.duplicates import mark
from leaddesk.storage.engine import Row, Session, Sql
from leaddesk.storage.moments import from_ms, to_ms
from leaddesk.storage.recorder import Recorder
from leaddesk.storage.search import reindex, words_of
from leaddesk.storage.team import grow

_WRITE = Sql(
    "INSERT INTO journal (id, at, written_at, person_id, device, tier, kind, lead_id, outcome, "
    "note, data, day, counted, reversal, source_id, campaign, hour, attempt, waited) VALUES (:id, "
    ":at, :written, :person, :device, :tier, :kind, :lead, :outcome, :note, :data, :day, "
    ":counted, :reversal, :source, :campaign, :hour, :attempt, :waited)"
)
_COUNT = Sql(
    "INSERT INTO counter (person_id, day, tier, metric, n) "
    "VALUES (:person, :day, :tier, :metric, :by) "
    "ON CONFLICT (person_id, day, tier, metric) DO UPDATE SET n = counter.n + excluded.n"
)
_ENTRY_COLUMNS = (
    "id, at, person_id, tier, kind, lead_id, outcome, note, data, day, counted, voided_by, "
    "CASE WHEN reversal = '' THEN 0 ELSE 1 END"
)
_ENTRY = Sql(f"SELECT {_ENTRY_COLUMNS} FROM journal WHERE id = :id")
_LAST = Sql(
    f"SELECT {_ENTRY_COLUMNS} FROM journal WHERE person_id = :person AND reversal <> '' "
    "AND voided_by = '' ORDER BY seq DESC LIMIT 1"
)
_UNDOABLE = Sql(
    "SELECT COUNT(*) FROM (SELECT 1 FROM journal WHERE person_id = :person AND reversal <> '' "
    "AND voided_by = '' LIMIT :limit) AS own"
)
_REVERSAL = Sql("SELECT reversal FROM journal WHERE id = :id AND voided_by = ''")
_VOID = Sql("UPDATE journal SET voided_by = :by WHERE id = :id AND voided_by = ''")
_COUNTER = Sql(
    "SELECT n FROM counter WHERE person_id = :person AND day = :day AND tier = :tier "
    "AND metric = :metric"
)

_SKIPS = Sql(
    "SELECT COUNT(*) FROM journal WHERE person_id = :person AND at >= :since AND day = :day "
    "AND kind = 'skip' AND voided_by = ''"
)

_CALLS = Sql(
    "SELECT at FROM journal WHERE lead_id = :lead AND at > :since AND kind IN ('call', 'handoff') "
    "AND voided_by = '' ORDER BY seq"
)


class JournalStore:
    """`desk.unit.Journal` over a session."""

    def __init__(self, session: Session, recorder: Recorder, device: str) -> None:
        self._session = session
        self._recorder = recorder
        self._device = device

    def write(
        self,
        entry_id: str,
        kind: str,
        *,
        at: dt.datetime,
        written_at: dt.datetime,
        person_id: int,
        tier: int = 0,
        lead_id: int = 0,
        outcome: str = "",
        note: str = "",
        data: Mapping[str, Any] | None = None,
        day: str = "",
        counted: Sequence[str] = (),
        undoable: bool = False,
        dial: Dial | None = None,
    ) -> None:
        """Append a row, count its metrics for that day, and keep what this unit changed.

        `dial` says by what a call is counted beside its person.
        """
        changed = self._recorder.take()
        self._session.send(
            _WRITE,
            id=entry_id,
            at=to_ms(at),
            written=to_ms(written_at),
            person=person_id,
            device=self._device,
            tier=tier,
            kind=kind,
            lead=lead_id,
            outcome=outcome,
            note=note,
            data=msgspec.json.encode(data).decode() if data else "",
            day=day,
            counted=",".join(counted),
            reversal=changed if undoable else "",
            **tallies.columns(dial),
        )
        self._add(person_id, day, tier, counted, 1)
        if dial is not None:
            tallies.add(self._session, (person_id, day, tier), dial, counted, 1)

    def entry(self, entry_id: str) -> Entry:
        """Return a row; raises NotFound("entry")."""
        row = self._session.one(_ENTRY, id=entry_id)
        if row is None:
            raise NotFound("entry", what=entry_id)
        return _entry(row)

    def last_undoable(self, person_id: int) -> Entry | None:
        """Return the newest own write that can be taken back and was not."""
        row = self._session.one(_LAST, person=person_id)
        return None if row is None else _entry(row)

    def undoable(self, person_id: int, limit: int) -> int:
        """Return how many own writes can be taken back, `limit` at most."""
        row = self._session.one(_UNDOABLE, person=person_id, limit=limit)
        return int(row[0]) if row else 0

    def leads_of(self, entry: Entry) -> frozenset[int]:
        """Return the leads that a write changed, them or their numbers."""
        keys = {"lead": "id", "phone": "lead_id"}
        changes = self._changes(entry)
        return frozenset(change[1][keys[change[0]]] for change in changes if change[0] in keys)

    def listed_by(self, entry: Entry) -> frozenset[tuple[str, str]]:
        """Return kind and value of what a write put on the do-not-call list or took off it."""
        found = (change[1] for change in self._changes(entry) if change[0] == "suppression")
        return frozenset((str(key["kind"]), str(key["value"])) for key in found)

    def _changes(self, entry: Entry) -> list[Any]:
        row = self._session.one(_REVERSAL, id=entry.id)
        found: list[Any] = msgspec.json.decode(row[0]) if row else []
        return found

    def take_back(self, entry: Entry, by: str) -> tuple[int, ...]:
        """Restore what a write changed, uncount it and void its row; return the leads it touched.

        Raises StaleLead when somebody changed the same things since, NotFound when it was taken
        back already.
        """
        row = self._session.one(_REVERSAL, id=entry.id)
        if row is None:
            raise NotFound("entry", what=entry.id)
        told = str(row[0])
        changes = msgspec.json.decode(told)
        leads = {change[1]["id"] for change in changes if change[0] == "lead"}
        if any(change[0] in {"person", "goal", "place_hours", "rule"} for change in changes):
            grow(self._session)
        before = {lead_id: words_of(self._session, lead_id) for lead_id in leads}
        self._recorder.restore(told)
        for lead_id, words in before.items():
            reindex(self._session, lead_id, words)
            mark(self._session, lead_id, lead_id)
        self._session.run(_VOID, id=entry.id, by=by)
        self._add(entry.person_id, entry.day, entry.tier, entry.counted, -1)
        if entry.counted:
            dial = tallies.dial_of(self._session, entry.id)
            slot = entry.person_id, entry.day, entry.tier
            tallies.add(self._session, slot, dial, entry.counted, -1)
        numbers = {change[1]["lead_id"] for change in changes if change[0] == "phone"}
        return tuple(sorted(leads | numbers))

    def count(self, person_id: int, day: str, tier: int, metric: str) -> int:
        """Return a counter."""
        row = self._session.one(_COUNTER, person=person_id, day=day, tier=tier, metric=metric)
        return int(row[0]) if row else 0

    def calls_since(self, lead_id: int, since: dt.datetime) -> tuple[dt.datetime, ...]:
        """Return when a lead was called since a moment, calls that were taken back left out."""
        rows = self._session.rows(_CALLS, lead=lead_id, since=to_ms(since))
        return tuple(from_ms(row[0]) for row in rows)

    def skips(self, person_id: int, day: str) -> int:
        """Return how many leads a person skipped on a day and did not take back."""
        begins = dt.datetime.fromisoformat(day).replace(tzinfo=dt.UTC) - dt.timedelta(days=1)
        row = self._session.one(_SKIPS, person=person_id, day=day, since=to_ms(begins))
        return int(row[0]) if row else 0

    def _add(self, person_id: int, day: str, tier: int, metrics: Sequence[str], by: int) -> None:
        for metric in metrics:
            self._session.send(_COUNT, person=person_id, day=day, tier=tier, metric=metric, by=by)


def _entry(row: Row) -> Entry:
    return Entry(
        id=row[0],
        at=from_ms(row[1]),
        person_id=row[2],
        tier=row[3],
        kind=row[4],
        lead_id=row[5],
        outcome=row[6],
        note=row[7],
        data=msgspec.json.decode(row[8]) if row[8] else {},
        day=row[9],
        counted=tuple(metric for metric in row[10].split(",") if metric),
        voided_by=row[11],
        undoable=bool(row[12]),
    )
