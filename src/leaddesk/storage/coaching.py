# SPDX-License-Identifier: MIT
"""Notes on people, meetings and what was agreed, as rows that can be taken back."""

from __future__ import annotations

import datetime as dt

import msgspec

from leaddesk.desk.stores.coaching import Action, CoachingNote, Meeting
from leaddesk.domain.coaching import Figure
from leaddesk.domain.errors import NotFound
from leaddesk.storage.engine import Row, Session, Sql
from leaddesk.storage.moments import from_ms, maybe_ms, to_ms
from leaddesk.storage.recorder import Recorder
from leaddesk.storage.tables_people import agreed_action, coaching_note, meeting

_NOTE = "id, person_id, by_id, at, words, shared, figures, edited_at"
_ONE_NOTE = Sql(f"SELECT {_NOTE} FROM coaching_note WHERE id = :id")
_NOTES = Sql(
    f"SELECT {_NOTE} FROM coaching_note WHERE person_id = :person "
    "ORDER BY at DESC, id DESC LIMIT :limit"
)
_LAST_MEETINGS = Sql(
    "SELECT id, person_id, by_id, at FROM meeting WHERE id IN "
    "(SELECT MAX(id) FROM meeting GROUP BY person_id)"
)
_ACTION = "id, meeting_id, person_id, owner_id, words, due_day, agreed_at, done_at"
_ONE_ACTION = Sql(f"SELECT {_ACTION} FROM agreed_action WHERE id = :id")
_OPEN = Sql(f"SELECT {_ACTION} FROM agreed_action WHERE done_at = 0 ORDER BY due_day, id")
_SETTLED = Sql(
    f"SELECT {_ACTION} FROM agreed_action WHERE person_id = :person AND done_at >= :since "
    "ORDER BY done_at DESC, id DESC LIMIT :limit"
)


class CoachingStore:
    """`desk.unit.Coaching` over a session."""

    def __init__(self, session: Session, recorder: Recorder) -> None:
        self._session = session
        self._recorder = recorder

    def add_note(self, note: CoachingNote) -> int:
        """Add a note and return its id; that of the value is not looked at."""
        return self._recorder.insert(coaching_note, _note_values(note))

    def note(self, note_id: int) -> CoachingNote:
        """Return a note; raises NotFound("coaching_note")."""
        row = self._session.one(_ONE_NOTE, id=note_id)
        if row is None:
            raise NotFound("coaching_note", what=note_id)
        return _note(row)

    def edit_note(self, note: CoachingNote, words: str, at: dt.datetime) -> None:
        """Change what a note says."""
        before = {"words": note.words, "edited_at": to_ms(note.edited_at)}
        after = {"words": words, "edited_at": to_ms(at)}
        self._recorder.update(coaching_note, {"id": note.id}, before, after)

    def share_note(self, note: CoachingNote, *, shared: bool) -> None:
        """Let the person see a note, or no longer."""
        before, after = {"shared": int(note.shared)}, {"shared": int(shared)}
        self._recorder.update(coaching_note, {"id": note.id}, before, after)

    def drop_note(self, note: CoachingNote) -> None:
        """Take a note away."""
        before = {"id": note.id} | _note_values(note)
        self._recorder.delete(coaching_note, {"id": note.id}, before)

    def notes(self, person_id: int, limit: int) -> list[CoachingNote]:
        """Return the notes on a person, newest first."""
        return [_note(row) for row in self._session.rows(_NOTES, person=person_id, limit=limit)]

    def add_meeting(self, held: Meeting) -> int:
        """Add a meeting and return its id; that of the value is not looked at."""
        values = {"person_id": held.person_id, "by_id": held.by_id, "at": to_ms(held.at)}
        return self._recorder.insert(meeting, values)

    def last_meetings(self) -> list[Meeting]:
        """Return the last meeting of each person, and of the team."""
        rows = self._session.rows(_LAST_MEETINGS)
        return [Meeting(row[0], row[1], row[2], from_ms(row[3])) for row in rows]

    def add_action(self, action: Action) -> int:
        """Add something agreed and return its id; that of the value is not looked at."""
        values = {
            "meeting_id": action.meeting_id,
            "person_id": action.person_id,
            "owner_id": action.owner_id,
            "words": action.words,
            "due_day": action.due.isoformat(),
            "agreed_at": to_ms(action.agreed_at),
            "done_at": to_ms(action.done_at),
        }
        return self._recorder.insert(agreed_action, values)

    def action(self, action_id: int) -> Action:
        """Return something agreed; raises NotFound("action")."""
        row = self._session.one(_ONE_ACTION, id=action_id)
        if row is None:
            raise NotFound("action", what=action_id)
        return _action(row)

    def settle(self, action: Action, done_at: dt.datetime | None) -> None:
        """Note when something agreed was done; None opens it again."""
        before, after = {"done_at": to_ms(action.done_at)}, {"done_at": to_ms(done_at)}
        self._recorder.update(agreed_action, {"id": action.id}, before, after)

    def open_actions(self) -> list[Action]:
        """Return everything agreed that is not done, what is due first before the rest."""
        return [_action(row) for row in self._session.rows(_OPEN)]

    def settled(self, person_id: int, since: dt.datetime, limit: int) -> list[Action]:
        """Return what was done of what was agreed with a person since a moment, newest first."""
        at = max(1, to_ms(since))
        rows = self._session.rows(_SETTLED, person=person_id, since=at, limit=limit)
        return [_action(row) for row in rows]


def _note_values(note: CoachingNote) -> dict[str, object]:
    return {
        "person_id": note.person_id,
        "by_id": note.by_id,
        "at": to_ms(note.at),
        "words": note.words,
        "shared": int(note.shared),
        "figures": msgspec.json.encode(note.figures).decode() if note.figures else "",
        "edited_at": to_ms(note.edited_at),
    }


def _note(row: Row) -> CoachingNote:
    figures = msgspec.json.decode(row[6], type=tuple[Figure, ...]) if row[6] else ()
    return CoachingNote(
        row[0], row[1], row[2], from_ms(row[3]), row[4], bool(row[5]), figures, maybe_ms(row[7])
    )


def _action(row: Row) -> Action:
    return Action(
        id=row[0],
        meeting_id=row[1],
        person_id=row[2],
        owner_id=row[3],
        words=row[4],
        due=dt.date.fromisoformat(row[5]),
        agreed_at=from_ms(row[6]),
        done_at=maybe_ms(row[7]),
    )
