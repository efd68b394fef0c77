# SPDX-License-Identifier: MIT
"""A person's data: questions and what they are answered with."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from leaddesk.desk.questions.query import Query
from leaddesk.desk.questions.queue import LeadCard
from leaddesk.domain.lead import LeadState
from leaddesk.domain.retention import RetentionRule


@dataclass(frozen=True, slots=True)
class PersonHandoff:
    """A handoff of a person's lead, with names in the place of ids."""

    offered_at: dt.datetime
    state: str
    giver: str
    receiver: str
    answers: Mapping[str, str]
    note: str
    next_step: str
    next_step_at: dt.datetime | None
    warm_reason: str
    reason: str
    words: str
    fate: str
    fate_at: dt.datetime
    scored: str = ""


@dataclass(frozen=True, slots=True)
class PersonFeedback:
    """Feedback about a handoff of a person's lead."""

    given_at: dt.datetime
    giver: str
    receiver: str
    line: str
    rating: int
    thanks: bool


@dataclass(frozen=True, slots=True)
class PersonEntry:
    """What of a person is on the do-not-call list."""

    kind: str
    value: str
    since: dt.datetime
    person: str
    reason: str


@dataclass(frozen=True, slots=True)
class PersonLead:
    """One lead with everything that is kept of it; `merged_into` is the lead that stayed."""

    card: LeadCard
    details: Mapping[str, str]
    list_name: str
    merged_into: int
    handoffs: tuple[PersonHandoff, ...]
    feedback: tuple[PersonFeedback, ...]
    no_call: tuple[PersonEntry, ...]


@dataclass(frozen=True, slots=True)
class PersonData:
    """Everything about one person: each lead they are, the one that was asked for first."""

    at: dt.datetime
    team: str
    leads: tuple[PersonLead, ...]

    @property
    def name(self) -> str:
        """Return what the person is called."""
        return self.leads[0].card.name

    @property
    def lead_ids(self) -> tuple[int, ...]:
        """Return the ids of their leads."""
        return tuple(lead.card.id for lead in self.leads)


@dataclass(frozen=True, slots=True)
class AskPersonData(Query[PersonData]):
    """Everything about the person of a lead."""

    lead_id: int


@dataclass(frozen=True, slots=True)
class ErasureRow:
    """That somebody was erased."""

    id: str
    at: dt.datetime
    person: str
    reason: str
    leads: int


@dataclass(frozen=True, slots=True)
class SourceRow:
    """Where leads come from: `basis` in force, and whether somebody set it."""

    id: int
    name: str
    kind: str
    basis: str
    is_set: bool
    origin: str


@dataclass(frozen=True, slots=True)
class PrivacyView:
    """Sources with their basis, the retention rule, and who was erased, newest first.

    `last_run` is the day retention last ran on its own, empty when it never did.
    """

    sources: tuple[SourceRow, ...]
    rule: RetentionRule
    last_run: str
    erasures: tuple[ErasureRow, ...]


@dataclass(frozen=True, slots=True)
class AskPrivacy(Query[PrivacyView]):
    """How the team keeps personal data."""

    limit: int = 200


@dataclass(frozen=True, slots=True)
class OverdueRow:
    """How many leads of a state and a source would be made anonymous."""

    state: LeadState
    source: str
    leads: int


@dataclass(frozen=True, slots=True)
class Overdue:
    """What a retention rule would make anonymous now, with a few of the leads by name."""

    rule: RetentionRule
    rows: tuple[OverdueRow, ...]
    some: tuple[str, ...]

    @property
    def leads(self) -> int:
        """Return how many leads that are."""
        return sum(row.leads for row in self.rows)


@dataclass(frozen=True, slots=True)
class AskOverdue(Query[Overdue]):
    """What a rule would make anonymous now, the rule in force when none is given.

    Reads every lead.
    """

    rule: RetentionRule | None = None
    some: int = 20
