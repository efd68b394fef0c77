# SPDX-License-Identifier: MIT
"""Handoffs of the whole team, page by page: the clocks first, then what is in work, then the rest.

Each of the three parts walks an index of its own and ends with the page, however many there are.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Mapping, Sequence
from typing import Any, Final

from leaddesk.desk.questions.team_handoffs import HandoffFilter, HandoffMark
from leaddesk.desk.records import Handoff, Score
from leaddesk.storage.dialects import json_list, listed_ids
from leaddesk.storage.engine import Session, Sql
from leaddesk.storage.handoffs import HANDOFF_SELECT, handoff_of
from leaddesk.storage.moments import from_ms, to_ms

_WAITING: Final = "handoff.state = 'offered' AND handoff.open = 1"
_PARTS: Final = (
    (
        _WAITING,
        "handoff.accept_by, handoff.id",
        "(handoff.accept_by, handoff.id) > (:after, :after_id)",
    ),
    (
        "handoff.open = 1 AND handoff.state <> 'offered'",
        "handoff.id DESC",
        "handoff.id < :after_id",
    ),
    ("handoff.open = 0", "handoff.id DESC", "handoff.id < :after_id"),
)
"""Parts of the list: which handoffs, in which order, and what stands behind a mark."""

_IN_SAMPLE: Final = "handoff.lot < :lots AND handoff.state <> 'withdrawn'"
_SCORED: Final = "EXISTS (SELECT 1 FROM handoff_score WHERE handoff_score.handoff_id = handoff.id)"
_STATES: Final = {
    "late": f"{_WAITING} AND handoff.accept_by < :now",
    "waiting": _WAITING,
    "appealed": f"{_WAITING} AND handoff.appealed = 1",
    "owed": "EXISTS (SELECT 1 FROM feedback WHERE feedback.handoff_id = handoff.id "
    "AND feedback.given_at = 0)",
    "owed_late": "EXISTS (SELECT 1 FROM feedback WHERE feedback.handoff_id = handoff.id "
    "AND feedback.given_at = 0 AND feedback.due_at < :now)",
    "working": "handoff.state = 'accepted' AND handoff.open = 1",
    "accepted": "handoff.state = 'accepted'",
    "returned": "handoff.state = 'returned'",
    "rejected": "handoff.state = 'rejected'",
    "expired": "handoff.state = 'expired'",
    "withdrawn": "handoff.state = 'withdrawn'",
    "won": "handoff.fate = 'won'",
    "lost": "handoff.fate = 'lost'",
    "to_score": f"{_IN_SAMPLE} AND NOT {_SCORED}",
    "scored": _SCORED,
}


class TeamHandoffReads:
    """The part of `desk.reads.Reads` about everybody's handoffs."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def team_handoffs(
        self,
        wanted: HandoffFilter,
        after: HandoffMark | None,
        limit: int,
        at: dt.datetime,
        lots: int,
    ) -> list[tuple[Handoff, HandoffMark]]:
        """Return handoffs behind a mark: offered ones by their clock, open ones, then the rest."""
        place, params = _conditions(wanted, at, lots)
        found: list[tuple[Handoff, HandoffMark]] = []
        for part in range(len(_PARTS)):
            if after is not None and part < after[0]:
                continue
            mark = after if after is not None and part == after[0] else None
            statement, marks = _part(place, part, mark)
            left = limit - len(found)
            for handoff in map(
                handoff_of, self._session.rows(statement, limit=left, **params, **marks)
            ):
                moment = 0 if part else to_ms(handoff.accept_by)
                found.append((handoff, (part, moment, handoff.id)))
            if len(found) >= limit:
                break
        return found

    def team_handoff_count(self, wanted: HandoffFilter, at: dt.datetime, lots: int) -> int:
        """Return how many handoffs pass a filter."""
        place, params = _conditions(wanted, at, lots)
        row = self._session.one(Sql(f"SELECT COUNT(*){place}"), **params)
        return int(row[0]) if row else 0

    def scores(self, handoff_ids: Sequence[int]) -> dict[int, Score]:
        """Return the scores of those handoffs that have one."""
        told = (
            "SELECT handoff_id, scorer_id, scored_at, score, marks, line FROM handoff_score "
            f"WHERE handoff_id IN ({listed_ids('ids', self._session.database.dialect)})"
        )
        rows = self._session.rows(Sql(told), ids=json_list(handoff_ids))
        return {
            row[0]: Score(row[0], row[1], from_ms(row[2]), row[3], json.loads(row[4]), row[5])
            for row in rows
        }

    def owed_for(self, handoff_ids: Sequence[int]) -> dict[int, dt.datetime]:
        """Return until when feedback is owed, of those handoffs for which it is."""
        told = (
            "SELECT handoff_id, MIN(due_at) FROM feedback WHERE given_at = 0 "
            f"AND handoff_id IN ({listed_ids('ids', self._session.database.dialect)}) "
            "GROUP BY handoff_id"
        )
        rows = self._session.rows(Sql(told), ids=json_list(handoff_ids))
        return {row[0]: from_ms(row[1]) for row in rows}


def _conditions(wanted: HandoffFilter, at: dt.datetime, lots: int) -> tuple[str, Mapping[str, Any]]:
    """Return the tables and conditions of a filter, and their parameters."""
    place, conditions = " FROM handoff", []
    params: dict[str, Any] = {}
    if wanted.source_id:
        place += " JOIN lead ON lead.id = handoff.lead_id"
        conditions.append("lead.source_id = :source")
        params["source"] = wanted.source_id
    state = _STATES.get(wanted.state, "")
    if state:
        conditions.append(f"({state})")
    if ":now" in state:
        params["now"] = to_ms(at)
    if ":lots" in state:
        params["lots"] = lots
    for name, column, value in (
        ("giver", "handoff.giver_id =", wanted.giver_id),
        ("receiver", "handoff.receiver_id =", wanted.receiver_id),
        ("since", "handoff.first_offered_at >=", to_ms(wanted.offered_from)),
        ("until", "handoff.first_offered_at <", to_ms(wanted.offered_before)),
    ):
        if value:
            conditions.append(f"{column} :{name}")
            params[name] = value
    return f"{place} WHERE {' AND '.join(conditions) or '1 = 1'}", params


def _part(place: str, part: int, after: HandoffMark | None) -> tuple[Sql, dict[str, int]]:
    """Return how a part of the list is read from a mark on, and the parameters of the mark."""
    which, order, behind = _PARTS[part]
    told = f"{HANDOFF_SELECT}{place} AND {which}"
    marks: dict[str, int] = {}
    if after is not None:
        told += f" AND {behind}"
        marks = {"after_id": after[2]} if part else {"after": after[1], "after_id": after[2]}
    return Sql(f"{told} ORDER BY {order} LIMIT :limit"), marks
