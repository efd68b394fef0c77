# SPDX-License-Identifier: MIT
"""Operations that the team's hub refused or kept late: let go, brought back, or done once more.

What is decided about them stays on the workstation, and is in no journal.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from typing import Any

import msgspec

from leaddesk.desk.changes import Done, Kind
from leaddesk.desk.commands import BringBack, HandOff, LetGo, LogCall, RepeatOperation
from leaddesk.desk.operations import Operation, State, command_of
from leaddesk.desk.roles import check_wish
from leaddesk.desk.work import Work
from leaddesk.domain import errors
from leaddesk.domain.errors import LeadDeskError, RuleBroken

NEEDING = (State.REFUSED, State.LATE)
"""What needs a person's attention."""

_KINDS: Mapping[str, type[LeadDeskError]] = {
    kind.__name__: kind
    for kind in (errors.RuleBroken, errors.StaleLead, errors.NotFound, errors.BadInput)
}
_WAS = "was"
"""Under what an operation that was let go keeps what it was before."""


def let_go(command: LetGo, work: Work) -> Done:
    """Let an operation go that needs attention; `BringBack` takes that back.

    Raises NotFound("operation"), RuleBroken("not_yours"), RuleBroken("operation_state").
    """
    operation = _mine(work, command.seq, NEEDING)
    _let_go(work, operation)
    return _done(work, operation, "let_go")


def bring_back(command: BringBack, work: Work) -> Done:
    """Show an operation again that was let go; raises as `let_go`."""
    operation = _mine(work, command.seq, (State.LET_GO,))
    told = read_answer(operation.answer)
    was = State.LATE if told.pop(_WAS, "") == State.LATE else State.REFUSED
    work.unit.outbox.settle((operation.seq,), was, operation.mark, _written(told))
    return _done(work, operation, "brought_back")


def repeat_operation(command: RepeatOperation, work: Work) -> Done:
    """Do what was refused once more, as a new operation; the old one is let go with it.

    Raises RuleBroken("call_counted") for what was kept late, what `let_go` raises, BadInput for
    what can't be read, and what the command itself raises; nothing is changed then.
    """
    from leaddesk.desk.rebasing import do_noted
    from leaddesk.desk.routes import HANDLERS

    operation = _mine(work, command.seq, NEEDING)
    if operation.state is State.LATE:
        raise RuleBroken("call_counted")
    told = command_of(operation)
    if isinstance(told, LogCall | HandOff) and told.at is None:
        # The call took place then.
        told = dataclasses.replace(told, at=operation.at)
    check_wish(told, work.who)
    _let_go(work, operation)
    done = do_noted(HANDLERS[type(told)], told, work)
    return dataclasses.replace(done, changes=done.changes | Kind.SYNC)


def reason_of(operation: Operation) -> LeadDeskError:
    """Return why the hub refused an operation or kept it late."""
    if not operation.told:
        return RuleBroken("operation_emptied")
    told = read_answer(operation.answer)
    return error_of(str(told.get("kind", "")), str(told.get("key", "")), told.get("fields") or {})


def error_of(kind: str, key: str, fields: Mapping[str, object]) -> LeadDeskError:
    """Return an error that was kept by the name of its type, its key and its fields."""
    named = {str(name): str(value) for name, value in fields.items()}
    return _KINDS.get(kind, RuleBroken)(key, **named)


def read_answer(answer: str) -> dict[str, Any]:
    """Return the hub's answer: its key, and with it kind and fields where it told them."""
    try:
        told: Any = msgspec.json.decode(answer)
    except msgspec.DecodeError:
        told = None
    return told if isinstance(told, dict) else {"key": answer}


def _mine(work: Work, seq: int, states: tuple[State, ...]) -> Operation:
    operation = work.unit.outbox.operation(seq)
    if operation.person_id != work.who.id:
        raise RuleBroken("not_yours")
    if operation.state not in states:
        raise RuleBroken("operation_state")
    return operation


def _let_go(work: Work, operation: Operation) -> None:
    told = read_answer(operation.answer) | {_WAS: operation.state.value}
    work.unit.outbox.settle((operation.seq,), State.LET_GO, operation.mark, _written(told))


def _written(told: Mapping[str, Any]) -> str:
    return msgspec.json.encode(told).decode()


def _done(work: Work, operation: Operation, label: str) -> Done:
    return work.done(
        Kind.SYNC, label, lead_id=operation.lead_id or None, made_id=operation.seq,
        kind=operation.kind,
    )  # fmt: skip
