# SPDX-License-Identifier: MIT
"""The queue and its leads: questions and the rows they are answered with."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field

from leaddesk.desk.questions.no_call import ScrubFact
from leaddesk.desk.questions.query import Query
from leaddesk.domain.calling_hours import CallingArea
from leaddesk.domain.lead import LeadState
from leaddesk.domain.outcome import Outcome
from leaddesk.domain.qualification import Sheet
from leaddesk.domain.queue import SKIP_REASONS
from leaddesk.domain.yardsticks import SHIPPED as YARDSTICKS
from leaddesk.domain.yardsticks import Yardsticks


@dataclass(frozen=True, slots=True)
class Why:
    """Why a lead is next, as a code and facts; `leaddesk.words` makes the line of it.

    Codes: callback, appointment, technical, no_show, returned, referred, fresh, retry, busy,
    future_need, contract, new, rest, accepted, withdrawn, next_step, touch.
    """

    code: str
    at: dt.datetime | None = None
    attempt: int = 0
    of: int = 0
    part: str = ""
    words: str = ""
    source: str = ""
    person: str = ""


@dataclass(frozen=True, slots=True)
class UpNextRow:
    """A lead that follows; `opens_at` is set for one that waits for its local hours."""

    lead_id: int
    name: str
    company: str
    source: str
    class_number: int
    why: Why
    time_zone: str
    score: int | None
    opens_at: dt.datetime | None = None


@dataclass(frozen=True, slots=True)
class PhoneRow:
    """A number of the person, `e164` to dial and `shown` to read; `bad` says why not to call."""

    id: int
    e164: str
    shown: str
    kind: str
    extension: str
    bad: str


@dataclass(frozen=True, slots=True)
class HistoryRow:
    """One line of a lead's history: who did what when; `voided` lines were taken back."""

    entry_id: str
    at: dt.datetime
    person: str
    kind: str
    outcome: str
    note: str
    voided: bool
    facts: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Colleague:
    """The other person of a handoff, and why to talk rather than write.

    `reason` is a `TalkReason` or empty, `notes` how many the two wrote lately, `rating` that of the
    last feedback, 0 without one.
    """

    person_id: int
    name: str
    extension: str
    reason: str = ""
    notes: int = 0
    rating: int = 0


@dataclass(frozen=True, slots=True)
class LeadCard:
    """All about one lead, for the centre of the queue; times UTC, `score` 0–100 when new."""

    id: int
    version: int
    tier: int
    state: LeadState
    class_number: int
    why: Why
    first_name: str
    last_name: str
    name: str
    title: str
    company: str
    email: str
    website: str
    industry: str
    employees: int
    street: str
    city: str
    region: str
    postal_code: str
    country: str
    area: CallingArea
    time_zone: str
    open_until: dt.datetime | None
    opens_at: dt.datetime | None
    lawful_now: bool
    phones: tuple[PhoneRow, ...]
    phone: str
    source: str
    source_kind: str
    campaign: str
    attempts: int
    cap: int
    voicemails: int
    owner: str
    score: int | None
    arrived_at: dt.datetime
    speed_started: dt.datetime | None
    answers: Mapping[str, str]
    history: tuple[HistoryRow, ...]
    handoff_id: int | None = None
    deceptive: bool = False
    yardsticks: Yardsticks = YARDSTICKS
    colleague: Colleague | None = None
    own_zone: str = ""
    """The zone somebody set by hand; `time_zone` is the one that counts."""
    scrub: tuple[ScrubFact, ...] = ()
    max_calls: int = 0
    basis: str = ""
    """On which legal basis the data is kept, as `legal_basis.LegalBasis`; `origin` is where the
    source has it from."""
    origin: str = ""


@dataclass(frozen=True, slots=True)
class OutcomeOffer:
    """An outcome as the pad shows it: what happens next, and why it is off when it is.

    `next_at` is when the lead comes back, `consequence` keys the words for the rest.
    """

    outcome: Outcome
    consequence: str
    next_at: dt.datetime | None = None
    off: str = ""


@dataclass(frozen=True, slots=True)
class EmptyReasons:
    """Why a queue is empty: how many leads wait for what (domain reference 3).

    `unscrubbed` wait for a newer file of the national lists named in `run_out`. `unheard` are in
    this workstation's hand, and may be in another one's too before its hub was heard again.
    """

    tier: int
    total: int
    waiting_hours: int
    next_opening: dt.datetime | None
    not_due: int
    next_due: dt.datetime | None
    leased: int
    personal: int
    research: int
    suppressed: int
    offered: int
    closed: int
    staged: int
    unscrubbed: int = 0
    run_out: tuple[str, ...] = ()
    unheard: int = 0


@dataclass(frozen=True, slots=True)
class QueueView:
    """One answer for the whole queue screen: the lead in hand, those that follow, the counts.

    `lease_over`: the lead in hand must not be dialled before the hub was heard; a call that took
    place can still be logged.
    """

    tier: int
    card: LeadCard | None
    offers: tuple[OutcomeOffer, ...]
    up_next: tuple[UpNextRow, ...]
    following: LeadCard | None
    ready: int
    skips_left: int
    empty: EmptyReasons | None
    sheet: Sheet
    undoable: int
    skip_reasons: tuple[str, ...] = SKIP_REASONS
    lease_over: bool = False


@dataclass(frozen=True, slots=True)
class AskQueue(Query[QueueView]):
    """The queue screen of a person in a tier; `up_next` rows at most; reads only."""

    person_id: int
    tier: int
    up_next: int = 9
    count_ready: bool = True


@dataclass(frozen=True, slots=True)
class AskLead(Query[LeadCard]):
    """One lead as a card, for search and the command line."""

    lead_id: int


@dataclass(frozen=True, slots=True)
class AskWhyEmpty(Query[EmptyReasons]):
    """Why a person has no next lead in a tier."""

    person_id: int
    tier: int
