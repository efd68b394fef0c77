# SPDX-License-Identifier: MIT
"""What stands in a tier: a tier is never taken away under people, leads, handoffs or folders."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import replace

from leaddesk.desk.queries import TierRow
from leaddesk.desk.rules import decode_rule
from leaddesk.desk.unit import Unit
from leaddesk.domain.errors import RuleBroken
from leaddesk.domain.perfect_day import definition_for
from leaddesk.domain.person import Person
from leaddesk.domain.tier import KEPT, Tier, found, numbers


def tiers_kept(unit: Unit) -> tuple[Tier, ...]:
    """Return the tiers as they stand in this transaction."""
    tiers: tuple[Tier, ...] = decode_rule("tiers", unit.team.rule("tiers") or "")
    return tiers


def row_of(unit: Unit, tier: Tier, people: Iterable[Person]) -> TierRow:
    """Return a tier with what stands in it; somebody who left the team counts as well."""
    use = unit.rules.tier_use(tier.number)
    working = sum(tier.number in person.tiers for person in people)
    return TierRow(tier, working, use.leads, use.handoffs, use.folders, tier.number in KEPT)


def check_unused(unit: Unit, before: tuple[Tier, ...], after: tuple[Tier, ...]) -> None:
    """Refuse to let a tier go in which something stands; raises RuleBroken("tier_in_use")."""
    for number in numbers(before):
        tier = found(before, number)
        if tier is None or found(after, number) is not None:
            continue
        row = row_of(unit, tier, unit.team.people())
        if row.is_used:
            raise RuleBroken(
                "tier_in_use", name=tier.name, people=row.people, leads=row.leads,
                handoffs=row.handoffs, folders=row.folders,
            )  # fmt: skip


def give_goals(unit: Unit, tier: int, like: int, today: dt.date) -> None:
    """Give a tier that never had goals those of another one, as if it had them ever since."""
    definitions = unit.team.definitions()
    kept = definition_for(definitions, 0, like, today)
    if kept is not None and all(one.tier != tier for one in definitions):
        unit.team.set_definition(replace(kept, tier=tier, effective_from=dt.date.min))


def check_nothing_came_back(unit: Unit, bulk_id: int = 0) -> None:
    """Refuse a taking back that leaves something in a tier that is gone since.

    Every tier there ever was has goals kept for it. Raises RuleBroken("tier_gone").
    """
    tiers = tiers_kept(unit)
    gone = {one.tier for one in unit.team.definitions()} - set(numbers(tiers))
    for number in sorted(gone):
        row = row_of(unit, Tier(number, "", 1), unit.team.people())
        if row.is_used or (bulk_id and unit.bulks.was_in(bulk_id, number)):
            raise RuleBroken("tier_gone", tier=number)
