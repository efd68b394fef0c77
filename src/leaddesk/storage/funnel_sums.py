# SPDX-License-Identifier: MIT
"""The funnel as sums: of counters, of tallies, and of handoffs by whom or where they came from."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

from leaddesk.desk.records import HandoffSums, StageTimes, Tally
from leaddesk.domain.funnel import Window
from leaddesk.storage.engine import Session, Sql
from leaddesk.storage.moments import to_ms

_TALLIES = Sql(
    "SELECT facet, key, SUM(calls), SUM(connects), SUM(conversations) FROM tally "
    "WHERE day >= :first AND day <= :last AND tier = 1 GROUP BY facet, key"
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
    "SELECT first_offered_at, decided_at, presented_at, proposed_at, won_at FROM handoff "
    "WHERE first_offered_at >= :since AND first_offered_at < :now AND state || '' = 'accepted' "
    "AND decided_at < :now"
)
_SOLD = Sql(
    "SELECT COALESCE(lead.source_id, 0), COUNT(*), SUM(sale.amount) FROM sale "
    "LEFT JOIN lead ON lead.id = sale.lead_id WHERE sale.at >= :begins AND sale.at < :ends "
    "GROUP BY COALESCE(lead.source_id, 0)"
)
_ENTERED = {
    "handoffs": ("first_offered_at", "decided_at"),
    "presentations": ("decided_at", "presented_at"),
    "proposals": ("presented_at", "proposed_at"),
    "won": ("proposed_at", "won_at"),
}
"""For each stage: when one enters it, and when it goes on."""
GROUPS = ("giver_id", "receiver_id", "source_id", "campaign")
"""By what handoffs can be summed."""


def _sums(group: str) -> Sql:
    columns = []
    for stage, (entered, went_on) in _ENTERED.items():
        inside = f"{entered} >= :{stage}_first AND {entered} <= :{stage}_last"
        on = f"{inside} AND {went_on} > 0 AND {went_on} < :now"
        happened = f"{went_on} >= :begins AND {went_on} < :now"
        columns += [
            f"SUM(CASE WHEN {condition} THEN 1 ELSE 0 END)" for condition in (inside, on, happened)
        ]
    return Sql(
        f"SELECT {group}, {', '.join(columns)} FROM handoff WHERE first_offered_at >= :since "
        f"AND first_offered_at < :now AND state || '' = 'accepted' GROUP BY {group}"
    )


_SUMS = {group: _sums(group) for group in GROUPS}


class FunnelSums:
    """The part of `desk.reads.Reads` that sums the funnel."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def tallies(self, first: str, last: str) -> list[Tally]:
        """Return what the first tier's calls of days came to, by facet and key."""
        rows = self._session.rows(_TALLIES, first=first, last=last)
        return [Tally(row[0], row[1], int(row[2]), int(row[3]), int(row[4])) for row in rows]

    def people_sums(self, first: str, last: str) -> dict[tuple[int, str], int]:
        """Return what each person did in the first tier on some days, by person and metric."""
        rows = self._session.rows(_PEOPLE, first=first, last=last)
        return {(row[0], row[1]): int(row[2]) for row in rows}

    def stage_times(self, since: dt.datetime, now: dt.datetime) -> list[StageTimes]:
        """Return when each accepted handoff reached its stages, first offered since a moment.

        As milliseconds, 0 for never: there are very many.
        """
        return [
            tuple(row) for row in self._session.rows(_TIMES, since=to_ms(since), now=to_ms(now))
        ]

    def handoff_sums(
        self,
        group: str,
        windows: Mapping[str, Window],
        since: dt.datetime,
        begins: dt.datetime,
        now: dt.datetime,
    ) -> list[HandoffSums]:
        """Return how far accepted handoffs came, by one of `GROUPS`.

        For each stage after the conversation: entries within its window, those that went on by
        `now`, and how often it was reached from `begins` on.
        """
        marks = {
            f"{stage}_{end}": to_ms(getattr(window, end))
            for stage, window in windows.items()
            for end in ("first", "last")
        }
        rows = self._session.rows(
            _SUMS[group], since=to_ms(since), begins=to_ms(begins), now=to_ms(now), **marks
        )
        return [
            HandoffSums(row[0], {
                stage: (int(row[3 * n + 1]), int(row[3 * n + 2]), int(row[3 * n + 3]))
                for n, stage in enumerate(_ENTERED)
            })
            for row in rows
        ]  # fmt: skip

    def sold(self, begins: dt.datetime, ends: dt.datetime) -> dict[int, tuple[int, int]]:
        """Return sales and their amounts in minor units by source of the lead."""
        rows = self._session.rows(_SOLD, begins=to_ms(begins), ends=to_ms(ends))
        return {row[0]: (int(row[1]), int(row[2])) for row in rows}
