# SPDX-License-Identifier: MIT
"""The operations of a workstation, kept in the transaction of what they do."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING

from leaddesk.desk.operations import UNCONFIRMED, Operation, State
from leaddesk.storage import overlay
from leaddesk.storage.engine import Row, Session, Sql
from leaddesk.storage.hand_then import HandThen
from leaddesk.storage.moments import from_ms, to_ms
from leaddesk.storage.row_ids import RowIds
from leaddesk.storage.search import reindex, words_of

if TYPE_CHECKING:
    from leaddesk.desk.unit import Unit

_MEMBER = Sql("SELECT 1 FROM membership WHERE name = 'device'")
_NEXT = Sql("SELECT COALESCE(MAX(seq), 0) + 1 FROM operation")
_COLUMNS = (
    "seq, id, at, person_id, kind, format, told, lead_id, in_hand, lease_id, state, mark, answer"
)
_KEEP = Sql(
    f"INSERT INTO operation ({_COLUMNS}) VALUES (:seq, :id, :at, :person, :kind, :format, :told, "
    ":lead, :hand, :lease, :state, :mark, :answer)"
)
_STATES = ", ".join(f"'{state.value}'" for state in UNCONFIRMED)
_UNCONFIRMED = Sql(f"SELECT {_COLUMNS} FROM operation WHERE state IN ({_STATES}) ORDER BY seq")
_HAND = Sql("SELECT lead_id FROM lease WHERE person_id = :person AND expires_at > :at")
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
        if operation is None or self._session.one(_MEMBER) is None:
            yield
            return
        row = self._session.one(_NEXT)
        seq = int(row[0]) if row else 1
        held = self._session.one(_HAND, person=operation.person_id, at=to_ms(operation.at))
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
            hand=held[0] if held else 0,
            lease=operation.lease_id,
            state=operation.state,
            mark=operation.mark,
            answer=operation.answer,
        )

    @contextlib.contextmanager
    def again(self, operation: Operation) -> Iterator[Unit]:
        """Begin doing a kept operation again."""
        with self._session.part(), self._captured(operation.seq, operation.id):
            yield self._fresh(HandThen(operation.in_hand))

    def rewind(self) -> None:
        """Take back what unconfirmed operations changed, newest first."""
        session = self._session
        leads = {lead_id: words_of(session, lead_id) for lead_id in overlay.leads_in(session)}
        overlay.put_back(session)
        for lead_id, words in leads.items():
            reindex(session, lead_id, words)

    def unconfirmed(self) -> list[Operation]:
        """Return the operations whose rows the hub has not sent, oldest first."""
        return [_operation(row) for row in self._session.rows(_UNCONFIRMED)]

    def settle(self, seqs: Iterable[int], state: State, mark: int = 0, answer: str = "") -> None:
        """Say what became of operations."""
        for seq in seqs:
            self._session.run(_SETTLE, seq=seq, state=state.value, mark=mark, answer=answer)

    @contextlib.contextmanager
    def _captured(self, seq: int, operation: str) -> Iterator[None]:
        overlay.begin(self._session, seq)
        self._session.ids = RowIds(operation)
        try:
            yield
        finally:
            self._session.ids = None
        overlay.end(self._session)


def _operation(row: Row) -> Operation:
    seq, op_id, at, *named, state, mark, answer = row
    person, kind, version, told, lead, hand, lease = named
    return Operation(
        seq, op_id, from_ms(at), person, kind, version, told, lead, hand, lease, State(state),
        mark, answer,
    )  # fmt: skip
