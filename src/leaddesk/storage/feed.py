# SPDX-License-Identifier: MIT
"""What changed for whom at a hub: pointers that triggers write, one a transaction and thing.

A pointer says that something changed, not what: whoever pulls reads the rows as they are then. It
is never rewritten. A mark is a count of transactions on SQLite, which has one writer at a time; on
PostgreSQL it is the transaction's id, and only what lies below all that still run is read.
"""

from __future__ import annotations

import secrets
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Final

from sqlalchemy import Dialect

from leaddesk.storage import feed_triggers
from leaddesk.storage.engine import Row, Session, Sql
from leaddesk.storage.feed_triggers import LEAD, PREFIX, TELL_LEAD_HEAD, XID, Trigger

KEPT_ROWS: Final = 200_000
"""Pointers that are kept; who was away for longer reads everything anew."""

PRUNED_ROWS: Final = 20_000
"""Pointers that are dropped at once: others wait meanwhile."""

_XMIN: Final = "CAST(CAST(pg_snapshot_xmin(pg_current_snapshot()) AS TEXT) AS BIGINT)"
"""Below this mark every transaction is over (PostgreSQL)."""

_ALONE: Final = "SELECT pg_advisory_xact_lock(513400925)"
"""One hub at a time looks after the triggers."""

_BEGIN = Sql(
    "UPDATE feed_mark SET mark = mark + 1, turn = turn + 1, held = 1 WHERE id = 1 "
    "RETURNING mark, turn"
)
_BEGIN_SERVER = Sql(
    f"SELECT {XID}, CASE WHEN set_config('synchronous_commit', 'on', true) = 'on' THEN 0 END"
)
_ADVANCE = Sql("UPDATE feed_mark SET mark = mark + 1 - held WHERE id = 1")
_END = Sql("UPDATE feed_mark SET held = 0 WHERE id = 1")
_ROW = Sql("SELECT mark, floor, turn, since FROM feed_mark WHERE id = 1")
_FIRST = Sql("INSERT INTO feed_mark (id, mark, since) VALUES (1, 0, '') ON CONFLICT DO NOTHING")
_SINCE = Sql("UPDATE feed_mark SET since = :since WHERE id = 1")
_SQLITE_TRIGGERS = Sql(
    "SELECT tbl_name, name, sql FROM sqlite_master WHERE type = 'trigger' "
    f"AND substr(name, 1, {len(PREFIX)}) = '{PREFIX}'"
)
_SERVER_TRIGGERS = Sql(
    "SELECT relname, tgname, prosrc FROM pg_trigger JOIN pg_class ON pg_class.oid = tgrelid "
    "JOIN pg_proc ON pg_proc.oid = tgfoid WHERE NOT tgisinternal AND tgenabled <> 'D' "
    f"AND LEFT(tgname, {len(PREFIX)}) = '{PREFIX}' "
    "AND relnamespace = CAST(CAST(current_schema() AS TEXT) AS REGNAMESPACE)"
)
_TELL_LEAD = Sql(
    "SELECT prosrc FROM pg_proc WHERE proname = 'feed_tell_lead' "
    "AND pronamespace = CAST(CAST(current_schema() AS TEXT) AS REGNAMESPACE)"
)
_BACKFILL = (
    Sql(
        "INSERT INTO sight (lead_id, person_id) SELECT id, owner_id FROM lead "
        "WHERE owner_id <> 0 ON CONFLICT DO NOTHING"
    ),
    *(
        Sql(
            f"INSERT INTO sight (lead_id, person_id) SELECT lead_id, {party} FROM handoff "
            f"WHERE open = 1 AND {party} <> 0 ON CONFLICT DO NOTHING"
        )
        for party in ("giver_id", "receiver_id")
    ),
    *(
        Sql(
            f"INSERT INTO sight (lead_id, person_id) SELECT lead_id, {party} FROM feedback "
            f"WHERE given_at = 0 AND {party} <> 0 ON CONFLICT DO NOTHING"
        )
        for party in ("giver_id", "receiver_id")
    ),
)
_DROP_OLD = Sql("DELETE FROM feed WHERE mark <= :floor")
_RAISE = Sql("UPDATE feed_mark SET floor = :floor WHERE id = 1 AND floor < :floor")
_TELL, _TELL_SERVER = (
    Sql(
        "INSERT INTO feed (person_id, mark, entity, key) VALUES "
        f"(:person, {mark}, '{LEAD}', :key) ON CONFLICT DO NOTHING"
    )
    for mark in ("(SELECT mark FROM feed_mark)", XID)
)
_OLDEST_KEPT = Sql("SELECT mark FROM feed ORDER BY mark DESC LIMIT 1 OFFSET :kept")


@dataclass(frozen=True, slots=True)
class Page:
    """What changed for a person: leads, tables of their own, tables that everybody has.

    `cursor` is where to go on; `mark`: every transaction up to it is in what was read so far, once
    `more` is False. `stale`: what lies behind the cursor is not known any more.
    """

    cursor: int
    mark: int
    more: bool = False
    stale: bool = False
    leads: tuple[int, ...] = ()
    things: frozenset[str] = frozenset()


def _said(sqlite: str, server: str, text: str, dialect: Dialect) -> str:
    """Return a statement with the part that each database says by itself."""
    own = sqlite if dialect.name == "sqlite" else server
    return Sql(text.replace("{}", own))(dialect)


def _changed(dialect: Dialect) -> str:
    return _said(
        "", f"AND mark < {_XMIN}",
        "SELECT entity, key, MAX(mark) AS at FROM feed WHERE person_id IN (:person, 0) "
        "AND mark > :cursor {} GROUP BY entity, key ORDER BY at, entity, key",
        dialect,
    )  # fmt: skip


def _last(dialect: Dialect) -> str:
    return _said(
        "", f"AND mark < {_XMIN}",
        "SELECT COALESCE(MAX(mark), 0) FROM feed WHERE person_id IN (:person, 0) {}",
        dialect,
    )  # fmt: skip


def _reached(dialect: Dialect) -> str:
    return _said(
        "mark", f"{_XMIN} - 1", "SELECT {}, floor FROM feed_mark WHERE id = 1", dialect
    )  # fmt: skip


def _now(dialect: Dialect) -> str:
    return _said("(SELECT mark FROM feed_mark)", XID, "SELECT {}", dialect)


def _whom(dialect: Dialect) -> str:
    return _said(
        "", f"AND mark < {_XMIN}",
        "SELECT DISTINCT person_id FROM feed WHERE mark > :cursor {}", dialect,
    )  # fmt: skip


def _newest(dialect: Dialect) -> str:
    return _said("", f"WHERE mark < {_XMIN}", "SELECT COALESCE(MAX(mark), 0) FROM feed {}", dialect)


def _superseded(dialect: Dialect) -> str:
    return _said(
        "", f"WHERE mark < {_XMIN}",
        "DELETE FROM feed WHERE (person_id, mark, entity, key) IN ("
        "SELECT person_id, mark, entity, key FROM (SELECT person_id, mark, entity, key, "
        "MAX(mark) OVER (PARTITION BY person_id, entity, key) AS newest FROM feed {}) AS aged "
        "WHERE mark < newest ORDER BY mark LIMIT :most)",
        dialect,
    )  # fmt: skip


# ------------------------------------------------------------------------------- installing


def install(session: Session) -> bool:
    """Let every change be told from now on; return whether anything had to be done for that.

    Then changes may have gone untold before, and every cursor is one of before (`since`).
    """
    if not session.is_sqlite:
        session.sql(_ALONE)
    session.run(_FIRST)
    wanted = tuple(feed_triggers.for_sqlite() if session.is_sqlite else feed_triggers.for_server())
    there = _there(session)
    if there == set(wanted):
        return False
    _make(session, wanted, there)
    for statement in _BACKFILL:
        session.run(statement)
    session.run(_SINCE, since=secrets.token_hex(16))
    return True


def _there(session: Session) -> set[Trigger]:
    """Return the triggers that are there; none when one that all of them use is another one."""
    if session.is_sqlite:
        return {Trigger(*row) for row in session.rows(_SQLITE_TRIGGERS)}
    row = session.one(_TELL_LEAD)
    if row is None or row[0] != feed_triggers.TELL_LEAD:
        return set()
    return {Trigger(*row) for row in session.rows(_SERVER_TRIGGERS)}


def _make(session: Session, wanted: Collection[Trigger], there: Iterable[Trigger]) -> None:
    names = {(one.table, one.name) for one in wanted}
    for one in there:
        if session.is_sqlite:
            session.sql(f"DROP TRIGGER {one.name}")
        elif (one.table, one.name) not in names:
            session.sql(f"DROP TRIGGER {one.name} ON {one.table}")
    if session.is_sqlite:
        for one in wanted:
            session.sql(one.text)
        return
    _function(session, TELL_LEAD_HEAD, "void", feed_triggers.TELL_LEAD)
    for one in wanted:
        _function(session, f"{one.name}()", "trigger", one.text)
        session.sql(
            f"CREATE OR REPLACE TRIGGER {one.name} AFTER INSERT OR UPDATE OR DELETE "
            f"ON {one.table} FOR EACH ROW EXECUTE FUNCTION {one.name}()"
        )


def _function(session: Session, head: str, returns: str, body: str) -> None:
    made = f"CREATE OR REPLACE FUNCTION {head} RETURNS {returns} LANGUAGE plpgsql"
    session.sql(f"{made} AS $feed${body}$feed$")


# ------------------------------------------------------------------------------- writing


def begin(session: Session) -> tuple[int, int]:
    """Give a transaction of the hub its mark at once; return it, and how many there were so far.

    A server gives marks by itself and counts nothing; what it says is done is on its disk.
    """
    [(made, count)] = session.rows(_BEGIN if session.is_sqlite else _BEGIN_SERVER)
    return int(made), int(count)


def end(session: Session) -> None:
    """Let the next transaction have a mark of its own, whoever writes it."""
    if session.is_sqlite:
        session.run(_END)


def mark(session: Session) -> int:
    """Return where what this transaction changed stands."""
    return _number(session.one(_now))


def tell(session: Session, person_id: int, lead_id: int) -> None:
    """Tell a person of a lead that came into reach or went."""
    tell_all(session, [(person_id, lead_id)])


def tell_all(session: Session, told: Collection[tuple[int, int]]) -> None:
    """Tell people of leads, each a person and a lead."""
    if told and session.is_sqlite:
        session.send(_ADVANCE)
    rows = [{"person": person, "key": str(lead)} for person, lead in sorted(set(told))]
    session.send_rows(_TELL if session.is_sqlite else _TELL_SERVER, rows)


# ------------------------------------------------------------------------------- reading


def since(session: Session) -> str:
    """Return what is another one when changes may have gone untold before; empty at no hub."""
    row = session.one(_ROW)
    return str(row[3]) if row else ""


def turn(session: Session) -> int:
    """Return how many transactions of the hub's own there were (SQLite)."""
    row = session.one(_ROW)
    return int(row[2]) if row else 0


def page(session: Session, person_id: int, cursor: int, most: int) -> Page:
    """Return what changed for a person since a cursor, oldest first, about `most` leads of it.

    What changed in one transaction comes whole. Tables come as they are now, with the first page.
    """
    reached, floor = _reach(session)
    if cursor < floor or cursor > max(reached, floor):
        return Page(cursor, reached, stale=True)
    found = session.rows(_changed, person=person_id, cursor=cursor)
    things = frozenset(row[0] for row in found if row[0] != LEAD)
    leads = [row for row in found if row[0] == LEAD]
    if len(leads) > most:
        last = leads[most - 1][2]
        kept = [row for row in leads if row[2] <= last]
        if len(kept) < len(leads):
            return Page(last, reached, True, False, _ids(kept), things)
    # On a server the cursor is the last row that was read: ids of transactions that were never
    # written are given again after a crash.
    end_ = reached if session.is_sqlite else max((row[2] for row in found), default=cursor)
    return Page(end_, reached, False, False, _ids(leads), things)


def newest(session: Session, person_id: int) -> Page:
    """Return where whoever reads everything now goes on from."""
    reached, floor = _reach(session)
    if session.is_sqlite:
        return Page(reached, reached)
    return Page(max(_number(session.one(_last, person=person_id)), floor), reached)


def told_since(session: Session, cursor: int | None) -> tuple[int, frozenset[int]]:
    """Return the newest mark, and whom something was told since another one (0: everybody).

    With None only the mark is looked up.
    """
    told = (
        frozenset()
        if cursor is None
        else frozenset(int(row[0]) for row in session.rows(_whom, cursor=cursor))
    )
    return _number(session.one(_newest)), told


def _reach(session: Session) -> tuple[int, int]:
    row = session.one(_reached)
    return (int(row[0]), int(row[1])) if row else (0, 0)


def _ids(rows: Iterable[Row]) -> tuple[int, ...]:
    return tuple(int(row[1]) for row in rows)


def _number(row: Row | None) -> int:
    return int(row[0]) if row else 0


# ------------------------------------------------------------------------------- tidying


def prune(session: Session, kept: int = KEPT_ROWS) -> int:
    """Drop some pointers to what changed again since, and the oldest; return how many.

    `kept` of them stay. Whoever stands before those reads everything anew.
    """
    dropped = session.run(_superseded, most=PRUNED_ROWS)
    row = session.one(_OLDEST_KEPT, kept=kept)
    if row is not None and int(row[0]) <= _reach(session)[0]:
        dropped += session.run(_DROP_OLD, floor=row[0])
        session.run(_RAISE, floor=row[0])
    return dropped
