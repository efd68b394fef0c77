# SPDX-License-Identifier: MIT
"""Notices and who acknowledged them, as rows that can be taken back."""

from __future__ import annotations

import datetime as dt

from leaddesk.desk.stores.notices import Notice
from leaddesk.domain.errors import NotFound
from leaddesk.storage.engine import Row, Session, Sql
from leaddesk.storage.moments import from_ms, maybe_ms, to_ms
from leaddesk.storage.recorder import Recorder
from leaddesk.storage.tables_people import acknowledgement, notice

_FIELDS = (
    "id, kind, title, words, tiers, person_id, published_at, asked_by, asked_at, edited_at, "
    "withdrawn_at"
)
_GET = Sql(f"SELECT {_FIELDS} FROM notice WHERE id = :id")
_IN_FORCE = Sql(
    f"SELECT {_FIELDS} FROM notice WHERE withdrawn_at = 0 ORDER BY published_at DESC, id DESC"
)
_WITHDRAWN = Sql(
    f"SELECT {_FIELDS} FROM notice WHERE withdrawn_at > 0 "
    "ORDER BY withdrawn_at DESC, id DESC LIMIT :limit"
)
_ACKNOWLEDGED = Sql(
    "SELECT person_id, at FROM acknowledgement WHERE notice_id = :id AND asked_at = :asked"
)
_WAS_READ = Sql("SELECT 1 FROM acknowledgement WHERE notice_id = :id LIMIT 1")


class NoticeStore:
    """`desk.unit.Notices` over a session."""

    def __init__(self, session: Session, recorder: Recorder) -> None:
        self._session = session
        self._recorder = recorder

    def add(self, told: Notice) -> int:
        """Add a notice and return its id; that of the value is not looked at."""
        return self._recorder.insert(notice, _values(told))

    def get(self, notice_id: int) -> Notice:
        """Return a notice; raises NotFound("notice")."""
        row = self._session.one(_GET, id=notice_id)
        if row is None:
            raise NotFound("notice", what=notice_id)
        return _notice(row)

    def change(self, told: Notice) -> None:
        """Write a notice as it is now."""
        before, after = _values(self.get(told.id)), _values(told)
        changed = [name for name, value in after.items() if before[name] != value]
        self._recorder.update(
            notice,
            {"id": told.id},
            {name: before[name] for name in changed},
            {name: after[name] for name in changed},
        )

    def in_force(self) -> list[Notice]:
        """Return every notice that was not withdrawn, newest first."""
        return [_notice(row) for row in self._session.rows(_IN_FORCE)]

    def withdrawn(self, limit: int) -> list[Notice]:
        """Return withdrawn notices, those withdrawn last first."""
        return [_notice(row) for row in self._session.rows(_WITHDRAWN, limit=limit)]

    def acknowledge(self, told: Notice, person_id: int, at: dt.datetime) -> None:
        """Note that a person read a notice as it is put now."""
        values = {
            "notice_id": told.id,
            "asked_at": to_ms(told.asked_at),
            "person_id": person_id,
            "at": to_ms(at),
        }
        self._recorder.insert(acknowledgement, values)

    def acknowledged(self, told: Notice) -> dict[int, dt.datetime]:
        """Return who acknowledged a notice as it is put now, and when."""
        rows = self._session.rows(_ACKNOWLEDGED, id=told.id, asked=to_ms(told.asked_at))
        return {row[0]: from_ms(row[1]) for row in rows}

    def was_read(self, notice_id: int) -> bool:
        """Tell whether anybody ever acknowledged a notice."""
        return self._session.one(_WAS_READ, id=notice_id) is not None


def _values(told: Notice) -> dict[str, object]:
    return {
        "kind": told.kind,
        "title": told.title,
        "words": told.words,
        "tiers": ",".join(map(str, told.tiers)),
        "person_id": told.person_id,
        "published_at": to_ms(told.published_at),
        "asked_by": told.asked_by,
        "asked_at": to_ms(told.asked_at),
        "edited_at": to_ms(told.edited_at),
        "withdrawn_at": to_ms(told.withdrawn_at),
    }


def _notice(row: Row) -> Notice:
    return Notice(
        id=row[0],
        kind=row[1],
        title=row[2],
        words=row[3],
        tiers=tuple(int(tier) for tier in row[4].split(",") if tier),
        person_id=row[5],
        published_at=from_ms(row[6]),
        asked_by=row[7],
        asked_at=from_ms(row[8]),
        edited_at=from_ms(row[9]),
        withdrawn_at=maybe_ms(row[10]),
    )
