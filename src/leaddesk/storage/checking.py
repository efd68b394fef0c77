# SPDX-License-Identifier: MIT
"""Looks a database through: the file itself, its references, and the counters against the journal.

Nothing is written. On PostgreSQL the server answers for its own files.
"""

from __future__ import annotations

import sqlite3
from collections import Counter
from dataclasses import dataclass
from typing import Final

from leaddesk.domain.errors import StoreUnavailable
from leaddesk.storage.engine import Database, Session

_MOST_TOLD: Final = 20
_COUNTED: Final = (
    "SELECT person_id, day, tier, counted, COUNT(*) FROM journal "
    "WHERE counted <> '' AND voided_by = '' GROUP BY person_id, day, tier, counted"
)
_KEPT: Final = "SELECT person_id, day, tier, metric, n FROM counter WHERE n <> 0"

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
class CheckReport:
    """What a check found; empty tuples mean that all is well."""

    damage: tuple[str, ...]
    orphans: tuple[str, ...]
    drifts: tuple[Drift, ...]
    entries: int
    leads: int

    @property
    def is_well(self) -> bool:
        """Tell whether nothing is wrong."""
        return not (self.damage or self.orphans or self.drifts)


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
        )


def _damage(session: Session) -> tuple[str, ...]:
    """Return what SQLite finds fault with in the file."""
    try:
        rows = session.sql(f"PRAGMA integrity_check({_MOST_TOLD})")
    except sqlite3.DatabaseError as error:
        return (str(error),)
    except StoreUnavailable as error:
        return (error.key,)
    return tuple(str(row[0]) for row in rows if row[0] != "ok")


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


def _number(session: Session, query: str) -> int:
    return int(session.sql(query)[0][0])
