# SPDX-License-Identifier: MIT
"""Leads, handoffs and days as the command line shows them: as plain values and as words."""

from __future__ import annotations

import datetime as dt

from leaddesk.cli.answers import utc
from leaddesk.desk.queries import (
    EmptyReasons,
    FeedbackRow,
    FoundLead,
    HandoffRow,
    HistoryRow,
    LeadCard,
    ListRow,
)
from leaddesk.domain.pace import DayProgress
from leaddesk.domain.person import Person
from leaddesk.domain.team_day import TeamDay
from leaddesk.words import (
    empty,
    goals,
    handoffs,
    history,
    leads,
    numbers,
    outcomes,
    pace,
    people,
    times,
    why,
)

Plain = dict[str, object]
_HISTORY_LINES = 5


def lead_data(card: LeadCard, now: dt.datetime) -> Plain:
    """Return a lead as plain values; `phones` are those that may be dialled, in E.164."""
    return {
        "id": card.id,
        "name": card.name,
        "company": card.company,
        "phones": [row.e164 for row in card.phones if not row.bad],
        "time_zone": card.time_zone,
        "tier": card.tier,
        "state": leads.state_key(card.state),
        "class": card.class_number,
        "why": why.card_line(card, now),
        **_clock_data(card, now),
        **_work_data(card),
        **_who_data(card),
        "history": [history_data(row) for row in card.history],
    }


def _clock_data(card: LeadCard, now: dt.datetime) -> Plain:
    """Return when a lead may be called, on its own clock and in UTC."""
    local = times.local(now, card.time_zone).isoformat(timespec="seconds")
    return {
        "time_zones": list(card.area.time_zones),
        "local_time": local if card.time_zone else None,
        "open_until": utc(card.open_until),
        "opens_at": utc(card.opens_at),
        "due_at": utc(card.why.at),
        "arrived_at": utc(card.arrived_at),
    }


def _work_data(card: LeadCard) -> Plain:
    """Return where the work on a lead stands."""
    return {
        "why_code": card.why.code,
        "score": card.score,
        "source": card.source,
        "source_kind": card.source_kind,
        "campaign": card.campaign,
        "attempts": card.attempts,
        "cap": card.cap,
        "owner": card.owner,
        "phone": card.phone,
        "bad_phones": [{"phone": row.e164, "why": row.bad} for row in card.phones if row.bad],
        "answers": dict(card.answers),
        "handoff_id": card.handoff_id,
        "version": card.version,
    }


def _who_data(card: LeadCard) -> Plain:
    """Return who and where a lead is."""
    return {
        "first_name": card.first_name,
        "last_name": card.last_name,
        "title": card.title,
        "email": card.email,
        "street": card.street,
        "city": card.city,
        "region": card.region,
        "postal_code": card.postal_code,
        "country": card.country,
        "website": card.website,
        "industry": card.industry,
        "employees": card.employees,
    }


def history_data(row: HistoryRow) -> Plain:
    """Return one thing that happened to a lead as plain values."""
    return {
        "at": utc(row.at),
        "person": row.person,
        "kind": row.kind,
        "outcome": row.outcome,
        "note": row.note,
        "voided": row.voided,
    }


def lead_words(card: LeadCard, now: dt.datetime, zone: str) -> str:
    """Return a lead as a page of words; history is told in the reader's zone."""
    work = " · ".join(part for part in (card.title, card.company) if part)
    where = ", ".join(part for part in (card.city, card.region, card.country) if part)
    lines = [
        f"{card.name}  (lead {card.id})",
        work if work != card.name else "",
        why.card_line(card, now),
        "",
        *_phone_lines(card),
        f"Local time  {local_words(card, now)}",
        f"Place       {where}" if where else "",
        f"E-mail      {card.email}" if card.email else "",
        f"Source      {_source(card)}",
        f"Attempts    {card.attempts} of {card.cap}",
        f"State       {leads.state(card.state)}, tier {card.tier}, class {card.class_number}",
        f"Owner       {card.owner}" if card.owner else "",
    ]
    told = [f"  {history.when(row, now, zone):<16} {history.line(row)}" for row in card.history]
    shown = [line for line in lines if line]
    if told:
        shown += ["History", *told[:_HISTORY_LINES]]
    return "\n".join(shown)


def local_words(card: LeadCard, now: dt.datetime) -> str:
    """Return the clock there and until when it may be called: '10:42, open until 17:30'."""
    if not card.time_zone:
        return "time zone unknown"
    told = f"{times.clock(now, card.time_zone)} in {card.time_zone}"
    if card.open_until is not None:
        return f"{told}, open until {times.closing(card.open_until, card.time_zone)}"
    if card.opens_at is not None:
        return f"{told}, opens {times.moment(card.opens_at, now, card.time_zone)}"
    return told


def found_row(row: FoundLead) -> tuple[str, ...]:
    """Return a lead as a row of the list."""
    return (
        str(row.id),
        row.name,
        row.company,
        row.phone,
        f"{row.tier}",
        leads.state(row.state),
        outcomes.name(row.last_outcome) if row.last_outcome else "",
    )


FOUND_HEAD = ("id", "name", "company", "phone", "tier", "state", "last outcome")


def person_data(person: Person) -> Plain:
    """Return a person as plain values."""
    return {
        "id": person.id,
        "name": person.name,
        "roles": sorted(role.value for role in person.roles),
        "tiers": list(person.tiers),
        "time_zone": person.time_zone,
        "email": person.email,
        "extension": person.extension,
        "starts": f"{person.starts:%H:%M}",
        "ends": f"{person.ends:%H:%M}",
        "active": person.active,
    }


def person_row(person: Person) -> tuple[str, ...]:
    """Return a person as a row of the team."""
    held = people.roles([role.value for role in person.roles])
    return (str(person.id), person.name, held, person.time_zone, "" if person.active else "away")


PERSON_HEAD = ("id", "name", "roles", "time zone", "")


def handoff_data(row: HandoffRow, now: dt.datetime, zone: str) -> Plain:
    """Return a handoff as plain values, its fate in words too."""
    return {
        "id": row.id,
        "lead_id": row.lead_id,
        "name": row.name,
        "company": row.company,
        "state": row.state,
        "hot": row.hot,
        "warm": row.warm,
        "giver": row.giver,
        "giver_id": row.giver_id,
        "receiver": row.receiver,
        "receiver_id": row.receiver_id,
        "offered_at": utc(row.offered_at),
        "accept_by": utc(row.accept_by),
        "answered": row.answered,
        "asked": row.asked,
        "fate": row.fate,
        "fate_at": utc(row.fate_at),
        "fate_line": handoffs.fate(row, now, zone),
        "next_at": utc(row.next_at),
        "reason": row.reason,
        "words": row.words,
        "amount": row.amount,
        "may_appeal": row.may_appeal,
    }


def feedback_data(row: FeedbackRow) -> Plain:
    """Return feedback as plain values."""
    return {
        "id": row.id,
        "handoff_id": row.handoff_id,
        "lead_id": row.lead_id,
        "name": row.name,
        "company": row.company,
        "giver": row.giver,
        "receiver": row.receiver,
        "cause": row.cause,
        "since": utc(row.since),
        "due_at": utc(row.due_at),
        "given_at": utc(row.given_at),
        "thanks": row.thanks,
        "line": row.line,
        "rating": row.rating,
    }


def progress_data(progress: DayProgress) -> Plain:
    """Return a day as plain values, with the words of the bar."""
    return {
        "percent": progress.percent,
        "score": round(progress.score, 2),
        "expected_score": round(progress.expected_score, 2),
        "perfect": progress.perfect,
        "chance": progress.chance,
        "standing": progress.standing.value,
        "pace": progress.pace.kind.value,
        "pace_line": pace.line(progress),
        "ahead_percent": progress.pace.ahead_percent,
        "minutes_left": progress.pace.minutes_left,
        "weakest": progress.weakest,
        "goals": [
            {
                "metric": goal.metric,
                "title": goals.title(goal.metric),
                "done": goal.done,
                "target": goal.target,
                "expected": round(goal.expected, 2),
                "projected": round(goal.projected, 2),
                "chance": goal.chance,
                "catch_up_per_hour": goal.catch_up_per_hour,
                "standing": goal.standing.value,
                "met": goal.met,
                "required": goal.required,
            }
            for goal in progress.goals
        ],
    }


def team_day_data(day: TeamDay) -> Plain:
    """Return a team's day as plain values."""
    return {
        "team": True,
        "percent": day.percent,
        "score": round(day.score, 2),
        "expected_score": round(day.expected_score, 2),
        "perfect": day.reached,
        "people_there": day.there,
        "people_on_pace": day.on_pace,
        "perfect_days": day.perfect,
        "perfect_days_needed": day.needed,
        "goals": [
            {
                "metric": goal.metric,
                "title": goals.title(goal.metric),
                "done": goal.done,
                "target": goal.target,
                "expected": round(goal.expected, 2),
            }
            for goal in day.goals
        ],
    }


def team_day_words(day: TeamDay) -> str:
    """Return a team's day as words: the bar, how many stand how, each sum."""
    lines = [
        f"Team's day {day.percent} %  {pace.team_line(day)}",
        *(
            _goal(goal.metric, goal.done, goal.target, pace.team_goal_line(goal))
            for goal in day.goals
        ),
    ]
    return "\n".join(lines)


def progress_words(progress: DayProgress) -> str:
    """Return a day as words: the bar, its pace, each goal, where it is heading."""
    lines = [
        f"Perfect Day {progress.percent} %  {pace.line(progress)}",
        *(
            _goal(goal.metric, goal.done, goal.target, pace.goal_line(goal))
            for goal in progress.goals
        ),
        pace.projection(progress),
        pace.advice(progress),
    ]
    return "\n".join(line for line in lines if line)


def _goal(metric: str, done: int, target: int, told: str) -> str:
    return f"  {goals.title(metric):<15} {done:>4} of {target:<4} {told}"


def empty_data(reasons: EmptyReasons, now: dt.datetime, zone: str) -> Plain:
    """Return why a queue is empty as plain values, with the sentence."""
    return {
        "tier": reasons.tier,
        "total": reasons.total,
        "waiting_hours": reasons.waiting_hours,
        "next_opening": utc(reasons.next_opening),
        "not_due": reasons.not_due,
        "next_due": utc(reasons.next_due),
        "leased": reasons.leased,
        "personal": reasons.personal,
        "research": reasons.research,
        "suppressed": reasons.suppressed,
        "offered": reasons.offered,
        "closed": reasons.closed,
        "staged": reasons.staged,
        "sentence": empty.sentence(reasons, now, zone),
    }


def list_data(row: ListRow) -> Plain:
    """Return an imported list as plain values."""
    return {
        "id": row.id,
        "name": row.name,
        "source": row.source,
        "campaign": row.campaign,
        "status": row.status,
        "imported_at": utc(row.imported_at),
        "by": row.by,
        "leads": row.leads,
        "worked": row.worked,
        "may_undo": row.may_undo,
    }


def list_row(row: ListRow, now: dt.datetime, zone: str) -> tuple[str, ...]:
    """Return an imported list as a row."""
    return (
        str(row.id),
        row.name,
        times.stamp(row.imported_at, now, zone),
        row.by,
        numbers.number(row.leads),
        numbers.number(row.worked),
        row.status,
    )


LIST_HEAD = ("id", "list", "imported", "by", "leads", "worked", "status")


def _phone_lines(card: LeadCard) -> list[str]:
    if not card.phones:
        return ["Phone       none"]
    return [
        f"{leads.phone_kind(row.kind):<11} {row.shown}"
        + (f" ext {row.extension}" if row.extension else "")
        + (f"  ({leads.bad_number(row.bad)})" if row.bad else "")
        for row in card.phones
    ]


def _source(card: LeadCard) -> str:
    return " · ".join(part for part in (card.source, card.campaign) if part) or "unknown"
