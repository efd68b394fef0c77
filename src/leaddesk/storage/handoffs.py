# SPDX-License-Identifier: MIT
"""Handoffs and feedback, read and written by primary key."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Mapping, Sequence
from typing import Any

from leaddesk.desk.records import Feedback, Handoff, Score
from leaddesk.domain.errors import NotFound
from leaddesk.domain.handoff import HandoffState
from leaddesk.storage import tables, tables_handoffs
from leaddesk.storage.engine import Row, Session, Sql
from leaddesk.storage.moments import from_ms, maybe_ms, to_ms
from leaddesk.storage.recorder import Recorder

_FIELDS = (
    "id, lead_id, state, open, giver_id, receiver_id, to_tier, hot, offered_at, first_offered_at, "
    "remind_at, accept_by, hard_stop_at, decided_at, tried, sheet, note, next_step, next_step_at, "
    "warm_reason, packet, reason, words, appealed, fate, fate_at, next_at, amount, "
    "held_at, presented_at, proposed_at, won_at, decider_id, accept_minutes, missed_at, lot"
)
HANDOFF_SELECT = "SELECT " + ", ".join(f"handoff.{f}" for f in _FIELDS.split(", "))
_BY_ID = Sql(f"{HANDOFF_SELECT} FROM handoff WHERE id = :id")
_OF_LEAD = Sql(
    f"{HANDOFF_SELECT} FROM handoff WHERE lead_id = :lead ORDER BY open DESC, id DESC LIMIT 1"
)
_IDS = Sql("SELECT id FROM handoff WHERE lead_id = :lead ORDER BY id")
_FEEDBACK_IDS = Sql(
    "SELECT feedback.id FROM handoff JOIN feedback ON feedback.handoff_id = handoff.id "
    "WHERE feedback.lead_id = :lead ORDER BY feedback.id"
)
_PACKETS = Sql(
    "SELECT packet FROM handoff WHERE lead_id = :lead AND state IN ('returned', 'rejected')"
)
_LOADS = Sql("SELECT receiver_id, COUNT(*) FROM handoff WHERE open = 1 GROUP BY receiver_id")
_OVER = (
    "FROM handoff WHERE state = 'offered' AND open = 1 "
    "AND (accept_by <= :now OR hard_stop_at <= :now) ORDER BY accept_by, id LIMIT 500"
)
_RUN_OUT = Sql(f"{HANDOFF_SELECT} {_OVER}")
# A lead is held before its handoff, as by whatever goes from the lead to the handoff.
_HOLD = Sql("SELECT 1 FROM lead WHERE id = (SELECT lead_id FROM handoff WHERE id = :id) FOR UPDATE")
_HOLD_OVER = Sql(f"SELECT 1 FROM lead WHERE id IN (SELECT lead_id {_OVER}) ORDER BY id FOR UPDATE")
FEEDBACK_FIELDS = (
    "id, handoff_id, lead_id, giver_id, receiver_id, cause, since, due_at, given_at, thanks, "
    "line, rating"
)
_FEEDBACK = Sql(f"SELECT {FEEDBACK_FIELDS} FROM feedback WHERE id = :id")
_OWED = Sql("SELECT 1 FROM feedback WHERE handoff_id = :handoff AND given_at = 0")
_SCORE = Sql(
    "SELECT scorer_id, scored_at, score, marks, line FROM handoff_score WHERE handoff_id = :id"
)
_RENAMED = {"answers": "sheet"}


class HandoffStore:
    """`desk.unit.Handoffs` over a session."""

    def __init__(self, session: Session, recorder: Recorder) -> None:
        self._session = session
        self._recorder = recorder

    def get(self, handoff_id: int) -> Handoff:
        """Return a handoff, held with its lead; raises NotFound("handoff")."""
        if self._session.locks:
            self._session.rows(_HOLD, id=handoff_id)
        row = self._session.one(self._locked(_BY_ID), id=handoff_id)
        if row is None:
            raise NotFound("handoff", what=handoff_id)
        return handoff_of(row)

    def of_lead(self, lead_id: int) -> Handoff | None:
        """Return the open handoff of a lead, else its newest one."""
        row = self._session.one(_OF_LEAD, lead=lead_id)
        return None if row is None else handoff_of(row)

    def add(self, fields: Mapping[str, object]) -> int:
        """Add a handoff and return its id."""
        return self._recorder.insert(tables.handoff, _columns(fields))

    def change(self, handoff: Handoff, **fields: object) -> None:
        """Write some fields."""
        old = _columns({name: getattr(handoff, name) for name in fields})
        new = _columns(fields)
        after = {name: value for name, value in new.items() if old[name] != value}
        before = {name: old[name] for name in after}
        self._recorder.update(tables.handoff, {"id": handoff.id}, before, after)

    def move(self, from_lead: int, to_lead: int) -> None:
        """Give all handoffs and feedback of one lead to another."""
        before, after = {"lead_id": from_lead}, {"lead_id": to_lead}
        for table, statement in ((tables.handoff, _IDS), (tables.feedback, _FEEDBACK_IDS)):
            for row in self._session.rows(statement, lead=from_lead):
                self._recorder.update(table, {"id": row[0]}, before, after)

    def packets(self, lead_id: int) -> frozenset[str]:
        """Return the packets that were handed over for a lead and came back."""
        return frozenset(row[0] for row in self._session.rows(_PACKETS, lead=lead_id))

    def loads(self, people: Sequence[int]) -> dict[int, int]:
        """Return open handoffs per person; people without any have 0."""
        counted = {row[0]: row[1] for row in self._session.rows(_LOADS)}
        return {person: counted.get(person, 0) for person in people}

    def run_out(self, at: dt.datetime) -> tuple[Handoff, ...]:
        """Return offered handoffs whose clock or hard stop has passed, oldest first."""
        if self._session.locks:
            self._session.rows(_HOLD_OVER, now=to_ms(at))
        rows = self._session.rows(self._locked(_RUN_OUT), now=to_ms(at))
        return tuple(handoff_of(row) for row in rows)

    def feedback(self, feedback_id: int) -> Feedback:
        """Return feedback; raises NotFound("feedback")."""
        row = self._session.one(_FEEDBACK, id=feedback_id)
        if row is None:
            raise NotFound("feedback", what=feedback_id)
        return feedback_of(row)

    def owes(self, handoff_id: int) -> bool:
        """Tell whether feedback for a handoff is still owed."""
        return self._session.one(_OWED, handoff=handoff_id) is not None

    def owe(self, fields: Mapping[str, object]) -> int:
        """Add feedback that is owed and return its id."""
        return self._recorder.insert(tables.feedback, _columns(fields))

    def give(self, feedback: Feedback, **fields: object) -> None:
        """Write what was given."""
        before = _columns({name: getattr(feedback, name) for name in fields})
        self._recorder.update(tables.feedback, {"id": feedback.id}, before, _columns(fields))

    def score(self, score: Score) -> None:
        """Keep the score of a handoff in the place of the one before."""
        table, key = tables_handoffs.handoff_score, {"handoff_id": score.handoff_id}
        values = {
            "scorer_id": score.scorer_id,
            "scored_at": to_ms(score.scored_at),
            "score": score.score,
            "marks": json.dumps(dict(score.marks), separators=(",", ":")),
            "line": score.line,
        }
        before = self._session.one(_SCORE, id=score.handoff_id)
        if before is None:
            self._recorder.insert(table, {**key, **values})
        else:
            self._recorder.update(table, key, dict(zip(values, before, strict=True)), values)

    def _locked(self, statement: Sql) -> Sql:
        return Sql(f"{statement.text} FOR UPDATE") if self._session.locks else statement


def handoff_of(row: Row) -> Handoff:
    """Return the handoff of a row of `HANDOFF_SELECT`."""
    return Handoff(
        id=row[0],
        lead_id=row[1],
        state=HandoffState(row[2]),
        open=bool(row[3]),
        giver_id=row[4],
        receiver_id=row[5],
        to_tier=row[6],
        hot=bool(row[7]),
        offered_at=from_ms(row[8]),
        first_offered_at=from_ms(row[9]),
        remind_at=from_ms(row[10]),
        accept_by=from_ms(row[11]),
        hard_stop_at=from_ms(row[12]),
        decided_at=maybe_ms(row[13]),
        tried=tuple(int(p) for p in row[14].split(",") if p),
        answers=json.loads(row[15]),
        note=row[16],
        next_step=row[17],
        next_step_at=maybe_ms(row[18]),
        warm_reason=row[19],
        packet=row[20],
        reason=row[21],
        words=row[22],
        appealed=bool(row[23]),
        fate=row[24],
        fate_at=from_ms(row[25]),
        next_at=maybe_ms(row[26]),
        amount=row[27],
        held_at=maybe_ms(row[28]),
        presented_at=maybe_ms(row[29]),
        proposed_at=maybe_ms(row[30]),
        won_at=maybe_ms(row[31]),
        decider_id=row[32],
        accept_minutes=row[33],
        missed_at=maybe_ms(row[34]),
        lot=row[35],
    )


def feedback_of(row: Row) -> Feedback:
    """Return the feedback of a row with the columns of `FEEDBACK_FIELDS`."""
    return Feedback(
        id=row[0],
        handoff_id=row[1],
        lead_id=row[2],
        giver_id=row[3],
        receiver_id=row[4],
        cause=row[5],
        since=from_ms(row[6]),
        due_at=from_ms(row[7]),
        given_at=maybe_ms(row[8]),
        thanks=bool(row[9]),
        line=row[10],
        rating=row[11],
    )


def _columns(fields: Mapping[str, object]) -> dict[str, Any]:
    """Return domain values as their columns keep them."""
    return {_RENAMED.get(name, name): _column(name, value) for name, value in fields.items()}


def _column(name: str, value: Any) -> Any:
    if name.endswith(("_at", "_by")) or name == "since":
        return to_ms(value)
    if name == "answers":
        return json.dumps(dict(value), separators=(",", ":"), ensure_ascii=False)
    if name == "tried":
        return ",".join(str(person) for person in value)
    if isinstance(value, HandoffState):
        return value.value
    return int(value) if isinstance(value, bool) else value
