# SPDX-License-Identifier: MIT
"""What the calls of a day came to, summed by source, campaign, hour, try and wait with each call.

Source and hour are summed for the person as well, the rest for everybody together. A tally is only
the sum of the journal's rows, whose own columns say where each counts.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from leaddesk.domain.dial import UNKNOWN, Dial
from leaddesk.domain.errors import NotFound
from leaddesk.domain.perfect_day import Metric
from leaddesk.storage.engine import Row, Session, Sql

FACETS: Final = {
    "attempt": "attempt",
    "campaign": "campaign",
    "hour": "hour",
    "source": "source_id",
}
"""Each facet and the column of the journal that is its key, in the order they are written in."""
OF_PEOPLE: Final = ("hour", "source")
"""Facets that are summed for each person too: a few dozen rows of a day, however many calls."""
WAIT: Final = "wait"
_WAITED: Final = "CAST(source_id AS VARCHAR(80)) || ':' || CAST(waited AS VARCHAR(80))"
"""The key of a wait: where the lead was from, and the step of the wait."""
EVERYBODY: Final = 0
_SUMS: Final = (Metric.CALLS, Metric.CONNECTS, Metric.CONVERSATIONS)
_COUNTS: Final = {
    "calls": "counted = 'calls' OR substr(counted, 1, 6) = 'calls,'",
    "connects": "replace(counted, 'connects', '') <> counted",
    "conversations": "replace(counted, 'conversations', '') <> counted",
}
"""When a row of the journal counts for a sum; calls stand first in `counted`."""
_COLUMNS: Final = "person_id, day, tier, facet, key, calls, connects, conversations"


def _adding(facets: Sequence[str], *, person: bool) -> Sql:
    slots = [("0", facet) for facet in facets]
    if person:
        slots += [(":person", facet) for facet in OF_PEOPLE]
    rows = ", ".join(
        f"({who}, :day, :tier, '{facet}', :{facet}, :calls, :connects, :conversations)"
        for who, facet in slots
    )
    sums = ", ".join(f"{name} = tally.{name} + excluded.{name}" for name in _COUNTS)
    return Sql(
        f"INSERT INTO tally ({_COLUMNS}) VALUES {rows} "
        f"ON CONFLICT (person_id, day, tier, facet, key) DO UPDATE SET {sums}"
    )


_ADD = {
    (waited, person): _adding((*FACETS, WAIT) if waited else tuple(FACETS), person=person)
    for waited in (False, True)
    for person in (False, True)
}
"""By whether the lead waited, and whether somebody sits at the desk."""
_ADD_ONE = Sql(
    f"INSERT INTO tally ({_COLUMNS}) VALUES (:person, :day, :tier, :facet, :key, :calls, "
    ":connects, :conversations) ON CONFLICT (person_id, day, tier, facet, key) DO UPDATE SET "
    + ", ".join(f"{name} = tally.{name} + excluded.{name}" for name in _COUNTS)
)
_DIAL = Sql("SELECT source_id, campaign, hour, attempt, waited FROM journal WHERE id = :id")
_KEPT = f"SELECT {_COLUMNS} FROM tally WHERE calls <> 0 OR connects <> 0 OR conversations <> 0"

Slot = tuple[int, str, int, str, str]
"""Person (0: everybody), day, tier, facet and key of a tally."""
Sums = tuple[int, int, int]
"""Calls, connects and conversations."""
_NO_CALL: Final = Dial(0, "", UNKNOWN, UNKNOWN)
_NONE: Final = (0, 0, 0)


@dataclass(frozen=True, slots=True)
class TallyDrift:
    """A tally that does not agree with the journal: what is kept and what the rows say."""

    person_id: int
    day: str
    tier: int
    facet: str
    key: str
    kept: Sums
    told: Sums


def columns(dial: Dial | None) -> dict[str, object]:
    """Return what a row of the journal keeps of its call."""
    by = dial or _NO_CALL
    return {
        "source": by.source_id, "campaign": by.campaign, "hour": by.hour, "attempt": by.attempt,
        "waited": by.waited,
    }  # fmt: skip


def add(
    session: Session,
    slot: tuple[int, str, int],
    dial: Dial,
    counted: Sequence[str],
    by: int,
) -> None:
    """Count a call of a person on a day in a tier, or with -1 uncount it."""
    sums = [by if metric in counted else 0 for metric in _SUMS]
    if not any(sums):
        return
    keys: dict[str, object] = {
        "attempt": str(dial.attempt),
        "campaign": dial.campaign,
        "hour": str(dial.hour),
        "source": str(dial.source_id),
    }
    if dial.waited:
        keys[WAIT] = f"{dial.source_id}:{dial.waited}"
    person, day, tier = slot
    if session.sums is not None:
        session.behind.wrote += 1
        for who in {EVERYBODY, person}:
            for facet in keys if who == EVERYBODY else OF_PEOPLE:
                kept = session.sums.setdefault((who, day, tier, facet, str(keys[facet])), [0, 0, 0])
                kept[:] = [old + new for old, new in zip(kept, sums, strict=True)]
        return
    if person:
        keys["person"] = person
    session.run(
        _ADD[bool(dial.waited), bool(person)],
        day=day, tier=tier, calls=sums[0], connects=sums[1], conversations=sums[2], **keys,
    )  # fmt: skip


def hold_back(session: Session) -> None:
    """Let the tallies of a transaction be written by `write_held`.

    Everybody's calls count in the same few rows: whoever writes them early keeps all others waiting
    until the commit, and two that write them in another order each other for good.
    """
    session.sums = {}


def write_held(session: Session) -> None:
    """Write the tallies that were held back, each once, and in one order."""
    session.send_rows(
        _ADD_ONE,
        [
            {
                "person": person, "day": day, "tier": tier, "facet": facet, "key": key,
                **dict(zip(_COUNTS, sums, strict=True)),
            }
            for (person, day, tier, facet, key), sums in sorted((session.sums or {}).items())
            if any(sums)
        ],
        last=True,
    )  # fmt: skip
    session.sums = None


def dial_of(session: Session, entry_id: str) -> Dial:
    """Return by what the call of a journal row was counted; raises NotFound("entry")."""
    row = session.one(_DIAL, id=entry_id)
    if row is None:
        raise NotFound("entry", what=entry_id)
    return Dial(*row)


def drifts(session: Session) -> tuple[TallyDrift, ...]:
    """Return the tallies that a recount of the journal does not confirm."""
    kept = {_slot(row): _sums(row) for row in session.sql(_KEPT)}
    told = {_slot(row): _sums(row) for query in _recounts() for row in session.sql(query)}
    wrong = sorted(s for s in kept.keys() | told.keys() if kept.get(s) != told.get(s))
    return tuple(TallyDrift(*s, kept=kept.get(s, _NONE), told=told.get(s, _NONE)) for s in wrong)


def rebuild(session: Session) -> None:
    """Write every tally anew as the journal tells it."""
    session.sql("DELETE FROM tally")
    for query in _recounts():
        session.sql(f"INSERT INTO tally ({_COLUMNS}) {query}")


def _recounts() -> list[str]:
    """Return the queries that sum the journal, one per facet and for whom."""
    return [
        *(_recount("0", facet, column) for facet, column in FACETS.items()),
        *(_recount("person_id", facet, FACETS[facet], "person_id <> 0") for facet in OF_PEOPLE),
        _recount("0", WAIT, _WAITED, "waited <> 0"),
    ]


def _recount(who: str, facet: str, column: str, where: str = "1 = 1") -> str:
    sums = [f"SUM(CASE WHEN {counts} THEN 1 ELSE 0 END)" for counts in _COUNTS.values()]
    counts = " OR ".join(_COUNTS.values())
    key = f"CAST({column} AS VARCHAR(80))"
    return (
        f"SELECT {who}, day, tier, '{facet}', {key}, {', '.join(sums)} FROM journal "
        f"WHERE voided_by = '' AND ({counts}) AND {where} "
        f"GROUP BY day, tier, {column}{', person_id' if who == 'person_id' else ''}"
    )


def _slot(row: Row) -> Slot:
    return int(row[0]), str(row[1]), int(row[2]), str(row[3]), str(row[4])


def _sums(row: Row) -> Sums:
    return int(row[5]), int(row[6]), int(row[7])
