# SPDX-License-Identifier: MIT
"""Values a unit reads and handlers work with: heads of a queue, entries, handoffs, feedback."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from leaddesk.domain.handoff import HandoffState
from leaddesk.domain.plan import Draft


@dataclass(frozen=True, slots=True)
class Head:
    """A lead at the head of a queue, with what its order is made of; `called` before or never."""

    lead_id: int
    rank: float
    half_life: int
    due_at: dt.datetime | None
    arrived_at: dt.datetime
    inbound: bool
    called: bool = False


@dataclass(frozen=True, slots=True)
class Entry:
    """A journal row; `reversal` holds what the write changed, empty when it can't be taken back."""

    id: str
    at: dt.datetime
    person_id: int
    tier: int
    kind: str
    lead_id: int
    outcome: str
    note: str
    data: Mapping[str, Any]
    day: str
    counted: tuple[str, ...]
    voided_by: str
    undoable: bool


@dataclass(frozen=True, slots=True)
class Handoff:
    """A handoff as the rules see it; times UTC, `amount` in minor units.

    `held_at` to `won_at` are when each stage was first reached, one that was passed over with the
    next one.
    `decider_id` is the team lead who decided in the receiver's place, 0 for none; `accept_minutes`
    the business time it took to accept, -1 while it is not known; `lot` its number in the draw.
    """

    id: int
    lead_id: int
    state: HandoffState
    open: bool
    giver_id: int
    receiver_id: int
    to_tier: int
    hot: bool
    offered_at: dt.datetime
    first_offered_at: dt.datetime
    remind_at: dt.datetime
    accept_by: dt.datetime
    hard_stop_at: dt.datetime
    decided_at: dt.datetime | None
    tried: tuple[int, ...]
    answers: Mapping[str, str]
    note: str
    next_step: str
    next_step_at: dt.datetime | None
    warm_reason: str
    packet: str
    reason: str
    words: str
    appealed: bool
    fate: str
    fate_at: dt.datetime
    next_at: dt.datetime | None
    amount: int
    held_at: dt.datetime | None
    presented_at: dt.datetime | None
    proposed_at: dt.datetime | None
    won_at: dt.datetime | None
    decider_id: int
    accept_minutes: int
    missed_at: dt.datetime | None
    lot: int


@dataclass(frozen=True, slots=True)
class Sale:
    """What was sold to a lead by a person; `handoff_id` 0 without one, `amount` in minor units."""

    lead_id: int
    handoff_id: int
    person_id: int
    at: dt.datetime
    amount: int


@dataclass(frozen=True, slots=True)
class Journey:
    """How far a handoff came, by when; `working` while its receiver works it.

    `amount` in minor units. `accepted_at` is None for one that was not accepted; `decided` tells
    whether it was answered at all.
    """

    handoff_id: int
    giver_id: int
    receiver_id: int
    offered_at: dt.datetime
    accepted_at: dt.datetime | None
    presented_at: dt.datetime | None
    won_at: dt.datetime | None
    working: bool
    decided: bool
    amount: int


@dataclass(frozen=True, slots=True)
class DayCount:
    """How often a person did something on a day (ISO), in a tier."""

    person_id: int
    day: str
    tier: int
    metric: str
    n: int


@dataclass(frozen=True, slots=True)
class Tally:
    """What some days' calls with one value of a facet came to."""

    facet: str
    key: str
    calls: int
    connects: int
    conversations: int


JourneyTimes = tuple[int, int, int, int, int, int, int]
"""A handoff's giver and receiver; when it was first offered, accepted, presented and won.

In milliseconds, 0 for never; then whether it was answered at all.
"""
StageTimes = tuple[int, int, int, int, int]
"""When a handoff was first offered, accepted, presented, proposed and won; ms, 0 for never."""
HandoffTimes = tuple[StageTimes, int, int, int, str]
"""The times of a handoff, its giver, its receiver, and the source and campaign of its lead."""


@dataclass(frozen=True, slots=True)
class Prepared:
    """A figure that was worked out for a day (ISO) by a version of rules and people; as JSON."""

    day: str
    version: int
    data: str


@dataclass(frozen=True, slots=True)
class HandoffSums:
    """How far handoffs of one person, source or campaign came.

    By stage: entries that count, those of them that went on, and how often it was reached at all.
    """

    key: int | str
    stages: Mapping[str, tuple[int, int, int]]


@dataclass(frozen=True, slots=True)
class PlanVersion:
    """A plan as it was put in force: from which day, by whom and why.

    `typed` is what a person said, `plan` the same with nothing left open.
    """

    id: int
    typed: Draft
    plan: Draft
    effective_from: dt.date
    made_at: dt.datetime
    person_id: int
    why: str


@dataclass(frozen=True, slots=True)
class Score:
    """What a team lead made of a handoff's sheet: marks 1-5 by criterion, their mean, a line."""

    handoff_id: int
    scorer_id: int
    scored_at: dt.datetime
    score: int
    marks: Mapping[str, int]
    line: str


@dataclass(frozen=True, slots=True)
class Feedback:
    """Feedback owed after an appointment, and what was given."""

    id: int
    handoff_id: int
    lead_id: int
    giver_id: int
    receiver_id: int
    cause: str
    since: dt.datetime
    due_at: dt.datetime
    given_at: dt.datetime | None
    thanks: bool
    line: str
    rating: int


@dataclass(frozen=True, slots=True)
class KeptFilterText:
    """A kept filter as it is stored; `person_id` 0 is the whole team, `value` JSON."""

    id: int
    name: str
    person_id: int
    value: str


@dataclass(frozen=True, slots=True)
class Source:
    """Where leads come from; `basis` is empty where that of the kind counts."""

    id: int
    name: str
    kind: str
    basis: str = ""
    origin: str = ""
