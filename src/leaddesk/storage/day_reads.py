# SPDX-License-Identifier: MIT
"""Reads for the day: counters, when things were done, absences, what is owed and what is due."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Sequence

from leaddesk.domain.absence import Absence, AbsenceKind
from leaddesk.domain.lead import Lead
from leaddesk.storage.engine import Session, Sql
from leaddesk.storage.leads import LEAD_SELECT, lead_of
from leaddesk.storage.moments import from_ms, to_ms

_COUNTS = Sql(
    "SELECT day, metric, n FROM counter WHERE person_id = :person AND tier = :tier "
    "AND day >= :first AND day <= :last"
)
_COUNTED_AT = Sql(
    "SELECT at, counted FROM journal WHERE person_id = :person AND at >= :since AND tier = :tier "
    "AND voided_by = '' AND counted <> '' ORDER BY at"
)
_FIRST_CALLS = Sql(
    "SELECT data FROM journal WHERE person_id = :person AND at >= :since AND tier = :tier "
    "AND voided_by = '' AND kind IN ('call', 'handoff') AND data LIKE :speed"
)
_ABSENCES = Sql("SELECT day, kind, share FROM absence WHERE person_id = :person AND day >= :since")
_DUE = Sql(
    f"{LEAD_SELECT} WHERE lead.kind IN (1, 2, 6, 7, 8) AND lead.kind = 1 AND lead.tier = :tier "
    "AND lead.owner_id IN (:person, 0) AND lead.due_at <= :until "
    "ORDER BY lead.due_at, lead.id LIMIT 50"
)


def absence_of(kind: str, percent: int) -> Absence:
    """Return the absence of a row."""
    return Absence(AbsenceKind(kind), percent / 100)


class DayReads:
    """The part of `desk.reads.Reads` about people's days."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def counts(self, person_id: int, tier: int, first: str, last: str) -> dict[str, dict[str, int]]:
        """Return counters by day and metric, from one day to another."""
        found: dict[str, dict[str, int]] = {}
        rows = self._session.rows(_COUNTS, person=person_id, tier=tier, first=first, last=last)
        for day, metric, n in rows:
            found.setdefault(day, {})[metric] = n
        return found

    def counted_at(
        self, person_id: int, tier: int, metric: str, since: dt.datetime
    ) -> list[dt.datetime]:
        """Return the moments at which something counted for a metric, oldest first."""
        rows = self._session.rows(_COUNTED_AT, person=person_id, tier=tier, since=to_ms(since))
        return [from_ms(row[0]) for row in rows if metric in row[1].split(",")]

    def first_calls(self, person_id: int, tier: int, since: dt.datetime) -> list[dt.timedelta]:
        """Return the business time each first call to an inbound lead took, since a moment."""
        rows = self._session.rows(
            _FIRST_CALLS, person=person_id, tier=tier, since=to_ms(since), speed='%"speed"%'
        )
        told = [json.loads(row[0]).get("speed") for row in rows]
        return [dt.timedelta(seconds=seconds) for seconds in told if isinstance(seconds, int)]

    def absences(self, person_id: int, since: str) -> dict[str, Absence]:
        """Return why days of a person are not whole, by day."""
        rows = self._session.rows(_ABSENCES, person=person_id, since=since)
        return {row[0]: absence_of(row[1], row[2]) for row in rows}

    def due_callbacks(self, person_id: int, tiers: Sequence[int], until: dt.datetime) -> list[Lead]:
        """Return callbacks and appointments due by a moment: the person's, and anyone's there."""
        found: list[Lead] = []
        for tier in tiers:
            rows = self._session.rows(_DUE, person=person_id, tier=tier, until=to_ms(until))
            found.extend(lead_of(row) for row in rows)
        return found
