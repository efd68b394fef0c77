# SPDX-License-Identifier: MIT
"""The team's wall in words: who does what, who is how far, what needs a team lead."""

from __future__ import annotations

import datetime as dt

from leaddesk.desk.queries import DryUp, NeedRow, TeamWall, WallFigures, WallRow
from leaddesk.domain.pace import DayProgress, PaceKind
from leaddesk.domain.team_wall import NeedKind, Presence
from leaddesk.words import empty, leads, numbers, tiers, times

_PRESENCE = {
    Presence.ON_CALL: "on a call",
    Presence.AT_WORK: "at work",
    Presence.IDLE: "idle",
    Presence.AWAY: "away",
}
_MINUTE = dt.timedelta(minutes=1)
_ORDINALS = ("", "first", "second", "third", "fourth", "fifth", "sixth", "seventh")
NOBODY = "Nobody works a tier yet"
NOTHING_NEEDED = "Nothing needs you right now."


def role(row: WallRow) -> str:
    """Return what stands under a name: 'Qualifier'."""
    return tiers.standing(row.person)


def presence(row: WallRow, now: dt.datetime) -> str:
    """Return what somebody does now: 'on a call, 3 min', 'idle', 'away'."""
    told = _PRESENCE[row.presence]
    if row.presence is Presence.ON_CALL and row.since is not None and now - row.since >= _MINUTE:
        return f"{told}, {times.duration(now - row.since)}"
    return told


def logged(row: WallRow, now: dt.datetime) -> str:
    """Return when somebody logged last: 'just now', '4 min ago', '12 May'."""
    if row.last_logged is None:
        return "nothing logged"
    if now - row.last_logged < dt.timedelta(hours=12):
        return times.ago(row.last_logged, now)
    return times.day(row.last_logged, now, row.person.time_zone)


def pace(day: DayProgress) -> str:
    """Return how far somebody is ahead or behind: '5 % ahead', 'on pace', 'day off'."""
    ahead = abs(day.pace.ahead_percent)
    return {
        PaceKind.NOT_STARTED: "not started",
        PaceKind.AHEAD: f"{ahead} % ahead",
        PaceKind.ON_PACE: "on pace",
        PaceKind.BEHIND: f"{ahead} % behind",
        PaceKind.DONE: "Perfect Day",
        PaceKind.DAY_OVER: "day over",
        PaceKind.DAY_OFF: "day off",
    }[day.pace.kind]


def short_pace(day: DayProgress) -> str:
    """Return the pace for a narrow column: '+5 %', '−17 %', else the words."""
    if day.pace.kind not in {PaceKind.AHEAD, PaceKind.BEHIND}:
        return pace(day)
    sign = "+" if day.pace.kind is PaceKind.AHEAD else "−"
    return f"{sign}{abs(day.pace.ahead_percent)} %"


def bar(day: DayProgress) -> str:
    """Return the bar as it is read out: '62 % done, 57 % expected by now'."""
    if day.pace.kind in {PaceKind.DAY_OFF, PaceKind.NOT_STARTED}:
        return f"{day.percent} % done"
    return f"{day.percent} % done, {round(day.expected_score)} % expected by now"


def goal(row: WallRow, metric: str) -> str:
    """Return what is done of a goal: '52/80', a dash where there is none."""
    for one in row.day.goals:
        if one.metric == metric and one.target > 0:
            return f"{one.done}/{one.target}"
    return "–"


def figures(found: WallFigures) -> tuple[tuple[str, str, str], ...]:
    """Return the team's figures as (what it is, the figure, more words)."""
    speed = "–"
    more = "Too few first calls to inbound leads today."
    if found.speed is not None:
        speed = short(found.speed.median)
        within = f"{found.speed.within} of {found.speed.calls}"
        more = f"{within} first calls within {found.speed.minutes} min, today."
    share = numbers.percent(found.feedback_given / found.feedback_due) if found.feedback_due else ""
    handed = f"{found.accepted} · {found.returned} · {found.waiting}"
    return (
        ("Ready in queue", numbers.number(found.ready), "Leads that anybody could be given now."),
        ("Speed to lead, median today", speed, more),
        (
            "Handoffs accepted · returned · waiting", handed,
            (f"{found.accepted} accepted and {found.returned} returned or rejected today, "
            f"{found.waiting} waiting for an answer."),
        ),
        (
            "Feedback given in time", share or "–",
            f"{found.feedback_given} of {found.feedback_due} given in time, last 30 days."
            if share else "No feedback was due in the last 30 days.",
        ),
    )  # fmt: skip


def short(length: dt.timedelta) -> str:
    """Return a short time to the second: '45 s', '4 m 10 s'; from an hour on as everywhere."""
    seconds = round(length.total_seconds())
    if not 60 <= seconds < 3600:  # noqa: PLR2004 - a minute and an hour
        return times.duration(length)
    return f"{seconds // 60} m {seconds % 60} s" if seconds % 60 else f"{seconds // 60} m"


def need(row: NeedRow, now: dt.datetime, zone: str) -> tuple[str, str]:
    """Return what needs a team lead: the thing, and what is known of it."""
    names = _names(row)
    if row.kind is NeedKind.EMPTY_QUEUE:
        title = f"{leads.tier(row.tier)} have nothing to call"
        reasons = empty.lines(row.empty, now, zone) if row.empty is not None else ()
        return title, f"For {names}. {'; '.join(reasons) or 'There are no leads yet'}."
    if row.kind is NeedKind.LATE_HANDOFFS:
        return f"{numbers.count(row.count, 'handoff')} past {_their(row)} time", names
    if row.kind is NeedKind.MISSED_CALLBACKS:
        oldest = f", the oldest {times.ago(row.since, now)}" if row.since else ""
        return f"{numbers.count(row.count, 'agreed call')} missed", f"{names}{oldest}"
    if row.kind is NeedKind.STUCK:
        return f"{names} may be stuck", f"Nothing logged for {row.minutes} working minutes"
    if row.kind is NeedKind.FAR_BEHIND:
        return f"{names} is far behind pace", f"{row.minutes} % of the day behind"
    return "New-lead calls are drying up", _dry(row.dry_up, now, zone) if row.dry_up else ""


def lines(wall: TeamWall, now: dt.datetime) -> tuple[str, ...]:
    """Return everybody in one line each, as a screen reader says the full-screen wall."""
    return tuple(
        f"{row.person.name}: {row.day.percent} %, {pace(row.day)}, {presence(row, now)}"
        for row in wall.rows
    )


def _dry(found: DryUp, now: dt.datetime, zone: str) -> str:
    """Return the first short week, and who misses most."""
    today = times.local(now, zone).date()
    week = f"Week of {times.date(found.monday, today)}: about {numbers.number(found.likely)} "
    told = f"{week}qualified instead of {numbers.number(found.asked)}"
    weeks = "By the usual weeks from a first call to a handoff"
    if found.lags:
        weeks = f"By the weeks that {numbers.count(found.lags, 'handoff')} took from the first call"
    if not found.name:
        return f"{told}. {weeks}"
    who = f"{found.name}: {found.made} of {found.target}"
    if found.days_below > 1:
        which = _ORDINALS[found.days_below] if found.days_below < len(_ORDINALS) else ""
        in_a_row = f"{which} day" if which else f"{found.days_below} days"
        who = f"{who}, {in_a_row} below target"
    return f"{told}. {who}. {weeks}"


def _names(row: NeedRow) -> str:
    more = row.count - len(row.names)
    if row.names and more > 0:
        return f"{', '.join(row.names)} and {numbers.number(more)} more"
    return numbers.joined(row.names)


def _their(row: NeedRow) -> str:
    return "its" if row.count == 1 else "their"
