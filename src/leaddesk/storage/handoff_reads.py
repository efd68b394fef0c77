# SPDX-License-Identifier: MIT
"""Reads for the Handoffs screen."""

from __future__ import annotations

import datetime as dt

from leaddesk.desk.records import Feedback, Handoff
from leaddesk.storage.engine import Session, Sql
from leaddesk.storage.handoffs import FEEDBACK_FIELDS, HANDOFF_SELECT, feedback_of, handoff_of
from leaddesk.storage.moments import to_ms

_HANDOFFS = {
    "offered": "WHERE receiver_id = :person AND open = 1 AND state = 'offered' "
    "ORDER BY accept_by, id",
    "working": "WHERE receiver_id = :person AND open = 1 AND state = 'accepted' "
    "ORDER BY CASE WHEN next_at = 0 THEN 1 ELSE 0 END, next_at, id",
    "sent": "WHERE giver_id = :person ORDER BY open DESC, id DESC",
    "waiting": "WHERE :person = :person AND open = 1 AND state = 'offered' ORDER BY accept_by, id",
}
_FEEDBACK = {
    "owed": "WHERE receiver_id = :person AND given_at = 0 ORDER BY due_at, id",
    "received": "WHERE giver_id = :person AND given_at > 0 ORDER BY given_at DESC, id DESC",
}
_OF_LEAD = Sql(f"{HANDOFF_SELECT} FROM handoff WHERE lead_id = :lead ORDER BY id")
_FEEDBACK_OF_LEAD = Sql(
    f"SELECT {FEEDBACK_FIELDS} FROM feedback WHERE handoff_id IN "
    "(SELECT id FROM handoff WHERE lead_id = :lead) ORDER BY given_at, id"
)
_FIGURES = Sql(
    "SELECT COUNT(*), SUM(CASE WHEN state = 'accepted' THEN 1 ELSE 0 END), "
    "SUM(CASE WHEN fate IN ('presentation', 'proposal', 'won') THEN 1 ELSE 0 END) "
    "FROM handoff WHERE giver_id = :giver AND state NOT IN ('offered', 'withdrawn')"
)

# The sums keep SQLite from reading all of a person's instead of one lead's.
_NOTES = Sql(
    "SELECT COUNT(*) FROM journal WHERE lead_id = :lead AND at >= :since AND note <> '' "
    "AND voided_by = '' AND person_id + 0 IN (:giver, :receiver) AND kind IN "
    "('note', 'handoff', 'returned', 'rejected', 'appealed', 'feedback') "
    "AND at >= (SELECT MIN(first_offered_at) FROM handoff WHERE lead_id = :lead "
    "AND giver_id + 0 = :giver AND receiver_id + 0 = :receiver)"
)
_CAME_BACK = Sql(
    "SELECT 1 FROM handoff WHERE lead_id = :lead AND giver_id + 0 = :giver "
    "AND receiver_id + 0 = :receiver AND state = 'returned' LIMIT 1"
)
_RATING = Sql(
    "SELECT rating FROM feedback WHERE handoff_id = :handoff AND given_at > 0 "
    "ORDER BY given_at DESC, id DESC LIMIT 1"
)


class HandoffReads:
    """The part of `desk.reads.Reads` about handoffs."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def handoffs(self, where: str, person_id: int, limit: int) -> list[Handoff]:
        """Return handoffs: 'offered', 'working' (to a person), 'sent' (by one), 'waiting'."""
        statement = Sql(f"{HANDOFF_SELECT} FROM handoff {_HANDOFFS[where]} LIMIT :limit")
        rows = self._session.rows(statement, person=person_id, limit=limit)
        return [handoff_of(row) for row in rows]

    def feedback(self, where: str, person_id: int, limit: int) -> list[Feedback]:
        """Return feedback: 'owed' by a person, or 'received' by one."""
        statement = Sql(f"SELECT {FEEDBACK_FIELDS} FROM feedback {_FEEDBACK[where]} LIMIT :limit")
        rows = self._session.rows(statement, person=person_id, limit=limit)
        return [feedback_of(row) for row in rows]

    def handoffs_of(self, lead_id: int) -> list[Handoff]:
        """Return every handoff of a lead, oldest first."""
        return [handoff_of(row) for row in self._session.rows(_OF_LEAD, lead=lead_id)]

    def feedback_of(self, lead_id: int) -> list[Feedback]:
        """Return all feedback about a lead's handoffs, oldest first."""
        return [feedback_of(row) for row in self._session.rows(_FEEDBACK_OF_LEAD, lead=lead_id)]

    def giver_figures(self, giver_id: int) -> tuple[int, int, int]:
        """Return how many handoffs of a person were decided, accepted, and led to a meeting."""
        row = self._session.one(_FIGURES, giver=giver_id) or (0, 0, 0)
        return int(row[0] or 0), int(row[1] or 0), int(row[2] or 0)

    def notes_between(self, lead_id: int, pair: tuple[int, int], since: dt.datetime) -> int:
        """Return how many notes two people wrote about a lead since one first handed it over.

        Notes of calls are none of them.
        """
        row = self._session.one(
            _NOTES, lead=lead_id, giver=pair[0], receiver=pair[1], since=to_ms(since)
        )
        return int(row[0]) if row else 0

    def came_back(self, lead_id: int, pair: tuple[int, int]) -> bool:
        """Tell whether a lead was handed from one person to another before, and returned."""
        row = self._session.one(_CAME_BACK, lead=lead_id, giver=pair[0], receiver=pair[1])
        return row is not None

    def last_rating(self, handoff_id: int) -> int:
        """Return the rating of the last feedback for a handoff, 0 without one."""
        row = self._session.one(_RATING, handoff=handoff_id)
        return int(row[0]) if row else 0
