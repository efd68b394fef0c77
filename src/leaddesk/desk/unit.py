# SPDX-License-Identifier: MIT
"""What a handler may do inside one transaction, as protocols; storage brings the real ones."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from contextlib import AbstractContextManager
from typing import TYPE_CHECKING, Any, Protocol

from leaddesk.desk.intake import StagedLead
from leaddesk.desk.records import Entry, Feedback, Handoff, Head, Source
from leaddesk.domain.calling_hours import CallingArea
from leaddesk.domain.lead import Lead, Number
from leaddesk.domain.perfect_day import DayDefinition
from leaddesk.domain.person import Person
from leaddesk.domain.queue import Step

if TYPE_CHECKING:
    from leaddesk.desk.reads import ReadUnit


class Leads(Protocol):
    """Leads and their numbers."""

    def get(self, lead_id: int) -> Lead:
        """Return a lead, locked for this write; raises NotFound("lead")."""
        ...

    def get_free(self, lead_id: int) -> Lead | None:
        """Return a lead, locked for this write; None when it is gone or being written elsewhere."""
        ...

    def change(self, lead: Lead, **fields: object) -> Lead:
        """Write some fields and return the lead as it is now, one version on."""
        ...

    def details(self, lead_id: int) -> dict[str, Any]:
        """Return what only a card shows: address, website, industry and so on."""
        ...

    def answers(self, lead_id: int) -> dict[str, str]:
        """Return the answers kept on the lead's qualification sheet."""
        ...

    def set_text(self, lead: Lead, column: str, value: Mapping[str, Any]) -> None:
        """Write `details` or `answers`."""
        ...

    def add(self, fields: Mapping[str, object], numbers: Sequence[Number]) -> int:
        """Add a lead with its numbers and return its id."""
        ...

    def numbers(self, lead_id: int) -> tuple[Number, ...]:
        """Return the numbers of a lead in order."""
        ...

    def mark_number(self, lead_id: int, position: int, bad: str) -> None:
        """Mark one number of a lead as not to be called; empty makes it good again."""
        ...

    def replace_numbers(self, lead_id: int, numbers: Sequence[Number]) -> None:
        """Replace all numbers of a lead."""
        ...

    def with_numbers(self, e164: Iterable[str]) -> tuple[int, ...]:
        """Return the leads that have one of these numbers."""
        ...

    def owned(self, person_id: int) -> tuple[Lead, ...]:
        """Return the queued leads that wait for one person."""
        ...

    def with_email(self, email: str) -> tuple[int, ...]:
        """Return the leads that have this address."""
        ...


class Queue(Protocol):
    """Heads of queues, and who holds what."""

    def heads(
        self,
        step: Step,
        tier: int,
        owner: int,
        areas: str,
        at: dt.datetime,
        limit: int,
        *,
        since: dt.datetime | None = None,
        lives: str = "[]",
    ) -> list[Head]:
        """Return the first free leads of one step, in its order.

        `areas` and `lives` are JSON lists of area ids and half-lives; `since` bounds fresh leads.
        """
        ...

    def lives(self, tier: int) -> list[int]:
        """Return the half-lives of the never-called leads of a tier, also ones of older rules."""
        ...

    def longest(self, tier: int, areas: str, at: dt.datetime, limit: int) -> list[Head]:
        """Return never-called leads, the longest waiting first."""
        ...

    def in_hand(self, person_id: int, at: dt.datetime) -> int | None:
        """Return the lead in somebody's hand."""
        ...

    def holder(self, lead_id: int, phone: str, at: dt.datetime) -> int | None:
        """Return who holds a lead or its number."""
        ...

    def take(
        self, lead_id: int, phone: str, person_id: int, at: dt.datetime, until: dt.datetime
    ) -> bool:
        """Put a lead into a hand; False when somebody else has it or its number."""
        ...

    def renew(self, person_id: int, until: dt.datetime) -> None:
        """Make the lease of somebody's lead in hand last until then."""
        ...

    def let_go(self, person_id: int) -> None:
        """Empty somebody's hand."""
        ...

    def free(self, lead_id: int) -> None:
        """Take a lead out of whoever's hand it is in."""
        ...


class Journal(Protocol):
    """The append-only record of what was done, and the counters that go with it."""

    def write(
        self,
        entry_id: str,
        kind: str,
        *,
        at: dt.datetime,
        written_at: dt.datetime,
        person_id: int,
        tier: int = 0,
        lead_id: int = 0,
        outcome: str = "",
        note: str = "",
        data: Mapping[str, Any] | None = None,
        day: str = "",
        counted: Sequence[str] = (),
        undoable: bool = False,
    ) -> None:
        """Append a row, count its metrics for that day, and keep what this unit changed."""
        ...

    def entry(self, entry_id: str) -> Entry:
        """Return a row; raises NotFound("entry")."""
        ...

    def last_undoable(self, person_id: int) -> Entry | None:
        """Return the newest own write that can be taken back and was not."""
        ...

    def undoable(self, person_id: int, limit: int) -> int:
        """Return how many own writes can be taken back, `limit` at most."""
        ...

    def take_back(self, entry: Entry, by: str) -> None:
        """Restore what a write changed and void its row; raises StaleLead when it moved on."""
        ...

    def count(self, person_id: int, day: str, tier: int, metric: str) -> int:
        """Return a counter."""
        ...

    def skips(self, person_id: int, day: str) -> int:
        """Return how many leads a person skipped on a day."""
        ...


class Handoffs(Protocol):
    """Handoffs and the feedback owed for them."""

    def get(self, handoff_id: int) -> Handoff:
        """Return a handoff, locked for this write; raises NotFound("handoff")."""
        ...

    def of_lead(self, lead_id: int) -> Handoff | None:
        """Return the newest handoff of a lead."""
        ...

    def add(self, fields: Mapping[str, object]) -> int:
        """Add a handoff and return its id."""
        ...

    def change(self, handoff: Handoff, **fields: object) -> None:
        """Write some fields."""
        ...

    def packets(self, lead_id: int) -> frozenset[str]:
        """Return the packets that were handed over for a lead and came back."""
        ...

    def loads(self, people: Sequence[int]) -> dict[int, int]:
        """Return open handoffs per person."""
        ...

    def run_out(self, at: dt.datetime) -> tuple[Handoff, ...]:
        """Return offered handoffs whose clock or hard stop has passed, oldest first."""
        ...

    def feedback(self, feedback_id: int) -> Feedback:
        """Return feedback; raises NotFound("feedback")."""
        ...

    def owes(self, handoff_id: int) -> bool:
        """Tell whether feedback for a handoff is still owed."""
        ...

    def owe(self, fields: Mapping[str, object]) -> int:
        """Add feedback that is owed and return its id."""
        ...

    def give(self, feedback: Feedback, **fields: object) -> None:
        """Write what was given."""
        ...


class Team(Protocol):
    """People, goals, sources, areas, rules and what must not be called."""

    def person(self, person_id: int) -> Person:
        """Return a person; raises NotFound("person")."""
        ...

    def people(self) -> tuple[Person, ...]:
        """Return everybody."""
        ...

    def add_person(self, person: Person) -> int:
        """Add a person; raises RuleBroken("name_taken")."""
        ...

    def change_person(self, person: Person) -> None:
        """Write a person; raises RuleBroken("name_taken")."""
        ...

    def set_absence(self, person_id: int, day: dt.date, *, away: bool) -> None:
        """Mark or unmark a day as away."""
        ...

    def definitions(self) -> tuple[DayDefinition, ...]:
        """Return the goals of every tier and person over time."""
        ...

    def set_definition(self, definition: DayDefinition) -> None:
        """Put goals in force."""
        ...

    def source(self, name: str, kind: str) -> Source:
        """Return the source of that name, made when it is new."""
        ...

    def area_id(self, area: CallingArea) -> int:
        """Return the id of an area, made when it is new."""
        ...

    def areas(self) -> dict[int, CallingArea]:
        """Return every area."""
        ...

    def version(self) -> int:
        """Return a number that grows whenever people, goals, areas or rules change."""
        ...

    def rule(self, key: str) -> str | None:
        """Return the JSON of a rule."""
        ...

    def set_rule(self, key: str, value: str) -> None:
        """Write a rule."""
        ...

    def suppress(self, kind: str, value: str, person_id: int, at: dt.datetime, why: str) -> None:
        """Put a number, e-mail address, person or company on the do-not-call list."""
        ...

    def suppressed(self, kind: str, values: Iterable[str]) -> frozenset[str]:
        """Return which of the values are on the do-not-call list."""
        ...

    def keep_mapping(self, header_key: str, value: str) -> None:
        """Keep a column mapping."""
        ...


class Lists(Protocol):
    """Lists being imported and taken back, in many short transactions."""

    def open(self, fields: Mapping[str, object]) -> int:
        """Add a list whose leads nobody sees yet, and return its id."""
        ...

    def known(
        self, numbers: Sequence[str], emails: Sequence[str]
    ) -> tuple[frozenset[str], frozenset[str]]:
        """Return which numbers and e-mail addresses leads here already have."""
        ...

    def stage(self, list_id: int, leads: Sequence[StagedLead], at: dt.datetime) -> None:
        """Add leads that nobody sees yet."""
        ...

    def set_status(self, list_id: int, status: str, counts: str = "") -> None:
        """Flip a list: staging, showing, live, undoing, undone, abandoned, dropped."""
        ...

    def status(self, list_id: int) -> str:
        """Return where a list stands; raises NotFound("list")."""
        ...

    def show_some(self, list_id: int, after: int, limit: int) -> int:
        """Let staged leads above an id into the queue; return the last id handled, 0 for none."""
        ...

    def drop_some(self, list_id: int, after: int, limit: int) -> int:
        """Delete unworked leads above an id; return the last id handled, 0 for none."""
        ...

    def unfinished(self, stale: dt.datetime) -> tuple[tuple[int, str], ...]:
        """Return lists half shown or half dropped, and ones nobody staged on since `stale`."""
        ...


class Unit(Protocol):
    """One write transaction."""

    @property
    def leads(self) -> Leads: ...  # noqa: D102
    @property
    def queue(self) -> Queue: ...  # noqa: D102
    @property
    def journal(self) -> Journal: ...  # noqa: D102
    @property
    def handoffs(self) -> Handoffs: ...  # noqa: D102
    @property
    def team(self) -> Team: ...  # noqa: D102
    @property
    def lists(self) -> Lists: ...  # noqa: D102


class Store(Protocol):
    """A database: write units, reads, and upkeep."""

    def unit(self) -> AbstractContextManager[Unit]:
        """Begin a write; committed at the end of the block, rolled back on an error."""
        ...

    def looking(self) -> AbstractContextManager[ReadUnit]:
        """Begin a read on one consistent view; writing in it is an error."""
        ...

    def changed_elsewhere(self) -> bool:
        """Tell whether another connection wrote since this was last asked."""
        ...

    def index_some(self, limit: int) -> int:
        """Make up to `limit` imported leads searchable; return how many."""
        ...

    def close(self) -> None:
        """Let go of the database."""
        ...
