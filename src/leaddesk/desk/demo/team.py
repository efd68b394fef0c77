# SPDX-License-Identifier: MIT
"""Who the demo team is, what it goes for each day, and how its days have gone."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace

from leaddesk.desk.commands import AddAbsence, AddPerson, ChangeRule, MarkDays, PersonFields
from leaddesk.desk.demo.office import Office
from leaddesk.desk.demo.shift import ANY_HOUR, Shift
from leaddesk.desk.rules import TeamRule, encode_rule
from leaddesk.domain.perfect_day import (
    DEFAULT_DEFINITIONS,
    TIER_1_GOALS,
    TIER_2_GOALS,
    DayDefinition,
    Goal,
    Metric,
)
from leaddesk.domain.queue import IdealProfile

FIRST_TARGETS = {
    1: {Metric.CALLS: 50, Metric.NEW_LEAD_CALLS: 12, Metric.CONVERSATIONS: 7, Metric.HANDOFFS: 2},
    2: {Metric.CALLS: 18, Metric.NEW_LEAD_CALLS: 4, Metric.PRESENTATIONS: 1},
}
"""What the team went for until today; from today on the goals are the ones that ship."""


@dataclass(frozen=True, slots=True)
class Member:
    """One person: how often a day is perfect, and days away counted back from today."""

    name: str
    roles: tuple[str, ...]
    extension: str
    perfect: float = 0.0
    away: tuple[int, ...] = ()
    pace: float = 1.0
    share: float = 0.0


DANA, BEN, INES, SAM, NADIA, THEO, RUTH = range(1, 8)
MEMBERS = {
    DANA: Member("Dana Whitfield", ("qualifier",), "204", 0.8, (9,), pace=1.0),
    BEN: Member("Ben Cruz", ("qualifier",), "207", 0.6, (16, 15), pace=0.9),
    INES: Member("Ines Roth", ("qualifier",), "211", 0.5, (4,), pace=0.75),
    SAM: Member("Sam Ortiz", ("senior_rep",), "301", 0.65, (12,), share=0.44),
    NADIA: Member("Nadia Haddad", ("senior_rep",), "305", 0.5, (6,), pace=0.85, share=0.44),
    THEO: Member("Theo Lindgren", ("qualifier", "senior_rep"), "312", 0.5, (), 0.45, share=0.12),
    RUTH: Member("Ruth Calloway", ("team_lead",), "101"),
}
"""By their ids in a new database."""

QUALIFIERS = (DANA, BEN, INES, THEO)
RECEIVERS = (SAM, NADIA, THEO)
SURE_PERFECT = 4
"""Dana's last days before today are perfect, so that a streak runs."""


def place_team(office: Office) -> None:
    """Put people, rules, goals and absences into an empty database."""
    shift = office.shift
    at = shift.at(office.days[0], 0) - dt.timedelta(minutes=50)
    for member in MEMBERS.values():
        office.do(AddPerson(_fields(member, shift)), 0, at)
    for key, value in _rules(shift):
        office.do(ChangeRule(key, encode_rule(key, value), "The demo"), 0, at)
    with office.store.unit() as unit:
        for definition in _definitions(office):
            unit.team.set_definition(definition)
    for person_id, member in MEMBERS.items():
        for back in member.away:
            if back < len(office.days):
                day = office.days[-1 - back]
                office.do(AddAbsence(person_id, day), RUTH, at)
    for command in _ahead(office.days[-1]):
        office.do(command, RUTH, at)


def _ahead(today: dt.date) -> tuple[MarkDays, ...]:
    """Return what stands in the calendar of the next weeks."""
    monday = today + dt.timedelta(days=7 - today.weekday())
    tuesday, thursday, friday = (monday + dt.timedelta(days=n) for n in (1, 3, 4))
    return (
        MarkDays((INES,), monday, friday, "away"),
        MarkDays((DANA, BEN, THEO), tuesday, tuesday, "training", 0.5),
        MarkDays((DANA, SAM), thursday, thursday, "job_switch"),
    )


def is_away(person_id: int, office: Office, day: dt.date) -> bool:
    """Tell whether somebody is away on a day of the story."""
    back = len(office.days) - 1 - office.days.index(day)
    return back in MEMBERS[person_id].away


def is_perfect_day(person_id: int, office: Office, day: dt.date) -> bool:
    """Decide whether a past day becomes a perfect one."""
    back = len(office.days) - 1 - office.days.index(day)
    if person_id == DANA and back <= SURE_PERFECT:
        return True
    return office.chance.random() < MEMBERS[person_id].perfect


def _fields(member: Member, shift: Shift) -> PersonFields:
    first = member.name.split()[0].casefold()
    return PersonFields(
        name=member.name,
        roles=member.roles,
        time_zone=shift.zone,
        email=f"{first}@leaddesk.example",
        extension=member.extension,
        starts=shift.starts,
        ends=shift.ends,
        breaks=(shift.pause,),
        weekdays=tuple(sorted(shift.weekdays)),
    )


def _rules(shift: Shift) -> list[tuple[str, object]]:
    """Return the rules in which the demo differs from what ships."""
    team = TeamRule(name="Demo team", time_zone=shift.zone, demo=True)
    ideal = IdealProfile(
        industries=("Manufacturing", "Logistics", "Healthcare"),
        min_employees=50,
        max_employees=500,
        titles=("director", "head", "owner", "manager"),
        sources=("web form", "trade show"),
    )
    rules: list[tuple[str, object]] = [("team", team), ("ideal_profile", ideal)]
    if shift.usual:
        return rules
    opens, closes = f"{shift.starts:%H:%M}", f"{shift.ends:%H:%M}"
    rules[0] = ("team", replace(team, opens=opens, closes=closes))
    return [
        *rules,
        ("calling", ANY_HOUR),
        ("calling.lawful", ANY_HOUR),
        ("calling.by_place", False),
    ]


def _definitions(office: Office) -> list[DayDefinition]:
    """Return the goals until today, and those from today on."""
    found = []
    for tier, goals in ((1, TIER_1_GOALS), (2, TIER_2_GOALS)):
        targets = FIRST_TARGETS[tier]
        first = tuple(
            replace(goal, target=targets.get(Metric(goal.metric), goal.target)) for goal in goals
        )
        weekdays = DEFAULT_DEFINITIONS[tier - 1].weekdays
        found.append(DayDefinition(tier, None, office.days[0], weekdays, first))
        now = weekdays | office.shift.weekdays
        found.append(DayDefinition(tier, None, office.shift.today, now, goals))
    return [*found, _theos(office)]


def _theos(office: Office) -> DayDefinition:
    """Return the goals of Theo, who divides his day between two tiers."""
    targets = {Metric.CALLS: 24, Metric.NEW_LEAD_CALLS: 6, Metric.CONVERSATIONS: 3}
    goals: tuple[Goal, ...] = tuple(
        replace(goal, target=targets.get(Metric(goal.metric), min(goal.target, 1)))
        for goal in TIER_1_GOALS
    )
    weekdays = frozenset(range(5)) | office.shift.weekdays
    return DayDefinition(1, THEO, office.days[0], weekdays, goals)
