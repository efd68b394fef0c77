# SPDX-License-Identifier: MIT
"""What a workstation did that its hub has not heard, or did not do, as its person sees it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from leaddesk.desk.asking import Asking
from leaddesk.desk.attending import NEEDING, reason_of
from leaddesk.desk.operations import Operation, State, command_of
from leaddesk.desk.queries import (
    AskAttention,
    AskWaiting,
    AttentionRow,
    AttentionView,
    OperationRow,
    WaitingView,
)
from leaddesk.domain.errors import LeadDeskError


def answer_waiting(query: AskWaiting, asking: Asking) -> WaitingView:
    """Return what waits to be sent, oldest first."""
    outbox = asking.unit.outbox
    found = outbox.of_states((State.WAITING,), query.most)
    total, since = outbox.count((State.WAITING,))
    names = _names(found, asking)
    return WaitingView(tuple(_row(one, _command(one), names) for one in found), total, since)


_OVER_OLDER = "edited_since"
"""It was made from an older version, and would be refused again: the lead is to be opened anew."""


def answer_attention(query: AskAttention, asking: Asking) -> AttentionView:
    """Return what was refused or kept late and not let go, oldest first."""
    found = asking.unit.outbox.of_states(NEEDING, query.most)
    names = _names(found, asking)
    rows = tuple(_attention(one, names) for one in found)
    return AttentionView(rows, asking.unit.outbox.count(NEEDING)[0])


def _attention(operation: Operation, names: dict[int, str]) -> AttentionRow:
    command, late = _command(operation), operation.state is State.LATE
    why, name = reason_of(operation), names.get(operation.lead_id, "")
    if name and "lead" not in why.fields:
        # The hub tells no names of leads.
        why = type(why)(why.key, **why.fields, lead=name)
    may_repeat = command is not None and not late and why.key != _OVER_OLDER
    return AttentionRow(_row(operation, command, names), late, why, command, may_repeat)


def _row(operation: Operation, command: Any, names: dict[int, str]) -> OperationRow:
    return OperationRow(
        seq=operation.seq,
        at=operation.at,
        kind=operation.kind,
        outcome=str(getattr(command, "outcome", "")),
        lead_id=operation.lead_id,
        name=names.get(operation.lead_id, "") or _name_told(command),
    )


def _name_told(command: Any) -> str:
    """Return the name of a lead that is added by a command."""
    fields = getattr(command, "fields", None)
    parts = (getattr(fields, "first_name", ""), getattr(fields, "last_name", ""))
    return " ".join(filter(None, parts))


def _command(operation: Operation) -> Any:
    try:
        return command_of(operation)
    except LeadDeskError:
        return None


def _names(operations: Sequence[Operation], asking: Asking) -> dict[int, str]:
    ids = sorted({one.lead_id for one in operations if one.lead_id})
    return {lead.id: lead.name for lead in asking.unit.reads.leads(ids)}
