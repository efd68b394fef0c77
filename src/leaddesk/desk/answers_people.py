# SPDX-License-Identifier: MIT
"""The people as team leads see them, and what becomes of somebody's work when they leave."""

from __future__ import annotations

import calendar
import datetime as dt
from collections import Counter

from leaddesk.desk.answers_team import answer_people
from leaddesk.desk.asking import Asking
from leaddesk.desk.queries import (
    AbsenceMonth,
    AbsenceRow,
    AskAbsences,
    AskLeaving,
    AskPeople,
    AskStaff,
    LeavingView,
    ShareRow,
    StaffRow,
)
from leaddesk.desk.sharing import Sharing, share_handoffs
from leaddesk.domain.absence import Absence
from leaddesk.domain.perfect_day import definition_for
from leaddesk.domain.person import Person


def answer_staff(_query: AskStaff, asking: Asking) -> tuple[StaffRow, ...]:
    """Return everybody with what they have open, active ones first."""
    people = answer_people(AskPeople(), asking)
    loads = asking.unit.leaving.loads([person.id for person in people])
    return tuple(_staff(person, loads[person.id], asking) for person in people)


def _staff(person: Person, load: int, asking: Asking) -> StaffRow:
    day = asking.today(person)
    absence = asking.unit.team.absence(person.id, day)
    holiday = asking.book.holidays.is_holiday(asking.rules.team.region, "", day)
    works = day.weekday() in person.weekdays and not holiday
    own = tuple(tier for tier in person.tiers if _has_own(person, tier, day, asking))
    return StaffRow(person, day, works, absence, load, own)


def _has_own(person: Person, tier: int, day: dt.date, asking: Asking) -> bool:
    found = definition_for(asking.book.definitions, person.id, tier, day)
    return found is not None and found.person_id == person.id


def answer_absences(query: AskAbsences, asking: Asking) -> AbsenceMonth:
    """Return a month of everybody in the team."""
    today = asking.book.today(asking.now)
    shown = query.day or today
    length = calendar.monthrange(shown.year, shown.month)[1]
    days = tuple(shown.replace(day=n + 1) for n in range(length))
    people = [person for person in answer_people(AskPeople(), asking) if person.active]
    marked = asking.unit.reads.absences_of(
        [person.id for person in people], days[0].isoformat(), days[-1].isoformat()
    )
    found: dict[int, dict[dt.date, Absence]] = {person.id: {} for person in people}
    for (person_id, day), absence in marked.items():
        found[person_id][dt.date.fromisoformat(day)] = absence
    region, holidays = asking.rules.team.region, asking.book.holidays
    return AbsenceMonth(
        today=today,
        days=days,
        holidays=frozenset(day for day in days if holidays.is_holiday(region, "", day)),
        rows=tuple(AbsenceRow(person, found[person.id]) for person in people),
    )


def answer_leaving(query: AskLeaving, asking: Asking) -> LeavingView:
    """Return what waits for a person outside the tiers they keep, and who would get how much."""
    leaving, leaver = asking.unit.leaving, asking.person(query.person_id)
    stays = tuple(sorted(query.tiers))
    sharing = Sharing(leaving, asking.book.people, leaver)
    counts = leaving.counts(leaver.id, stays)
    handed = [handoff.to_tier for handoff in leaving.handoffs(leaver.id, stays)]
    owed = [tier for tier, _ in leaving.owed(leaver.id, stays)]
    total = sum(count for _tier, _kind, count in counts)
    tiers = {*(tier for tier, _kind, _count in counts), *handed, *owed}
    stuck = tuple(sorted(tier for tier in tiers if not sharing.has(tier)))
    if stuck:
        return LeavingView(total, len(handed), len(owed), (), stuck)
    leads = Counter(sharing.next(tier) for tier, _kind, count in counts for _ in range(count))
    shared = share_handoffs(leaving, leaver.id, stays, sharing)
    handoffs = Counter(person for _, person in shared.handoffs)
    feedback = Counter(person for _, person in shared.feedback)
    people = sorted({*leads, *handoffs, *feedback}, key=asking.book.name)
    return LeavingView(
        total,
        len(handed),
        len(owed),
        tuple(ShareRow(asking.book.name(p), leads[p], handoffs[p], feedback[p]) for p in people),
    )
