# SPDX-License-Identifier: MIT
"""Handing off, answering a handoff, and the feedback owed for it."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class HandOff:
    """Hand a qualified lead to the next tier, with sheet, note and next step.

    `receiver_id` None lets the rules choose; `warm_reason` is required below the sheet's count.
    """

    lead_id: int
    answers: tuple[tuple[str, str], ...]
    note: str
    next_step: str
    next_step_at: dt.datetime | None = None
    receiver_id: int | None = None
    hot: bool = False
    warm_reason: str = ""
    talk_seconds: int = 0
    at: dt.datetime | None = None
    then_take: bool = True


@dataclass(frozen=True, slots=True)
class AcceptHandoff:
    """Accept an offered handoff; with `call_now` the lead comes into hand at once."""

    handoff_id: int
    call_now: bool = False


@dataclass(frozen=True, slots=True)
class ReturnHandoff:
    """Give a handoff back to its qualifier, with words on what is missing."""

    handoff_id: int
    words: str
    reason: str = "other"


@dataclass(frozen=True, slots=True)
class RejectHandoff:
    """Reject a handoff for one of the reasons of the definition; words are optional."""

    handoff_id: int
    reason: str
    words: str = ""


@dataclass(frozen=True, slots=True)
class AppealRejection:
    """Ask once for another look at a rejected handoff, with words."""

    handoff_id: int
    words: str


@dataclass(frozen=True, slots=True)
class ReassignHandoff:
    """Give a handoff that is offered or in work to another receiver; for a team lead."""

    handoff_id: int
    receiver_id: int
    words: str = ""


@dataclass(frozen=True, slots=True)
class PullBackHandoff:
    """Take a handoff that is offered or in work back to its giver, with words; for a team lead."""

    handoff_id: int
    words: str


@dataclass(frozen=True, slots=True)
class OverrideHandoff:
    """Put a decision in the place of the receiver's, with words; for a team lead.

    `decision` is accepted, returned or rejected; `reason` is one of those of the decision.
    """

    handoff_id: int
    decision: str
    words: str
    reason: str = ""


@dataclass(frozen=True, slots=True)
class ScoreHandoff:
    """Score the sheet of a handoff: a mark 1-5 for each criterion and a line; for a team lead."""

    handoff_id: int
    marks: tuple[tuple[str, int], ...]
    line: str


@dataclass(frozen=True, slots=True)
class GiveFeedback:
    """Give the feedback owed after an appointment: thanks, one specific line, rating 1–5."""

    feedback_id: int
    line: str
    rating: int
    thanks: bool = True


@dataclass(frozen=True, slots=True)
class RunClocks:
    """Let every handoff clock that has run out take effect, dated when it ran out."""
