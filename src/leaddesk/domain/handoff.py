# SPDX-License-Identifier: MIT
"""Handoffs: states, clocks in business hours, and what may follow what (domain reference 6)."""

from __future__ import annotations

import datetime as dt
import enum
import hashlib
from collections.abc import Mapping
from dataclasses import dataclass

from leaddesk.domain.business_hours import BusinessHours
from leaddesk.domain.errors import RuleBroken


class HandoffState(enum.StrEnum):
    """Where a handoff stands."""

    OFFERED = "offered"
    ACCEPTED = "accepted"
    RETURNED = "returned"
    REJECTED = "rejected"
    EXPIRED = "expired"
    WITHDRAWN = "withdrawn"


REJECT_REASONS = (
    "duplicate",
    "wrong_territory",
    "incomplete",
    "outside_definition",
    "already_customer",
    "belongs_to_partner",
)
RETURN_REASONS = ("not_a_fit", "no_budget", "no_authority", "wrong_timing", "need_unclear", "other")

STAGES = {
    "held": "held_at",
    "presentation": "presented_at",
    "proposal": "proposed_at",
    "won": "won_at",
}
"""The stages of an accepted handoff in their order, by fate, each with the field of its moment."""


@dataclass(frozen=True, slots=True)
class HandoffReasons:
    """What a handoff may be returned or rejected for: keys that ship, or a team's own words."""

    returns: tuple[str, ...] = RETURN_REASONS
    rejects: tuple[str, ...] = REJECT_REASONS


_ALLOWED = {
    HandoffState.OFFERED: frozenset(
        {
            HandoffState.ACCEPTED,
            HandoffState.RETURNED,
            HandoffState.REJECTED,
            HandoffState.EXPIRED,
            HandoffState.WITHDRAWN,
        }
    ),
    HandoffState.ACCEPTED: frozenset({HandoffState.WITHDRAWN}),
    HandoffState.REJECTED: frozenset({HandoffState.OFFERED}),
}
DECISIONS = (HandoffState.ACCEPTED, HandoffState.RETURNED, HandoffState.REJECTED)
"""What a receiver makes of a handoff, and what a team lead may put in its place."""
_OVERRIDABLE = frozenset({HandoffState.OFFERED, HandoffState.EXPIRED, *DECISIONS})


@dataclass(frozen=True, slots=True)
class HandoffClocks:
    """Hours of business time to accept in, by heat, and the hard stop (domain reference 6)."""

    hot_hours: float = 2.0
    normal_hours: float = 24.0
    hard_stop_hours: float = 72.0
    remind_share: float = 0.5
    feedback_hours: float = 48.0


@dataclass(frozen=True, slots=True)
class Deadlines:
    """When to remind, when to offer to the next person, and when the handoff is over (UTC)."""

    remind_at: dt.datetime
    accept_by: dt.datetime
    hard_stop_at: dt.datetime


def deadlines(
    clocks: HandoffClocks,
    offered_at: dt.datetime,
    *,
    hot: bool,
    hours: BusinessHours,
) -> Deadlines:
    """Return the clocks of a handoff offered now, counted in business hours."""
    limit = clocks.hot_hours if hot else clocks.normal_hours

    def after(amount: float) -> dt.datetime:
        return hours.add(offered_at, dt.timedelta(hours=amount))

    return Deadlines(
        remind_at=after(limit * clocks.remind_share),
        accept_by=after(limit),
        hard_stop_at=after(max(limit, clocks.hard_stop_hours)),
    )


def check_move(state: HandoffState, to: HandoffState) -> None:
    """Refuse a move between states that is not in the rules.

    Raises RuleBroken("handoff_state").
    """
    if to not in _ALLOWED.get(state, frozenset()):
        raise RuleBroken("handoff_state", state=state.value, to=to.value)


def stages_until(fate: str) -> tuple[str, ...]:
    """Return the fields of the stages that a fate has reached, with those that were passed over."""
    if fate not in STAGES:
        return ()
    return tuple(STAGES.values())[: list(STAGES).index(fate) + 1]


def overriding(state: HandoffState) -> tuple[HandoffState, ...]:
    """Return the decisions that a team lead may put in the place of the one that stands."""
    if state not in _OVERRIDABLE:
        return ()
    return tuple(decision for decision in DECISIONS if decision is not state)


def check_override(state: HandoffState, to: HandoffState) -> None:
    """Refuse a decision that can't be put in the place of the one that stands.

    Raises RuleBroken("handoff_state").
    """
    if to not in overriding(state):
        raise RuleBroken("handoff_state", state=state.value, to=to.value)


def packet(answers: Mapping[str, str], note: str, next_step: str) -> str:
    """Return a fingerprint of what is handed over, to refuse the same packet twice."""
    parts = [f"{key}={answers[key].strip()}" for key in sorted(answers) if answers[key].strip()]
    text = "\x1f".join([*parts, note.strip(), next_step.strip()])
    return hashlib.sha256(text.encode()).hexdigest()[:32]


def next_receiver(eligible: Mapping[int, int], tried: tuple[int, ...]) -> int | None:
    """Return who gets the handoff next: fewest open leads first, then the lowest id.

    `eligible` maps person to open handoffs and leads in work; people in `tried` had it before.
    """
    left = {person: load for person, load in eligible.items() if person not in tried}
    if not left:
        return None
    return min(left, key=lambda person: (left[person], person))
