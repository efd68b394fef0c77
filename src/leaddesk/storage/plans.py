# SPDX-License-Identifier: MIT
"""Every version of a plan that was put in force, as rows that can be taken back."""

from __future__ import annotations

import datetime as dt

import msgspec

from leaddesk.desk.records import PlanVersion
from leaddesk.domain.plan import Draft
from leaddesk.storage.engine import Row, Session, Sql
from leaddesk.storage.moments import from_ms, to_ms
from leaddesk.storage.recorder import Recorder
from leaddesk.storage.tables_plan import plan as table

_FIELDS = "id, value, effective_from, made_at, person_id, why"
_VERSIONS = Sql(
    f"SELECT {_FIELDS} FROM plan WHERE begins = :begins AND ends = :ends ORDER BY id DESC"
)
_LATEST = Sql(f"SELECT {_FIELDS} FROM plan WHERE begins <= :day AND ends >= :day "
              "ORDER BY id DESC LIMIT 1")  # fmt: skip


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
