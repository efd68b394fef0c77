# SPDX-License-Identifier: MIT
"""Coaching: a team lead writes notes, holds meetings with actions, and ticks off what is done."""

from __future__ import annotations

from leaddesk.desk.changes import Done, Kind
from leaddesk.desk.coaching_figures import DaysDone
from leaddesk.desk.commands import (
    Agreed,
    DropCoachingNote,
    EditCoachingNote,
    HoldMeeting,
    SettleAction,
    ShareCoachingNote,
    WriteCoachingNote,
)
from leaddesk.desk.stores.coaching import Action, CoachingNote, Meeting
from leaddesk.desk.work import Work
from leaddesk.domain.cleaning import LIMITS, clean_text
from leaddesk.domain.coaching import COACHED, Figure
from leaddesk.domain.errors import BadInput, RuleBroken
from leaddesk.domain.person import Person

MOST_ACTIONS = 50
"""As many actions of one meeting are kept."""


def write_note(command: WriteCoachingNote, work: Work) -> Done:
    """Keep a note on a person, with the numbers it is about as they are now.

    Raises RuleBroken("team_lead_only"), RuleBroken("person_inactive"), BadInput("note_words"),
    BadInput("unknown_metric").
    """
    person = _here(command.person_id, work)
    words = _words(command.words)
    unknown = [metric for metric in command.metrics if metric not in COACHED]
    if unknown:
        raise BadInput("unknown_metric", where="metrics", detail=unknown[0][:40])
    figures: tuple[Figure, ...] = ()
    if command.metrics:
        done = DaysDone(work.unit.days, work.book, work.now)
        figures = tuple(one for one in done.figures(person) if one.metric in command.metrics)
    note = CoachingNote(
        0, person.id, work.who.id, work.now, words, command.shared, figures
    )  # fmt: skip
    made = work.unit.coaching.add_note(note)
    return _done(work, "coaching_note", person, {"note": made}, made)


def edit_note(command: EditCoachingNote, work: Work) -> Done:
    """Change the words of a note; what they were stays with the journal row that undo reads.

    Raises RuleBroken("team_lead_only"), NotFound("coaching_note"), BadInput("note_words"), and
    RuleBroken("not_yours") for a note that somebody else wrote.
    """
    note, person = _note(command.note_id, work)
    if note.by_id != work.who.id:
        raise RuleBroken("not_yours")
    words = _words(command.words)
    work.unit.coaching.edit_note(note, words, work.now)
    return _done(work, "coaching_edited", person, {"note": note.id})


def share_note(command: ShareCoachingNote, work: Work) -> Done:
    """Let the person see a note, or no longer; raises as `drop_note` does."""
    note, person = _note(command.note_id, work)
    work.unit.coaching.share_note(note, shared=command.shared)
    label = "coaching_shared" if command.shared else "coaching_kept"
    return _done(work, label, person, {"note": note.id})


def drop_note(command: DropCoachingNote, work: Work) -> Done:
    """Take a note away.

    Raises RuleBroken("team_lead_only"), NotFound("coaching_note"), and RuleBroken("not_yours") for
    a note on oneself that somebody else wrote.
    """
    note, person = _note(command.note_id, work)
    work.unit.coaching.drop_note(note)
    return _done(work, "coaching_dropped", person, {"note": note.id})


def hold_meeting(command: HoldMeeting, work: Work) -> Done:
    """Note that a one-to-one was held, or the meeting of the team, and what was agreed in it.

    Raises RuleBroken("team_lead_only"), RuleBroken("own_one_to_one"),
    RuleBroken("person_inactive"), BadInput("action_words"), BadInput("action_past"),
    BadInput("many_actions").
    """
    person = _here(command.person_id, work) if command.person_id else None
    if person is not None and person.id == work.who.id:
        raise RuleBroken("own_one_to_one")
    if len(command.agreed) > MOST_ACTIONS:
        raise BadInput("many_actions", where="agreed", detail=str(MOST_ACTIONS))
    actions = [_checked(one, work) for one in command.agreed]
    store = work.unit.coaching
    made = store.add_meeting(Meeting(0, command.person_id, work.who.id, work.now))
    for one in actions:
        store.add_action(
            Action(0, made, command.person_id, one.owner_id, one.words, one.due, work.now)
        )
    label = "one_to_one" if person else "team_meeting"
    return _done(work, label, person, {"meeting": made, "actions": len(actions)}, made)


def settle_action(command: SettleAction, work: Work) -> Done:
    """Say that something agreed is done, or open again.

    Raises RuleBroken("team_lead_only"), NotFound("action"), RuleBroken("action_settled") when it
    is so already.
    """
    store = work.unit.coaching
    action = store.action(command.action_id)
    if (action.done_at is not None) is command.done:
        raise RuleBroken("action_settled")
    store.settle(action, work.now if command.done else None)
    label = "action_done" if command.done else "action_open"
    work.write(label, data={"action": action.id, "words": action.words}, undoable=True)
    return work.done(Kind.COACHING, label, undoable=True, what=action.words)


def _checked(one: Agreed, work: Work) -> Agreed:
    """Return something agreed, tidied."""
    owner = _here(one.owner_id, work)
    words = clean_text(one.words, LIMITS["reason"])
    if not words:
        raise BadInput("action_words", where="words")
    if one.due < work.book.today(work.now):
        raise BadInput("action_past", where="due", detail=one.due.isoformat())
    return Agreed(owner.id, words, one.due)


def _here(person_id: int, work: Work) -> Person:
    person = work.book.person(person_id)
    if not person.active:
        raise RuleBroken("person_inactive", person=person.name)
    return person


def _words(typed: str) -> str:
    words = clean_text(typed, LIMITS["note"], multiline=True)
    if not words:
        raise BadInput("note_words", where="words")
    return words


def _note(note_id: int, work: Work) -> tuple[CoachingNote, Person]:
    note = work.unit.coaching.note(note_id)
    if note.person_id == work.who.id != note.by_id:
        raise RuleBroken("not_yours")
    return note, work.book.person(note.person_id)


def _done(
    work: Work, label: str, person: Person | None, data: dict[str, int], made: int | None = None
) -> Done:
    who = {"person": person.id} if person else {}
    work.write(label, data=who | data, undoable=True)
    name = person.name if person else ""
    return work.done(Kind.COACHING, label, undoable=True, made_id=made, name=name)
