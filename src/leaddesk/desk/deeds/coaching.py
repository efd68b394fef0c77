# SPDX-License-Identifier: MIT
"""Coaching: notes on a person tied to numbers, one-to-ones and meetings, and what was agreed."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class WriteCoachingNote:
    """Write a note on a person; the numbers of `metrics` are kept with it as they are now.

    The person sees it when it is `shared`, else team leads alone do.
    """

    person_id: int
    words: str
    metrics: tuple[str, ...] = ()
    shared: bool = False


@dataclass(frozen=True, slots=True)
class EditCoachingNote:
    """Change the words of a note of one's own; the numbers stay as they were kept."""

    note_id: int
    words: str


@dataclass(frozen=True, slots=True)
class ShareCoachingNote:
    """Let the person see a note, or keep it to the team leads again."""

    note_id: int
    shared: bool


@dataclass(frozen=True, slots=True)
class DropCoachingNote:
    """Take a note away."""

    note_id: int


@dataclass(frozen=True, slots=True)
class Agreed:
    """Something that was agreed: who does what until which day."""

    owner_id: int
    words: str
    due: dt.date


@dataclass(frozen=True, slots=True)
class HoldMeeting:
    """Note that a one-to-one with a person was held, or the meeting of the team (person 0)."""

    person_id: int
    agreed: tuple[Agreed, ...] = ()


@dataclass(frozen=True, slots=True)
class SettleAction:
    """Say that something agreed is done, or open again."""

    action_id: int
    done: bool = True
