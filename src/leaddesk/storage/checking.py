# SPDX-License-Identifier: MIT
"""Looks a database through: the file, its references, where leads stand, counters against journal.

A check writes nothing. On PostgreSQL the server answers for its own files.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import Final

from leaddesk.domain.errors import StoreUnavailable
from leaddesk.storage import sqlite_files, tallies
from leaddesk.storage.engine import Database, Session, Sql
from leaddesk.storage.tables import OPEN

_MOST_TOLD: Final = 20
_COUNTED: Final = (
    "SELECT person_id, day, tier, counted, COUNT(*) FROM journal "
    "WHERE counted <> '' AND voided_by = '' GROUP BY person_id, day, tier, counted"
)
_KEPT: Final = "SELECT person_id, day, tier, metric, n FROM counter WHERE n <> 0"

_SET: Final = Sql(
    "INSERT INTO counter (person_id, day, tier, metric, n) "
    "VALUES (:person, :day, :tier, :metric, :n) "
    "ON CONFLICT (person_id, day, tier, metric) DO UPDATE SET n = excluded.n"
)
FINDINGS: Final = {
    # A lead stands in exactly one place: in a queue by its kind, or aside by its state.
    "no_place": "FROM lead WHERE state = 0 AND kind = 0",
    "two_places": "FROM lead WHERE state IN (1, 2, 4, 7, 8, 9) AND kind <> 0",
    "no_area": "FROM lead WHERE NOT EXISTS (SELECT 1 FROM area WHERE area.id = lead.area_id)",
    "wrong_number": "FROM lead WHERE state = 0 AND NOT EXISTS (SELECT 1 FROM phone "
    "WHERE phone.lead_id = lead.id AND phone.e164 = lead.phone AND phone.bad = '')",
    "offered_nowhere": "FROM lead WHERE state = 1 AND NOT EXISTS (SELECT 1 FROM handoff "
    "WHERE handoff.lead_id = lead.id AND handoff.open = 1 AND handoff.state = 'offered')",
    "not_offered": "FROM handoff WHERE open = 1 AND state = 'offered' AND NOT EXISTS "
    "(SELECT 1 FROM lead WHERE lead.id = handoff.lead_id AND lead.state = 1)",
    "two_handoffs": "FROM handoff WHERE open = 1 AND EXISTS (SELECT 1 FROM handoff AS other "
    "WHERE other.lead_id = handoff.lead_id AND other.open = 1 AND other.id < handoff.id)",
    "merged_nowhere": "FROM lead WHERE (state = 7) <> (merged_into <> 0) OR (state = 7 AND NOT "
    "EXISTS (SELECT 1 FROM lead AS kept WHERE kept.id = lead.merged_into AND kept.state <> 7))",
    "erased_kept": "FROM lead WHERE state = 8 AND (first_name || company || email || phone || "
    "details || answers <> '' OR kind <> 0 OR EXISTS (SELECT 1 FROM phone "
    "WHERE phone.lead_id = lead.id))",
    "two_leads": f"FROM lead WHERE {OPEN} AND EXISTS (SELECT 1 FROM phone JOIN phone AS other "
    "ON other.e164 = phone.e164 AND other.lead_id < phone.lead_id AND other.bad = '' "
    "JOIN lead AS first ON first.id = other.lead_id AND (first.state IN (0, 1, 2) "
    "OR first.kind <> 0) WHERE phone.lead_id = lead.id AND phone.bad = '')",
    "lost_number": "FROM (SELECT lead_id AS id FROM phone) AS kept "
    "WHERE NOT EXISTS (SELECT 1 FROM lead WHERE lead.id = kept.id)",
    "lost_lease": "FROM (SELECT lead_id AS id FROM lease) AS kept "
    "WHERE NOT EXISTS (SELECT 1 FROM lead WHERE lead.id = kept.id)",
    "lost_feedback": "FROM feedback WHERE NOT EXISTS "
    "(SELECT 1 FROM handoff WHERE handoff.id = feedback.handoff_id)",
}
"""What can't be, by key: each a FROM and WHERE that find it by `id` on both databases."""

SEARCH_FINDINGS: Final = {
    "not_searchable": "FROM lead WHERE state <> 9 AND first_name || last_name || company || email "
    "<> '' AND NOT EXISTS (SELECT 1 FROM lead_search_docsize AS found WHERE found.id = lead.id) "
    "AND filed = 1",
    "never_searchable": "FROM lead WHERE state <> 9 AND filed = 0 AND NOT EXISTS "
    "(SELECT 1 FROM search_gap WHERE first_id <= lead.id AND last_id >= lead.id)",
    "found_nowhere": "FROM lead_search_docsize AS found "
    "WHERE NOT EXISTS (SELECT 1 FROM lead WHERE lead.id = found.id)",
}
"""The same for SQLite's search index; PostgreSQL keeps its own in step."""

Slot = tuple[int, str, int, str]
"""Person, day, tier and metric of a counter."""


@dataclass(frozen=True, slots=True)
class Drift:
    """A counter that does not agree with the journal: what is kept and what the rows say."""

    person_id: int
    day: str
    tier: int
    metric: str
    kept: int
    told: int


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that can't be as it is: a key of `FINDINGS`, how often, and the first ids."""

    key: str
    count: int
    detail: str


@dataclass(frozen=True, slots=True)
class CheckReport:
    """What a check found; empty tuples mean that all is well."""

    damage: tuple[str, ...]
    orphans: tuple[str, ...]
    drifts: tuple[Drift, ...]
    entries: int
    leads: int
    findings: tuple[Finding, ...] = ()
    tallies: tuple[tallies.TallyDrift, ...] = ()

    @property
    def is_well(self) -> bool:
        """Tell whether nothing is wrong."""
        return not (self.damage or self.orphans or self.drifts or self.findings or self.tallies)


def check_database(database: Database) -> CheckReport:
    """Look a database through on one consistent view; damage is told, not raised.

    Raises StoreUnavailable when it can't be read at all.
    """
    with database.reading() as session:
        damage = _damage(session) if session.is_sqlite else ()
        if damage:
            return CheckReport(damage, (), (), 0, 0)
        return CheckReport(
            damage=(),
            orphans=_orphans(session) if session.is_sqlite else (),
            drifts=_drifts(session),
            entries=_number(session, "SELECT COUNT(*) FROM journal"),
            leads=_number(session, "SELECT COUNT(*) FROM lead"),
            findings=_findings(session),
            tallies=tallies.drifts(session),
        )


def _damage(session: Session) -> tuple[str, ...]:
    """Return what SQLite finds fault with in the file."""
    try:
        rows = session.sql(f"PRAGMA integrity_check({_MOST_TOLD})")
    except sqlite_files.database_errors() as error:
        return (str(error),)
    except StoreUnavailable as error:
        return (error.key,)
    # A plain file answers nothing to the second: it has no sums of its pages.
    sums = session.sql("PRAGMA cipher_integrity_check")[:_MOST_TOLD]
    return tuple(str(row[0]) for row in (*rows, *sums) if row[0] != "ok")


def _orphans(session: Session) -> tuple[str, ...]:
    """Return rows that refer to something that is not there, as 'table: parent'."""
    rows = session.sql("PRAGMA foreign_key_check")
    return tuple(f"{row[0]}: {row[2]}" for row in rows[:_MOST_TOLD])


def _drifts(session: Session) -> tuple[Drift, ...]:
    """Return the counters that a recount of the journal does not confirm."""
    told: Counter[Slot] = Counter()
    for person, day, tier, metrics, times in session.sql(_COUNTED):
        for metric in str(metrics).split(","):
            told[int(person), str(day), int(tier), metric] += int(times)
    kept: Counter[Slot] = Counter()
    for person, day, tier, metric, number in session.sql(_KEPT):
        kept[int(person), str(day), int(tier), str(metric)] = int(number)
    wrong = sorted(slot for slot in told.keys() | kept.keys() if told[slot] != kept[slot])
    return tuple(Drift(*slot, kept=kept[slot], told=told[slot]) for slot in wrong)


def _findings(session: Session) -> tuple[Finding, ...]:
    """Return what stands where it can't stand, with the first ids of each."""
    found = []
    asked = FINDINGS | (SEARCH_FINDINGS if session.is_sqlite else {})
    for key, where in asked.items():
        count = _number(session, f"SELECT COUNT(*) {where}")
        if count:
            rows = session.sql(f"SELECT id {where} ORDER BY id LIMIT 5")
            found.append(Finding(key, count, ", ".join(str(row[0]) for row in rows)))
    return tuple(found)


def recount(database: Database) -> int:
    """Write counters and tallies anew as the journal tells them; return how many were wrong.

    The journal is what counts: a counter is only its sum. Raises StoreUnavailable.
    """
    with database.writing() as session:
        wrong = _drifts(session)
        for drift in wrong:
            session.run(
                _SET,
                person=drift.person_id,
                day=drift.day,
                tier=drift.tier,
                metric=drift.metric,
                n=drift.told,
            )
        astray = tallies.drifts(session)
        if astray:
            tallies.rebuild(session)
    return len(wrong) + len(astray)


def _number(session: Session, query: str) -> int:
    return int(session.sql(query)[0][0])
