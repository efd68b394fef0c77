# SPDX-License-Identifier: MIT
"""The Team screen in one answer: everybody's day, the team's figures, what needs a team lead.

However many people and years there are, it is the same few statements, each by an index.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from leaddesk.desk.answers_queue import ready_for, why_empty
from leaddesk.desk.asking import Asking
from leaddesk.desk.days import Worked, absences_of, callers, days_of, working_day
from leaddesk.desk.drying_up import drying_up
from leaddesk.desk.queries import AskTeamWall, NeedRow, TeamWall, WallFigures, WallRow
from leaddesk.desk.team_reads import Hand
from leaddesk.domain.handoff import HandoffState
from leaddesk.domain.local_day import day_span
from leaddesk.domain.pace import DayProgress
from leaddesk.domain.speed_to_lead import SpeedToLead, speed_of_steps
from leaddesk.domain.team_day import team_day
from leaddesk.domain.team_wall import (
    MISSED_AFTER,
    NeedKind,
    Stand,
    is_due,
    is_far_behind,
    is_stuck,
    presence,
    quiet_minutes,
)

LOGGED_WITHIN = dt.timedelta(days=14)
"""What was logged longer ago than this says nothing about today."""
FEEDBACK_WITHIN = dt.timedelta(days=30)
NAMED = 3
MANY = 300
ANYBODY = 0


def answer_team_wall(_query: AskTeamWall, asking: Asking) -> TeamWall:
    """Return the Team screen."""
    worked = sorted(callers(asking), key=lambda one: (one[0].name.casefold(), one[0].id))
    absences = absences_of(worked, asking)
    days = days_of(worked, asking, absences)
    people = [who.id for who, _ in worked]
    hands = asking.unit.reads.hands(asking.now)
    logged = asking.unit.reads.last_logged(people, asking.now - LOGGED_WITHIN)
    rows, due = [], set[int]()
    for one, day in zip(worked, days, strict=True):
        who = one[0]
        hours, works = working_day(who), absences.works_on(who, asking.today(who))
        if is_due(hours, asking.now, works_today=works):
            due.add(who.id)
        rows.append(_row(one, day, hands.get(who.id), logged.get(who.id), who.id in due, asking))
    ready = {tier: ready_for(ANYBODY, tier, asking) for tier in sorted({t for _, t in worked})}
    needs = [
        *_empty_queues(rows, due, ready, asking),
        *_late_handoffs(asking),
        *_missed_callbacks(sorted(ready), asking),
        *_people(rows, due),
        *_dry_up(worked, asking),
    ]
    return TeamWall(
        team=team_day(days),
        rows=tuple(rows),
        figures=_figures(people, sum(ready.values()), asking),
        needs=tuple(sorted(needs, key=lambda need: _urgency(need, asking))),
    )


def _row(
    one: Worked,
    day: DayProgress,
    hand: Hand | None,
    logged: dt.datetime | None,
    due: bool,  # noqa: FBT001 - a fact of the row like the others
    asking: Asking,
) -> WallRow:
    who, tier = one
    dialled = hand.dialled_at if hand else None
    stand = Stand(hand.since if hand else None, dialled, logged, due)
    doing = presence(stand, asking.now)
    return WallRow(
        person=who,
        tier=tier,
        day=day,
        presence=doing,
        since=dialled or stand.held_since,
        last_logged=logged,
        quiet=quiet_minutes(working_day(who), logged, asking.now),
    )


def _figures(people: Sequence[int], ready: int, asking: Asking) -> WallFigures:
    """Return the team's figures; its day begins by its own clock."""
    reads = asking.unit.reads
    begins, _ = day_span(asking.rules.team.time_zone, asking.book.today(asking.now))
    decided = reads.decided(begins)
    back = (HandoffState.RETURNED, HandoffState.REJECTED)
    feedback = reads.feedback_figures(people, asking.now - FEEDBACK_WITHIN, asking.now)
    return WallFigures(
        ready=ready,
        speed=_speed(asking),
        accepted=decided.get(HandoffState.ACCEPTED, 0),
        returned=sum(decided.get(state, 0) for state in back),
        waiting=reads.waiting(),
        feedback_due=feedback.given + feedback.overdue,
        feedback_given=feedback.in_time,
    )


def _speed(asking: Asking) -> SpeedToLead | None:
    """Return the speed of today's first calls to inbound leads, as they are tallied."""
    waits = asking.unit.reads.waits(asking.book.today(asking.now).isoformat())
    steps = [(int(key.split(":")[1]), n) for key, n in waits.items()]
    return speed_of_steps(steps, asking.rules.yardsticks)


def _empty_queues(
    rows: Sequence[WallRow], due: set[int], ready: dict[int, int], asking: Asking
) -> list[NeedRow]:
    """Return the tiers that somebody is due to work in now and where nothing can be called."""
    found = []
    for tier, leads in ready.items():
        here = [row.person.name for row in rows if row.tier == tier and row.person.id in due]
        if here and not leads:
            reasons = why_empty(ANYBODY, tier, asking)
            names = tuple(here[:NAMED])
            found.append(
                NeedRow(
                    NeedKind.EMPTY_QUEUE, count=len(here), names=names, tier=tier, empty=reasons
                )
            )
    return found


def _late_handoffs(asking: Asking) -> list[NeedRow]:
    late = asking.unit.reads.late_handoffs(asking.now, MANY)
    if not late:
        return []
    leads = asking.unit.reads.leads([one.lead_id for one in late[:NAMED]])
    names = tuple(lead.company or lead.name for lead in leads)
    first = late[0]
    return [
        NeedRow(NeedKind.LATE_HANDOFFS, first.first_offered_at, len(late), names,
                lead_id=first.lead_id)
    ]  # fmt: skip


def _missed_callbacks(tiers: Sequence[int], asking: Asking) -> list[NeedRow]:
    until = asking.now - MISSED_AFTER
    count, first = asking.unit.reads.missed_callbacks(tiers, until, asking.now, NAMED)
    if not count:
        return []
    names = tuple(lead.name for lead in first)
    return [NeedRow(NeedKind.MISSED_CALLBACKS, first[0].due_at, count, names, lead_id=first[0].id)]


def _people(rows: Sequence[WallRow], due: set[int]) -> list[NeedRow]:
    """Return who is stuck, and who is so far behind that it takes help."""
    found = []
    for row in rows:
        stuck = is_stuck(row.presence, row.quiet, due=row.person.id in due)
        if not stuck and not (row.person.id in due and is_far_behind(row.day)):
            continue
        found.append(
            NeedRow(
                NeedKind.STUCK if stuck else NeedKind.FAR_BEHIND,
                row.last_logged,
                names=(row.person.name,),
                person_id=row.person.id,
                minutes=row.quiet if stuck else -row.day.pace.ahead_percent,
            )
        )
    return found


def _dry_up(worked: Sequence[Worked], asking: Asking) -> list[NeedRow]:
    found = drying_up(worked, asking)
    if found is None:
        return []
    return [NeedRow(NeedKind.DRY_UP, person_id=found.person_id, dry_up=found)]


def _urgency(need: NeedRow, asking: Asking) -> tuple[int, int, dt.datetime]:
    """Return a key that is smallest for what is most urgent: the kind, how bad, how old."""
    return need.kind.urgency, -need.minutes, need.since or asking.now
