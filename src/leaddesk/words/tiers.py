# SPDX-License-Identifier: MIT
"""The names of the tiers as the team calls them: known from its rules, said in every place.

A program speaks of one team at a time. It learns the names when it opens a database, and again
whenever the rules change; until then they are those that ship.
"""

from __future__ import annotations

from collections.abc import Iterable

from leaddesk.desk.queries import TierRow
from leaddesk.domain.person import Person, Role
from leaddesk.domain.tier import DEFAULT_TIERS, SELLING, Tier, found
from leaddesk.words import numbers

_ONE = {1: "Qualifier", 2: "Senior rep", 3: "Account manager"}
_known: list[tuple[Tier, ...]] = [DEFAULT_TIERS]


def learn(tiers: Iterable[Tier]) -> bool:
    """Learn what the tiers are called from now on; tell whether that is anything new."""
    told = tuple(tiers)
    if told == _known[0]:
        return False
    _known[0] = told
    return True


def known() -> tuple[Tier, ...]:
    """Return the tiers there are, in order."""
    return _known[0]


def name(number: int) -> str:
    """Return what people of a tier are called: 'Qualifiers'."""
    tier = found(known(), number)
    return tier.name if tier is not None else f"Tier {number}"


def within(number: int) -> str:
    """Return the name as it stands inside a sentence: 'qualifiers'; a team's own as it is."""
    word, shipped = name(number), found(DEFAULT_TIERS, number)
    return word.lower() if shipped is not None and shipped.name == word else word


def choices() -> tuple[tuple[str, int], ...]:
    """Return every tier as a choice in a list, with its number."""
    return tuple((tier.name, tier.number) for tier in known())


def model(number: int) -> int:
    """Return as which of the shipped tiers a tier works; one that is gone worked as the second."""
    tier = found(known(), number)
    return tier.works_like if tier is not None else SELLING


def one_of(number: int) -> str:
    """Return what one person of a tier is called: 'Qualifier'; a team's own word, made single."""
    word = name(number)
    shipped = found(DEFAULT_TIERS, number)
    if shipped is not None and shipped.name == word:
        return _ONE[number]
    return word[:-1] if word.endswith("s") and not word.endswith("ss") else word


def standing(person: Person) -> str:
    """Return what somebody is, in the order of the tiers: 'Qualifier and team lead'."""
    named = [one_of(tier) for tier in person.tiers]
    if Role.TEAM_LEAD in person.roles:
        named.append("Team lead")
    return numbers.joined(
        word if n == 0 or not _is_ours(word) else word.lower() for n, word in enumerate(named)
    )


def _is_ours(word: str) -> bool:
    return word == "Team lead" or word in _ONE.values()


def uses(people: int, leads: int, handoffs: int, folders: int) -> str:
    """Return what stands in a tier: '2 people, 14 leads and 1 watched folder'; empty for none."""
    told = [
        numbers.count(n, *words)
        for n, words in (
            (people, ("person", "people")),
            (leads, ("lead",)),
            (handoffs, ("open handoff",)),
            (folders, ("watched folder",)),
        )
        if n
    ]
    return numbers.joined(told)


def why_it_stays(row: TierRow) -> str:
    """Return why a tier can't be taken out now; empty when it can."""
    if row.stays:
        return "Leads start in the first tier and the plan works by the first two: both stay."
    held = uses(row.people, row.leads, row.handoffs, row.folders)
    return f"In use: {held}. Move them to another tier first." if held else ""


def works_like(number: int) -> str:
    """Return how a tier works, in a few words."""
    return "Leads of anyone" if model(number) != SELLING else "Leads of one person each"
