# SPDX-License-Identifier: MIT
"""The team: people, their goals and absences, and the rules that are data."""

from __future__ import annotations

import datetime as dt
import json
import zoneinfo
from collections.abc import Collection, Sequence

from leaddesk.desk.book import Book
from leaddesk.desk.changes import Done, Kind
from leaddesk.desk.commands import (
    AddAbsence,
    AddPerson,
    EditPerson,
    KeepMapping,
    MarkDays,
    PersonFields,
    SetGoals,
)
from leaddesk.desk.work import Work
from leaddesk.domain.absence import Absence, AbsenceKind
from leaddesk.domain.cleaning import LIMITS, clean_email, clean_text
from leaddesk.domain.errors import BadInput, RuleBroken
from leaddesk.domain.lead_layout import ColumnMapping
from leaddesk.domain.perfect_day import DayDefinition, Goal, GoalKind, Metric
from leaddesk.domain.person import TIER_OF_ROLE, Person, Role, role_in
from leaddesk.domain.tier import Tier, numbers
from leaddesk.domain.working_hours import WorkingDay

MAX_TARGET = 10_000
MOST_DAYS = 366
"""The most days that are marked at once."""
WEEK = frozenset(range(7))


def person_of(
    fields: PersonFields, tiers: Sequence[Tier], person_id: int = 0, *, active: bool = True
) -> Person:
    """Return a person from what was typed.

    Raises BadInput with the field in `where`: "needs_name", "unknown_role", "unknown_tier",
    "unknown_zone", "bad_email", "bad_hours".
    """
    name = clean_text(fields.name, LIMITS["person_name"])
    if not name:
        raise BadInput("needs_name", where="name")
    roles, placed = _standing(fields, numbers(tiers))
    try:
        zoneinfo.ZoneInfo(fields.time_zone)
    except (zoneinfo.ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise BadInput("unknown_zone", where="time_zone", detail=fields.time_zone[:60]) from error
    email = clean_email(fields.email)
    if fields.email.strip() and not email:
        raise BadInput("bad_email", where="email", detail=fields.email[:60])
    WorkingDay(fields.time_zone, fields.starts, fields.ends, fields.breaks)
    if fields.block is not None and fields.block[0] >= fields.block[1]:
        raise BadInput("bad_hours", where="block", detail=f"{fields.block[0]} to {fields.block[1]}")
    if not set(fields.weekdays) <= WEEK or not fields.weekdays:
        raise BadInput("bad_hours", where="weekdays", detail=str(fields.weekdays)[:60])
    return Person(
        id=person_id,
        name=name,
        roles=roles,
        time_zone=fields.time_zone,
        email=email,
        extension=clean_text(fields.extension, LIMITS["extension"]),
        starts=fields.starts,
        ends=fields.ends,
        breaks=fields.breaks,
        weekdays=frozenset(fields.weekdays),
        block=fields.block,
        active=active,
        joined=fields.joined,
        placed=placed,
    )


def _standing(
    fields: PersonFields, tiers: Collection[int]
) -> tuple[frozenset[Role], tuple[int, ...]]:
    """Return somebody's roles and the tiers they are put into, none where the roles say it all."""
    unknown = [role for role in fields.roles if role not in set(Role)]
    if unknown:
        raise BadInput("unknown_role", where="roles", detail=", ".join(unknown)[:60])
    roles = frozenset(Role(role) for role in fields.roles)
    if fields.tiers is None:
        wanted = sorted(TIER_OF_ROLE[role] for role in roles if role in TIER_OF_ROLE)
    else:
        wanted = sorted(set(fields.tiers))
        roles = roles & {Role.TEAM_LEAD} | {role_in(tier) for tier in wanted}
    if not roles:
        raise BadInput("unknown_role", where="roles", detail="")
    for tier in wanted:
        if tier not in tiers:
            raise BadInput("unknown_tier", where="tier", detail=str(tier)[:20])
    by_roles = sorted(TIER_OF_ROLE[role] for role in roles if role in TIER_OF_ROLE)
    return roles, () if wanted == by_roles else tuple(wanted)


def add_person(command: AddPerson, work: Work) -> Done:
    """Add a person; raises RuleBroken("name_taken")."""
    person = person_of(command.fields, work.rules.tiers)
    made = work.unit.team.add_person(person)
    work.write("add_person", data={"person": made})
    return work.done(Kind.PEOPLE, "person_added", made_id=made, name=person.name)


def changed_person(command: EditPerson, book: Book) -> tuple[Person, Person]:
    """Return a person as they are and as they are to be; raises RuleBroken("last_team_lead")."""
    tiers = book.rules.tiers
    person = person_of(command.fields, tiers, command.person_id, active=command.active)
    before = book.person(command.person_id)
    if _leads(before) and not _leads(person):
        others = (p for p in book.people.values() if p.id != before.id)
        if not any(_leads(other) for other in others):
            raise RuleBroken("last_team_lead", person=before.name)
    return before, person


def set_goals(command: SetGoals, work: Work) -> Done:
    """Put goals in force from a day on, today at the earliest: past days keep what they had.

    Without goals, a person gets the tier's own again. Raises RuleBroken("goals_in_past"),
    BadInput("bad_goal"), BadInput("unknown_tier"), NotFound("person").
    """
    name = work.book.person(command.person_id).name if command.person_id else ""
    if command.tier not in work.rules.steps:
        raise BadInput("unknown_tier", where="tier", detail=str(command.tier)[:20])
    if command.effective_from < work.day_of(work.now):
        raise RuleBroken("goals_in_past", day=command.effective_from.isoformat())
    goals = tuple(_goal(*goal) for goal in command.goals)
    definition = DayDefinition(
        command.tier, command.person_id, command.effective_from, frozenset(range(5)), goals
    )
    work.unit.team.set_definition(definition)
    told = {"from": command.effective_from.isoformat(), "person": command.person_id or 0}
    work.write("set_goals", tier=command.tier, data=told, undoable=True)
    label = "goals_given_back" if name and not goals else "goals_set"
    kind = Kind.RULES | Kind.PROGRESS | Kind.PEOPLE
    return work.done(kind, label, undoable=True, name=name)


def add_absence(command: AddAbsence, work: Work) -> Done:
    """Say why a day of a person is not whole, or that it is; raises BadInput("bad_absence")."""
    kind = command.kind if command.away else ""
    one = (command.person_id,)
    return mark_days(MarkDays(one, command.day, command.day, kind, command.share), work)


def mark_days(command: MarkDays, work: Work) -> Done:
    """Say of people's days why they are not whole, or that they are.

    Raises BadInput("bad_absence", "bad_days").
    """
    people = [work.book.person(one) for one in command.people]
    days = (command.last - command.first).days + 1
    if not people or not 1 <= days <= MOST_DAYS:
        raise BadInput("bad_days", where="days", detail=f"{command.first} to {command.last}")
    absence = absence_from(command.kind, command.share) if command.kind else None
    for person in people:
        for n in range(days):
            work.unit.team.set_absence(person.id, command.first + dt.timedelta(days=n), absence)
    told = {
        "people": [person.id for person in people],
        "from": command.first.isoformat(),
        "to": command.last.isoformat(),
    }
    work.write("absence", data=told, undoable=True)
    label = f"absence_{absence.kind}" if absence else "absence_ended"
    name = people[0].name if len(people) == 1 else ""
    return work.done(
        Kind.PROGRESS | Kind.PEOPLE, label, undoable=True, name=name,
        people=str(len(people)), days=str(days),
    )  # fmt: skip


def keep_mapping(command: KeepMapping, work: Work) -> Done:
    """Keep a column mapping for files with a header; raises BadInput("mapping.damaged").

    Files of watched folders come in by it, so what nobody could read is not kept.
    """
    try:
        told = json.loads(command.mapping)
    except (ValueError, RecursionError):
        raise BadInput("mapping.damaged", where="mapping", detail="JSON") from None
    mapping = ColumnMapping.from_json(told)
    key = command.header_key[:80]
    work.unit.team.keep_mapping(key, json.dumps(mapping.to_json()))
    work.write("mapping_kept", data={"header": key})
    return work.done(Kind.NONE, "mapping_kept")


def absence_from(kind: str, share: float) -> Absence:
    """Return an absence as it was named; raises BadInput("bad_absence")."""
    if kind not in set(AbsenceKind):
        raise BadInput("bad_absence", where=kind[:40], detail=f"{share:g}")
    return Absence(AbsenceKind(kind), share)


def _leads(person: Person) -> bool:
    return person.active and Role.TEAM_LEAD in person.roles


def _goal(metric: str, target: int, required: bool, weight: float) -> Goal:  # noqa: FBT001
    if metric not in set(Metric) or not 0 <= target <= MAX_TARGET:
        raise BadInput("bad_goal", where=metric[:40], detail=str(target)[:20])
    kind = GoalKind.AT_MOST if metric == Metric.FEEDBACK_OWED else GoalKind.AT_LEAST
    return Goal(metric, target, required, weight, kind)


def founder(name: str, time_zone: str) -> Person:
    """Return the first person of a team, who holds every role until there are more."""
    return Person(
        id=0,
        name=clean_text(name, LIMITS["person_name"]) or "Me",
        roles=frozenset(Role),
        time_zone=time_zone,
        starts=dt.time(9),
    )
