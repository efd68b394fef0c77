# SPDX-License-Identifier: MIT
"""Everything a person can do at the desk, as frozen values with one handler each."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class TakeNext:
    """Take the next lead of a tier into hand; a lead already in hand stays there.

    `lead_id` takes that one lead instead (found by search, or an incoming call).
    """

    tier: int
    lead_id: int | None = None


@dataclass(frozen=True, slots=True)
class LogCall:
    """Log what one call came to and take the next lead.

    `at` is when the call ended (default now); `when` is the time or date an outcome needs
    (callback, appointment, future need, contract end); `amount` is in the team's currency, minor
    units; `person_name` and `person_phone` belong to a referral.
    """

    lead_id: int
    outcome: str
    tier: int = 0
    note: str = ""
    at: dt.datetime | None = None
    when: dt.datetime | None = None
    for_anyone: bool = False
    reason: str = ""
    amount: int = 0
    person_name: str = ""
    person_phone: str = ""
    number: str = ""
    talk_seconds: int = 0
    then_take: bool = True


@dataclass(frozen=True, slots=True)
class HandOff:
    """Hand a qualified lead to the next tier, with sheet, note and next step.

    `receiver_id` None lets the rules choose; `warm_reason` is required below the sheet's count.
    """

    lead_id: int
    answers: tuple[tuple[str, str], ...]
    note: str
    next_step: str
    next_step_at: dt.datetime | None = None
    receiver_id: int | None = None
    hot: bool = False
    warm_reason: str = ""
    talk_seconds: int = 0
    at: dt.datetime | None = None
    then_take: bool = True


@dataclass(frozen=True, slots=True)
class SaveSheet:
    """Keep the answers of a qualification sheet while the call goes on."""

    lead_id: int
    answers: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class SkipLead:
    """Put the lead in hand back to the queue, with a reason; costs one of the day's skips."""

    lead_id: int
    reason: str


@dataclass(frozen=True, slots=True)
class KeepLead:
    """Go on holding the lead in hand; a window says so each minute while somebody sits there."""


@dataclass(frozen=True, slots=True)
class ReleaseLead:
    """Let go of the lead in hand without a trace in its history (leaving the desk)."""


@dataclass(frozen=True, slots=True)
class TakeBack:
    """Take back an own write: the last one, or the one with this journal id."""

    entry_id: str = ""


@dataclass(frozen=True, slots=True)
class AddNote:
    """Add a note to a lead's history."""

    lead_id: int
    text: str


@dataclass(frozen=True, slots=True)
class LeadFields:
    """The fields of a lead that a person can type; empty means none, numbers as typed."""

    first_name: str = ""
    last_name: str = ""
    company: str = ""
    title: str = ""
    email: str = ""
    phones: tuple[tuple[str, str], ...] = ()
    street: str = ""
    city: str = ""
    region: str = ""
    postal_code: str = ""
    country: str = ""
    website: str = ""
    industry: str = ""
    employees: int = 0
    time_zone: str = ""
    source: str = ""
    source_kind: str = "list"
    campaign: str = ""


@dataclass(frozen=True, slots=True)
class AddLead:
    """Add one lead by hand; it stands in the queue like any other of its source."""

    fields: LeadFields
    tier: int = 1
    note: str = ""


@dataclass(frozen=True, slots=True)
class EditLead:
    """Change what is known about a lead; `version` is the one the form was filled from."""

    lead_id: int
    version: int
    fields: LeadFields


@dataclass(frozen=True, slots=True)
class AcceptHandoff:
    """Accept an offered handoff; with `call_now` the lead comes into hand at once."""

    handoff_id: int
    call_now: bool = False


@dataclass(frozen=True, slots=True)
class ReturnHandoff:
    """Give a handoff back to its qualifier, with words on what is missing."""

    handoff_id: int
    words: str
    reason: str = "other"


@dataclass(frozen=True, slots=True)
class RejectHandoff:
    """Reject a handoff for one of the reasons of the definition; words are optional."""

    handoff_id: int
    reason: str
    words: str = ""


@dataclass(frozen=True, slots=True)
class AppealRejection:
    """Ask once for another look at a rejected handoff, with words."""

    handoff_id: int
    words: str


@dataclass(frozen=True, slots=True)
class GiveFeedback:
    """Give the feedback owed after an appointment: thanks, one specific line, rating 1–5."""

    feedback_id: int
    line: str
    rating: int
    thanks: bool = True


@dataclass(frozen=True, slots=True)
class RunClocks:
    """Let every handoff clock that has run out take effect, dated when it ran out."""


@dataclass(frozen=True, slots=True)
class PersonFields:
    """A member of the team; roles as in `domain.person.Role`, hours in their own zone."""

    name: str
    roles: tuple[str, ...]
    time_zone: str
    email: str = ""
    extension: str = ""
    starts: dt.time = dt.time(9)
    ends: dt.time = dt.time(17)
    breaks: tuple[tuple[dt.time, dt.time], ...] = ((dt.time(12), dt.time(13)),)
    weekdays: tuple[int, ...] = (0, 1, 2, 3, 4)
    block: tuple[dt.time, dt.time] | None = None


@dataclass(frozen=True, slots=True)
class AddPerson:
    """Add a person to the team."""

    fields: PersonFields


@dataclass(frozen=True, slots=True)
class EditPerson:
    """Change a person's name, roles, zone or hours; `active` False keeps history, hides them."""

    person_id: int
    fields: PersonFields
    active: bool = True


@dataclass(frozen=True, slots=True)
class SetGoals:
    """Put goals in force for a tier from a date; past days keep what they had."""

    tier: int
    effective_from: dt.date
    goals: tuple[tuple[str, int, bool, float], ...]
    person_id: int | None = None


@dataclass(frozen=True, slots=True)
class ChangeRule:
    """Replace one rule of the team (its key and the new JSON value)."""

    key: str
    value: str


@dataclass(frozen=True, slots=True)
class AddAbsence:
    """Mark a day of a person as away, so that it neither counts nor breaks a streak."""

    person_id: int
    day: dt.date
    away: bool = True


@dataclass(frozen=True, slots=True)
class ImportOptions:
    """What a person chose for one import: where the leads come from and who gets them."""

    name: str
    source: str = ""
    source_kind: str = "list"
    campaign: str = ""
    tier: int = 1
    default_region: str = ""


@dataclass(frozen=True, slots=True)
class UndoImport:
    """Take back a whole import; leads that somebody has worked on since stay."""

    list_id: int


@dataclass(frozen=True, slots=True)
class KeepMapping:
    """Keep a column mapping for files with this header."""

    header_key: str
    mapping: str
