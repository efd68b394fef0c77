# SPDX-License-Identifier: MIT
"""Commands as values that travel: what is done here first and done again at the team's hub.

A command is an interface once it travelled. A field may be added with a default; whoever changes
what a field means counts the kind's format up and says in `_OLDER` how an older one is read.
"""

from __future__ import annotations

import datetime as dt
import enum
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any, Final

import msgspec

from leaddesk.desk import commands
from leaddesk.domain.errors import BadInput

KINDS: Final[Mapping[str, type]] = {
    kind.__name__: kind
    for kind in (
        commands.LogCall,
        commands.SaveSheet,
        commands.SkipLead,
        commands.TakeBack,
        commands.HandOff,
        commands.AcceptHandoff,
        commands.ReturnHandoff,
        commands.RejectHandoff,
        commands.AppealRejection,
        commands.GiveFeedback,
        commands.AddNote,
        commands.AddLead,
        commands.EditLead,
        commands.AcknowledgeNotice,
        commands.KeepFilter,
        commands.DropFilter,
    )
}
"""What a person goes on doing without a network, by the name it travels under."""

FORMATS: Final[Mapping[str, int]] = dict.fromkeys(KINDS, 1)
"""The format each kind is written in."""

CALLS: Final = frozenset({"LogCall", "HandOff"})
"""What tells of a call that took place."""

ENDING: Final = CALLS | {"SkipLead"}
"""What ends the lease of its lead."""

LEASED: Final = ENDING | {"SaveSheet", "EditLead"}
"""What moves or changes a lead, and so needs the newest lease of it."""

Older = Callable[[dict[str, Any]], dict[str, Any]]
_OLDER: Final[Mapping[tuple[str, int], Older]] = {}
"""How the fields of an older format become those of the next one, by kind and older format."""


class State(enum.StrEnum):
    """What became of an operation.

    `WAITING` was not sent yet; `DONE_THERE` and `LATE_THERE` are known at the hub, but its rows are
    not back. The rest is settled: `DONE`; `LATE`, kept as a fact without moving the lead;
    `REFUSED`, with the reason, until a person let it go: `LET_GO`.
    """

    WAITING = "waiting"
    DONE_THERE = "done_there"
    LATE_THERE = "late_there"
    DONE = "done"
    LATE = "late"
    REFUSED = "refused"
    LET_GO = "let_go"


UNCONFIRMED: Final = (State.WAITING, State.DONE_THERE, State.LATE_THERE)
"""What is shown as this machine did it: the hub's rows do not have it yet."""

THERE: Final = {State.DONE: State.DONE_THERE, State.LATE: State.LATE_THERE}
"""What became of an operation, until its rows are back."""

BACK: Final = {there: state for state, there in THERE.items()}


@dataclass(frozen=True, slots=True)
class Operation:
    """One command that a person gave at a device.

    `seq` counts the device's operations from 1 without a gap; `id` is that of the journal row.
    `told` is the command as JSON in a `format` of its kind. `in_hand` is the lead in the person's
    hand then, `lease_id` the lease of the lead that it was done under, each 0 for none.
    """

    seq: int
    id: str
    at: dt.datetime
    person_id: int
    kind: str
    format: int
    told: str
    lead_id: int = 0
    in_hand: int = 0
    lease_id: int = 0
    state: State = State.WAITING
    mark: int = 0
    answer: str = ""


def operation_of(
    command: object, person_id: int, at: dt.datetime, entry_id: str
) -> Operation | None:
    """Return a command as an operation without its number; None for what stays on this machine."""
    kind = type(command).__name__
    if kind not in KINDS:
        return None
    told = msgspec.json.encode(command).decode()
    lead_id = int(getattr(command, "lead_id", 0) or 0)
    return Operation(0, entry_id, at, person_id, kind, FORMATS[kind], told, lead_id)


def command_of(operation: Operation) -> Any:
    """Return the command of an operation; done again, it takes no further lead into hand.

    Raises BadInput: "unknown_operation" for a kind or format that is none here,
    "bad_operation" for one that can't be read.
    """
    kind, told = operation.kind, operation.told
    if kind not in KINDS or not 1 <= operation.format <= FORMATS[kind]:
        raise BadInput("unknown_operation", where=kind, detail=str(operation.format))
    try:
        fields: Any = msgspec.json.decode(told)
        for older in range(operation.format, FORMATS[kind]):
            fields = _OLDER[kind, older](fields)
        command: Any = msgspec.convert(fields, KINDS[kind], strict=True)
    except (msgspec.DecodeError, msgspec.ValidationError, ValueError) as error:
        raise BadInput("bad_operation", where=kind, detail=str(error)[:200]) from error
    return replace(command, then_take=False) if getattr(command, "then_take", False) else command
