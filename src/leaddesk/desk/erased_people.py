# SPDX-License-Identifier: MIT
"""Whoever was erased is not brought in again: what somebody is known by, compared by digest."""

from __future__ import annotations

from collections.abc import Sequence

from leaddesk.desk.stores.privacy import ErasedTrait
from leaddesk.desk.unit import Unit
from leaddesk.domain.erasure import Trait
from leaddesk.domain.errors import RuleBroken


def erased_of(unit: Unit, people: Sequence[Sequence[Trait]]) -> list[ErasedTrait | None]:
    """Return for each of some people, by what they are known by, how they were erased."""
    secrets = unit.privacy.secrets()
    if not secrets:
        return [None] * len(people)
    digests = [[one.digest(secret) for secret in secrets for one in person] for person in people]
    known = unit.privacy.erased(digest for person in digests for digest in person)
    if not known:
        return [None] * len(people)
    return [next((known[d] for d in person if d in known), None) for person in digests]


def check_not_erased(unit: Unit, person: Sequence[Trait]) -> None:
    """Refuse to add somebody who was erased; raises RuleBroken("erased_before")."""
    (found,) = erased_of(unit, [person])
    if found is not None:
        raise RuleBroken("erased_before")
