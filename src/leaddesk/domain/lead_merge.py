# SPDX-License-Identifier: MIT
"""Two leads become one: which place in the queue it takes, and which of their values it has."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any, Final

from leaddesk.domain.lead import SHARED, Lead, LeadState, Number, QueueKind

COLUMNS: Final[Mapping[str, tuple[str, ...]]] = {
    "name": ("first_name", "last_name"),
    "title": ("title",),
    "company": ("company",),
    "email": ("email",),
    "campaign": ("campaign",),
    "source": ("source_id",),
}
"""Fields that are chosen whole from one of two leads, and the columns they stand in."""

DETAILS: Final[Mapping[str, tuple[str, ...]]] = {
    "website": ("website",),
    "industry": ("industry",),
    "employees": ("employees",),
    "address": ("street", "city", "region", "postal_code", "country", "time_zone"),
}
"""The same for what only a card shows."""

FIELDS: Final = (
    "name", "title", "company", "email", "website", "address", "industry", "employees",
    "source", "campaign",
)  # fmt: skip
"""All of them, in the order in which they are shown."""

PLACE: Final = (
    "tier", "state", "kind", "why", "owner_id", "due_at", "arrived_at", "inbound", "half_life",
    "rank", "ladder", "step", "round",
)  # fmt: skip
"""What makes up a lead's place in the queue; it is taken whole from one of the two."""

_KINDS: Final = {
    QueueKind.RETURNED: 4,
    QueueKind.ACCEPTED: 5,
    QueueKind.NEXT_STEP: 6,
    QueueKind.TOUCH: 7,
    QueueKind.RETRY: 9,
    QueueKind.REST: 10,
}
_NEVER: Final = dt.datetime.max.replace(tzinfo=dt.UTC)


def better_place(a: Lead, b: Lead, handed_over: int = 0) -> Lead:
    """Return which of two leads stands better; `handed_over` is the one a colleague works on.

    What a colleague works on first, then an agreed call, the earlier one; then a customer, what
    waits for a person, who came by themselves, who was tried before, who said no; a list's new lead
    stands behind all that, because somebody has talked with this person already.
    """
    return min((a, b), key=lambda lead: _standing(lead, handed_over))


def _standing(lead: Lead, handed_over: int) -> tuple[int, dt.datetime, int, int]:
    return (_rank(lead, handed_over), lead.due_at or _NEVER, -lead.tier, lead.id)


def _rank(lead: Lead, handed_over: int) -> int:
    if lead.id == handed_over:
        return 1
    if lead.kind is QueueKind.CALLBACK:
        return 2
    if lead.state is LeadState.WON:
        return 3
    if lead.kind is QueueKind.NEW:
        return 8 if lead.inbound else 12
    if lead.state in {LeadState.CLOSED, LeadState.LOST}:
        return 11 if lead.last_call_at else 14
    return _KINDS.get(lead.kind, 13)


def merged_numbers(kept: Sequence[Number], dropped: Sequence[Number]) -> tuple[Number, ...]:
    """Return the numbers of both, each once: a number that is bad on one side is bad."""
    found: dict[str, Number] = {}
    for number in (*kept, *dropped):
        known = found.get(number.e164)
        if known is None:
            found[number.e164] = Number(
                len(found), number.e164, number.kind, number.extension, number.bad
            )
        else:
            found[number.e164] = Number(
                known.id,
                known.e164,
                known.kind,
                known.extension or number.extension,
                _worse(known.bad, number.bad),
            )
    return tuple(found.values())


def _worse(a: str, b: str) -> str:
    """Return what is found out about a number; that they shared it ends when they are one."""
    found = [bad for bad in (a, b) if bad not in ("", SHARED)]
    if found:
        return found[0]
    return "" if "" in (a, b) else SHARED


def merged_history(kept: Lead, dropped: Lead) -> dict[str, Any]:
    """Return what was done with either: the greater counts, the later calls."""
    calls = [lead for lead in (kept, dropped) if lead.last_call_at is not None]
    last = max(calls, key=lambda lead: lead.last_call_at or _NEVER, default=kept)
    return {
        "attempts": max(kept.attempts, dropped.attempts),
        "voicemails": max(kept.voicemails, dropped.voicemails),
        "busy_run": max(kept.busy_run, dropped.busy_run),
        "last_call_at": last.last_call_at,
        "counted_at": _later(kept.counted_at, dropped.counted_at),
        "last_outcome": last.last_outcome or kept.last_outcome or dropped.last_outcome,
    }


def suggested(left: Lead, right: Lead, pairs: Mapping[str, tuple[str, str]]) -> tuple[str, ...]:
    """Return the fields to take from the right: filled only there, or from the fresher of the two.

    `pairs` are the values of both as texts. Fresher is who was called later, else who came later.
    """
    fresher = _freshness(right) > _freshness(left)
    return tuple(
        name
        for name, (mine, theirs) in pairs.items()
        if theirs and (not mine or (fresher and mine != theirs))
    )


def worked_first(a: Lead, b: Lead, handed_over: int = 0) -> tuple[Lead, Lead]:
    """Return which of two leads stays and which goes into it: the one with more behind it."""
    ordered = sorted(
        (a, b),
        key=lambda lead: (
            lead.id != handed_over,
            lead.last_call_at is None,
            -lead.attempts,
            lead.id,
        ),
    )
    return ordered[0], ordered[1]


def _freshness(lead: Lead) -> tuple[bool, dt.datetime]:
    return (lead.last_call_at is not None, lead.last_call_at or lead.arrived_at)


def _later(a: dt.datetime | None, b: dt.datetime | None) -> dt.datetime | None:
    return max((at for at in (a, b) if at is not None), default=None)
