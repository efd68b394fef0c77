# SPDX-License-Identifier: MIT
"""How handoffs fare, counted by the database for each pair of people from one index."""

from __future__ import annotations

import datetime as dt
from typing import Final

from leaddesk.desk.handoff_reads import Pair
from leaddesk.domain.handoff_figures import HandoffCounts
from leaddesk.storage.engine import Session, Sql
from leaddesk.storage.moments import to_ms

_COUNTS: Final = Sql(
    "SELECT giver_id, receiver_id, SUM(CASE WHEN state IN ('accepted', 'returned', 'rejected', "
    "'expired') THEN 1 ELSE 0 END), SUM(CASE WHEN state = 'accepted' THEN 1 ELSE 0 END), "
    "SUM(CASE WHEN held_at > 0 OR missed_at > 0 THEN 1 ELSE 0 END), "
    "SUM(CASE WHEN held_at > 0 THEN 1 ELSE 0 END) "
    "FROM handoff WHERE first_offered_at >= :since GROUP BY giver_id, receiver_id"
)
_FEEDBACK: Final = Sql(
    "SELECT giver_id, receiver_id, COUNT(*), "
    "SUM(CASE WHEN given_at > 0 AND given_at <= due_at THEN 1 ELSE 0 END) FROM feedback "
    "WHERE since >= :since AND (given_at > 0 OR due_at < :now) GROUP BY giver_id, receiver_id"
)
_SCORES: Final = Sql(
    "SELECT giver_id, receiver_id, COUNT(*), SUM(score) FROM handoff_score "
    "JOIN handoff ON handoff.id = handoff_score.handoff_id "
    "WHERE first_offered_at >= :since GROUP BY giver_id, receiver_id"
)
_TIMES: Final = Sql(
    "SELECT giver_id, receiver_id, accept_minutes, COUNT(*) FROM handoff "
    "WHERE first_offered_at >= :since AND accept_minutes >= 0 "
    "GROUP BY giver_id, receiver_id, accept_minutes"
)
# The sum and COALESCE keep SQLite from an index that leads to the rows.
_REASONS: Final = Sql(
    "SELECT COALESCE(state, '') AS answer, reason, COUNT(*) FROM handoff "
    "WHERE first_offered_at + 0 >= :since AND COALESCE(state, '') IN ('returned', 'rejected') "
    "GROUP BY COALESCE(state, ''), reason ORDER BY 3 DESC, 1, 2"
)


class HandoffFigureReads:
    """The part of `desk.reads.Reads` about how handoffs fare."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def handoff_counts(
        self, since: dt.datetime | None, at: dt.datetime
    ) -> dict[Pair, HandoffCounts]:
        """Return by pair what became of the handoffs first offered since a moment."""
        found: dict[Pair, HandoffCounts] = {}
        told = [
            (row[0], row[1], HandoffCounts(*map(int, row[2:])))
            for row in self._session.rows(_COUNTS, since=to_ms(since))
        ]
        told += [
            (row[0], row[1], HandoffCounts(owed=int(row[2]), on_time=int(row[3])))
            for row in self._session.rows(_FEEDBACK, since=to_ms(since), now=to_ms(at))
        ]
        told += [
            (row[0], row[1], HandoffCounts(scored=int(row[2]), score=int(row[3])))
            for row in self._session.rows(_SCORES, since=to_ms(since))
        ]
        for giver, receiver, counts in told:
            found[giver, receiver] = found.get((giver, receiver), HandoffCounts()) + counts
        return found

    def accept_times(self, since: dt.datetime | None) -> dict[Pair, dict[int, int]]:
        """Return by pair how many were accepted after how many business minutes."""
        found: dict[Pair, dict[int, int]] = {}
        for giver, receiver, minutes, n in self._session.rows(_TIMES, since=to_ms(since)):
            found.setdefault((giver, receiver), {})[minutes] = int(n)
        return found

    def came_back_for(self, since: dt.datetime | None) -> list[tuple[str, str, int]]:
        """Return (state, reason, how many) of returned and rejected ones, the most first."""
        rows = self._session.rows(_REASONS, since=to_ms(since))
        return [(str(row[0]), str(row[1]), int(row[2])) for row in rows]
