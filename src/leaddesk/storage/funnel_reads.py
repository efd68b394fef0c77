# SPDX-License-Identifier: MIT
"""Reads of the way from a call to a sale: what was counted, and how far each handoff came."""

from __future__ import annotations

import datetime as dt

from leaddesk.desk.records import DayCount, Journey
from leaddesk.storage.engine import Row, Session, Sql
from leaddesk.storage.moments import from_ms, maybe_ms, to_ms

# By person first, as the counters are kept; who left the team counts as well.
_DAY_COUNTS = Sql(
    "SELECT counter.person_id, counter.day, counter.tier, counter.metric, counter.n FROM person "
    "CROSS JOIN counter WHERE counter.person_id = person.id AND counter.day >= :first "
    "AND counter.day <= :last AND counter.n <> 0"
)
_JOURNEY = (
    "SELECT handoff.id, giver_id, receiver_id, first_offered_at, "
    "CASE WHEN state = 'accepted' THEN decided_at ELSE 0 END, presented_at, won_at, "
    "CASE WHEN state = 'accepted' THEN open ELSE 0 END, "
    "CASE WHEN state IN ('offered', 'withdrawn') THEN 0 ELSE 1 END, amount "
)
_JOURNEYS = Sql(f"{_JOURNEY}FROM handoff WHERE first_offered_at >= :since")
_OPEN = Sql(
    f"{_JOURNEY}FROM person CROSS JOIN handoff WHERE handoff.receiver_id = person.id "
    "AND handoff.open = 1 AND handoff.state = 'accepted'"
)


class FunnelReads:
    """The part of `desk.reads.Reads` about the way from a call to a sale."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def day_counts(self, first: str, last: str) -> list[DayCount]:
        """Return what everybody did on each day from one to another."""
        rows = self._session.rows(_DAY_COUNTS, first=first, last=last)
        return [DayCount(*row) for row in rows]

    def journeys(self, since: dt.datetime) -> list[Journey]:
        """Return how far each handoff came that was first offered since a moment."""
        return [_journey(row) for row in self._session.rows(_JOURNEYS, since=to_ms(since))]

    def open_journeys(self) -> list[Journey]:
        """Return how far each handoff came that its receiver works now."""
        return [_journey(row) for row in self._session.rows(_OPEN)]


def _journey(row: Row) -> Journey:
    return Journey(
        row[0], row[1], row[2], from_ms(row[3]), maybe_ms(row[4]), maybe_ms(row[5]),
        maybe_ms(row[6]), bool(row[7]), bool(row[8]), row[9],
    )  # fmt: skip
