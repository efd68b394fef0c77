# SPDX-License-Identifier: MIT
"""What waits for somebody who leaves a tier or the team, read by the index of owners."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from sqlalchemy import Table

from leaddesk.desk.questions.arrivals import FolderRow
from leaddesk.desk.records import Feedback, Handoff
from leaddesk.storage import tables
from leaddesk.storage.arrivals import folders_in_name_of
from leaddesk.storage.engine import Session, Sql
from leaddesk.storage.handoffs import FEEDBACK_FIELDS, HANDOFF_SELECT, feedback_of, handoff_of
from leaddesk.storage.recorder import Recorder
from leaddesk.storage.tables import OPEN

_OWNED = (
    f"FROM lead WHERE lead.owner_id <> 0 AND lead.owner_id = :person AND {OPEN} "
    "AND NOT EXISTS (SELECT 1 FROM handoff WHERE handoff.lead_id = lead.id "
    "AND handoff.open = 1 AND handoff.receiver_id = :person)"
)
_FEEDBACK = ", ".join(f"feedback.{name}" for name in FEEDBACK_FIELDS.split(", "))
_LEADS_OF = Sql(
    f"SELECT COUNT(*) FROM lead WHERE lead.owner_id <> 0 AND lead.owner_id = :person AND {OPEN}"
)
_OFFERED_TO = Sql(
    "SELECT COUNT(*) FROM handoff WHERE receiver_id = :person AND open = 1 AND state = 'offered'"
)


class LeavingStore:
    """`desk.stores.leaving.Leaving` over a session."""

    def __init__(self, session: Session, recorder: Recorder) -> None:
        self._session = session
        self._recorder = recorder

    def counts(self, person_id: int, stays: Collection[int]) -> list[tuple[int, int, int]]:
        """Return (tier, kind, how many) of a person's open leads outside some tiers."""
        statement = Sql(
            f"SELECT tier, kind, COUNT(*) {_OWNED}{_outside('lead.tier', stays)} "
            "GROUP BY tier, kind ORDER BY tier, kind"
        )
        return [(row[0], row[1], row[2]) for row in self._session.rows(statement, person=person_id)]

    def lead_ids(self, person_id: int, stays: Collection[int], limit: int) -> list[int]:
        """Return such leads, the lowest id first."""
        statement = Sql(
            f"SELECT lead.id {_OWNED}{_outside('lead.tier', stays)} ORDER BY lead.id LIMIT :limit"
        )
        return [row[0] for row in self._session.rows(statement, person=person_id, limit=limit)]

    def loads(self, people: Collection[int]) -> dict[int, int]:
        """Return how many open leads and handoffs that wait for an answer each person has."""
        return {
            person: sum(self._count(statement, person) for statement in (_LEADS_OF, _OFFERED_TO))
            for person in people
        }

    def handoffs(self, person_id: int, stays: Collection[int]) -> list[Handoff]:
        """Return the open handoffs a person received outside some tiers, by id."""
        statement = Sql(
            f"{HANDOFF_SELECT} FROM handoff WHERE receiver_id = :person AND open = 1"
            f"{_outside('to_tier', stays)} ORDER BY id"
        )
        return [handoff_of(row) for row in self._session.rows(statement, person=person_id)]

    def owed(self, person_id: int, stays: Collection[int]) -> list[tuple[int, Feedback]]:
        """Return the feedback a person owes, with its handoff's tier, by id."""
        statement = Sql(
            f"SELECT handoff.to_tier, {_FEEDBACK} FROM feedback "
            "JOIN handoff ON handoff.id = feedback.handoff_id WHERE feedback.receiver_id = :person "
            f"AND feedback.given_at = 0{_outside('handoff.to_tier', stays)} ORDER BY feedback.id"
        )
        rows = self._session.rows(statement, person=person_id)
        return [(row[0], feedback_of(row[1:])) for row in rows]

    def folders(self, person_id: int) -> tuple[FolderRow, ...]:
        """Return the watched folders whose lists come in a person's name."""
        return folders_in_name_of(self._session, person_id)

    def hand_on(self, handoff: Handoff, person_id: int) -> None:
        """Give an open handoff to somebody else; taken back only while nobody answered it."""
        state = {"state": handoff.state.value, "open": int(handoff.open)}
        self._give(tables.handoff, handoff.id, handoff.receiver_id, person_id, state)

    def pass_debt(self, owed: Feedback, person_id: int) -> None:
        """Let somebody else owe feedback; taken back only while nobody gave it."""
        self._give(tables.feedback, owed.id, owed.receiver_id, person_id, {"given_at": 0})

    def _give(
        self, table: Table, row_id: int, before: int, after: int, same: Mapping[str, object]
    ) -> None:
        # What stays the same is recorded too, so that it is compared before anything is put back.
        self._recorder.update(
            table, {"id": row_id}, {"receiver_id": before, **same}, {"receiver_id": after, **same}
        )

    def _count(self, statement: Sql, person: int) -> int:
        row = self._session.one(statement, person=person)
        return int(row[0]) if row else 0


def _outside(column: str, tiers: Collection[int]) -> str:
    """Return the condition that a tier is none of these, as the end of a statement."""
    told = ", ".join(str(int(tier)) for tier in sorted(tiers))
    return f" AND {column} NOT IN ({told})" if told else ""
