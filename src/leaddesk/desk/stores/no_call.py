# SPDX-License-Identifier: MIT
"""The team's do-not-call list, what it holds back, and the night's walk over all leads."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from leaddesk.domain.lead import LeadState

KINDS = ("number", "email", "person", "company", "site")
"""What an entry may be; a whole company is a `company` by its name, or a `site`."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry: `value` is compared, `label` shown; `lead_id` is whose it is, 0 for nobody's."""

    kind: str
    value: str
    label: str
    since: dt.datetime
    person_id: int
    reason: str
    lead_id: int = 0


@dataclass(frozen=True, slots=True)
class Identity:
    """What a lead is known by: what the lists are compared with; numbers with what is wrong."""

    lead_id: int
    state: LeadState
    email: str
    company_key: str
    site: str
    numbers: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Night:
    """The walk of a night: how far it is (`DONE` at its end), and what it changed as JSON."""

    day: str
    after: int
    counts: str


DONE = -1
"""The `after` of a walk that has come to its end."""


class NoCall(Protocol):
    """The team's do-not-call list, what it holds back, and the night's walk over all leads."""

    def entry(self, kind: str, value: str) -> Entry | None:
        """Return an entry, None when nothing like it is on the list."""
        ...

    def add(self, entry: Entry) -> bool:
        """Put an entry on the list; one that is there already stays as it is (False)."""
        ...

    def remove(self, entry: Entry) -> None:
        """Take an entry off the list."""
        ...

    def of_person(self, lead_id: int) -> tuple[Entry, ...]:
        """Return what is on the list because this person asked."""
        ...

    def listed(self, wanted: Mapping[str, Sequence[str]]) -> Mapping[str, frozenset[str]]:
        """Return which values of each kind are on the list."""
        ...

    def newer(self, since: dt.datetime) -> bool:
        """Tell whether anything was put on the list since a moment."""
        ...

    def page(self, after: tuple[dt.datetime, str, str] | None, limit: int) -> tuple[Entry, ...]:
        """Return entries, newest first, those after a place (since, kind, value)."""
        ...

    def find(self, kind: str, beginning: str, limit: int) -> tuple[Entry, ...]:
        """Return entries of a kind whose value begins so, in order."""
        ...

    def size(self) -> int:
        """Return how many entries there are."""
        ...

    def leads_of(self, kind: str, value: str, after: int, limit: int) -> tuple[int, ...]:
        """Return leads that an entry is about with an id above `after`, in order."""
        ...

    def hold_leads(self, told: Iterable[tuple[str, str]]) -> None:
        """Hold every lead that some entries (kind, value) are about, in the order of their ids.

        A write that holds several leads does it before it holds one: two of them that begin at
        different ends would wait for each other. Where one writes at a time nothing is to be held.
        """
        ...

    def identities(self, ids: Sequence[int]) -> tuple[Identity, ...]:
        """Return what some leads are known by, in the order of their ids."""
        ...

    def next_leads(self, after: int, limit: int) -> tuple[int, ...]:
        """Return the next leads in the order of their ids, those being imported left out."""
        ...

    def hold(self, lead_id: int, since: dt.datetime, place: str) -> None:
        """Remember where a lead stood before it was held back."""
        ...

    def held(self, lead_id: int) -> str | None:
        """Return where a lead stood, None when nothing was remembered."""
        ...

    def release(self, lead_id: int) -> None:
        """Forget where a lead stood."""
        ...

    def begin_night(
        self, name: str, day: str, holder: str, at: dt.datetime, until: dt.datetime
    ) -> Night | None:
        """Begin a day's walk, or take over one that was left; None when it is done or in hand."""
        ...

    def go_on(self, name: str, holder: str, night: Night, until: dt.datetime) -> bool:
        """Note how far the walk is; False when somebody else took it over."""
        ...

    def last_night(self, name: str) -> Night | None:
        """Return the last walk that was begun, None when there was none."""
        ...

    def forget_night(self) -> None:
        """Have the walk begin anew: a list changed that concerns every lead."""
        ...
