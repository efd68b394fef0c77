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


def few(lines: list[str]) -> list[str]:
    """Return the first lines and how many more there are."""
    if len(lines) <= _MOST_DRIFTS:
        return lines
    return [*lines[:_MOST_DRIFTS], f"… and {len(lines) - _MOST_DRIFTS} more"]
