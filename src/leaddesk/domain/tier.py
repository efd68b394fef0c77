# SPDX-License-Identifier: MIT
"""The tiers of a team: the steps that leads move through, in order (domain reference 1)."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

QUALIFYING, SELLING = 1, 2
"""The two ways a tier can work: leads of nobody in particular, and leads that are somebody's."""
MODELS = (QUALIFYING, SELLING)
KEPT = frozenset({1, 2})
"""Tiers that every team has: a lead starts in the first, and the plan works by both."""
MOST_TIERS = 9
LAST_NUMBER = 99
LONGEST_NAME = 30


@dataclass(frozen=True, slots=True)
class Tier:
    """One tier: its number stays, its name can change; `works_like` is one of `MODELS`."""

    number: int
    name: str
    works_like: int


DEFAULT_TIERS = (
    Tier(1, "Qualifiers", QUALIFYING),
    Tier(2, "Inside reps", SELLING),
    Tier(3, "Account managers", SELLING),
)
"""The tiers that ship; a team's own are a rule."""


def numbers(tiers: Sequence[Tier]) -> tuple[int, ...]:
    """Return the numbers of tiers, in their order."""
    return tuple(tier.number for tier in tiers)


def found(tiers: Sequence[Tier], number: int) -> Tier | None:
    """Return a tier by its number, None when there is no such tier."""
    return next((tier for tier in tiers if tier.number == number), None)


def after(tiers: Sequence[Tier], number: int) -> int | None:
    """Return the tier that leads of a tier are handed to, None after the last one."""
    return min((one for one in numbers(tiers) if one > number), default=None)


def before(tiers: Sequence[Tier], number: int) -> int:
    """Return the tier that hands leads to a tier; the first tier stands for none."""
    return max((one for one in numbers(tiers) if one < number), default=1)


def added(tiers: Sequence[Tier], name: str, like: Tier, used: Collection[int]) -> Tier:
    """Return a tier for the end of the row that works like another; `used` numbers stay unused.

    A number that goals are kept for is not given again: they were those of another tier.
    """
    return Tier(max([*numbers(tiers), *used]) + 1, name, like.works_like)


def renamed(tiers: Sequence[Tier], number: int, name: str) -> tuple[Tier, ...]:
    """Return the tiers with another name for one of them."""
    return tuple(replace(one, name=name) if one.number == number else one for one in tiers)


def removed(tiers: Sequence[Tier], number: int) -> tuple[Tier, ...]:
    """Return the tiers without one of them."""
    return tuple(one for one in tiers if one.number != number)
