# SPDX-License-Identifier: MIT
"""What an outcome does to the lead's place in the queue (domain reference 2 and 4)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from leaddesk.desk.book import Book
from leaddesk.desk.commands import LogCall
from leaddesk.domain.cadence import NO_SHOW, busy_again, next_try
from leaddesk.domain.calling_hours import SEARCH_DAYS, is_open, local_time, next_opening
from leaddesk.domain.errors import BadInput, RuleBroken
from leaddesk.domain.lead import ANYONE, Lead, LeadState, QueueKind
from leaddesk.domain.outcome import Next, Outcome
from leaddesk.domain.place_hours import calls_allowed

FARTHEST_DAYS = 1100
"""How far ahead a callback, appointment or future need may be set: three years."""


@dataclass(frozen=True, slots=True)
class Effect:
    """The lead's new fields; `label` keys the consequence, `at` is when it comes back."""

    fields: dict[str, Any] = field(default_factory=dict)
    label: str = ""
    at: dt.datetime | None = None


@dataclass(frozen=True, slots=True)
class Call:
    """One call to be judged: the lead, its outcome, the command, who called and when it ended.

    `recent` are the calls to this lead in the 24 hours before, where a law limits them.
    """

    lead: Lead
    outcome: Outcome
    command: LogCall
    who_id: int
    at: dt.datetime
    book: Book
    recent: tuple[dt.datetime, ...] = ()


DAY = dt.timedelta(days=1)
_TRIES = frozenset({QueueKind.RETRY, QueueKind.RETURNED, QueueKind.NEXT_STEP})

REACHED: dict[str, Any] = {"attempts": 0, "voicemails": 0, "busy_run": 0}
"""Any reached outcome ends the ladder."""

TECHNICAL = "technical"
"""Why a lead is called again at once: the line failed. Nothing was agreed with anybody then."""


def effect_of(call: Call) -> Effect:
    """Return what a call does to the lead; numbers, suppression and handoffs are done elsewhere.

    A lead that nobody can call waits for research, where it is seen, not in a queue that would
    never offer it. Raises RuleBroken("not_callable") for a time agreed with somebody without a
    number, or whose clock is not known.
    """
    effect = _spaced(call, _EFFECTS[call.outcome.next](call))
    if effect.fields.get("state") is not LeadState.QUEUED or is_callable(call.lead):
        return effect
    if effect.fields["kind"] is QueueKind.CALLBACK and effect.fields["why"] != TECHNICAL:
        raise RuleBroken("not_callable", lead=call.lead.name)
    return Effect(effect.fields | to_research(call.lead), "research")


def _spaced(call: Call, effect: Effect) -> Effect:
    """Move a try on to where the law of the place allows one more call within 24 hours."""
    allowed = calls_allowed(call.lead.area, call.book.places)
    due = effect.fields.get("due_at")
    calls = sorted((call.at, *call.recent))
    is_try = effect.fields.get("kind") in _TRIES and not is_agreed(call.lead)
    if not allowed or not is_try or due is None or len(calls) < allowed:
        return effect
    earliest = calls[-allowed] + DAY
    if due >= earliest:
        return effect
    at = _opening(call, earliest)
    return Effect(effect.fields | {"due_at": at}, effect.label, at)


def to_research(lead: Lead) -> dict[str, Any]:
    """Return the place of a lead that has no number that may be called, or no known zone."""
    why = "no_zone" if lead.phone else "no_number"
    return _aside() | {"state": LeadState.RESEARCH, "why": why}


def in_queue(lead: Lead, **fields: Any) -> dict[str, Any]:
    """Return a place in the queue for a lead, or the research list when nobody can call it."""
    queued = {"state": LeadState.QUEUED, **fields}
    return queued if is_callable(lead) else queued | to_research(lead)


def is_callable(lead: Lead) -> bool:
    """Tell whether a lead has a number that may be called, and a clock that is known."""
    return bool(lead.phone and lead.area.time_zones)


def _ladder(call: Call) -> Effect:
    lead, book = call.lead, call.book
    attempts = lead.attempts + (1 if call.outcome.counts_attempt else 0)
    fields: dict[str, Any] = {"attempts": attempts, "busy_run": 0}
    if call.outcome.way == "voicemail":
        fields["voicemails"] = lead.voicemails + 1
    if not lead.area.time_zones:
        return Effect(fields | to_research(lead), "research")
    ladder = book.rules.ladder(lead.ladder)
    found = next_try(
        ladder, attempts, call.at, lead.area, book.calling(lead.area), book.holidays,
        book.rules.after_call.half_of_day,
    )  # fmt: skip
    at = found.at
    if found.rests:
        fields |= REACHED | {"round": lead.round + 1}
        return Effect(fields | _resting(call, at), "rests", at)
    if is_agreed(lead):
        at = _missed_callback(call, at)
        return Effect(fields | _agreed(lead, at), "callback_again", at)
    return Effect(fields | _retry(call, at, "retry"), "again", at)


def _busy(call: Call) -> Effect:
    lead, book = call.lead, call.book
    cap = book.rules.ladder(lead.ladder).cap
    rule = book.rules.after_call
    if lead.busy_run >= rule.busy_times or lead.attempts + 1 >= cap or not lead.area.time_zones:
        return _ladder(call)
    fields = {"attempts": lead.attempts + 1, "busy_run": lead.busy_run + 1}
    if is_agreed(lead):
        # Agreed with somebody: it stays theirs, and may lie outside the team's own hours.
        at = busy_again(
            call.at, lead.area, book.lawful(lead.area), book.holidays, rule.busy_minutes
        )
        return Effect(fields | {"state": LeadState.QUEUED, **_agreed(lead, at)}, "again", at)
    hours = book.calling(lead.area)
    at = busy_again(call.at, lead.area, hours, book.holidays, rule.busy_minutes)
    return Effect(fields | _retry(call, at, "busy"), "again", at)


def _callback(call: Call) -> Effect:
    when = _when(call)
    _check_lawful(call, when)
    owner = ANYONE if call.command.for_anyone else call.who_id
    fields = REACHED | _queued(QueueKind.CALLBACK, "callback", when, owner)
    return Effect(fields, "callback", when)


def _appointment(call: Call) -> Effect:
    when = _when(call)
    fields = REACHED | _queued(QueueKind.CALLBACK, "appointment", when, call.who_id)
    return Effect(fields, "appointment", when)


def _future_need(call: Call) -> Effect:
    at = _opening(call, _when(call))
    return Effect(REACHED | _retry(call, at, "future_need"), "future_need", at)


def _contract(call: Call) -> Effect:
    ends = _when(call)
    earlier = ends - dt.timedelta(days=call.book.rules.after_call.contract_days)
    at = _opening(call, max(earlier, call.at + dt.timedelta(days=1)))
    return Effect(REACHED | _retry(call, at, "contract"), "contract", at)


def _close(call: Call) -> Effect:
    fields = REACHED | _aside() | {"state": LeadState.CLOSED, "why": call.outcome.id}
    days = call.outcome.close_days
    if not days or not call.lead.area.time_zones:
        return Effect(fields, "closed")
    at = _opening(call, call.at + dt.timedelta(days=days))
    # Closed for a time: it waits at the end of the queue and opens again when the time is over.
    back = {"kind": QueueKind.REST, "owner_id": ANYONE, "due_at": at, "round": call.lead.round + 1}
    return Effect(fields | back, "closed_until", at)


def _soon(call: Call) -> Effect:
    lead = call.lead
    at = call.at + dt.timedelta(minutes=call.book.rules.after_call.technical_minutes)
    why = lead.why if is_agreed(lead) else TECHNICAL
    return Effect(_queued(QueueKind.CALLBACK, why, at, call.who_id), "again", at)


def _no_show(call: Call) -> Effect:
    lead, book = call.lead, call.book
    found = next_try(
        book.rules.ladder(NO_SHOW.name),
        1,
        call.at,
        lead.area,
        book.calling(lead.area),
        book.holidays,
        book.rules.after_call.half_of_day,
    )
    fields = {"attempts": 1, "ladder": NO_SHOW.name}
    queued = _queued(QueueKind.CALLBACK, "no_show", found.at, call.who_id)
    return Effect(fields | queued, "again", found.at)


def _stage(call: Call) -> Effect:
    default = call.at + dt.timedelta(days=call.book.rules.after_call.step_days)
    at = _opening(call, call.command.when or default)
    fields = REACHED | _queued(QueueKind.NEXT_STEP, "next_step", at, call.who_id)
    return Effect(fields, "next_step", at)


def _won(_call: Call) -> Effect:
    return Effect(REACHED | _aside() | {"state": LeadState.WON, "why": "won"}, "won")


def _lost(_call: Call) -> Effect:
    return Effect(REACHED | _aside() | {"state": LeadState.LOST, "why": "lost"}, "lost")


def _recycle(call: Call) -> Effect:
    at = _opening(call, call.at + dt.timedelta(days=call.book.rules.after_call.recycle_days))
    back = _queued(QueueKind.REST, "recycled", at, ANYONE)
    return Effect(REACHED | back | {"tier": 1, "round": call.lead.round + 1}, "recycled", at)


def _untouched(_call: Call) -> Effect:
    return Effect()


_EFFECTS: dict[Next, Callable[[Call], Effect]] = {
    Next.LADDER: _ladder,
    Next.BUSY: _busy,
    Next.CALLBACK: _callback,
    Next.FUTURE_NEED: _future_need,
    Next.CLOSE: _close,
    Next.BAD_NUMBER: _untouched,
    Next.HANDOFF: _untouched,
    Next.SUPPRESS: _untouched,
    Next.REFERRED: _close,
    Next.CONTRACT: _contract,
    Next.SAME_PERSON_SOON: _soon,
    Next.APPOINTMENT: _appointment,
    Next.NO_SHOW: _no_show,
    Next.STAGE: _stage,
    Next.WON: _won,
    Next.LOST: _lost,
    Next.RECYCLE: _recycle,
}


def _queued(kind: QueueKind, why: str, at: dt.datetime, owner: int) -> dict[str, Any]:
    return {
        "state": LeadState.QUEUED,
        "kind": kind,
        "why": why,
        "due_at": at,
        "owner_id": owner,
    }


def is_agreed(lead: Lead) -> bool:
    """Tell whether a lead waits for a time that was agreed with somebody."""
    return lead.kind is QueueKind.CALLBACK and lead.due_at is not None and lead.why != TECHNICAL


def _agreed(lead: Lead, at: dt.datetime) -> dict[str, Any]:
    """Return the place of an agreed call that reached nobody: still agreed, still its owner's."""
    return {"kind": QueueKind.CALLBACK, "why": lead.why, "due_at": at}


def _retry(call: Call, at: dt.datetime, why: str) -> dict[str, Any]:
    """Return the place of a lead to try again; returned ones and those of a rep stay theirs."""
    lead = call.lead
    if lead.kind is QueueKind.RETURNED and lead.owner_id != ANYONE:
        return _queued(QueueKind.RETURNED, lead.why, at, lead.owner_id)
    if call.book.rules.is_selling(lead.tier) and lead.owner_id != ANYONE:
        return _queued(QueueKind.NEXT_STEP, why, at, lead.owner_id)
    return _queued(QueueKind.RETRY, why, at, ANYONE)


def _resting(call: Call, at: dt.datetime) -> dict[str, Any]:
    """Return the place of a lead whose ladder is over."""
    lead = call.lead
    if call.book.rules.is_selling(lead.tier) and lead.owner_id != ANYONE:
        return _queued(QueueKind.TOUCH, "touch", at, lead.owner_id)
    return _queued(QueueKind.REST, "rest", at, ANYONE)


def _aside() -> dict[str, Any]:
    return {"kind": QueueKind.NONE, "owner_id": ANYONE, "due_at": None}


def _when(call: Call) -> dt.datetime:
    """Return the agreed time; raises BadInput when it is missing, past or out of all reason."""
    when = call.command.when
    if when is None:
        raise BadInput("needs_time", where=call.outcome.id)
    if when < call.at - dt.timedelta(minutes=1):
        raise BadInput("time_in_past", where=call.outcome.id, detail=when.isoformat())
    if when > call.at + dt.timedelta(days=FARTHEST_DAYS):
        raise BadInput("time_too_far", where=call.outcome.id, detail=when.isoformat())
    return when


def _check_lawful(call: Call, when: dt.datetime) -> None:
    """Refuse an agreed time outside the lawful window; the team's own window may be stretched."""
    lead, book = call.lead, call.book
    if lead.area.time_zones and not is_open(lead.area, book.lawful(lead.area), book.holidays, when):
        local = local_time(lead.area, when)
        raise RuleBroken("outside_lawful_hours", local=f"{local:%H:%M}" if local else "")


def _opening(call: Call, at: dt.datetime) -> dt.datetime:
    if not call.lead.area.time_zones:
        return at
    return next_opening(call.lead.area, call.book.calling(call.lead.area), call.book.holidays, at)


def _missed_callback(call: Call, earliest: dt.datetime) -> dt.datetime:
    """Return when a missed callback comes back: on a later day, not before its clock time."""
    lead, book = call.lead, call.book
    agreed = local_time(lead.area, lead.due_at) if lead.due_at else None
    local = local_time(lead.area, max(earliest, call.at))
    if agreed is None or local is None:
        return earliest
    today = local_time(lead.area, call.at)
    day = local.date()
    if today is not None and day <= today.date():
        day = today.date() + dt.timedelta(days=1)
    for _ in range(SEARCH_DAYS):
        if _works_on(call, day):
            break
        day += dt.timedelta(days=1)
    again = dt.datetime.combine(day, agreed.time(), agreed.tzinfo).astimezone(dt.UTC)
    return next_opening(lead.area, book.lawful(lead.area), book.holidays, again)


def _works_on(call: Call, day: dt.date) -> bool:
    """Tell whether the prospect's office is open on a day at all."""
    area = call.lead.area
    calling = call.book.calling(area)
    if not calling.hours_on(day.weekday()):
        return False
    closed = call.book.holidays.is_holiday(area.country, area.region, day)
    return not (calling.skips_holidays and closed)
