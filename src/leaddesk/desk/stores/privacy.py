# SPDX-License-Identifier: MIT
"""People who were erased, what they are known again by, and leads whose time is over."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from leaddesk.domain.erasure import Trait, traits


@dataclass(frozen=True, slots=True)
class Erasure:
    """That somebody was erased: when, by whom, why, and how many leads it was."""

    id: str
    at: dt.datetime
    person_id: int
    reason: str
    leads: int


@dataclass(frozen=True, slots=True)
class ErasedTrait:
    """A digest that an erased person is known by; `no_call` when they had asked for no calls."""

    digest: str
    erasure_id: str
    no_call: bool


@dataclass(frozen=True, slots=True)
class Erasures:
    """Everything that must outlive a restore: the secrets, the erasures and their digests."""

    secrets: tuple[str, ...] = ()
    erasures: tuple[Erasure, ...] = ()
    traits: tuple[ErasedTrait, ...] = ()


@dataclass(frozen=True, slots=True)
class TraitRow:
    """What a lead is known by, as the database has it."""

    lead_id: int
    arrived_at: dt.datetime
    email: str
    name_key: str
    company_key: str
    numbers: tuple[str, ...]

    def traits(self, shared: Collection[str] = ()) -> list[Trait]:
        """Return the traits of the person; what others have as well (`shared`) is none."""
        own = [number for number in self.numbers if number not in shared]
        email = "" if self.email in shared else self.email
        return traits(own, email, self.name_key, self.company_key)


@dataclass(frozen=True, slots=True)
class OverdueCount:
    """How many leads of a state and a source nothing happened to since the limit."""

    state: int
    source: str
    leads: int


Limits = tuple[dt.datetime | None, dt.datetime | None]
"""The moments since which nothing happened: to worked leads, and to those that are over."""


class Privacy(Protocol):
    """Erased people, their traits, and what is erased of a lead."""

    def secrets(self) -> tuple[bytes, ...]:
        """Return the secrets that digests were made with; none before the first erasure."""
        ...

    def make_secret(self, at: dt.datetime) -> bytes:
        """Return the secret for new digests, made when there is none."""
        ...

    def erased(self, digests: Iterable[str]) -> Mapping[str, ErasedTrait]:
        """Return which of some digests belong to somebody who was erased."""
        ...

    def keep(self, erasure: Erasure, traits: Sequence[ErasedTrait]) -> None:
        """Note an erasure; a known digest stays with its first one, and may forbid calls now."""
        ...

    def forget_erasure(self, erasure_id: str) -> Erasure:
        """Drop an erasure's digests and itself; raises NotFound("erasure")."""
        ...

    def erasures(self, limit: int) -> tuple[Erasure, ...]:
        """Return erasures, newest first."""
        ...

    def told(self) -> Erasures:
        """Return everything that must outlive a restore."""
        ...

    def adopt(self, told: Erasures) -> None:
        """Take over what another copy of the database knew of."""
        ...

    def same_person(self, lead_ids: Sequence[int]) -> tuple[int, ...]:
        """Return some leads with all that are the same person.

        These were merged into them, have the same e-mail address, or the same name and a number.
        """
        ...

    def merged_into(self, lead_ids: Sequence[int]) -> tuple[int, ...]:
        """Return some leads with all that were merged into them."""
        ...

    def shared_values(self, lead_ids: Sequence[int]) -> frozenset[str]:
        """Return which numbers and addresses of some leads others have as well."""
        ...

    def trait_rows(self, after: int, limit: int) -> tuple[TraitRow, ...]:
        """Return what leads above an id are known by, in the order of their ids."""
        ...

    def traits_of(self, lead_ids: Sequence[int]) -> tuple[TraitRow, ...]:
        """Return what some leads are known by."""
        ...

    def last_entry(self) -> int:
        """Return the newest journal row."""
        ...

    def earlier_values(self, lead_ids: Sequence[int]) -> frozenset[str]:
        """Return numbers and addresses that some leads had before and nobody has now."""
        ...

    def mentions(
        self, values: Sequence[str], lead_ids: Sequence[int], after: int = 0
    ) -> tuple[int, ...]:
        """Return journal rows of others that may name some values, or lead to some leads.

        Looks at rows newer than `after`.
        """
        ...

    def blank(self, lead_ids: Sequence[int], why: str) -> None:
        """Empty everything personal of some leads, in every table, for good."""
        ...

    def blank_mentions(
        self, entries: Sequence[int], values: Sequence[str], lead_ids: Sequence[int]
    ) -> None:
        """Empty what journal rows say of some values and leads; they can't be taken back."""
        ...

    def unlist(self, lead_ids: Sequence[int], values: Sequence[str], shared: Iterable[str]) -> bool:
        """Take a person's own entries off the do-not-call list; tell whether there were any.

        What is `shared` stays on it, without the name.
        """
        ...

    def unlink(self, lead_ids: Sequence[int]) -> None:
        """Take names off the do-not-call list that belong to some leads; numbers stay on it."""
        ...

    def overdue(
        self, limits: Limits, at: dt.datetime, after: int, limit: int
    ) -> tuple[tuple[int, ...], int]:
        """Return leads above an id to which nothing happened since the limits, in order.

        Looks at a part of the leads and returns with them how far it looked, DONE at the end.
        """
        ...

    def still_overdue(
        self, limits: Limits, at: dt.datetime, lead_ids: Sequence[int]
    ) -> tuple[int, ...]:
        """Return which of some leads nothing happened to since the limits."""
        ...

    def overdue_counts(self, limits: Limits, at: dt.datetime) -> tuple[OverdueCount, ...]:
        """Return how many leads nothing happened to since the limits, by state and source."""
        ...
