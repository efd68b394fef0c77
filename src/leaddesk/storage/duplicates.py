# SPDX-License-Identifier: MIT
"""Pairs of leads, merged leads, and who calls which number; see `desk.stores.duplicates`."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from sqlalchemy import Dialect

from leaddesk.desk.stores.duplicates import Pair
from leaddesk.storage import tables, tables_duplicates
from leaddesk.storage.dialects import json_list, listed_ids
from leaddesk.storage.engine import Row, Session, Sql
from leaddesk.storage.recorder import Recorder

_PAIR = Sql(
    "SELECT first_id, second_id, score, why, state FROM duplicate_pair "
    "WHERE first_id = :first AND second_id = :second"
)
_HERE = (
    "FROM duplicate_pair AS pair JOIN lead AS one ON one.id = pair.first_id "
    "JOIN lead AS two ON two.id = pair.second_id "
    "WHERE pair.state = 'open' AND one.state NOT IN (7, 9) AND two.state NOT IN (7, 9)"
)
_PAIRS = Sql(
    f"SELECT pair.first_id, pair.second_id, pair.score, pair.why, pair.state {_HERE} "
    "ORDER BY pair.score DESC, pair.first_id DESC, pair.second_id DESC LIMIT :limit"
)
_COUNT = Sql(f"SELECT COUNT(*) FROM (SELECT 1 {_HERE} LIMIT :most) AS found")
_MERGED = Sql("SELECT id FROM lead WHERE merged_into <> 0 AND merged_into = :id ORDER BY id")
_MARK = Sql(
    "INSERT INTO duplicate_gap (first_id, last_id, marks) VALUES (:first, :last, 1) "
    "ON CONFLICT (first_id) DO UPDATE SET marks = duplicate_gap.marks + 1, last_id = CASE "
    "WHEN excluded.last_id > duplicate_gap.last_id THEN excluded.last_id "
    "ELSE duplicate_gap.last_id END"
)


def _kept(dialect: Dialect) -> str:
    return (
        "SELECT id, merged_into FROM lead WHERE merged_into <> 0 "
        f"AND id IN ({listed_ids('ids', dialect)})"
    )


def _calls(dialect: Dialect) -> str:
    return (
        f"SELECT lead_id, e164 FROM phone WHERE lead_id IN ({listed_ids('ids', dialect)}) "
        "AND bad = ''"
    )


def _callers(dialect: Dialect) -> str:
    listed = "SELECT value FROM json_each(:numbers)"
    if dialect.name != "sqlite":
        listed = "SELECT json_array_elements_text(CAST(%(numbers)s AS JSON))"
    return (
        "SELECT phone.e164, phone.lead_id FROM phone CROSS JOIN lead "
        f"WHERE phone.e164 IN ({listed}) AND phone.bad = '' AND lead.id = phone.lead_id "
        f"AND {tables.OPEN} ORDER BY phone.lead_id DESC"
    )


def mark(session: Session, first_id: int, last_id: int) -> None:
    """Note that these leads are to be looked at: they are new, or what is compared changed."""
    session.run(_MARK, first=first_id, last=last_id)


class DuplicateStore:
    """`desk.unit.Duplicates` over a session."""

    def __init__(self, session: Session, recorder: Recorder) -> None:
        self._session = session
        self._recorder = recorder

    def pair(self, first_id: int, second_id: int) -> Pair | None:
        """Return a pair, whichever lead is named first."""
        first, second = sorted((first_id, second_id))
        row = self._session.one(_PAIR, first=first, second=second)
        return None if row is None else _pair_of(row)

    def set_state(self, first_id: int, second_id: int, state: str) -> None:
        """Say what became of a pair, also of one that nobody found."""
        first, second = sorted((first_id, second_id))
        key = {"first_id": first, "second_id": second}
        known = self.pair(first, second)
        if known is None:
            values = key | {"score": 0, "why": "", "state": state}
            self._recorder.insert(tables_duplicates.duplicate_pair, values)
        elif known.state != state:
            self._recorder.update(
                tables_duplicates.duplicate_pair, key, {"state": known.state}, {"state": state}
            )

    def pairs(self, limit: int) -> list[Pair]:
        """Return open pairs, the surest first."""
        return [_pair_of(row) for row in self._session.rows(_PAIRS, limit=limit)]

    def count(self, most: int) -> int:
        """Return how many pairs are open, `most` at most."""
        row = self._session.one(_COUNT, most=most)
        return int(row[0]) if row else 0

    def merged(self, lead_id: int) -> tuple[int, ...]:
        """Return the leads that were merged into one."""
        return tuple(int(row[0]) for row in self._session.rows(_MERGED, id=lead_id))

    def kept(self, ids: Sequence[int]) -> dict[int, int]:
        """Return for those of some leads that were merged the lead they were merged into."""
        rows = self._session.rows(_kept, ids=json_list(ids))
        return {int(row[0]): int(row[1]) for row in rows}

    def callers(self, e164: Iterable[str], but: Sequence[int] = ()) -> dict[str, int]:
        """Return the open lead, `but` some, that calls each of some numbers, where one does."""
        numbers = json_list(set(e164))
        rows = self._session.rows(_callers, numbers=numbers) if numbers != "[]" else []
        return {str(row[0]): int(row[1]) for row in rows if row[1] not in but}

    def calls(self, ids: Sequence[int]) -> dict[int, frozenset[str]]:
        """Return the numbers that may be called of some leads, open ones or not."""
        found: dict[int, set[str]] = {lead_id: set() for lead_id in ids}
        for lead_id, number in self._session.rows(_calls, ids=json_list(ids)):
            found[int(lead_id)].add(str(number))
        return {lead_id: frozenset(numbers) for lead_id, numbers in found.items()}


def _pair_of(row: Row) -> Pair:
    first, second, score, why, state = row
    return Pair(int(first), int(second), int(score), tuple(filter(None, why.split(","))), state)
