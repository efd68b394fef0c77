# SPDX-License-Identifier: MIT
"""What a person may read of leads at the hub: all but what is in somebody else's hands.

A team lead reads everything. Others read leads that are nobody's and their own, those they gave or
were given, and of the rest who has them: name, company, tier and state.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from leaddesk.desk import queries
from leaddesk.desk.reads import ReadUnit
from leaddesk.desk.unit import Store
from leaddesk.domain.errors import RuleBroken
from leaddesk.domain.lead import Lead, LeadState
from leaddesk.domain.person import Person, Role
from leaddesk.hub.ports import HubStore

Leased = Callable[[Sequence[int]], Mapping[int, int]]
"""Returns who works some leads now, by a lease: person by lead."""


class Sight:
    """Takes out of answers what is not theirs to see who ask."""

    def __init__(self, store: Store, leased: Leased = lambda _ids: {}) -> None:
        self._store, self._leased = store, leased

    def check(self, query: object, who: Person) -> None:
        """Refuse a question about one lead that is another's; raises RuleBroken("others_lead").

        The queue is worked on workstations: here it would show leads that others hold, and is
        refused with RuleBroken("not_for_workstations").
        """
        if Role.TEAM_LEAD in who.roles:
            return
        if isinstance(query, queries.AskQueue):
            raise RuleBroken("not_for_workstations")
        with self._store.looking() as unit:
            lead = _asked_about(query, unit)
            if lead is None:
                return
            holder = self._holders(unit, [lead], who).get(lead.id)
            if holder is not None:
                name = next((p.name for p in unit.team.people() if p.id == holder), "")
                raise RuleBroken("others_lead", lead=lead.name, person=name)

    def may_change(self, lead_id: int, who: Person) -> bool:
        """Tell whether somebody may change a lead that is not on their workstation.

        A team lead may change each. What waits for research is never lent and nobody's: whoever
        finds its number enters it.
        """
        if Role.TEAM_LEAD in who.roles:
            return True
        with self._store.looking() as unit:
            found = unit.reads.leads([lead_id])
            searched = [lead for lead in found if lead.state is LeadState.RESEARCH]
            return bool(searched) and not self._holders(unit, searched, who)

    def seen(self, answer: Any, who: Person) -> Any:
        """Return an answer with no more of others' leads than who has them."""
        if Role.TEAM_LEAD in who.roles:
            return answer
        if isinstance(answer, queries.LeadsPage):
            return replace(answer, rows=self._masked(answer.rows, who))
        if isinstance(answer, tuple) and answer and isinstance(answer[0], queries.FoundLead):
            return self._masked(answer, who)
        return answer

    def _masked(
        self, rows: Sequence[queries.FoundLead], who: Person
    ) -> tuple[queries.FoundLead, ...]:
        with self._store.looking() as unit:
            holders = self._holders(unit, unit.reads.leads([row.id for row in rows]), who)
            names = {person.id: person.name for person in unit.team.people()}
        return tuple(
            mask(row, names.get(holders[row.id], "")) if row.id in holders else row for row in rows
        )

    def _holders(self, unit: ReadUnit, leads: Iterable[Lead], who: Person) -> dict[int, int]:
        """Return who has which of some leads, of those that are not this person's to see."""
        found = list(leads)
        leased = self._leased([lead.id for lead in found])
        holders = {}
        for lead in found:
            holder = _holder(unit, lead, leased.get(lead.id, 0), who)
            if holder:
                holders[lead.id] = holder
        return holders


def _holder(unit: ReadUnit, lead: Lead, leased: int, who: Person) -> int:
    """Return in whose hands a lead is; 0 for one that this person may read."""
    handoff = unit.handoffs.of_lead(lead.id) if lead.owner_id or _is_offered(lead) else None
    if handoff is not None and who.id in {handoff.giver_id, handoff.receiver_id}:
        return 0
    if lead.owner_id not in {0, who.id}:
        return lead.owner_id
    if leased not in {0, who.id}:
        return leased
    if handoff is not None and _is_offered(lead):
        return handoff.receiver_id or handoff.giver_id
    return 0


def _is_offered(lead: Lead) -> bool:
    return lead.state is LeadState.OFFERED


def _asked_about(query: object, unit: ReadUnit) -> Lead | None:
    """Return the lead that a question is about; None for others, and for one that is not there."""
    lead_id = 0
    if isinstance(query, queries.AskLead):
        lead_id = query.lead_id
    elif isinstance(query, queries.AskHandoff):
        lead_id = unit.handoffs.get(query.handoff_id).lead_id
    found = unit.reads.leads([lead_id]) if lead_id else []
    while found and found[0].merged_into:
        found = unit.reads.leads([found[0].merged_into])
    return found[0] if found else None


def mask(row: queries.FoundLead, holder: str) -> queries.FoundLead:
    """Return a lead in a list as somebody sees it whose lead it is not: who has it."""
    return replace(
        row, owner=holder, title="", phone="", email="", source="", campaign="", last_outcome="",
        attempts=0, last_call_at=None, due_at=None, why="", class_number=0, time_zone="",
    )  # fmt: skip


def leased_in(store: HubStore) -> Leased:
    """Return what tells from a hub's leases who works a lead."""

    def leased(lead_ids: Sequence[int]) -> Mapping[int, int]:
        with store.looking() as unit:
            found = {lead_id: unit.newest(lead_id) for lead_id in lead_ids}
        return {i: lease.person_id for i, lease in found.items() if lease and lease.live}

    return leased
