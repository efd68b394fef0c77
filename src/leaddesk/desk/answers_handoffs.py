# SPDX-License-Identifier: MIT
"""The Handoffs screen in one answer, and one handoff whole."""

from __future__ import annotations

from dataclasses import replace

from leaddesk.desk.answers_card import card_of
from leaddesk.desk.answers_talk import pair_of
from leaddesk.desk.asking import Asking
from leaddesk.desk.queries import (
    AskHandoff,
    AskHandoffs,
    FeedbackRow,
    HandoffCard,
    HandoffRow,
    HandoffsView,
    ScoreCard,
)
from leaddesk.desk.records import Feedback, Handoff
from leaddesk.domain.handoff import HandoffState
from leaddesk.domain.lead import Lead

LIMIT = 300


def answer_handoffs(query: AskHandoffs, asking: Asking) -> HandoffsView:
    """Return what waits for a person, and what became of what they gave."""
    reads, me = asking.unit.reads, query.person_id
    asking.person(me)
    return HandoffsView(
        to_accept=handoff_rows(reads.handoffs("offered", me, LIMIT), asking),
        owed=_feedback(reads.feedback("owed", me, LIMIT), asking),
        working=handoff_rows(reads.handoffs("working", me, LIMIT), asking),
        sent=handoff_rows(reads.handoffs("sent", me, LIMIT), asking),
        received=_feedback(reads.feedback("received", me, LIMIT), asking),
    )


def answer_handoff(query: AskHandoff, asking: Asking) -> HandoffCard:
    """Return one handoff whole; raises NotFound("handoff")."""
    handoff = asking.unit.handoffs.get(query.handoff_id)
    lead = asking.unit.leads.get(handoff.lead_id)
    given, accepted, presented = asking.unit.reads.giver_figures(handoff.giver_id)
    giver, receiver = pair_of(handoff, asking)
    return HandoffCard(
        row=replace(
            _row(handoff, lead, asking),
            owed_by=asking.unit.reads.owed_for([handoff.id]).get(handoff.id),
        ),
        lead=card_of(lead, asking),
        sheet=asking.rules.sheet,
        reasons=asking.rules.reasons,
        answers=handoff.answers,
        note=handoff.note,
        next_step=handoff.next_step,
        next_step_at=handoff.next_step_at,
        warm_reason=handoff.warm_reason,
        giver=giver,
        receiver=receiver,
        giver_given=given,
        giver_accepted=accepted,
        giver_presented=presented,
        criteria=asking.rules.quality.criteria,
        score=_score(handoff, asking),
    )


def _score(handoff: Handoff, asking: Asking) -> ScoreCard | None:
    """Return the score of a handoff, its marks by the titles of the criteria."""
    found = asking.unit.reads.scores([handoff.id]).get(handoff.id)
    if found is None:
        return None
    titles = {criterion.key: criterion.title for criterion in asking.rules.quality.criteria}
    marks = tuple((titles.get(key, key), mark) for key, mark in found.marks.items())
    name = asking.book.name(found.scorer_id)
    return ScoreCard(name, found.scored_at, found.score, marks, found.line)


def feedback_rows(found: list[Feedback], asking: Asking) -> tuple[FeedbackRow, ...]:
    """Return feedback as rows, with the names of lead and people."""
    return _feedback(found, asking)


def handoff_rows(handoffs: list[Handoff], asking: Asking) -> tuple[HandoffRow, ...]:
    """Return handoffs as rows, with names, scores, and until when feedback is owed."""
    reads, ids = asking.unit.reads, [h.id for h in handoffs]
    leads = {lead.id: lead for lead in reads.leads([h.lead_id for h in handoffs])}
    scores, owed = reads.scores(ids), reads.owed_for(ids)
    return tuple(
        replace(
            _row(h, leads[h.lead_id], asking),
            score=scores[h.id].score if h.id in scores else 0,
            owed_by=owed.get(h.id),
        )
        for h in handoffs
        if h.lead_id in leads
    )


def _row(handoff: Handoff, lead: Lead, asking: Asking) -> HandoffRow:
    sheet = asking.rules.sheet
    return HandoffRow(
        id=handoff.id,
        lead_id=lead.id,
        name=lead.name,
        company=lead.company,
        state=handoff.state.value,
        hot=handoff.hot,
        giver_id=handoff.giver_id,
        giver=asking.book.name(handoff.giver_id),
        receiver_id=handoff.receiver_id,
        receiver=asking.book.name(handoff.receiver_id),
        offered_at=handoff.offered_at,
        accept_by=handoff.accept_by,
        answered=sheet.answered(handoff.answers),
        asked=len(sheet.questions),
        fate=handoff.fate,
        fate_at=handoff.fate_at,
        next_at=handoff.next_at,
        reason=handoff.reason,
        words=handoff.words,
        amount=handoff.amount,
        may_appeal=handoff.state is HandoffState.REJECTED and not handoff.appealed,
        warm=bool(handoff.warm_reason),
        appealed=handoff.appealed,
        open=handoff.open,
        to_tier=handoff.to_tier,
        decider=asking.book.name(handoff.decider_id) if handoff.decider_id else "",
    )


def _feedback(found: list[Feedback], asking: Asking) -> tuple[FeedbackRow, ...]:
    leads = {lead.id: lead for lead in asking.unit.reads.leads([f.lead_id for f in found])}
    return tuple(
        FeedbackRow(
            id=one.id,
            handoff_id=one.handoff_id,
            lead_id=one.lead_id,
            name=leads[one.lead_id].name,
            company=leads[one.lead_id].company,
            giver=asking.book.name(one.giver_id),
            receiver=asking.book.name(one.receiver_id),
            cause=one.cause,
            since=one.since,
            due_at=one.due_at,
            given_at=one.given_at,
            thanks=one.thanks,
            line=one.line,
            rating=one.rating,
        )
        for one in found
        if one.lead_id in leads
    )
