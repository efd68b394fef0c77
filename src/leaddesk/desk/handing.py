# SPDX-License-Identifier: MIT
"""Handing a qualified lead to the next tier, and what its receiver makes of it."""

from __future__ import annotations

import datetime as dt
from typing import Any

from leaddesk.desk.call_rules import (
    call_time,
    check_workable,
    counted,
    counts_as_dial,
    first_call_facts,
    move_on,
)
from leaddesk.desk.changes import Done, Kind
from leaddesk.desk.commands import (
    AcceptHandoff,
    AppealRejection,
    HandOff,
    RejectHandoff,
    ReturnHandoff,
)
from leaddesk.desk.effects import in_queue, is_callable
from leaddesk.desk.hand import check_here, take_this, tier_for
from leaddesk.desk.one_number import check_reopened
from leaddesk.desk.records import Handoff
from leaddesk.desk.work import Work
from leaddesk.domain.cleaning import LIMITS, clean_text
from leaddesk.domain.errors import BadInput, RuleBroken
from leaddesk.domain.handoff import (
    HandoffState,
    check_move,
    deadlines,
    next_receiver,
    packet,
)
from leaddesk.domain.lead import ANYONE, Lead, LeadState, QueueKind
from leaddesk.domain.perfect_day import Metric
from leaddesk.domain.person import Person, Role

ANSWER_LIMIT = 500
_CHANGES = Kind.QUEUE | Kind.LEADS | Kind.HANDOFFS | Kind.PROGRESS


def hand_off(command: HandOff, work: Work) -> Done:
    """Hand a lead to the next tier: logs the *qualified* call and offers the handoff.

    Raises BadInput("needs_next_step"), RuleBroken("sheet_not_ready") below the sheet's count
    without a warm reason, RuleBroken("same_packet") for one that came back and was not changed,
    RuleBroken("no_receiver"), RuleBroken("not_callable") for a lead its receiver could not call.
    """
    lead = work.unit.leads.get(command.lead_id)
    tier = tier_for(work, lead)
    outcome = work.rules.outcomes.get((tier, "qualified"))
    if outcome is None:
        raise RuleBroken("no_handoff_here", tier=tier)
    _check_ready(work, lead)
    at = call_time(command.at, work)
    answers = clean_answers(command.answers, work)
    fields = _offer(command, answers, lead, work, at, tier + 1)
    handoff_id = work.unit.handoffs.add(fields)
    work.unit.leads.set_text(lead, "answers", answers)
    _offered_away(work, lead, at)
    work.write(
        "handoff",
        at=at,
        tier=tier,
        lead_id=lead.id,
        outcome="qualified",
        note=str(fields["note"]),
        data={
            "handoff": handoff_id,
            "to": fields["receiver_id"],
            "talk": command.talk_seconds,
            **first_call_facts(work, lead, outcome, at),
        },
        counted=(*counted(work, lead, outcome, at), Metric.HANDOFFS),
        undoable=True,
    )
    move_on(work, tier, then_take=command.then_take)
    return work.done(
        _CHANGES,
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


def _offered_away(work: Work, lead: Lead, at: dt.datetime) -> None:
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
        last_outcome="qualified",
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


def accept_handoff(command: AcceptHandoff, work: Work) -> Done:
    """Accept an offered handoff: the lead is the receiver's, its first call is due."""
    handoff = _mine_to_decide(work, command.handoff_id, HandoffState.ACCEPTED)
    lead = work.unit.leads.get(handoff.lead_id)
    due = handoff.next_step_at if handoff.next_step_at and handoff.next_step_at > work.now else None
    work.unit.leads.change(
        lead,
        tier=handoff.to_tier,
        attempts=0,
        voicemails=0,
        round=0,
        # The qualifier's dial is not the receiver's: their first one counts for their own day.
        counted_at=None,
        **in_queue(
            lead,
            kind=QueueKind.CALLBACK if due else QueueKind.ACCEPTED,
            why="next_step" if due else "accepted",
            owner_id=work.who.id,
            due_at=due or work.now,
        ),
    )
    work.unit.handoffs.change(
        handoff,
        state=HandoffState.ACCEPTED,
        receiver_id=work.who.id,
        decided_at=work.now,
        fate="accepted",
        fate_at=work.now,
        next_at=due,
    )
    work.write(
        "accepted",
        tier=handoff.to_tier,
        lead_id=lead.id,
        data={"handoff": handoff.id},
        undoable=True,
    )
    if command.call_now:
        take_this(work, lead.id)
    return work.done(_CHANGES, "accepted", undoable=True, lead_id=lead.id, name=lead.name)


def return_handoff(command: ReturnHandoff, work: Work) -> Done:
    """Give a handoff back: the lead stands in class 2 of its qualifier, with the words.

    Raises BadInput("needs_words") without words.
    """
    handoff = _mine_to_decide(work, command.handoff_id, HandoffState.RETURNED)
    words = clean_text(command.words, LIMITS["note"], multiline=True)
    if not words:
        raise BadInput("needs_words", where="return")
    reason = command.reason if command.reason in work.rules.reasons.returns else "other"
    lead = back_to_giver(work, handoff, "returned", work.now)
    _decide(work, handoff, HandoffState.RETURNED, reason, words)
    work.write(
        "returned",
        tier=handoff.to_tier,
        lead_id=lead.id,
        note=words,
        data={"handoff": handoff.id, "reason": reason},
        undoable=True,
    )
    giver = work.book.name(handoff.giver_id)
    return work.done(
        _CHANGES, "returned", undoable=True, lead_id=lead.id, name=lead.name, giver=giver
    )


def reject_handoff(command: RejectHandoff, work: Work) -> Done:
    """Reject a handoff for a reason of the definition: the lead is closed, the giver may appeal.

    Raises BadInput("needs_reason") for a reason that is not one.
    """
    handoff = _mine_to_decide(work, command.handoff_id, HandoffState.REJECTED)
    reasons = work.rules.reasons.rejects
    if command.reason not in reasons:
        raise BadInput("needs_reason", where="reject", choices=", ".join(reasons))
    words = clean_text(command.words, LIMITS["note"], multiline=True)
    lead = work.unit.leads.get(handoff.lead_id)
    work.unit.leads.change(
        lead, state=LeadState.CLOSED, kind=QueueKind.NONE, why="rejected", owner_id=ANYONE
    )
    _decide(work, handoff, HandoffState.REJECTED, command.reason, words)
    work.write(
        "rejected",
        tier=handoff.to_tier,
        lead_id=lead.id,
        note=words,
        data={"handoff": handoff.id, "reason": command.reason},
        undoable=True,
    )
    return work.done(_CHANGES, "rejected", undoable=True, lead_id=lead.id, name=lead.name)


def appeal_rejection(command: AppealRejection, work: Work) -> Done:
    """Offer a rejected handoff again, once, with the giver's words.

    Raises RuleBroken("not_yours"), RuleBroken("appealed_already"), BadInput("needs_words"),
    RuleBroken("erased_already").
    """
    handoff = work.unit.handoffs.get(command.handoff_id)
    if handoff.giver_id != work.who.id:
        raise RuleBroken("not_yours")
    if handoff.appealed:
        raise RuleBroken("appealed_already")
    check_move(handoff.state, HandoffState.OFFERED)
    words = clean_text(command.words, LIMITS["note"], multiline=True)
    if not words:
        raise BadInput("needs_words", where="appeal")
    lead = work.unit.leads.get(handoff.lead_id)
    check_here(lead)
    offered = work.unit.leads.change(
        lead, state=LeadState.OFFERED, kind=QueueKind.NONE, why="offered"
    )
    check_reopened(work.unit, lead, offered)
    work.unit.handoffs.change(
        handoff,
        state=HandoffState.OFFERED,
        open=True,
        appealed=True,
        offered_at=work.now,
        words=words,
        fate="offered",
        fate_at=work.now,
        **clock_fields(work, work.now, hot=handoff.hot),
    )
    work.write(
        "appealed",
        lead_id=lead.id,
        tier=lead.tier,
        note=words,
        data={"handoff": handoff.id},
        undoable=True,
    )
    return work.done(_CHANGES, "appealed", undoable=True, lead_id=lead.id, name=lead.name)


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


def _mine_to_decide(work: Work, handoff_id: int, to: HandoffState) -> Handoff:
    """Return a handoff this person may decide on.

    Raises RuleBroken("not_yours"), RuleBroken("suppressed") and RuleBroken("handoff_state"), also
    for one whose hard stop has passed while nobody let the clocks run.
    """
    handoff = work.unit.handoffs.get(handoff_id)
    lead_may = Role.TEAM_LEAD in work.who.roles and handoff.to_tier in work.who.tiers
    if handoff.receiver_id != work.who.id and not lead_may:
        raise RuleBroken("not_yours")
    check_move(handoff.state, to)
    if handoff.state is HandoffState.OFFERED and not handoff.open:
        # It ended when the lead was put on the do-not-call list.
        raise RuleBroken("suppressed", lead=work.unit.leads.get(handoff.lead_id).name)
    if handoff.hard_stop_at <= work.now:
        raise RuleBroken("handoff_state", state=HandoffState.EXPIRED.value, to=to.value)
    return handoff


def _decide(work: Work, handoff: Handoff, state: HandoffState, reason: str, words: str) -> None:
    work.unit.handoffs.change(
        handoff,
        state=state,
        open=False,
        receiver_id=work.who.id,
        decided_at=work.now,
        reason=reason,
        words=words,
        fate=state.value,
        fate_at=work.now,
    )


def back_to_giver(work: Work, handoff: Handoff, why: str, at: dt.datetime) -> Lead:
    """Put a lead into class 2 of its giver as of `at`, or of anybody when the giver is gone."""
    lead = work.unit.leads.get(handoff.lead_id)
    giver = work.book.people.get(handoff.giver_id)
    owner = handoff.giver_id if giver is not None and giver.active else ANYONE
    return work.unit.leads.change(
        lead,
        tier=max(1, handoff.to_tier - 1),
        **in_queue(lead, kind=QueueKind.RETURNED, why=why, owner_id=owner, due_at=at),
    )
