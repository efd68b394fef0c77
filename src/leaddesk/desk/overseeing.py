# SPDX-License-Identifier: MIT
"""What a team lead does about handoffs of others: reassign, pull back, decide in their place."""

from __future__ import annotations

from leaddesk.desk.changes import Done
from leaddesk.desk.commands import OverrideHandoff, PullBackHandoff, ReassignHandoff
from leaddesk.desk.deciding import back_to_giver, close_rejected, decide, into_work
from leaddesk.desk.hand import check_free, check_here
from leaddesk.desk.handing import CHANGES, clock_fields, receivers
from leaddesk.desk.records import Handoff
from leaddesk.desk.work import Work
from leaddesk.domain.cleaning import LIMITS, clean_text
from leaddesk.domain.errors import BadInput, RuleBroken
from leaddesk.domain.handoff import (
    HandoffReasons,
    HandoffState,
    check_move,
    check_override,
)
from leaddesk.domain.lead import Lead, LeadState

_IN_QUEUE = frozenset({LeadState.QUEUED, LeadState.RESEARCH})
_WHERE = {
    HandoffState.OFFERED: frozenset({LeadState.OFFERED}),
    HandoffState.ACCEPTED: _IN_QUEUE,
    HandoffState.RETURNED: _IN_QUEUE,
    HandoffState.EXPIRED: _IN_QUEUE,
    HandoffState.REJECTED: frozenset({LeadState.CLOSED}),
}
"""Where a lead stands as long as nobody went on with it since its handoff was answered."""


def reassign_handoff(command: ReassignHandoff, work: Work) -> Done:
    """Give a handoff to another receiver: an offered one with new clocks, else with the lead.

    Raises RuleBroken: "team_lead_only", "handoff_state", "handoff_over", "not_a_receiver",
    "same_receiver", "in_other_hand".
    """
    handoff, lead = _standing(work, command.handoff_id)
    # What can be pulled back can be given to somebody else.
    check_move(handoff.state, HandoffState.WITHDRAWN)
    if command.receiver_id not in receivers(work, handoff.to_tier):
        name = work.book.name(command.receiver_id)
        raise RuleBroken("not_a_receiver", person=name, tier=handoff.to_tier)
    if command.receiver_id == handoff.receiver_id:
        raise RuleBroken("same_receiver", person=work.book.name(handoff.receiver_id))
    words = clean_text(command.words, LIMITS["note"], multiline=True)
    if handoff.state is HandoffState.OFFERED:
        work.unit.handoffs.change(
            handoff,
            receiver_id=command.receiver_id,
            tried=(*handoff.tried, handoff.receiver_id),
            offered_at=work.now,
            decider_id=work.who.id,
            words=words or handoff.words,
            **clock_fields(work, work.now, hot=handoff.hot),
        )
    else:
        work.unit.leads.change(lead, owner_id=command.receiver_id)
        work.unit.handoffs.change(
            handoff, receiver_id=command.receiver_id, decider_id=work.who.id, words=words
        )
    receiver = work.book.name(command.receiver_id)
    _note(work, "reassigned", handoff, words, to=command.receiver_id, was=handoff.receiver_id)
    return work.done(
        CHANGES, "reassigned", undoable=True, lead_id=lead.id, name=lead.name, receiver=receiver
    )


def pull_back_handoff(command: PullBackHandoff, work: Work) -> Done:
    """Take a handoff back to its giver: the lead stands in class 2 of their queue, with the words.

    Raises RuleBroken: "team_lead_only", "handoff_state", "handoff_over", "in_other_hand", and
    BadInput("needs_words").
    """
    handoff, lead = _standing(work, command.handoff_id)
    check_move(handoff.state, HandoffState.WITHDRAWN)
    words = _words(command.words, "pull_back")
    back_to_giver(work, handoff, "withdrawn", work.now)
    decide(work, handoff, HandoffState.WITHDRAWN, "", words, handoff.receiver_id)
    _note(work, "pulled_back", handoff, words)
    giver = work.book.name(handoff.giver_id)
    return work.done(
        CHANGES, "pulled_back", undoable=True, lead_id=lead.id, name=lead.name, giver=giver
    )


def override_handoff(command: OverrideHandoff, work: Work) -> Done:
    """Put a decision in the place of the one that stands, or of one that is not made yet.

    Raises RuleBroken: "team_lead_only", "handoff_state", "handoff_over", "in_other_hand",
    "number_taken", and BadInput: "needs_words", "needs_reason".
    """
    handoff, lead = _standing(work, command.handoff_id)
    to = _decision(command.decision)
    check_override(handoff.state, to)
    words = _words(command.words, "override")
    reason = _reason(to, command.reason, work.rules.reasons)
    if to is HandoffState.ACCEPTED:
        into_work(work, handoff, handoff.receiver_id, decider_id=work.who.id, words=words)
    else:
        if to is HandoffState.RETURNED:
            back_to_giver(work, handoff, "returned", work.now)
        else:
            close_rejected(work, handoff)
        decide(work, handoff, to, reason, words, handoff.receiver_id)
    # An appeal is decided by whoever answers it: by the receiver, or here.
    decided = handoff.state is HandoffState.OFFERED and handoff.appealed
    kind = "appeal_decided" if decided else "overridden"
    _note(work, kind, handoff, words, decision=to.value, reason=reason, for_id=handoff.receiver_id)
    return work.done(
        CHANGES, kind, undoable=True, lead_id=lead.id, name=lead.name, decision=to.value
    )


def _standing(work: Work, handoff_id: int) -> tuple[Handoff, Lead]:
    """Return a handoff and its lead for a team lead, or refuse one that is history by now."""
    handoff = work.unit.handoffs.get(handoff_id)
    lead = work.unit.leads.get(handoff.lead_id)
    if lead.state is LeadState.SUPPRESSED:
        raise RuleBroken("suppressed", lead=lead.name)
    check_here(lead)
    newest = work.unit.handoffs.of_lead(lead.id)
    where = _WHERE.get(handoff.state, frozenset())
    over = handoff.state is HandoffState.ACCEPTED and not handoff.open
    moved = newest is None or newest.id != handoff.id or (where and lead.state not in where)
    if over or moved:
        raise RuleBroken("handoff_over", lead=lead.name)
    check_free(work, lead)
    return handoff, lead


def _decision(told: str) -> HandoffState:
    try:
        return HandoffState(told)
    except ValueError:
        raise BadInput("unknown_decision", where=told[:40]) from None


def _words(told: str, where: str) -> str:
    words = clean_text(told, LIMITS["note"], multiline=True)
    if not words:
        raise BadInput("needs_words", where=where)
    return words


def _reason(to: HandoffState, told: str, reasons: HandoffReasons) -> str:
    if to is HandoffState.REJECTED:
        if told not in reasons.rejects:
            raise BadInput("needs_reason", where="reject", choices=", ".join(reasons.rejects))
        return told
    if to is HandoffState.RETURNED:
        return told if told in reasons.returns else "other"
    return ""


def _note(work: Work, kind: str, handoff: Handoff, words: str, **facts: object) -> None:
    work.write(
        kind,
        tier=handoff.to_tier,
        lead_id=handoff.lead_id,
        note=words,
        data={"handoff": handoff.id, **facts},
        undoable=True,
    )
