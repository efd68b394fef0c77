# SPDX-License-Identifier: MIT
"""What a check of the database found, in sentences."""

from __future__ import annotations

from leaddesk.words import goals

_MOST_DRIFTS = 20


def damage(what: str) -> str:
    """Return a fault of the file: 'The file is damaged: …'."""
    return f"The file is damaged: {what}"


def orphan(what: str) -> str:
    """Return a row that refers to something that is not there."""
    table, _, parent = what.partition(": ")
    return f"A row of {table} refers to a {parent} that is not there"


def drift(person: str, day: str, tier: int, metric: str, *, kept: int, told: int) -> str:
    """Return a counter that the journal does not confirm."""
    what = goals.title(metric).lower()
    return f"{person}, {day}, tier {tier}: {kept} {what} are counted, the journal says {told}"


def tally(facet: str, day: str, tier: int, kept: int, told: int, person: str = "") -> str:
    """Return a tally of calls that the journal does not confirm."""
    of = f" of {person}" if person else ""
    return f"Calls{of} by {facet}, {day}, tier {tier}: {kept} are summed, the journal says {told}"


def finding(key: str, count: int, detail: str) -> str:
    """Return something that stands where it can't: how many there are, and the first ids."""
    what = _FINDINGS.get(key, "{count} rows stand where they can't")
    return f"{what.format(count=count)} (first: {detail})"


_FINDINGS = {
    "no_place": "{count} leads wait in no queue",
    "two_places": "{count} leads wait in a queue and stand aside as well",
    "no_area": "{count} leads belong to no calling area",
    "wrong_number": "{count} leads wait to be called on a number that is not theirs",
    "offered_nowhere": "{count} leads are offered to nobody",
    "not_offered": "{count} handoffs offer a lead that is elsewhere",
    "two_handoffs": "{count} handoffs are open for a lead that has one already",
    "merged_nowhere": "{count} leads are merged into none, or into one that is merged itself",
    "erased_kept": "{count} erased leads still have something personal",
    "two_leads": "{count} open leads would call a number that an older one calls",
    "lost_number": "{count} numbers belong to no lead",
    "lost_lease": "{count} leads in hand are not there",
    "lost_feedback": "{count} times feedback is owed for no handoff",
    "never_searchable": "{count} leads wait to be found by search, and nothing is at it",
    "not_searchable": "{count} leads can't be found by search",
    "found_nowhere": "{count} leads are found by search and not there",
}


def few(lines: list[str]) -> list[str]:
    """Return the first lines and how many more there are."""
    if len(lines) <= _MOST_DRIFTS:
        return lines
    return [*lines[:_MOST_DRIFTS], f"… and {len(lines) - _MOST_DRIFTS} more"]
