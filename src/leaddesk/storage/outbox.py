# SPDX-License-Identifier: MIT
"""The operations of a workstation, kept in the transaction of what they do."""

from __future__ import annotations

import contextlib
import datetime as dt
from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING, Final

from leaddesk.desk.operations import ENDING, UNCONFIRMED, Operation, State
from leaddesk.domain.errors import NotFound, StaleLead
from leaddesk.storage import overlay
from leaddesk.storage.driver_errors import is_clash
from leaddesk.storage.engine import Row, Session, Sql
from leaddesk.storage.hand_then import HandThen
from leaddesk.storage.moments import from_ms, maybe_ms, to_ms
from leaddesk.storage.row_ids import RowIds
from leaddesk.storage.search import reindex, words_of

if TYPE_CHECKING:
    from leaddesk.desk.unit import Unit

COLUMNS: Final = (
    "seq, id, at, person_id, kind, format, told, lead_id, in_hand, lease_id, state, mark, answer"
)
_KEEP = Sql(
    f"INSERT INTO operation ({COLUMNS}) VALUES (:seq, :id, :at, :person, :kind, :format, :told, "
    ":lead, :hand, :lease, :state, :mark, :answer)"
)
_STATES = ", ".join(f"'{state.value}'" for state in UNCONFIRMED)
_UNCONFIRMED = Sql(f"SELECT {COLUMNS} FROM operation WHERE state IN ({_STATES}) ORDER BY seq")
# One statement, as it is part of every click. What came before another identity was taken stands
# below 1.
_BEFORE = Sql(
    "SELECT (SELECT COALESCE(MAX(seq), 0) + 1 FROM operation WHERE seq > 0), "
    "(SELECT MAX(lead_id) FROM lease WHERE person_id = :person AND expires_at > :at), "
    "(SELECT MAX(id) FROM held_lease WHERE lead_id = :lead AND NOT EXISTS (SELECT 1 FROM operation "
    "WHERE operation.lease_id = held_lease.id "
    f"AND operation.kind IN ({', '.join(repr(kind) for kind in sorted(ENDING))}))) "
    "FROM membership WHERE name = 'device'"
)
_OPERATION = Sql(f"SELECT {COLUMNS} FROM operation WHERE seq = :seq")
_SETTLE = Sql(
    "UPDATE operation SET state = :state, mark = :mark, answer = :answer WHERE seq = :seq"
)


class OutboxStore:
    """`desk.unit.Outbox` over a session."""

    def __init__(self, session: Session, fresh: Callable[[HandThen], Unit]) -> None:
        self._session = session
        self._fresh = fresh

    @contextlib.contextmanager
    def noting(self, operation: Operation | None) -> Iterator[None]:
        """Keep an operation with what is written in the block."""
        before = None
        if operation is not None:
            at, lead = to_ms(operation.at), operation.lead_id
            before = self._session.one(_BEFORE, person=operation.person_id, at=at, lead=lead)
        if operation is None or before is None:
            yield
            return
        seq, held, lease = before
        with self._captured(seq, operation.id):
            yield
        self._session.run(
            _KEEP,
            seq=seq,
            id=operation.id,
            at=to_ms(operation.at),
            person=operation.person_id,
            kind=operation.kind,
            format=operation.format,
            told=operation.told,
            lead=operation.lead_id,
            hand=held or 0,
            lease=lease or 0,
            state=operation.state,
            mark=operation.mark,
            answer=operation.answer,
        )

    @contextlib.contextmanager
    def again(self, operation: Operation) -> Iterator[Unit]:
        """Begin doing a kept operation again; raises StaleLead("operation_clashes")."""
        try:
            with self._session.part(), self._captured(operation.seq, operation.id):
                yield self._fresh(HandThen(operation.in_hand))
            self._session.behind.forget_lead(operation.lead_id)
        except Exception as error:
            if is_clash(error):
                raise StaleLead("operation_clashes", where=operation.kind) from error
            raise

    def rewind(self) -> None:
        """Take back what unconfirmed operations changed, newest first."""
        session = self._session
        leads = {lead_id: words_of(session, lead_id) for lead_id in overlay.leads_in(session)}
        overlay.put_back(session)
        for lead_id, words in leads.items():
            reindex(session, lead_id, words)

    def unconfirmed(self) -> list[Operation]:
        """Return the operations whose rows the hub has not sent, oldest first."""
        return [operation_from(row) for row in self._session.rows(_UNCONFIRMED)]

    def settle(self, seqs: Iterable[int], state: State, mark: int = 0, answer: str = "") -> None:
        """Say what became of operations."""
        for seq in seqs:
            self._session.run(_SETTLE, seq=seq, state=state.value, mark=mark, answer=answer)

    def of_states(self, states: Iterable[State], most: int) -> list[Operation]:
        """Return operations in some states, oldest first, `most` at most."""
        wanted = f"SELECT {COLUMNS} FROM operation WHERE state IN ({_quoted(states)})"
        rows = self._session.rows(Sql(f"{wanted} ORDER BY seq LIMIT :most"), most=most)
        return [operation_from(row) for row in rows]

    def count(self, states: Iterable[State]) -> tuple[int, dt.datetime | None]:
        """Return how many operations are in some states, and when the oldest was done."""
        wanted = f"SELECT COUNT(*), MIN(at) FROM operation WHERE state IN ({_quoted(states)})"
        row = self._session.one(Sql(wanted)) or (0, None)
        return int(row[0]), maybe_ms(row[1] or 0)

    def operation(self, seq: int) -> Operation:
        """Return an operation; raises NotFound("operation")."""
        row = self._session.one(_OPERATION, seq=seq)
        if row is None:
            raise NotFound("operation", what=seq)
        return operation_from(row)

    @contextlib.contextmanager
    def _captured(self, seq: int, operation: str) -> Iterator[None]:
        if self._session.captures:
            overlay.begin(self._session, seq)
        self._session.ids = RowIds(operation)
        try:
            yield
        finally:
            self._session.ids = None
        if self._session.captures:
            overlay.end(self._session)


def _quoted(states: Iterable[State]) -> str:
    return ", ".join(f"'{state.value}'" for state in states)


def operation_from(row: Row) -> Operation:
    """Return an operation by its `COLUMNS`; raises ValueError and TypeError for what is none."""
    seq, op_id, at, *named, state, mark, answer = row
    person, kind, version, told, lead, hand, lease = named
    return Operation(
        seq, op_id, from_ms(at), person, kind, version, told, lead, hand, lease, State(state),
        mark, answer,
    )  # fmt: skip
