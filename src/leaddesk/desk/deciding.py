# SPDX-License-Identifier: MIT
"""What its receiver makes of a handoff: accepts, returns or rejects it; and the giver's appeal."""

from __future__ import annotations

import datetime as dt

from leaddesk.desk.changes import Done
from leaddesk.desk.commands import AcceptHandoff, AppealRejection, RejectHandoff, ReturnHandoff
from leaddesk.desk.effects import in_queue
from leaddesk.desk.hand import check_here, placed, take_this
from leaddesk.desk.handing import CHANGES, clock_fields
from leaddesk.desk.one_number import check_reopened
from leaddesk.desk.records import Handoff
from leaddesk.desk.work import Work
from leaddesk.domain.cleaning import LIMITS, clean_text
from leaddesk.domain.errors import BadInput, RuleBroken
from leaddesk.domain.handoff import HandoffState, check_move
from leaddesk.domain.lead import ANYONE, Lead, LeadState, QueueKind
from leaddesk.domain.person import Role
from leaddesk.domain.tier import before


def accept_handoff(command: AcceptHandoff, work: Work) -> Done:
    """Accept an offered handoff: the lead is the receiver's, its first call is due."""
    handoff = _mine_to_decide(work, command.handoff_id, HandoffState.ACCEPTED)
    lead = into_work(work, handoff, work.who.id)
    work.write(
        "accepted",
        tier=handoff.to_tier,
        lead_id=lead.id,
        data={"handoff": handoff.id},
        undoable=True,
    )
    if command.call_now:
        take_this(work, lead.id)
    return work.done(CHANGES, "accepted", undoable=True, lead_id=lead.id, name=lead.name)


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
    decide(work, handoff, HandoffState.RETURNED, reason, words)
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
        CHANGES, "returned", undoable=True, lead_id=lead.id, name=lead.name, giver=giver
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
    lead = close_rejected(work, handoff)
    decide(work, handoff, HandoffState.REJECTED, command.reason, words)
    work.write(
        "rejected",
        tier=handoff.to_tier,
        lead_id=lead.id,
        note=words,
        data={"handoff": handoff.id, "reason": command.reason},
        undoable=True,
    )
    return work.done(CHANGES, "rejected", undoable=True, lead_id=lead.id, name=lead.name)


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
        decider_id=0,
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
    return work.done(CHANGES, "appealed", undoable=True, lead_id=lead.id, name=lead.name)


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


def decide(
    work: Work,
    handoff: Handoff,
    state: HandoffState,
    reason: str,
    words: str,
    receiver_id: int | None = None,
) -> None:
    """End a handoff; with `receiver_id` in the place of that one, who stays its receiver."""
    work.unit.handoffs.change(
        handoff,
        state=state,
        open=False,
        receiver_id=work.who.id if receiver_id is None else receiver_id,
        decider_id=0 if receiver_id is None else work.who.id,
        decided_at=work.now,
        accept_minutes=-1,
        reason=reason,
        words=words,
        fate=state.value,
        fate_at=work.now,
        next_at=None,
    )


def into_work(
    work: Work, handoff: Handoff, receiver_id: int, *, decider_id: int = 0, words: str = ""
) -> Lead:
    """Make a lead its receiver's: it is due at the agreed next step, or at once.

    `decider_id` is who decided so in the receiver's place, and `words` why.
    """
    lead = work.unit.leads.get(handoff.lead_id)
    due = handoff.next_step_at if handoff.next_step_at and handoff.next_step_at > work.now else None
    fields = {
        "tier": handoff.to_tier,
        "attempts": 0,
        "voicemails": 0,
        "round": 0,
        # The qualifier's dial is not the receiver's: their first one counts for their own day.
        "counted_at": None,
        **in_queue(
            lead,
            kind=QueueKind.CALLBACK if due else QueueKind.ACCEPTED,
            why="next_step" if due else "accepted",
            owner_id=receiver_id,
            due_at=due or work.now,
        ),
    }
    after = work.unit.leads.change(lead, **placed(work, lead, fields))
    check_reopened(work.unit, lead, after)
    took = work.book.hours().between(handoff.first_offered_at, work.now)
    work.unit.handoffs.change(
        handoff,
        state=HandoffState.ACCEPTED,
        open=True,
        receiver_id=receiver_id,
        decided_at=work.now,
        accept_minutes=int(took.total_seconds() // 60),
        decider_id=decider_id,
        reason="",
        words=words,
        fate="accepted",
        fate_at=work.now,
        next_at=due,
    )
    return after


def close_rejected(work: Work, handoff: Handoff) -> Lead:
    """Close the lead of a rejected handoff."""
    lead = work.unit.leads.get(handoff.lead_id)
    return work.unit.leads.change(
        lead, state=LeadState.CLOSED, kind=QueueKind.NONE, why="rejected", owner_id=ANYONE
    )


def back_to_giver(work: Work, handoff: Handoff, why: str, at: dt.datetime) -> Lead:
    """Put a lead into class 2 of its giver as of `at`, or of anybody when the giver is gone."""
    lead = work.unit.leads.get(handoff.lead_id)
    giver = work.book.people.get(handoff.giver_id)
    owner = handoff.giver_id if giver is not None and giver.active else ANYONE
    fields = in_queue(lead, kind=QueueKind.RETURNED, why=why, owner_id=owner, due_at=at)
    fields["tier"] = before(work.rules.tiers, handoff.to_tier)
    return work.unit.leads.change(lead, **placed(work, lead, fields))
