# SPDX-License-Identifier: MIT
"""Notes on people, meetings that were held, and what was agreed in them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from leaddesk.domain.coaching import Figure


@dataclass(frozen=True, slots=True)
class CoachingNote:
    """A note on a person by somebody, with the numbers it is tied to."""

    id: int
    person_id: int
    by_id: int
    at: dt.datetime
    words: str
    shared: bool
    figures: tuple[Figure, ...] = ()
    edited_at: dt.datetime | None = None


@dataclass(frozen=True, slots=True)
class Meeting:
    """A one-to-one with a person that was held, or the meeting of the team (person 0)."""

    id: int
    person_id: int
    by_id: int
    at: dt.datetime


@dataclass(frozen=True, slots=True)
class Action:
    """Something agreed in a meeting; `person_id` is whose one-to-one it was, 0 for the team's."""

    id: int
    meeting_id: int
    person_id: int
    owner_id: int
    words: str
    due: dt.date
    agreed_at: dt.datetime
    done_at: dt.datetime | None = None


class Coaching(Protocol):
    """Notes on people, meetings that were held, and what was agreed in them."""

    def add_note(self, note: CoachingNote) -> int:
        """Add a note and return its id; that of the value is not looked at."""
        ...

    def note(self, note_id: int) -> CoachingNote:
        """Return a note; raises NotFound("coaching_note")."""
        ...

    def edit_note(self, note: CoachingNote, words: str, at: dt.datetime) -> None:
        """Change what a note says."""
        ...

    def share_note(self, note: CoachingNote, *, shared: bool) -> None:
        """Let the person see a note, or no longer."""
        ...

    def drop_note(self, note: CoachingNote) -> None:
        """Take a note away."""
        ...

    def notes(self, person_id: int, limit: int) -> Sequence[CoachingNote]:
        """Return the notes on a person, newest first."""
        ...

    def add_meeting(self, meeting: Meeting) -> int:
        """Add a meeting and return its id; that of the value is not looked at."""
        ...

    def last_meetings(self) -> Sequence[Meeting]:
        """Return the last meeting of each person, and of the team."""
        ...

    def add_action(self, action: Action) -> int:
        """Add something agreed and return its id; that of the value is not looked at."""
        ...

    def action(self, action_id: int) -> Action:
        """Return something agreed; raises NotFound("action")."""
        ...

    def settle(self, action: Action, done_at: dt.datetime | None) -> None:
        """Note when something agreed was done; None opens it again."""
        ...

    def open_actions(self) -> Sequence[Action]:
        """Return everything agreed that is not done, what is due first before the rest."""
        ...

    def settled(self, person_id: int, since: dt.datetime, limit: int) -> Sequence[Action]:
        """Return what was done of what was agreed with a person since a moment, newest first."""
        ...
