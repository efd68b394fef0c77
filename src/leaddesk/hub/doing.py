# SPDX-License-Identifier: MIT
"""An operation done at the hub: for the person of the token, by the handler that did it there.

What is refused is told with its reason, for the person to decide; a call is never refused for what
happened to its lead meanwhile, it is kept late.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import Any

import msgspec

from leaddesk.desk import commands, suppressing
from leaddesk.desk.book import Book
from leaddesk.desk.late_calls import keep_late
from leaddesk.desk.operations import CALLS, ENDING, LEASED, Operation, State, command_of
from leaddesk.desk.roles import check_wish
from leaddesk.desk.routes import HANDLERS
from leaddesk.desk.rules import Rules
from leaddesk.desk.unit import Unit
from leaddesk.desk.wire import Sent
from leaddesk.desk.work import Work
from leaddesk.domain.errors import (
    BadInput,
    LeadDeskError,
    NotFound,
    RuleBroken,
    StoreUnavailable,
)
from leaddesk.domain.person import Role
from leaddesk.hub.plain_values import is_plain

_NAMING = frozenset({"lead", "company", "number"})
_TYPED = frozenset({"bad_number", "bad_email"})
"""What names somebody in an error, and errors of which the detail does."""


def ends_lease(sent: Sent) -> bool:
    """Tell whether an operation ends the lease of its lead."""
    return sent.kind in ENDING


class _Told(msgspec.Struct):
    outcome: str = ""


def concerns_others(sent: Sent, rules: Rules) -> bool:
    """Tell whether an operation may change other leads than its own (`suppressing`)."""
    if sent.kind != commands.LogCall.__name__:
        return False
    try:
        told = msgspec.json.decode(sent.told, type=_Told)
    except (msgspec.DecodeError, ValueError):
        return False  # It is refused when it is done.
    return suppressing.concerns_others(rules, told.outcome)


def about(unit: Unit, person_id: int, sent: Sent) -> int:
    """Return the lead of the write that an operation takes back; 0 for all others."""
    if sent.kind != commands.TakeBack.__name__:
        return 0
    try:
        command = command_of(_operation(sent, person_id, sent.at))
        if not is_plain(command):
            # It is refused when it is done; no server's database takes it before.
            return 0
        return unit.journal.entry(command.entry_id).lead_id if command.entry_id else 0
    except (BadInput, NotFound):
        return 0


def do(
    unit: Unit,
    book: Book,
    person_id: int,
    sent: Sent,
    at: dt.datetime,
    since: dt.datetime,
    *,
    late: bool,
    proved: bool = True,
) -> tuple[State, str]:
    """Do an operation and return what became of it, with the reason when it was not done.

    `late`: another device has had the lead since. A call that says it was before `since` was then.
    Not `proved`, the call is of a lead that the hub never knew as theirs. Raises StoreUnavailable;
    nothing is written then.
    """
    operation = _operation(sent, person_id, at)
    try:
        command = _command(operation, since)
    except BadInput as error:
        return State.REFUSED, told(error)
    try:
        if late and sent.kind in LEASED and not _corrects(book, operation):
            raise RuleBroken("lead_went_on")
        _do(unit, book, operation, command, late=late)
    except StoreUnavailable:
        raise
    except LeadDeskError as error:
        if sent.kind in CALLS:
            return _keep_late(unit, book, operation, command, error, proved=proved)
        return State.REFUSED, told(error)
    return State.DONE, ""


def _operation(sent: Sent, person_id: int, at: dt.datetime) -> Operation:
    return Operation(
        sent.seq, sent.id, at, person_id, sent.kind, sent.format, sent.told, sent.lead_id,
        sent.in_hand, sent.lease_id,
    )  # fmt: skip


def _command(operation: Operation, since: dt.datetime) -> Any:
    """Return the command of an operation as it may be done; raises BadInput("bad_operation").

    The lead that was looked at for it is the one that it changes.
    """
    command = command_of(operation)
    kind = operation.kind
    if not is_plain(command):
        raise BadInput("bad_operation", where=kind, detail="a value that can't be kept")
    if int(getattr(command, "lead_id", 0) or 0) != operation.lead_id:
        raise BadInput("bad_operation", where=kind, detail="lead_id")
    at = getattr(command, "at", None)
    return replace(command, at=since) if at is not None and at < since else command


def _corrects(book: Book, operation: Operation) -> bool:
    """Tell whether a team lead corrects a lead: it moves nothing, so no lease decides on it.

    The version of what was corrected does, by its handler.
    """
    leads_team = Role.TEAM_LEAD in book.person(operation.person_id).roles
    return leads_team and operation.kind == commands.EditLead.__name__


def _do(unit: Unit, book: Book, operation: Operation, command: object, *, late: bool) -> None:
    with unit.outbox.again(operation) as part:
        numbers = part.leads.numbers(operation.lead_id) if late else ()
        HANDLERS[type(command)](command, _work(part, book, operation, command))
        if late and part.leads.numbers(operation.lead_id) != numbers:
            # The workstation that has the lead dials what it has.
            raise RuleBroken("in_other_hand")


def _work(part: Unit, book: Book, operation: Operation, command: object) -> Work:
    who = book.person(operation.person_id)
    if not who.active:
        raise RuleBroken("person_inactive", person=who.name)
    check_wish(command, who)
    return Work(part, who, operation.at, book, operation.id)


def _keep_late(
    unit: Unit,
    book: Book,
    operation: Operation,
    command: commands.LogCall | commands.HandOff,
    why: LeadDeskError,
    *,
    proved: bool,
) -> tuple[State, str]:
    """Keep the call of what could not be done; the reason goes with it."""
    try:
        with unit.outbox.again(operation) as part:
            keep_late(command, _work(part, book, operation, command), proved=proved)
    except StoreUnavailable:
        raise
    except LeadDeskError as error:
        return State.REFUSED, told(error)
    return State.LATE, told(why)


def told(error: LeadDeskError) -> str:
    """Return an error as the workstation gets it: its kind, key and fields, as JSON.

    The hub keeps it: what names the lead is left out, the workstation has it.
    """
    hidden = _NAMING | {"detail"} if error.key in _TYPED else _NAMING
    fields = {n: str(value) for n, value in error.fields.items() if n not in hidden}
    answer = {"kind": type(error).__name__, "key": error.key, "fields": fields}
    return msgspec.json.encode(answer).decode()
