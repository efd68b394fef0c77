# SPDX-License-Identifier: MIT
"""Who people are in the team, in words: roles and tiers."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection

from leaddesk.desk.queries import AbsenceMonth, AbsenceRow, LeavingView, StaffRow
from leaddesk.domain.absence import Absence, AbsenceKind
from leaddesk.domain.person import Person, Role
from leaddesk.words import numbers, tiers, times

_ROLES = {
    Role.QUALIFIER.value: "Qualifier",
    Role.SENIOR_REP.value: "Senior rep",
    Role.TEAM_LEAD.value: "Team lead",
}

ABSENCES = {
    AbsenceKind.AWAY: "Away",
    AbsenceKind.TRAINING: "Training",
    AbsenceKind.JOB_SWITCH: "Job switch",
}


def role(value: str) -> str:
    """Return a role as people say it: Senior rep."""
    return _ROLES.get(value, value.replace("_", " ").capitalize())


def roles(values: Collection[str]) -> str:
    """Return several roles in the order of the tiers: 'Qualifier and team lead'."""
    known = [r.value for r in Role if r.value in values]
    named = [role(r) for r in known]
    return numbers.joined(word if n == 0 else word.lower() for n, word in enumerate(named))


def under_name(person: Person) -> str:
    """Return the line under a name in the window: 'Qualifier · tier 1'."""
    held = tiers.standing(person)
    worked = numbers.joined(str(t) for t in person.tiers)
    if not worked:
        return held
    return f"{held} · {'tier' if len(person.tiers) == 1 else 'tiers'} {worked}"


def days_of(weekdays: Collection[int]) -> str:
    """Return weekdays as they are read: 'Mon–Fri', 'Mon, Wed–Fri'."""
    runs: list[list[int]] = []
    for day in sorted(weekdays):
        if runs and runs[-1][-1] == day - 1:
            runs[-1].append(day)
        else:
            runs.append([day])
    return ", ".join(_run(run) for run in runs)


def _run(days: list[int]) -> str:
    first, last = (times.WEEKDAYS[day][:3] for day in (days[0], days[-1]))
    return first if len(days) == 1 else f"{first}–{last}"


def hours(person: Person) -> str:
    """Return a person's working hours: 'Mon–Fri 09:00–17:00'."""
    return f"{days_of(person.weekdays)} {person.starts:%H:%M}–{person.ends:%H:%M}"


def today(row: StaffRow) -> str:
    """Return in a word whether a person works today."""
    if not row.person.active:
        return "Left the team"
    if row.absence is not None:
        return absence(row.absence)
    return "At work" if row.works else "Day off"


def own_goals(row: StaffRow) -> str:
    """Return whose goals measure somebody's day: 'Of the tier', 'Own', 'Own in tier 2'."""
    if not row.own:
        return "Of the tier" if row.person.tiers else "–"
    if row.own == row.person.tiers:
        return "Own"
    return f"Own in tier {numbers.joined(str(tier) for tier in row.own)}"


def absence(found: Absence) -> str:
    """Return why a day is not whole: 'Away', 'Training, 50 % of the goals'."""
    told = ABSENCES[found.kind]
    return f"{told}, {found.percent} % of the goals" if found.share else told


def day_of(row: AbsenceRow, day: dt.date, month: AbsenceMonth) -> str:
    """Return what a day of somebody is: 'Dana Whitfield, Thursday 19 Nov: training, …'."""
    name = f"{row.person.name}, {times.WEEKDAYS[day.weekday()]} {times.date(day, month.today)}"
    found = row.marked.get(day)
    if found is not None:
        told = absence(found)
    elif day in month.holidays:
        told = "Public holiday"
    else:
        told = "At work" if day.weekday() in row.person.weekdays else "Day off"
    return f"{name}: {told[0].lower()}{told[1:]}"


def leaving(view: LeavingView) -> str:
    """Return what waits for somebody who leaves, in a sentence."""
    if view.is_empty:
        return "Nothing waits for them."
    told = [
        numbers.count(n, word)
        for n, word in (
            (view.leads, "open lead"),
            (view.handoffs, "handoff"),
        )
        if n
    ]
    if view.feedback:
        told.append(f"feedback owed for {numbers.count(view.feedback, 'handoff')}")
    return f"Waiting for them: {numbers.joined(told)}."


def sharing_out(done: int, total: int) -> str:
    """Return how far the work of somebody who leaves is shared out."""
    if not total:
        return "Sharing out what waits for them…"
    return f"Shared out {numbers.number(done)} of {numbers.count(total, 'lead')}…"


def stopped_sharing(done: int, total: int) -> str:
    """Return where it was stopped, and what can be done now."""
    return (
        f"Stopped after {numbers.number(done)} of {numbers.count(total, 'lead')}. Carry on, or put "
        "all of them back: they stay in the team then as they are."
    )


PUTTING_BACK = "Putting all of them back…"


def stuck(view: LeavingView) -> str:
    """Return why somebody can't leave yet, empty when they can."""
    if not view.stuck:
        return ""
    stuck_in = numbers.joined(str(tier) for tier in view.stuck)
    kind = "tier" if len(view.stuck) == 1 else "tiers"
    return f"Nobody else works in {kind} {stuck_in}. Add somebody there first, then this can go on."
