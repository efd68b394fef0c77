# SPDX-License-Identifier: MIT
"""Filters of leads kept under a name, by one person or for the whole team."""

from __future__ import annotations

import msgspec

from leaddesk.desk.changes import Done, Kind
from leaddesk.desk.commands import DropFilter, KeepFilter
from leaddesk.desk.queries import KeptFilter
from leaddesk.desk.records import KeptFilterText
from leaddesk.desk.roles import check_may
from leaddesk.desk.work import Work
from leaddesk.domain.cleaning import LIMITS, clean_text
from leaddesk.domain.errors import BadInput, RuleBroken
from leaddesk.domain.lead_filter import LeadFilter, LeadSort

TEAM = 0
"""The `person_id` of a filter that everybody sees."""


class _Value(msgspec.Struct):
    filter: LeadFilter
    sort: LeadSort


def keep_filter(command: KeepFilter, work: Work) -> Done:
    """Keep a filter under a name; one of the same name and owner is replaced.

    Raises BadInput("needs_name"), and RuleBroken("team_lead_only") for one of the whole team.
    """
    name = clean_text(command.name, LIMITS["campaign"])
    if not name:
        raise BadInput("needs_name", where="name")
    owner = TEAM if command.for_team else work.who.id
    value = msgspec.json.encode(_Value(command.filter, command.sort)).decode()
    made = work.unit.team.keep_filter(owner, name, value)
    work.write("filter_kept", data={"name": name}, undoable=True)
    return work.done(Kind.RULES, "filter_kept", undoable=True, made_id=made, name=name)


def drop_filter(command: DropFilter, work: Work) -> Done:
    """Forget a kept filter; raises NotFound("filter"), RuleBroken("team_lead_only")."""
    kept = work.unit.team.kept_filter(command.filter_id)
    if kept.person_id != work.who.id:
        check_may(DropFilter, work.who, about_others=True)
    if kept.person_id not in (TEAM, work.who.id):
        raise RuleBroken("not_yours")
    work.unit.team.drop_filter(kept)
    work.write("filter_dropped", data={"name": kept.name}, undoable=True)
    return work.done(Kind.RULES, "filter_dropped", undoable=True, name=kept.name)


def kept_of(row: KeptFilterText) -> KeptFilter:
    """Return a kept filter; one that a newer version wrote in another way lets every lead pass."""
    try:
        value = msgspec.json.decode(row.value, type=_Value)
    except (msgspec.DecodeError, msgspec.ValidationError):
        value = _Value(LeadFilter(), LeadSort())
    return KeptFilter(row.id, row.name, row.person_id == TEAM, value.filter, value.sort)
