# SPDX-License-Identifier: MIT
"""The funnel as sums of counters, tallies and sales, and the times of handoffs."""

from __future__ import annotations

import datetime as dt

from leaddesk.desk.records import HandoffTimes, JourneyTimes, Tally
from leaddesk.storage.engine import Session, Sql
from leaddesk.storage.moments import from_ms, to_ms

_TALLIES = Sql(
    "SELECT facet, key, SUM(calls), SUM(connects), SUM(conversations) FROM tally "
    "WHERE person_id = :person AND day >= :first AND day <= :last AND tier = 1 "
    "GROUP BY facet, key"
)
# By person first, as the counters are kept; who left the team counts as well.
_PEOPLE = Sql(
    "SELECT counter.person_id, counter.metric, SUM(counter.n) FROM person CROSS JOIN counter "
    "WHERE counter.person_id = person.id AND counter.day >= :first AND counter.day <= :last "
    "AND counter.tier = 1 AND counter.metric IN ('calls', 'connects', 'conversations') "
    "GROUP BY counter.person_id, counter.metric"
)
# The state is asked without its own index, which holds all years: that of the first offer has all.
_TIMES = Sql(
    "SELECT first_offered_at, decided_at, presented_at, proposed_at, won_at, giver_id, "
    "receiver_id, source_id, campaign FROM handoff WHERE first_offered_at >= :since "
    "AND first_offered_at < :now AND state || '' = 'accepted' AND decided_at < :now"
)
_JOURNEYS = Sql(
    "SELECT giver_id, receiver_id, first_offered_at, "
    "CASE WHEN state = 'accepted' THEN decided_at ELSE 0 END, presented_at, won_at, "
    "CASE WHEN state IN ('offered', 'withdrawn') THEN 0 ELSE 1 END FROM handoff "
    "WHERE first_offered_at >= :since AND first_offered_at < :now"
)
_SOLD = Sql(
    "SELECT COALESCE(lead.source_id, 0), COALESCE(lead.campaign, ''), COUNT(*), SUM(sale.amount) "
    "FROM sale LEFT JOIN lead ON lead.id = sale.lead_id "
    "WHERE sale.at >= :begins AND sale.at < :ends "
    "GROUP BY COALESCE(lead.source_id, 0), COALESCE(lead.campaign, '')"
)
# The index of first offers tells which handoffs are newest; of each its lead's first call is one
# step from the begin of the lead's journal.
_LAGS = Sql(
    "SELECT (SELECT at FROM journal WHERE journal.lead_id = handoff.lead_id AND kind IN "
    "('call', 'handoff') AND voided_by = '' ORDER BY seq LIMIT 1), first_offered_at FROM handoff "
    "WHERE first_offered_at >= :since AND first_offered_at < :now AND state || '' = 'accepted' "
    "AND to_tier = :tier ORDER BY first_offered_at DESC LIMIT :limit"
)
_WAITS = Sql(
    "SELECT key, SUM(calls) FROM tally WHERE person_id = 0 AND day = :day AND facet = 'wait' "
    "GROUP BY key"
)


class FunnelSums:
    """The part of `desk.reads.Reads` that sums the funnel."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def tallies(self, first: str, last: str, person_id: int = 0) -> list[Tally]:
        """Return what the first tier's calls of days came to, of everybody or of one person."""
        rows = self._session.rows(_TALLIES, first=first, last=last, person=person_id)
        return [Tally(row[0], row[1], int(row[2]), int(row[3]), int(row[4])) for row in rows]

    def people_sums(self, first: str, last: str) -> dict[tuple[int, str], int]:
        """Return what each person did in the first tier on some days, by person and metric."""
        rows = self._session.rows(_PEOPLE, first=first, last=last)
        return {(row[0], row[1]): int(row[2]) for row in rows}

    def journey_times(self, since: dt.datetime, now: dt.datetime) -> list[JourneyTimes]:
        """Return how far each handoff came that was first offered between two moments."""
        return [
            tuple(row) for row in self._session.rows(_JOURNEYS, since=to_ms(since), now=to_ms(now))
        ]

    def handoff_times(self, since: dt.datetime, now: dt.datetime) -> list[HandoffTimes]:
        """Return how far each accepted handoff came, first offered since a moment."""
        rows = self._session.rows(_TIMES, since=to_ms(since), now=to_ms(now))
        return [(tuple(row[:5]), row[5], row[6], row[7], row[8]) for row in rows]

    def handoff_lags(
        self, to_tier: int, since: dt.datetime, now: dt.datetime, limit: int
    ) -> list[tuple[dt.datetime, dt.datetime]]:
        """Return when leads were first called and handed on, of the newest accepted handoffs."""
        rows = self._session.rows(
            _LAGS, tier=to_tier, since=to_ms(since), now=to_ms(now), limit=limit
        )
        return [(from_ms(row[0]), from_ms(row[1])) for row in rows if row[0] is not None]

    def waits(self, day: str) -> dict[str, int]:
        """Return the first calls of a day to inbound leads by source and step of their wait."""
        return {row[0]: int(row[1]) for row in self._session.rows(_WAITS, day=day) if row[1]}

    def sold(
        self, begins: dt.datetime, ends: dt.datetime
    ) -> dict[tuple[int, str], tuple[int, int]]:
        """Return sales and their amounts in minor units, by source and campaign of the lead."""
        rows = self._session.rows(_SOLD, begins=to_ms(begins), ends=to_ms(ends))
        return {(row[0], row[1]): (int(row[2]), int(row[3])) for row in rows}
