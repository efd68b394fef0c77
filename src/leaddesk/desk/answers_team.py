# SPDX-License-Identifier: MIT
"""The team: its people, lists, rules and the facts of the database that is open."""

from __future__ import annotations

from dataclasses import replace

from leaddesk.desk.asking import Asking
from leaddesk.desk.commands import UndoImport
from leaddesk.desk.queries import (
    AskGoals,
    AskLists,
    AskMapping,
    AskPeople,
    AskTeam,
    ListRow,
    TeamFacts,
)
from leaddesk.desk.roles import may
from leaddesk.domain.local_day import local_date
from leaddesk.domain.perfect_day import Goal, definition_for
from leaddesk.domain.person import Person

LISTS = 200


def answer_people(_query: AskPeople, asking: Asking) -> tuple[Person, ...]:
    """Return the people of the team, active ones first."""
    people = asking.book.people.values()
    return tuple(sorted(people, key=lambda p: (not p.active, p.name.casefold(), p.id)))


def answer_goals(query: AskGoals, asking: Asking) -> tuple[Goal, ...]:
    """Return the goals of a tier in force today in the team's zone; none when there are none."""
    today = local_date(asking.rules.team.time_zone, asking.now)
    found = definition_for(asking.book.definitions, query.person_id, query.tier, today)
    return found.goals if found else ()


def answer_lists(_query: AskLists, asking: Asking) -> tuple[ListRow, ...]:
    """Return the lists of the team, newest first; which of them may be taken back by who asks."""
    who = asking.book.people.get(asking.who_id)
    found = asking.unit.reads.lists(LISTS)
    return tuple(
        replace(
            row,
            by=asking.book.name(person_id),
            may_undo=row.may_undo and _may_undo(who, person_id),
        )
        for row, person_id in found
    )


def _may_undo(who: Person | None, brought_by: int) -> bool:
    return who is None or may(who.roles, UndoImport, about_others=brought_by != who.id)


def answer_mapping(query: AskMapping, asking: Asking) -> str:
    """Return the column mapping kept for a header, empty when none is kept."""
    return asking.unit.reads.mapping(query.header_key)


def answer_team(_query: AskTeam, asking: Asking) -> TeamFacts:
    """Return the facts of the database that is open."""
    people, leads = asking.unit.reads.size()
    team = asking.rules.team
    return TeamFacts(people, leads, team.demo, team.region, team.time_zone, team.currency)
