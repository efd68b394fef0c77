# SPDX-License-Identifier: MIT
"""Working the queue: the lead in hand, what a call came to, taking back."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class TakeNext:
    """Take the next lead of a tier into hand; a lead already in hand stays there.

    `lead_id` takes that one lead instead (found by search, or an incoming call).
    """

    tier: int
    lead_id: int | None = None


@dataclass(frozen=True, slots=True)
class LogCall:
    """Log what one call came to and take the next lead.

    `at` is when the call ended (default now); `when` is the time or date an outcome needs
    (callback, appointment, future need, contract end); `amount` is in the team's currency, minor
    units; `person_name` and `person_phone` belong to a referral.
    """

    lead_id: int
    outcome: str
    tier: int = 0
    note: str = ""
    at: dt.datetime | None = None
    when: dt.datetime | None = None
    for_anyone: bool = False
    reason: str = ""
    amount: int = 0
    person_name: str = ""
    person_phone: str = ""
    number: str = ""
    talk_seconds: int = 0
    then_take: bool = True


@dataclass(frozen=True, slots=True)
class SaveSheet:
    """Keep the answers of a qualification sheet while the call goes on."""

    lead_id: int
    answers: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class SkipLead:
    """Put the lead in hand back to the queue, with a reason; costs one of the day's skips."""

    lead_id: int
    reason: str


@dataclass(frozen=True, slots=True)
class KeepLead:
    """Go on holding the lead in hand; a window says so each minute while somebody sits there."""


@dataclass(frozen=True, slots=True)
class StartCall:
    """Say that the lead in hand is being rung: the team lead sees who is on a call."""

    lead_id: int


@dataclass(frozen=True, slots=True)
class ReleaseLead:
    """Let go of the lead in hand without a trace in its history (leaving the desk)."""


@dataclass(frozen=True, slots=True)
class TakeBack:
    """Take back an own write: the last one, or the one with this journal id."""

    entry_id: str = ""
