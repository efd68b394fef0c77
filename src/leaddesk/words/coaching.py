# SPDX-License-Identifier: MIT
"""Coaching in words: figures, the agenda of a one-to-one and of the team meeting, as text."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from leaddesk.desk.queries import (
    ActionRow,
    CoachedRow,
    CoachingNoteRow,
    FeedbackRow,
    HandoffRow,
    MeetingPage,
    PersonPage,
    Talks,
)
from leaddesk.domain.coaching import DAYS, PERFECT_DAYS, Figure
from leaddesk.words import goals, handoffs, leads, numbers, people, plan, times

TEAM_MEETING = "Team meeting"
MOST_LINES = 4
"""As much feedback is told word for word."""
_NONE = "Nothing."
_BULLET = "• "


@dataclass(frozen=True, slots=True)
class Part:
    """One part of an agenda: a heading, a quiet remark, and its lines."""

    title: str
    lines: tuple[str, ...]
    trailing: str = ""


def metric(key: str) -> str:
    """Return what a figure counts."""
    return "Perfect days" if key == PERFECT_DAYS else goals.title(key)


def mean(value: float) -> str:
    """Return a mean of a day, as short as it tells: 71, 6.4, 0.35."""
    if value >= 20:  # noqa: PLR2004 - from here on a tenth says nothing
        return numbers.number(value)
    digits = 1 if value >= 1 else 2
    told = f"{value:.{digits}f}"
    return told.rstrip("0").rstrip(".") if "." in told else told


def figure(one: Figure) -> str:
    """Return a figure against those before and the team's: 'Calls 71 a day, 64 before, team 68'."""
    told = f"{metric(one.metric)} {mean(one.per_day)} a day"
    if one.metric == PERFECT_DAYS:
        told = f"{metric(one.metric)} {one.total} of {one.days}"
        before = f"{one.total_before} of {one.days_before} before" if one.days_before else ""
        team = f"team {numbers.percent(one.team)}" if one.team is not None else ""
    else:
        before = f"{mean(one.before)} before" if one.before is not None else ""
        team = f"team {mean(one.team)}" if one.team is not None else ""
    return ", ".join(part for part in (told, before, team) if part)


def moved(one: Figure) -> str:
    """Return a figure that changed, with the direction in a word."""
    return f"{figure(one)}: {'up' if one.moved > 0 else 'down'}"


def action(row: ActionRow, today: dt.date) -> str:
    """Return something agreed: 'Sam Ortiz: call Harlan, until 21 May (late, carried over)'."""
    marks = [
        "late" if row.is_late else "",
        "carried over" if row.carried and row.done_at is None else "",
        "done" if row.done_at is not None else "",
    ]
    told = ", ".join(mark for mark in marks if mark)
    head = f"{row.owner}: {row.words}, until {times.date(row.due, today)}"
    return f"{head} ({told})" if told else head


def note_head(row: CoachingNoteRow, now: dt.datetime, zone: str) -> str:
    """Return who wrote a note when, and who sees it."""
    seen = "shared" if row.shared else "team leads only"
    edited = f", changed {times.moment(row.edited_at, now, zone)}" if row.edited_at else ""
    return f"{row.by}, {times.moment(row.at, now, zone)}{edited} · {seen}"


def note(row: CoachingNoteRow, now: dt.datetime, zone: str) -> tuple[str, ...]:
    """Return a note whole: who, when, its words, the numbers as they were then."""
    figures = tuple(f"Then: {figure(one)}" for one in row.figures)
    return (note_head(row, now, zone), *row.words.splitlines(), *figures)


def last_held(at: dt.datetime | None, now: dt.datetime, zone: str, what: str) -> str:
    """Return when the last one was: 'Last one-to-one 7 May', 'No one-to-one yet'."""
    return f"Last {what} {times.day(at, now, zone)}" if at else f"No {what} yet"


def under(row: CoachedRow) -> str:
    """Return the line under a name on the list: what they are."""
    return people.roles(row.roles) if row.person_id else "The last seven days"


def waiting(row: CoachedRow) -> str:
    """Return how much is late, else how much is open: '1 late', '3 open'; empty for nothing."""
    if row.late_actions:
        return f"{row.late_actions} late"
    return f"{row.open_actions} open" if row.open_actions else ""


def person_agenda(page: PersonPage, now: dt.datetime, zone: str) -> tuple[Part, ...]:
    """Return the agenda of a one-to-one; of one's own page, what is shared and one's numbers."""
    since = f"since {times.day(page.since, now, zone)}"
    shown = [one for one in page.figures if one.total or one.total_before]
    parts = [
        Part("What moved most", tuple(map(moved, page.moved)), f"last {DAYS} working days"),
        Part("Numbers", tuple(map(figure, shown)), f"against the {DAYS} before, and the team"),
        Part("Handoffs that came back", tuple(map(_returned, page.returns)), since),
        Part("Feedback received", _feedback(page.received), since),
        Part("Feedback owed", tuple(_owed(row, now, zone) for row in page.owed)),
        Part("Notes", _notes(page, now, zone), since),
        *_talks(page.talks, now, zone),
    ]
    return tuple(Part(p.title, p.lines or (_NONE,), p.trailing) for p in parts)


def meeting_agenda(page: MeetingPage, now: dt.datetime, zone: str) -> tuple[Part, ...]:
    """Return the agenda of the meeting of the team."""
    today = times.local(now, zone).date()
    span = f"{times.date(page.first, today)} – {times.date(page.last, today)}"
    done = tuple(
        f"{leads.tier(row.tier)}: {metric(row.metric)} {numbers.number(row.done)} of "
        f"{numbers.number(row.asked)}{_share(row.done, row.asked)}"
        for row in page.did
    )
    best = tuple(
        f"{row.name}: {row.perfect} of {numbers.count(row.worked, 'day')} perfect, "
        f"the bar {round(row.score)} % full on average"
        for row in page.people
    )
    returns = tuple(
        f"{handoffs.reason(key)}: {numbers.count(n, 'handoff')}" for key, n in page.returns
    )
    unknown = tuple(
        f"{title}: {known} of {asked} know it" for title, known, asked in page.uncovered
    )
    parts = [
        Part("Goals", done, span),
        Part("Perfect days", best, _team_days(page)),
        Part("Why handoffs came back", returns, span),
        Part("Notices not covered", unknown),
        Part("Plan", _plan(page)),
        *_talks(page.talks, now, zone),
    ]
    return tuple(Part(p.title, p.lines or (_NONE,), p.trailing) for p in parts)


def as_text(title: str, under_title: str, parts: Sequence[Part]) -> str:
    """Return an agenda as plain text, to print or to send."""
    told = [title, under_title, ""]
    for part in parts:
        told.append(f"{part.title} ({part.trailing})" if part.trailing else part.title)
        told += [f"  {_BULLET}{line}" for line in part.lines]
        told.append("")
    return "\n".join(told).rstrip() + "\n"


def _notes(page: PersonPage, now: dt.datetime, zone: str) -> tuple[str, ...]:
    """Return the notes since the last one-to-one."""
    recent = [row for row in page.notes if row.at >= page.since]
    return tuple(" · ".join(note(row, now, zone)) for row in recent)


def _talks(talks: Talks, now: dt.datetime, zone: str) -> list[Part]:
    today = times.local(now, zone).date()
    return [
        Part("Open actions", tuple(action(row, today) for row in talks.open)),
        Part("Done since", tuple(action(row, today) for row in talks.settled)),
    ]


def _returned(row: HandoffRow) -> str:
    words = f", “{row.words}”" if row.words else ""
    by = f" by {row.receiver}" if row.receiver else ""
    return f"{row.name}, {row.company}: {row.state}{by}, {handoffs.reason(row.reason)}{words}"


def _feedback(rows: Sequence[FeedbackRow]) -> tuple[str, ...]:
    """Return how much feedback there was and how it was rated, then the newest lines."""
    rated = [row.rating for row in rows if row.rating]
    if len(rows) <= MOST_LINES:
        return tuple(map(_received, rows))
    average = f", {mean(sum(rated) / len(rated))} of 5 on average" if rated else ""
    head = f"{numbers.number(len(rows))} received{average}. The newest:"
    return (head, *map(_received, rows[:MOST_LINES]))


def _received(row: FeedbackRow) -> str:
    return f"{row.name}: {handoffs.feedback_line(row)}"


def _owed(row: FeedbackRow, now: dt.datetime, zone: str) -> str:
    over = "was due" if row.due_at < now else "due"
    return f"To {row.giver} about {row.name}, {over} {times.moment(row.due_at, now, zone)}"


def _share(done: int, asked: int) -> str:
    return f", {done * 100 // asked} %" if asked else ""


def _team_days(page: MeetingPage) -> str:
    return f"{numbers.count(page.team_days, 'Team Perfect Day')}"


def _plan(page: MeetingPage) -> tuple[str, ...]:
    line = page.plan
    if line is None:
        return ("No plan is in force.",)
    goal, booked = (numbers.money(n, page.currency) for n in (line.goal, line.booked))
    worth = numbers.money(round(line.open_worth / 100) * 100, page.currency)
    booked = f"{booked} booked of {goal}{_share(line.booked, line.goal)}"
    period = plan.period(line.begins, line.ends)
    return (
        f"{period}: {booked}; open deals are expected to bring {worth}",
        f"{numbers.percent(line.chance)} likely to reach the goal",
    )
