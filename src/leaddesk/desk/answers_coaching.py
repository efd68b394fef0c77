# SPDX-License-Identifier: MIT
"""Answers for coaching: the people of a team lead, and a person's page."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence

from leaddesk.desk.answers_handoffs import LIMIT, feedback_rows, handoff_rows
from leaddesk.desk.asking import Asking
from leaddesk.desk.coaching_figures import DaysDone
from leaddesk.desk.queries import (
    ActionRow,
    AskCoached,
    AskPersonPage,
    CoachedRow,
    CoachingNoteRow,
    PersonPage,
    Talks,
)
from leaddesk.desk.stores.coaching import Action, CoachingNote, Meeting
from leaddesk.domain.coaching import DAYS, moved_most
from leaddesk.domain.handoff import HandoffState
from leaddesk.domain.local_day import day_span, local_date
from leaddesk.domain.person import Person, Role

MOST_NOTES = 100
MOST_SETTLED = 50
TEAM = 0
"""Whose meeting is that of the team."""
_BACK = frozenset({HandoffState.RETURNED, HandoffState.REJECTED})


def answer_coached(query: AskCoached, asking: Asking) -> tuple[CoachedRow, ...]:
    """Return the meeting of the team, then its people by name; nobody else sees more than one."""
    viewer, store = asking.person(query.person_id), asking.unit.coaching
    held = {one.person_id: one.at for one in store.last_meetings()}
    actions = store.open_actions()
    if Role.TEAM_LEAD not in viewer.roles:
        return (_coached(viewer, held, actions, asking),)
    people = sorted(
        (who for who in asking.book.people.values() if who.active), key=lambda who: who.name
    )
    return (
        _coached(None, held, actions, asking),
        *(_coached(who, held, actions, asking) for who in people),
    )


def answer_person_page(query: AskPersonPage, asking: Asking) -> PersonPage:
    """Return a person's page."""
    who = asking.person(query.person_id)
    done = DaysDone(asking.unit.days, asking.book, asking.now)
    figures = done.figures(who)
    talks = talks_of(who.id, asking)
    since = talks.last_held or _begin(who, done)
    reads = asking.unit.reads
    sent = reads.handoffs("sent", who.id, LIMIT)
    back = [h for h in sent if h.state in _BACK and h.decided_at and h.decided_at >= since]
    received = reads.feedback("received", who.id, LIMIT)
    notes = asking.unit.coaching.notes(who.id, MOST_NOTES)
    return PersonPage(
        person_id=who.id,
        name=who.name,
        roles=_roles(who),
        since=since,
        figures=figures,
        moved=moved_most(figures),
        returns=handoff_rows(back, asking),
        received=feedback_rows([f for f in received if f.given_at and f.given_at >= since], asking),
        owed=feedback_rows(reads.feedback("owed", who.id, LIMIT), asking),
        notes=tuple(_note(note, asking) for note in notes if _may_see(note, asking.who_id)),
        talks=talks,
        mine=asking.who_id == who.id,
    )


def talks_of(person_id: int, asking: Asking) -> Talks:
    """Return when the last meeting with a person was, what is open of it, what was done since."""
    store = asking.unit.coaching
    last = next((one for one in store.last_meetings() if one.person_id == person_id), None)
    since = last.at if last else asking.now - dt.timedelta(days=2 * DAYS)
    return Talks(
        last_held=last.at if last else None,
        open=tuple(
            action_row(one, last, asking)
            for one in store.open_actions()
            if one.person_id == person_id
        ),
        settled=tuple(
            action_row(one, last, asking) for one in store.settled(person_id, since, MOST_SETTLED)
        ),
    )


def action_row(action: Action, last: Meeting | None, asking: Asking) -> ActionRow:
    """Return something agreed as a row."""
    return ActionRow(
        id=action.id,
        owner=asking.book.name(action.owner_id),
        words=action.words,
        due=action.due,
        agreed_at=action.agreed_at,
        done_at=action.done_at,
        is_late=action.done_at is None and action.due < asking.book.today(asking.now),
        carried=last is not None and action.meeting_id != last.id,
    )


def _begin(who: Person, done: DaysDone) -> dt.datetime:
    """Return from when on a first one-to-one looks back: the start of the last working days."""
    days = done.days(who)[:DAYS]
    day = days[-1] if days else done.today(who)
    return day_span(who.time_zone, day)[0]


def _coached(
    who: Person | None,
    held: Mapping[int, dt.datetime],
    actions: Sequence[Action],
    asking: Asking,
) -> CoachedRow:
    key = who.id if who else TEAM
    mine = [action for action in actions if action.person_id == key]
    today = local_date(asking.rules.team.time_zone, asking.now)
    return CoachedRow(
        person_id=key,
        name=who.name if who else "",
        roles=_roles(who) if who else (),
        last_held=held.get(key),
        open_actions=len(mine),
        late_actions=sum(action.due < today for action in mine),
    )


def _roles(who: Person) -> tuple[str, ...]:
    return tuple(role.value for role in Role if role in who.roles)


def _may_see(note: CoachingNote, viewer_id: int) -> bool:
    """Tell whether somebody sees a note: nobody what others keep about them."""
    return note.shared or note.person_id != viewer_id or note.by_id == viewer_id


def _note(note: CoachingNote, asking: Asking) -> CoachingNoteRow:
    return CoachingNoteRow(
        note.id,
        asking.book.name(note.by_id),
        note.at,
        note.words,
        note.shared,
        note.figures,
        note.by_id,
        note.edited_at,
    )
