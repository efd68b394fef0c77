# SPDX-License-Identifier: MIT
"""Handing a qualified lead to the next tier."""

from __future__ import annotations

import datetime as dt
from typing import Any

from leaddesk.desk.call_rules import (
    call_time,
    check_workable,
    counted,
    counts_as_dial,
    dial_of,
    first_call_facts,
    move_on,
)
from leaddesk.desk.changes import Done, Kind
from leaddesk.desk.commands import HandOff
from leaddesk.desk.effects import is_callable
from leaddesk.desk.hand import tier_for
from leaddesk.desk.one_number import check_reopened
from leaddesk.desk.work import Work
from leaddesk.domain.cleaning import LIMITS, clean_text
from leaddesk.domain.errors import BadInput, RuleBroken
from leaddesk.domain.handoff import HandoffState, deadlines, next_receiver, packet
from leaddesk.domain.handoff_quality import draw
from leaddesk.domain.lead import ANYONE, Lead, LeadState, QueueKind
from leaddesk.domain.outcome import Outcome
from leaddesk.domain.perfect_day import Metric
from leaddesk.domain.person import Person
from leaddesk.domain.tier import after

ANSWER_LIMIT = 500
CHANGES = Kind.QUEUE | Kind.LEADS | Kind.HANDOFFS | Kind.PROGRESS
"""What a handoff and each answer to it touch."""


def hand_off(command: HandOff, work: Work) -> Done:
    """Hand a lead to the next tier: logs the *qualified* call and offers the handoff.

    Raises BadInput("needs_next_step"), RuleBroken("sheet_not_ready") below the sheet's count
    without a warm reason, RuleBroken("same_packet") for one that came back and was not changed,
    RuleBroken("no_receiver"), RuleBroken("not_callable") for a lead its receiver could not call.
    """
    lead = work.unit.leads.get(command.lead_id)
    tier = tier_for(work, lead)
    outcome, to_tier = work.rules.handoff(tier), after(work.rules.tiers, tier)
    if outcome is None or to_tier is None:
        raise RuleBroken("no_handoff_here", tier=tier)
    _check_ready(work, lead)
    at = call_time(command.at, work)
    answers = clean_answers(command.answers, work)
    fields = _offer(command, answers, lead, work, at, to_tier)
    handoff_id = work.unit.handoffs.add(fields)
    work.unit.leads.set_text(lead, "answers", answers)
    _offered_away(work, lead, outcome, at)
    facts = first_call_facts(work, lead, outcome, at)
    work.write(
        "handoff",
        at=at,
        tier=tier,
        lead_id=lead.id,
        outcome=outcome.id,
        note=str(fields["note"]),
        data={"handoff": handoff_id, "to": fields["receiver_id"], "talk": command.talk_seconds}
        | facts,
        counted=(*counted(work, lead, outcome, at), Metric.HANDOFFS),
        undoable=True,
        dial=dial_of(lead, at, facts),
    )
    move_on(work, tier, then_take=command.then_take)
    return work.done(
        CHANGES,
        "handed_off",
        undoable=True,
        lead_id=lead.id,
        made_id=handoff_id,
        name=lead.name,
        receiver=work.book.name(int(str(fields["receiver_id"]))),
    )


def _check_ready(work: Work, lead: Lead) -> None:
    """Refuse a lead that may not be worked now, or that its receiver could not call."""
    check_workable(work, lead)
    if not is_callable(lead):
        raise RuleBroken("not_callable", lead=lead.name)


def _offered_away(work: Work, lead: Lead, outcome: Outcome, at: dt.datetime) -> None:
    """Take a lead that was called at a moment out of its queue, on its way to the next tier."""
    offered = work.unit.leads.change(
        lead,
        state=LeadState.OFFERED,
        kind=QueueKind.NONE,
        why="offered",
        owner_id=ANYONE,
        due_at=None,
        attempts=0,
        voicemails=0,
        busy_run=0,
        last_outcome=outcome.id,
        last_call_at=at,
        counted_at=at if counts_as_dial(work, lead, at) else lead.counted_at,
    )
    check_reopened(work.unit, lead, offered)


def clean_answers(answers: tuple[tuple[str, str], ...], work: Work) -> dict[str, str]:
    """Return answers to the sheet's questions, bounded and clean; unknown questions are dropped."""
    known = {question.key for question in work.rules.sheet.questions}
    cleaned = ((key, clean_text(text, ANSWER_LIMIT)) for key, text in answers if key in known)
    return {key: text for key, text in cleaned if text}


def receivers(work: Work, tier: int) -> dict[int, Person]:
    """Return the active people who work a tier."""
    return {p.id: p for p in work.book.people.values() if p.active and tier in p.tiers}


def clock_fields(work: Work, at: dt.datetime, *, hot: bool) -> dict[str, Any]:
    """Return the clocks of a handoff offered at a moment."""
    ends = deadlines(work.rules.clocks, at, hot=hot, hours=work.book.hours())
    return {
        "remind_at": ends.remind_at,
        "accept_by": ends.accept_by,
        "hard_stop_at": ends.hard_stop_at,
    }


def _offer(
    command: HandOff,
    answers: dict[str, str],
    lead: Lead,
    work: Work,
    at: dt.datetime,
    to_tier: int,
) -> dict[str, Any]:
    """Return the fields of the handoff that is offered, or refuse it."""
    note = clean_text(command.note, LIMITS["note"], multiline=True)
    next_step = clean_text(command.next_step, LIMITS["reason"])
    warm = clean_text(command.warm_reason, LIMITS["reason"])
    _check_packet(command, answers, next_step, warm, work, at)
    what = packet(answers, note, next_step)
    if what in work.unit.handoffs.packets(lead.id):
        raise RuleBroken("same_packet")
    return {
        "lead_id": lead.id,
        "state": HandoffState.OFFERED,
        "open": True,
        "giver_id": work.who.id,
        "receiver_id": _receiver(command, work, to_tier),
        "to_tier": to_tier,
        "hot": command.hot,
        "offered_at": at,
        "first_offered_at": at,
        "answers": answers,
        "note": note,
        "next_step": next_step,
        "next_step_at": command.next_step_at,
        "warm_reason": warm,
        "packet": what,
        "fate": "offered",
        "fate_at": at,
        "source_id": lead.source_id,
        "campaign": lead.campaign,
        "lot": draw(work.rules.quality.seed, lead.id, int(at.timestamp() * 1000)),
        **clock_fields(work, at, hot=command.hot),
    }


def _check_packet(
    command: HandOff,
    answers: dict[str, str],
    next_step: str,
    warm: str,
    work: Work,
    at: dt.datetime,
) -> None:
    """Refuse a handoff below the sheet's count without a warm reason, or without a next step."""
    sheet = work.rules.sheet
    if not sheet.is_ready(answers) and not warm:
        answered, missing = sheet.answered(answers), sheet.missing(answers)
        if missing:
            titles = ", ".join(question.title for question in missing)
            raise RuleBroken("sheet_required", answered=answered, missing=titles)
        raise RuleBroken("sheet_not_ready", answered=answered, needed=sheet.ready_at)
    if not next_step:
        raise BadInput("needs_next_step", where="handoff")
    if command.next_step_at is not None and command.next_step_at < at:
        raise BadInput("time_in_past", where="next_step_at")


def _receiver(command: HandOff, work: Work, tier: int) -> int:
    eligible = receivers(work, tier)
    if command.receiver_id is not None:
        if command.receiver_id not in eligible:
            name = work.book.name(command.receiver_id)
            raise RuleBroken("not_a_receiver", person=name, tier=tier)
        return command.receiver_id
    others = [person for person in eligible if person != work.who.id] or list(eligible)
    found = next_receiver(work.unit.handoffs.loads(others), ())
    if found is None:
        raise RuleBroken("no_receiver", tier=tier)
    return found
