# SPDX-License-Identifier: MIT
"""Reads about many people at once: one statement each, however many they are."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Sequence

from sqlalchemy import Dialect

from leaddesk.desk.records import Handoff
from leaddesk.desk.team_reads import DayKey, FeedbackFigures, Hand
from leaddesk.domain.absence import Absence
from leaddesk.domain.lead import Lead
from leaddesk.storage.day_reads import absence_of
from leaddesk.storage.dialects import json_list, listed_ids
from leaddesk.storage.engine import Session, Sql
from leaddesk.storage.handoffs import HANDOFF_SELECT, handoff_of
from leaddesk.storage.leads import LEAD_SELECT, lead_of
from leaddesk.storage.moments import from_ms, maybe_ms, to_ms

QUARTER_MS = 15 * 60 * 1000
_HANDS = Sql("SELECT person_id, lead_id, taken_at, dialled_at FROM lease WHERE expires_at > :now")
# Grouped as it comes, or SQLite walks all handoffs in the order of their states.
_DECIDED = Sql(
    "SELECT found.state, COUNT(*) FROM (SELECT state || '' AS state FROM handoff "
    "WHERE decided_at >= :since) AS found GROUP BY found.state"
)
_WAITING = Sql("SELECT COUNT(*) FROM handoff WHERE state = 'offered' AND +open = 1")
# Where nobody else is left to offer it to, a clock that ran out goes on to the hard stop.
_LATE = Sql(
    f"{HANDOFF_SELECT} FROM handoff WHERE state = 'offered' AND +open = 1 AND "
    "(tried <> '' OR accept_by <= :now OR accept_by = hard_stop_at) "
    "ORDER BY first_offered_at, id LIMIT :limit"
)
_MISSED = (
    "lead.kind IN (1, 2, 6, 7, 8) AND lead.kind = 1 AND lead.tier = :tier "
    "AND lead.due_at <= :until AND NOT EXISTS (SELECT 1 FROM lease "
    "WHERE lease.lead_id = lead.id AND lease.expires_at > :now)"
)
_COUNT_MISSED = Sql(f"SELECT COUNT(*) FROM lead WHERE {_MISSED}")
_FIRST_MISSED = Sql(f"{LEAD_SELECT} WHERE {_MISSED} ORDER BY lead.due_at, lead.id LIMIT :limit")


def of_people(dialect: Dialect) -> str:
    """Return a table `seat` of the people in a JSON array parameter, by `id`."""
    if dialect.name == "sqlite":
        return "(SELECT value AS id FROM json_each(:people)) AS seat"
    return f"({listed_ids('people', dialect)} AS id) AS seat"


def _marks(text: str, dialect: Dialect) -> str:
    """Return plain SQL with the people and the parameters as a database wants them."""
    told = Sql(text.replace("{people}", "\0").replace("{seats}", "\1"))(dialect)
    return told.replace("\0", listed_ids("people", dialect)).replace("\1", of_people(dialect))


def counts_statement(dialect: Dialect) -> str:
    """Return the counters of some days."""
    return _marks(
        "SELECT person_id, tier, day, metric, n FROM counter WHERE person_id IN ({people}) "
        "AND day >= :first AND day <= :last AND n <> 0",
        dialect,
    )


def by_day_statement(dialect: Dialect) -> str:
    """Return two counters of some days."""
    return _marks(
        "SELECT person_id, day, metric, n FROM counter WHERE person_id IN ({people}) "
        "AND day >= :first AND day <= :last AND tier = :tier AND metric IN (:one, :other)",
        dialect,
    )


def mark_statement(dialect: Dialect) -> str:
    """Return what tells some counters from the same ones before."""
    return _marks(
        "SELECT COUNT(*), COALESCE(SUM(n), 0) FROM counter WHERE person_id IN ({people}) "
        "AND day >= :first AND day <= :last AND tier = :tier AND metric IN (:one, :other)",
        dialect,
    )


def quarters_statement(dialect: Dialect) -> str:
    """Return how often a metric counted in each quarter hour."""
    return _marks(
        "SELECT person_id, tier, at / 900000, COUNT(*) FROM journal "
        "WHERE person_id IN ({people}) AND at >= :since AND voided_by = '' AND (counted = :alone "
        "OR counted LIKE :first OR counted LIKE :last OR counted LIKE :inside) "
        "GROUP BY person_id, tier, at / 900000 ORDER BY person_id, tier, at / 900000",
        dialect,
    )


def owed_statement(dialect: Dialect) -> str:
    """Return what is owed past its time."""
    return _marks(
        "SELECT receiver_id, COUNT(*) FROM feedback WHERE receiver_id IN ({people}) "
        "AND given_at = 0 AND due_at <= :now GROUP BY receiver_id",
        dialect,
    )


def absence_statement(dialect: Dialect) -> str:
    """Return whose days are not whole, and why."""
    return _marks(
        "SELECT person_id, day, kind, share FROM absence WHERE person_id IN ({people}) "
        "AND day >= :first AND day <= :last",
        dialect,
    )


def last_statement(dialect: Dialect) -> str:
    """Return the last own row of each person: a step back from the end of each one's journal.

    What a clock did to somebody's handoffs is written in their name and not their work.
    """
    return _marks(
        "SELECT seat.id, (SELECT at FROM journal WHERE person_id = seat.id AND at >= :since "
        "AND kind NOT IN ('offered_on', 'expired') ORDER BY at DESC LIMIT 1) FROM {seats}",
        dialect,
    )


def feedback_statement(dialect: Dialect) -> str:
    """Return what was given since a moment, and how much of it in time."""
    return _marks(
        "SELECT COUNT(*), COALESCE(SUM(CASE WHEN given_at <= due_at THEN 1 ELSE 0 END), 0) "
        "FROM feedback WHERE receiver_id IN ({people}) AND given_at >= :since",
        dialect,
    )


class TeamReads:
    """`desk.team_reads.TeamReads` over a session."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def counts_of(
        self, people: Collection[int], first: str, last: str
    ) -> dict[DayKey, dict[str, int]]:
        """Return the counters of people from one day to another."""
        found: dict[DayKey, dict[str, int]] = {}
        rows = self._session.rows(
            counts_statement, people=json_list(people), first=first, last=last
        )
        for person, tier, day, metric, n in rows:
            found.setdefault((person, tier, day), {})[metric] = n
        return found

    def counts_by_day(
        self, people: Collection[int], tier: int, metrics: tuple[str, str], first: str, last: str
    ) -> dict[tuple[int, str], tuple[int, int]]:
        """Return two counters of people in a tier, by person and day."""
        one, other = metrics
        found: dict[tuple[int, str], tuple[int, int]] = {}
        rows = self._session.rows(
            by_day_statement, people=json_list(people), first=first, last=last,
            tier=tier, one=one, other=other,
        )  # fmt: skip
        for person, day, metric, n in rows:
            before = found.get((person, day), (0, 0))
            found[person, day] = (n, before[1]) if metric == one else (before[0], n)
        return found

    def counts_mark(
        self, people: Collection[int], tier: int, metrics: tuple[str, str], first: str, last: str
    ) -> tuple[int, int]:
        """Return what is another value once one of those counters has changed."""
        one, other = metrics
        row = self._session.one(
            mark_statement, people=json_list(people), first=first, last=last,
            tier=tier, one=one, other=other,
        )  # fmt: skip
        return (int(row[0]), int(row[1])) if row else (0, 0)

    def quarters_of(
        self, people: Collection[int], metric: str, since: dt.datetime
    ) -> dict[tuple[int, int], list[tuple[dt.datetime, int]]]:
        """Return how often something counted for a metric, in quarter hours."""
        found: dict[tuple[int, int], list[tuple[dt.datetime, int]]] = {}
        rows = self._session.rows(
            quarters_statement, people=json_list(people), since=to_ms(since),
            alone=metric, first=f"{metric},%", last=f"%,{metric}", inside=f"%,{metric},%",
        )  # fmt: skip
        for person, tier, quarter, n in rows:
            found.setdefault((person, tier), []).append((from_ms(quarter * QUARTER_MS), n))
        return found

    def owed_by(self, people: Collection[int], at: dt.datetime) -> dict[int, int]:
        """Return how much feedback people owe past its time."""
        rows = self._session.rows(owed_statement, people=json_list(people), now=to_ms(at))
        return {row[0]: int(row[1]) for row in rows}

    def absences_of(
        self, people: Collection[int], first: str, last: str
    ) -> dict[tuple[int, str], Absence]:
        """Return why days of people are not whole, by person and day."""
        told = json_list(people)
        rows = self._session.rows(absence_statement, people=told, first=first, last=last)
        return {(row[0], row[1]): absence_of(row[2], row[3]) for row in rows}

    def hands(self, at: dt.datetime) -> dict[int, Hand]:
        """Return what everybody has in hand."""
        rows = self._session.rows(_HANDS, now=to_ms(at))
        return {row[0]: Hand(row[1], from_ms(row[2]), maybe_ms(row[3])) for row in rows}

    def last_logged(self, people: Collection[int], since: dt.datetime) -> dict[int, dt.datetime]:
        """Return when people last logged anything themselves."""
        rows = self._session.rows(last_statement, people=json_list(people), since=to_ms(since))
        return {row[0]: from_ms(row[1]) for row in rows if row[1] is not None}

    def decided(self, since: dt.datetime) -> dict[str, int]:
        """Return how many handoffs were decided since a moment, by their state now."""
        return {row[0]: int(row[1]) for row in self._session.rows(_DECIDED, since=to_ms(since))}

    def waiting(self) -> int:
        """Return how many handoffs wait for an answer."""
        row = self._session.one(_WAITING)
        return int(row[0]) if row else 0

    def feedback_figures(
        self, people: Collection[int], since: dt.datetime, at: dt.datetime
    ) -> FeedbackFigures:
        """Return the feedback that people gave since a moment, and what they owe past its time."""
        row = self._session.one(feedback_statement, people=json_list(people), since=to_ms(since))
        given, in_time = row or (0, 0)
        return FeedbackFigures(int(given), int(in_time), sum(self.owed_by(people, at).values()))

    def late_handoffs(self, at: dt.datetime, limit: int) -> list[Handoff]:
        """Return handoffs on offer that nobody accepted in time, the oldest first."""
        rows = self._session.rows(_LATE, now=to_ms(at), limit=limit)
        return [handoff_of(row) for row in rows]

    def missed_callbacks(
        self, tiers: Sequence[int], until: dt.datetime, at: dt.datetime, limit: int
    ) -> tuple[int, list[Lead]]:
        """Return how many agreed calls were due by a moment and are in no hand, and the first."""
        count, first = 0, []
        for tier in tiers:
            asked = {"tier": tier, "until": to_ms(until), "now": to_ms(at)}
            row = self._session.one(_COUNT_MISSED, **asked)
            count += int(row[0]) if row else 0
            first += [lead_of(r) for r in self._session.rows(_FIRST_MISSED, **asked, limit=limit)]
        return count, sorted(first, key=lambda lead: (lead.due_at or at, lead.id))[:limit]
