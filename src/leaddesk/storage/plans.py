# SPDX-License-Identifier: MIT
"""Every version of a plan that was put in force, as rows that can be taken back; and drafts."""

from __future__ import annotations

import datetime as dt

import msgspec

from leaddesk.desk.records import PlanVersion
from leaddesk.domain.errors import BadInput
from leaddesk.domain.plan import Draft
from leaddesk.storage.engine import Row, Session, Sql
from leaddesk.storage.moments import from_ms, to_ms
from leaddesk.storage.recorder import Recorder
from leaddesk.storage.tables_plan import plan as table
from leaddesk.storage.tables_plan import plan_draft

_FIELDS = "id, value, effective_from, made_at, person_id, why"
_VERSIONS = Sql(
    f"SELECT {_FIELDS} FROM plan WHERE begins = :begins AND ends = :ends ORDER BY id DESC"
)
_LATEST = Sql(f"SELECT {_FIELDS} FROM plan WHERE begins <= :day AND ends >= :day "
              "ORDER BY id DESC LIMIT 1")  # fmt: skip

_DRAFT = Sql("SELECT value FROM plan_draft WHERE person_id = :person")
_KEEP = Sql(
    "INSERT INTO plan_draft (person_id, value) VALUES (:person, :value) "
    "ON CONFLICT (person_id) DO UPDATE SET value = excluded.value"
)
_FORGET = Sql("DELETE FROM plan_draft WHERE person_id = :person")


class _Kept(msgspec.Struct, frozen=True):
    """A plan as the `value` column keeps it."""

    typed: Draft
    plan: Draft


class PlanStore:
    """`desk.unit.Plans` over a session."""

    def __init__(self, session: Session, recorder: Recorder) -> None:
        self._session = session
        self._recorder = recorder

    def add(self, version: PlanVersion) -> int:
        """Add a version and return its id; that of the value is not looked at."""
        values = {
            "begins": version.plan.begins.isoformat(),
            "ends": version.plan.ends.isoformat(),
            "effective_from": version.effective_from.isoformat(),
            "made_at": to_ms(version.made_at),
            "person_id": version.person_id,
            "why": version.why,
            "value": msgspec.json.encode(_Kept(version.typed, version.plan)).decode(),
        }
        return self._recorder.insert(table, values)

    def versions(self, begins: dt.date, ends: dt.date) -> list[PlanVersion]:
        """Return the versions of the plan for a period, newest first."""
        rows = self._session.rows(_VERSIONS, begins=begins.isoformat(), ends=ends.isoformat())
        return [_version(row) for row in rows]

    def latest(self, day: dt.date) -> PlanVersion | None:
        """Return the newest version of a plan whose period holds a day."""
        row = self._session.one(_LATEST, day=day.isoformat())
        return None if row is None else _version(row)

    def draft(self, person_id: int) -> Draft | None:
        """Return the draft that is kept of a person."""
        row = self._session.one(_DRAFT, person=person_id)
        try:
            return None if row is None else msgspec.json.decode(row[0], type=Draft)
        except (msgspec.DecodeError, msgspec.ValidationError, BadInput):
            return None

    def keep_draft(self, person_id: int, draft: Draft | None) -> None:
        """Keep a person's draft in place of the one before."""
        if draft is None:
            self._session.run(_FORGET, person=person_id)
            return
        self._session.run(_KEEP, person=person_id, value=msgspec.json.encode(draft).decode())

    def drop_draft(self, person_id: int) -> bool:
        """Drop a person's draft so that it can be taken back."""
        row = self._session.one(_DRAFT, person=person_id)
        if row is None:
            return False
        key = {"person_id": person_id}
        self._recorder.delete(plan_draft, key, {**key, "value": row[0]})
        return True


def _version(row: Row) -> PlanVersion:
    kept = msgspec.json.decode(row[1], type=_Kept)
    return PlanVersion(
        id=row[0],
        typed=kept.typed,
        plan=kept.plan,
        effective_from=dt.date.fromisoformat(row[2]),
        made_at=from_ms(row[3]),
        person_id=row[4],
        why=row[5],
    )
