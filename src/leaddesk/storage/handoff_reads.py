# SPDX-License-Identifier: MIT
"""Reads for the Handoffs screen."""

from __future__ import annotations

from leaddesk.desk.records import Feedback, Handoff
from leaddesk.storage.engine import Session, Sql
from leaddesk.storage.handoffs import FEEDBACK_FIELDS, HANDOFF_SELECT, feedback_of, handoff_of

_HANDOFFS = {
    "offered": "WHERE receiver_id = :person AND open = 1 AND state = 'offered' "
    "ORDER BY accept_by, id",
    "working": "WHERE receiver_id = :person AND open = 1 AND state = 'accepted' "
    "ORDER BY CASE WHEN next_at = 0 THEN 1 ELSE 0 END, next_at, id",
    "sent": "WHERE giver_id = :person ORDER BY open DESC, id DESC",
    "all": "WHERE :person = :person ORDER BY open DESC, accept_by, id DESC",
}
_FEEDBACK = {
    "owed": "WHERE receiver_id = :person AND given_at = 0 ORDER BY due_at, id",
    "received": "WHERE giver_id = :person AND given_at > 0 ORDER BY given_at DESC, id DESC",
    "all": "WHERE :person = :person AND given_at = 0 ORDER BY due_at, id",
}
_FIGURES = Sql(
    "SELECT COUNT(*), SUM(CASE WHEN state = 'accepted' THEN 1 ELSE 0 END), "
    "SUM(CASE WHEN fate IN ('presentation', 'proposal', 'won') THEN 1 ELSE 0 END) "
    "FROM handoff WHERE giver_id = :giver AND state <> 'offered'"
)


class HandoffReads:
    """The part of `desk.reads.Reads` about handoffs."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def handoffs(self, where: str, person_id: int, limit: int) -> list[Handoff]:
        """Return handoffs: 'offered', 'working' (to a person), 'sent' (by one), or 'all'."""
        statement = Sql(f"{HANDOFF_SELECT} FROM handoff {_HANDOFFS[where]} LIMIT :limit")
        rows = self._session.rows(statement, person=person_id, limit=limit)
        return [handoff_of(row) for row in rows]

    def feedback(self, where: str, person_id: int, limit: int) -> list[Feedback]:
        """Return feedback: 'owed' by a person, 'received' by one, or 'all' that is owed."""
        statement = Sql(f"SELECT {FEEDBACK_FIELDS} FROM feedback {_FEEDBACK[where]} LIMIT :limit")
        rows = self._session.rows(statement, person=person_id, limit=limit)
        return [feedback_of(row) for row in rows]

    def giver_figures(self, giver_id: int) -> tuple[int, int, int]:
        """Return how many handoffs of a person were decided, accepted, and led to a meeting."""
        row = self._session.one(_FIGURES, giver=giver_id) or (0, 0, 0)
        return int(row[0] or 0), int(row[1] or 0), int(row[2] or 0)
