# SPDX-License-Identifier: MIT
"""Logging a call: one outcome, its effect on the lead, what it counts for, and the next lead."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

from leaddesk.desk.appointments import book_sale, follow_handoff
from leaddesk.desk.call_rules import (
    call_time,
    check_workable,
    counted,
    counts_as_dial,
    dial_of,
    first_call_facts,
    move_on,
    recent_calls,
)
from leaddesk.desk.changes import Done, Kind
from leaddesk.desk.commands import HandOff, LogCall
from leaddesk.desk.effects import Call, Effect, effect_of
from leaddesk.desk.hand import placed, tier_for
from leaddesk.desk.handing import hand_off
from leaddesk.desk.one_number import check_reopened
from leaddesk.desk.referrals import add_referral
from leaddesk.desk.suppressing import (
    concerns_others,
    drop_number,
    hold_kin,
    suppress_person,
)
from leaddesk.desk.work import Work
from leaddesk.domain.cleaning import LIMITS, clean_text
from leaddesk.domain.errors import BadInput, RuleBroken
from leaddesk.domain.lead import Lead
from leaddesk.domain.outcome import Needs, Next, Outcome

MAX_TALK_SECONDS = 24 * 3600
MAX_AMOUNT = 10**13


def log_call(command: LogCall, work: Work) -> Done:
    """Log what a call came to and take the next lead.

    Raises RuleBroken for a lead that may not be worked or whose number another open lead calls,
    BadInput for a missing or wrong value, NotFound("lead").
    """
    if concerns_others(work.rules, command.outcome):
        hold_kin(work.unit, (command.lead_id,))
    lead = work.unit.leads.get(command.lead_id)
    tier = tier_for(work, lead, command.tier)
    outcome = work.rules.outcomes.get((tier, command.outcome))
    if outcome is None:
        raise BadInput("unknown_outcome", where=command.outcome[:40], tier=tier)
    if outcome.next is Next.HANDOFF:
        return hand_off(_as_handoff(command, work, lead), work)
    call = _checked(command, work, lead, outcome)
    effect = effect_of(call)
    fields = {"tier": tier} | _called(work, lead, outcome, call.at) | effect.fields
    placed(work, lead, fields)
    changed = work.unit.leads.change(lead, **fields)
    check_reopened(work.unit, lead, changed)
    facts = _more(call, changed, work) | first_call_facts(work, lead, outcome, call.at)
    changes = Kind.QUEUE | Kind.LEADS | Kind.PROGRESS
    if follow_handoff(call, work):
        changes |= Kind.HANDOFFS | Kind.FEEDBACK
    book_sale(call, work)
    work.write(
        "call",
        at=call.at,
        tier=tier,
        lead_id=lead.id,
        outcome=outcome.id,
        note=clean_text(command.note, LIMITS["note"], multiline=True),
        data=_data(command, effect, facts),
        counted=counted(work, lead, outcome, call.at),
        undoable=True,
        dial=dial_of(lead, call.at, facts),
    )
    move_on(work, tier, then_take=command.then_take)
    return work.done(
        changes, "logged", undoable=True, lead_id=lead.id, outcome=outcome.id, name=lead.name
    )


def _checked(command: LogCall, work: Work, lead: Lead, outcome: Outcome) -> Call:
    """Return the call to be judged, or refuse it."""
    at = call_time(command.at, work)
    check_workable(work, lead)
    _check_command(command, outcome, lead, work.rules.after_call.voicemails)
    _check_number(command.number, lead, work)
    recent = recent_calls(work.unit, work.book, lead, at)
    return Call(lead, outcome, command, work.who.id, at, work.book, recent)


def _called(work: Work, lead: Lead, outcome: Outcome, at: dt.datetime) -> dict[str, Any]:
    """Return the fields that any call changes."""
    fields: dict[str, Any] = {"last_outcome": outcome.id}
    if outcome.counts_dial:
        fields["last_call_at"] = at
        if counts_as_dial(work, lead, at):
            fields["counted_at"] = at
    return fields


def _check_command(command: LogCall, outcome: Outcome, lead: Lead, voicemails: int) -> None:
    if outcome.way == "voicemail" and lead.voicemails >= voicemails:
        raise RuleBroken("voicemail_cap", lead=lead.name, allowed=voicemails)
    if outcome.needs is Needs.REASON and command.reason not in outcome.reasons:
        raise BadInput("needs_reason", where=outcome.id, choices=", ".join(outcome.reasons))
    if outcome.needs is Needs.AMOUNT and not 0 <= command.amount <= MAX_AMOUNT:
        raise BadInput("bad_amount", where=outcome.id, detail=str(command.amount)[:30])
    if outcome.needs is Needs.PERSON and not command.person_name.strip():
        raise BadInput("needs_person", where=outcome.id)
    if not 0 <= command.talk_seconds <= MAX_TALK_SECONDS:
        raise BadInput("bad_talk_time", where="talk_seconds")


def _check_number(number: str, lead: Lead, work: Work) -> None:
    """Refuse a number that is not the lead's: it would go bad for whoever really has it."""
    if number and number not in {known.e164 for known in work.unit.leads.numbers(lead.id)}:
        raise BadInput("bad_number", where="number", detail=number[:40])


def _more(call: Call, lead: Lead, work: Work) -> dict[str, Any]:
    """Do what an outcome does beyond the lead's own place, and return facts of it."""
    match call.outcome.next:
        case Next.BAD_NUMBER:
            everywhere = call.outcome.way in {"disconnected", "fax"}
            used = call.command.number or lead.phone
            return drop_number(work, lead, used, call.outcome.id, everywhere=everywhere)
        case Next.SUPPRESS:
            return suppress_person(work, lead)
        case Next.REFERRED:
            return {"referred_to": add_referral(call, work)}
        case _:
            return {}


def _data(command: LogCall, effect: Effect, facts: Mapping[str, Any]) -> dict[str, Any]:
    told: dict[str, Any] = {
        "next": effect.label,
        "at": effect.at.isoformat() if effect.at else "",
        "reason": clean_text(command.reason, LIMITS["reason"]),
        "talk": command.talk_seconds,
        "amount": command.amount,
        "when": command.when.isoformat() if command.when else "",
    }
    return {name: value for name, value in (told | dict(facts)).items() if value}


def _as_handoff(command: LogCall, work: Work, lead: Lead) -> HandOff:
    """Return the handoff a *qualified* outcome means, with the sheet as it was filled."""
    return HandOff(
        lead_id=lead.id,
        answers=tuple(work.unit.leads.answers(lead.id).items()),
        note=command.note,
        next_step=command.reason or "",
        next_step_at=command.when,
        talk_seconds=command.talk_seconds,
        at=command.at,
        then_take=command.then_take,
    )
