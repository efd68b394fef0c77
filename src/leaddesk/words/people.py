# SPDX-License-Identifier: MIT
"""Who people are in the team, in words: roles and tiers."""

from __future__ import annotations

from collections.abc import Collection

from leaddesk.domain.person import Person, Role
from leaddesk.words import numbers

_ROLES = {
    Role.QUALIFIER.value: "Qualifier",
    Role.SENIOR_REP.value: "Senior rep",
    Role.TEAM_LEAD.value: "Team lead",
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
    held = roles([r.value for r in person.roles])
    tiers = numbers.joined(str(t) for t in person.tiers)
    if not tiers:
        return held
    return f"{held} · {'tier' if len(person.tiers) == 1 else 'tiers'} {tiers}"
