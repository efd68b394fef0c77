# SPDX-License-Identifier: MIT
"""After the handoff: its fate goes on with each outcome, and feedback to the giver falls due."""

from __future__ import annotations

import datetime as dt

from leaddesk.desk.changes import Done, Kind
from leaddesk.desk.commands import GiveFeedback
from leaddesk.desk.effects import Call
from leaddesk.desk.records import Handoff, Sale
from leaddesk.desk.work import Work
from leaddesk.domain.cleaning import LIMITS, clean_text
from leaddesk.domain.errors import BadInput, RuleBroken
from leaddesk.domain.handoff import HandoffState, stages_until
from leaddesk.domain.outcome import Next
from leaddesk.domain.perfect_day import Metric

RATINGS = range(1, 6)
CLOSED = "closed"
"""The fate of a lead that was closed without being won or lost."""
_ENDS = frozenset({"won", "lost", "recycled", CLOSED})
MISSED = "no_show"
_CLOSING = frozenset({Next.CLOSE, Next.REFERRED})


def follow_handoff(call: Call, work: Work) -> bool:
    """Write an outcome's fate into the lead's handoff; True when there is one that is open."""
    fate = call.outcome.fate or (CLOSED if call.outcome.next in _CLOSING else "")
    if not fate:
        return False
    handoff = work.unit.handoffs.of_lead(call.lead.id)
    if handoff is None or not handoff.open or handoff.state is not HandoffState.ACCEPTED:
        return False
    reached = {name: call.at for name in stages_until(fate) if getattr(handoff, name) is None}
    work.unit.handoffs.change(
        handoff,
        fate=fate,
        fate_at=call.at,
        next_at=call.command.when,
        amount=call.command.amount or handoff.amount,
        open=fate not in _ENDS,
        **reached,
        missed_at=handoff.missed_at or (call.at if fate == MISSED else None),
    )
    if call.outcome.ends_appointment:
        owe_feedback(work, handoff, call.outcome.id, call.at)
    return True


def book_sale(call: Call, work: Work) -> None:
    """Keep what a call sold, for the handoff it came of or without one."""
    if call.outcome.next is not Next.WON:
        return
    handoff = work.unit.handoffs.of_lead(call.lead.id)
    of_it = handoff if handoff is not None and handoff.state is HandoffState.ACCEPTED else None
    amount = call.command.amount or (of_it.amount if of_it else 0)
    told = Sale(call.lead.id, of_it.id if of_it else 0, work.who.id, call.at, amount)
    work.unit.sales.add(told)


def owe_feedback(work: Work, handoff: Handoff, cause: str, since: dt.datetime) -> None:
    """Let feedback to the giver fall due, unless it is owed for this handoff already."""
    if handoff.giver_id == work.who.id or work.unit.handoffs.owes(handoff.id):
        return
    hours = work.rules.clocks.feedback_hours
    work.unit.handoffs.owe(
        {
            "handoff_id": handoff.id,
            "lead_id": handoff.lead_id,
            "giver_id": handoff.giver_id,
            "receiver_id": work.who.id,
            "cause": cause,
            "since": since,
            "due_at": since + dt.timedelta(hours=hours),
        }
    )


def give_feedback(command: GiveFeedback, work: Work) -> Done:
    """Give the feedback owed: thanks, one specific line and a rating.

    Raises BadInput("needs_line"), BadInput("bad_rating"), RuleBroken("not_yours") and
    RuleBroken("feedback_given").
    """
    feedback = work.unit.handoffs.feedback(command.feedback_id)
    if feedback.receiver_id != work.who.id:
        raise RuleBroken("not_yours")
    if feedback.given_at is not None:
        raise RuleBroken("feedback_given")
    line = clean_text(command.line, LIMITS["reason"])
    if not line:
        raise BadInput("needs_line", where="feedback")
    if command.rating not in RATINGS:
        raise BadInput("bad_rating", where="rating", detail=str(command.rating)[:20])
    work.unit.handoffs.give(
        feedback,
        given_at=work.now,
        thanks=command.thanks,
        line=line,
        rating=command.rating,
    )
    work.write(
        "feedback",
        tier=work.who.tiers[-1] if work.who.tiers else 0,
        lead_id=feedback.lead_id,
        note=line,
        data={"feedback": feedback.id, "rating": command.rating, "to": feedback.giver_id},
        counted=(Metric.FEEDBACK_GIVEN,),
        undoable=True,
    )
    giver = work.book.name(feedback.giver_id)
    return work.done(
        Kind.FEEDBACK | Kind.HANDOFFS | Kind.PROGRESS,
        "feedback_given",
        undoable=True,
        lead_id=feedback.lead_id,
        giver=giver,
    )
