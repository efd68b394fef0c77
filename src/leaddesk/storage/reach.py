# SPDX-License-Identifier: MIT
"""Which leads a person of a team has on their workstation, and who is told of a lead's changes.

In reach are: what their workstations hold a lease of, what waits for them by name, handoffs they
have a part in until a week after the last news of them, feedback that is owed, and what they worked
today. Who was ever shown a lead is told of its changes until it is tidied away.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from typing import Final

from sqlalchemy import Dialect

from leaddesk.desk.late_calls import UNPROVED
from leaddesk.domain.lead import LeadState
from leaddesk.storage import feed, tables
from leaddesk.storage.dialects import json_list, listed_ids
from leaddesk.storage.engine import Session, Sql
from leaddesk.storage.moments import to_ms

KNOWN_FOR: Final = dt.timedelta(days=7)
"""How long after the last news of a handoff both sides still have it."""

TIDIED: Final = 500
"""Leads of one person that are tidied away at once."""

_WHICH: Final = (
    (
        "SELECT lead_id FROM team_lease WHERE live = 1 AND workstation_id IN "
        "(SELECT id FROM workstation WHERE person_id = :person)"
    ),
    f"SELECT id FROM lead WHERE owner_id <> 0 AND owner_id = :person AND {tables.OPEN}",
    "SELECT lead_id FROM handoff WHERE giver_id = :person AND (open = 1 OR fate_at > :known)",
    "SELECT lead_id FROM handoff WHERE receiver_id = :person AND (open = 1 OR fate_at > :known)",
    "SELECT lead_id FROM feedback WHERE receiver_id = :person AND given_at = 0",
    "SELECT lead_id FROM feedback WHERE giver_id = :person AND given_at = 0",
    (
        "SELECT lead_id FROM journal WHERE person_id = :person AND at >= :today AND lead_id <> 0 "
        "AND data NOT LIKE :unproved"
    ),
)
_IN_REACH = Sql(" UNION ".join(_WHICH))
_KNOWN = " OR ".join(
    f"EXISTS (SELECT 1 FROM {table} WHERE lead_id = lead.id AND {whose})"
    for table, whose in (
        ("sight", "person_id = :person"),
        ("team_lease", "person_id = :person"),
        ("journal", "person_id = :person AND data NOT LIKE :unproved"),
        ("handoff", "(giver_id = :person OR receiver_id = :person)"),
    )
)
_PARTY = (
    "EXISTS (SELECT 1 FROM handoff WHERE lead_id = lead.id AND open = 1 "
    "AND (giver_id = :person OR receiver_id = :person))"
)
_UNPROVED = Sql(
    "SELECT COUNT(*) FROM journal WHERE person_id = :person AND at >= :since "
    "AND data LIKE :unproved"
)
MARKED: Final = f'%"{UNPROVED}"%'
"""What the data of a call that proves nothing is like."""
_OFFERED = int(LeadState.OFFERED)
_TIES = (
    f"SELECT CASE WHEN owner_id = :person OR {_KNOWN} THEN 1 ELSE 0 END, "
    "CASE WHEN owner_id NOT IN (0, :person) "
    f"OR (state = {_OFFERED} AND NOT {_PARTY}) THEN 1 ELSE 0 END, id FROM lead"
)
_TIE = Sql(f"{_TIES} WHERE id = :lead")
_SEE = Sql("INSERT INTO sight (lead_id, person_id) VALUES (:lead, :person) ON CONFLICT DO NOTHING")
_SEEN = Sql("SELECT lead_id FROM sight WHERE person_id = :person")
_UNSEE = Sql("DELETE FROM sight WHERE lead_id = :lead AND person_id = :person")
_WATCHING = Sql("SELECT DISTINCT person_id FROM sight ORDER BY person_id")


def _there(dialect: Dialect) -> str:
    return f"SELECT id FROM lead WHERE id IN ({listed_ids('ids', dialect)})"


def _hold(dialect: Dialect) -> str:
    """Hold leads so that nobody comes to see them meanwhile; those that others hold are left."""
    held = "" if dialect.name == "sqlite" else " FOR UPDATE SKIP LOCKED"
    return f"{_there(dialect)}{held}"


def in_reach(session: Session, person_id: int, at: dt.datetime, today: dt.datetime) -> set[int]:
    """Return the leads that a person has at a moment; `today` is when their day began."""
    known = to_ms(at - KNOWN_FOR)
    rows = session.rows(
        _IN_REACH, person=person_id, known=known, today=to_ms(today), unproved=MARKED
    )
    return {int(row[0]) for row in rows}


def ties(dialect: Dialect) -> str:
    """Return what some leads are to a person, as `tie` reads it, each with the lead's id."""
    return f"{Sql(_TIES)(dialect)} WHERE id IN ({listed_ids('ids', dialect)})"


def tie(session: Session, person_id: int, lead_id: int) -> tuple[bool, bool] | None:
    """Return whether a person ever had to do with a lead, and whether it is others' now.

    Others' is what is somebody else's own, or on offer between two others. None for no lead.
    """
    row = session.known(("tie", lead_id), _TIE, person=person_id, lead=lead_id, unproved=MARKED)
    return None if row is None else (bool(row[0]), bool(row[1]))


def unproved(session: Session, person_id: int, since: dt.datetime) -> int:
    """Return how many calls since a moment a person has that prove nothing."""
    row = session.one(_UNPROVED, person=person_id, since=to_ms(since), unproved=MARKED)
    return int(row[0]) if row else 0


def hide(session: Session, person_id: int, lead_id: int) -> None:
    """Let a person be told of a lead no more."""
    session.run(_UNSEE, lead=lead_id, person=person_id)


def show(session: Session, shown: Collection[tuple[int, int]]) -> None:
    """Let people be told of leads, now and whenever they change; the caller holds their rows.

    Otherwise a change that is not over yet would be told to nobody. `shown` are persons and leads.
    """
    rows = [{"lead": lead_id, "person": person_id} for person_id, lead_id in sorted(shown)]
    session.send_rows(_SEE, rows)
    feed.tell_all(session, shown)


def watching(session: Session) -> tuple[int, ...]:
    """Return the people who are told of leads."""
    return tuple(int(row[0]) for row in session.rows(_WATCHING))


def tidy(session: Session, person_id: int, at: dt.datetime, today: dt.datetime) -> int:
    """Take leads away from a person that are out of their reach; return how many.

    They are told once more: what they get then is that it is gone.
    """
    seen = {int(row[0]) for row in session.rows(_SEEN, person=person_id)}
    over = sorted(seen - in_reach(session, person_id, at, today))[:TIDIED]
    if not over:
        return 0
    wanted = json_list(over)
    held = {int(row[0]) for row in session.rows(_hold, ids=wanted)}
    there = {int(row[0]) for row in session.rows(_there, ids=wanted)}
    # Asked again: whoever comes to see one of them now waits for us.
    kept = in_reach(session, person_id, at, today) | (there - held)
    gone = [lead_id for lead_id in over if lead_id not in kept]
    for lead_id in gone:
        feed.tell(session, person_id, lead_id)
        session.run(_UNSEE, lead=lead_id, person=person_id)
    return len(gone)
