# SPDX-License-Identifier: MIT
"""Who of the colleagues gets what somebody leaves behind: fewest open first, in each tier."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from leaddesk.desk.records import Feedback, Handoff
from leaddesk.desk.stores.leaving import Leaving
from leaddesk.domain.errors import RuleBroken
from leaddesk.domain.person import Person
from leaddesk.domain.rota import Rota


class Sharing:
    """Shares out things of each tier over the colleagues who work in it."""

    def __init__(self, leaving: Leaving, people: Mapping[int, Person], leaver: Person) -> None:
        others = [p for p in people.values() if p.active and p.id != leaver.id and p.tiers]
        loads = leaving.loads([person.id for person in others])
        self._leaver = leaver
        self._rotas = {
            tier: Rota({p.id: loads[p.id] for p in others if tier in p.tiers})
            for tier in {tier for person in others for tier in person.tiers}
        }

    def has(self, tier: int) -> bool:
        """Tell whether anybody works in a tier."""
        return tier in self._rotas

    def next(self, tier: int) -> int:
        """Return who gets the next thing of a tier; raises RuleBroken("leads_left")."""
        rota = self._rotas.get(tier)
        if rota is None:
            raise RuleBroken("leads_left", person=self._leaver.name, tier=tier)
        return rota.next()


@dataclass(frozen=True, slots=True)
class Shared:
    """Handoffs and owed feedback of somebody who leaves, each with who gets it."""

    handoffs: tuple[tuple[Handoff, int], ...]
    feedback: tuple[tuple[Feedback, int], ...]


def share_handoffs(
    leaving: Leaving, person_id: int, stays: Collection[int], sharing: Sharing
) -> Shared:
    """Share out handoffs and feedback; what is owed for an open handoff goes where that goes.

    Raises RuleBroken("leads_left").
    """
    handoffs = [(h, sharing.next(h.to_tier)) for h in leaving.handoffs(person_id, stays)]
    taken = {handoff.id: person for handoff, person in handoffs}
    feedback = [
        (owed, taken.get(owed.handoff_id) or sharing.next(tier))
        for tier, owed in leaving.owed(person_id, stays)
    ]
    return Shared(tuple(handoffs), tuple(feedback))
