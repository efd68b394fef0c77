# SPDX-License-Identifier: MIT
"""Answers about notices: what somebody has to acknowledge, and how far each notice is."""

from __future__ import annotations

from dataclasses import replace

from leaddesk.desk.asking import Asking
from leaddesk.desk.queries import AskNotices, AskWaitingNotices, NoticeRow, NoticesView
from leaddesk.desk.stores.notices import Notice
from leaddesk.domain.notice import Coverage, due_at, is_for
from leaddesk.domain.person import Person, Role

WITHDRAWN = 50
"""As many withdrawn notices are shown."""


def answer_notices(query: AskNotices, asking: Asking) -> NoticesView:
    """Return the notices a person sees."""
    who, store = asking.person(query.person_id), asking.unit.notices
    leads = Role.TEAM_LEAD in who.roles
    rows = [
        _row(notice, who, asking, leads=leads)
        for notice in store.in_force()
        if leads or is_for(who, notice.tiers)
    ]
    waiting = sorted((row for row in rows if row.to_acknowledge), key=lambda row: row.asked_at)
    gone = store.withdrawn(WITHDRAWN) if leads else ()
    return NoticesView(
        waiting=tuple(waiting),
        in_force=tuple(row for row in rows if not row.to_acknowledge),
        withdrawn=tuple(_row(notice, who, asking, leads=leads) for notice in gone),
    )


def answer_waiting_notices(query: AskWaitingNotices, asking: Asking) -> int:
    """Return how many notices wait for a person; asked each minute, so it works out no coverage."""
    who, store = asking.person(query.person_id), asking.unit.notices
    return sum(
        _asks(notice, who) and who.id not in store.acknowledged(notice)
        for notice in store.in_force()
    )


def _asks(notice: Notice, person: Person) -> bool:
    """Tell whether a notice asks somebody to acknowledge it: not who put it there."""
    return is_for(person, notice.tiers) and person.id != notice.asked_by


def _row(notice: Notice, who: Person, asking: Asking, *, leads: bool) -> NoticeRow:
    known = asking.unit.notices.acknowledged(notice)
    row = NoticeRow(
        id=notice.id,
        kind=notice.kind,
        title=notice.title,
        words=notice.words,
        tiers=notice.tiers,
        by=asking.book.name(notice.person_id),
        published_at=notice.published_at,
        asked_at=notice.asked_at,
        edited_at=notice.edited_at,
        withdrawn_at=notice.withdrawn_at,
        to_acknowledge=notice.withdrawn_at is None and _asks(notice, who) and who.id not in known,
        acknowledged_at=known.get(who.id),
    )
    if not leads:
        return row
    coverage, missing = coverage_of(notice, asking)
    standing = coverage.standing(asking.now)
    return replace(row, coverage=coverage, standing=standing, missing=missing)


def coverage_of(notice: Notice, asking: Asking) -> tuple[Coverage, tuple[str, ...]]:
    """Return how far a notice is, and the names of who has not acknowledged it."""
    known = asking.unit.notices.acknowledged(notice)
    asked = [person for person in asking.book.people.values() if _asks(notice, person)]
    missing = sorted(person.name for person in asked if person.id not in known)
    due = due_at(notice.asked_at, asking.book.hours())
    return Coverage(len(asked), len(asked) - len(missing), due), tuple(missing)
