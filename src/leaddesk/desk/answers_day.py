# SPDX-License-Identifier: MIT
"""Where a person stands against the day, their eight weeks, and what wants attention now."""

from __future__ import annotations

import datetime as dt

from leaddesk.desk.answers_handoffs import LIMIT, feedback_rows, handoff_rows
from leaddesk.desk.asking import Asking
from leaddesk.desk.days import callers, days_of, learned, progress_of, working_day
from leaddesk.desk.queries import (
    AskMyDay,
    AskProgress,
    AskReminders,
    AskTeamDay,
    CurvePoint,
    HandoffRow,
    MyDayView,
    ReminderRow,
)
from leaddesk.domain.absence import prorated, share_of
from leaddesk.domain.day_shares import (
    share_done,
)
from leaddesk.domain.local_day import day_span
from leaddesk.domain.pace import DayProgress
from leaddesk.domain.perfect_day import (
    Metric,
    bar_score,
    definition_for,
    is_perfect,
)
from leaddesk.domain.person import Person, Role
from leaddesk.domain.speed_to_lead import speed_to_lead
from leaddesk.domain.streak import (
    DayRecord,
    calendar_cells,
    longest_streak,
    perfect_streak,
)
from leaddesk.domain.team_day import TeamDay, team_day

CALENDAR_DAYS = 56
STREAK_DAYS = 400
CURVE_MINUTES = 15
THANKS = 20
NEWS_DAYS = 28


def answer_progress(query: AskProgress, asking: Asking) -> DayProgress:
    """Return where a person stands against the day."""
    who = asking.person(query.person_id)
    return progress_of(who, query.tier or who.home_tier, asking)


def answer_team_day(_query: AskTeamDay, asking: Asking) -> TeamDay:
    """Return where the people of the team stand together, each in their home tier."""
    return team_day(days_of(callers(asking), asking))


def answer_my_day(query: AskMyDay, asking: Asking) -> MyDayView:
    """Return the My day screen of a person."""
    who = asking.person(query.person_id)
    tier = query.tier or who.home_tier
    today = asking.today(who)
    records = _records(who, tier, today, asking)
    recent = {day: r for day, r in records.items() if (today - day).days <= CALENDAR_DAYS}
    spans = working_day(who).spans(today)
    begins, ends = day_span(who.time_zone, today)
    received = asking.unit.reads.feedback("received", who.id, LIMIT)[:THANKS]
    progress = progress_of(who, tier, asking)
    return MyDayView(
        day=today,
        progress=progress,
        curve=_curve(who, tier, progress, asking),
        calendar=calendar_cells(recent, today),
        streak=perfect_streak(records.values(), today),
        best_streak=longest_streak(records.values(), today),
        thanks=feedback_rows(received, asking),
        starts_at=spans[0][0] if spans else begins,
        ends_at=spans[-1][1] if spans else ends,
        speed=speed_to_lead(
            asking.unit.reads.first_calls(who.id, tier, begins), asking.rules.yardsticks
        ),
        sent=_sent(who, asking),
        absence=asking.unit.team.absence(who.id, today),
    )


def _sent(who: Person, asking: Asking) -> tuple[HandoffRow, ...]:
    """Return what became of the leads somebody passed on, as far as it is news."""
    since = asking.now - dt.timedelta(days=NEWS_DAYS)
    found = [one for one in asking.unit.reads.handoffs("sent", who.id, LIMIT) if
             one.open or one.fate_at >= since]  # fmt: skip
    return handoff_rows(sorted(found, key=lambda one: one.fate_at, reverse=True), asking)


def answer_reminders(query: AskReminders, asking: Asking) -> tuple[ReminderRow, ...]:
    """Return what wants a person's attention now or in a moment, soonest first."""
    who, reads = asking.person(query.person_id), asking.unit.reads
    until = asking.now + dt.timedelta(minutes=query.ahead_minutes)
    rows = [
        ReminderRow(f"callback {lead.id} {lead.due_at}", lead.why, lead.id, lead.name, lead.due_at)
        for lead in reads.due_callbacks(who.id, who.tiers, until)
        if lead.due_at is not None
    ]
    offered = [h for h in reads.handoffs("offered", who.id, LIMIT) if h.remind_at <= until]
    owed = [f for f in reads.feedback("owed", who.id, LIMIT) if f.due_at <= until]
    names = {
        lead.id: lead.name
        for lead in reads.leads([*(h.lead_id for h in offered), *(f.lead_id for f in owed)])
    }
    rows += [
        ReminderRow(f"handoff {h.id}", "handoff", h.lead_id, names.get(h.lead_id, ""), h.accept_by)
        for h in offered
    ]
    rows += [
        ReminderRow(f"feedback {f.id}", "feedback", f.lead_id, names.get(f.lead_id, ""), f.due_at)
        for f in owed
    ]
    if Role.TEAM_LEAD in who.roles:
        rows += _late_handoffs(asking)
    return tuple(sorted(rows, key=lambda row: row.at))


def _late_handoffs(asking: Asking) -> list[ReminderRow]:
    """Return handoffs that nobody accepted in time, for the team lead."""
    reads = asking.unit.reads
    late = [h for h in reads.handoffs("waiting", 0, LIMIT) if h.tried]
    names = {lead.id: lead.name for lead in reads.leads([h.lead_id for h in late])}
    return [
        ReminderRow(
            f"late {h.id} {len(h.tried)}",
            "handoff_late",
            h.lead_id,
            names.get(h.lead_id, ""),
            h.offered_at,
        )
        for h in late
    ]


def _records(who: Person, tier: int, today: dt.date, asking: Asking) -> dict[dt.date, DayRecord]:
    """Return how each day with something in it went; past days keep the targets they had."""
    first = today - dt.timedelta(days=STREAK_DAYS)
    reads = asking.unit.reads
    counts = reads.counts(who.id, tier, first.isoformat(), today.isoformat())
    marked = reads.absences(who.id, first.isoformat())
    if not counts and not marked:
        return {}
    days = sorted(dt.date.fromisoformat(day) for day in {*counts, *marked})
    records = {}
    for offset in range((max(today, days[-1]) - days[0]).days + 1):
        day = days[0] + dt.timedelta(days=offset)
        definition = definition_for(asking.book.definitions, who.id, tier, day)
        if definition is None:
            continue
        done = counts.get(day.isoformat(), {})
        share = share_of(marked.get(day.isoformat()))
        goals = prorated(definition, share).goals
        holiday = asking.book.holidays.is_holiday(asking.rules.team.region, "", day)
        records[day] = DayRecord(
            day=day,
            score=bar_score(goals, done) if done else 0.0,
            perfect=bool(done) and is_perfect(goals, done),
            working=definition.asks_on(day) and day.weekday() in who.weekdays and not holiday,
            away=share == 0,
        )
    return records


def _curve(who: Person, tier: int, progress: DayProgress, asking: Asking) -> tuple[CurvePoint, ...]:
    """Return calls done and expected at each quarter hour of the working day."""
    today = asking.today(who)
    hours = working_day(who)
    spans = hours.spans(today)
    if not spans:
        return ()
    begins = day_span(who.time_zone, today)[0]
    calls = asking.unit.reads.counted_at(who.id, tier, Metric.CALLS, begins)
    target = next((goal.target for goal in progress.goals if goal.metric == Metric.CALLS), 0)
    habit = learned([(who, tier)], asking)[who.id, tier]
    points = []
    at, last = spans[0][0], max(spans[-1][1], calls[-1] if calls else spans[-1][1])
    while at <= last:
        done = sum(1 for call in calls if call <= at)
        points.append(CurvePoint(at, done, target * share_done(hours, at, habit)))
        at += dt.timedelta(minutes=CURVE_MINUTES)
    return tuple(points)
