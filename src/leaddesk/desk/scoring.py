# SPDX-License-Identifier: MIT
"""A team lead scores the sheet of a handoff, for its giver and its receiver to see."""

from __future__ import annotations

from leaddesk.desk.changes import Done, Kind
from leaddesk.desk.commands import ScoreHandoff
from leaddesk.desk.records import Score
from leaddesk.desk.work import Work
from leaddesk.domain.cleaning import LIMITS, clean_text
from leaddesk.domain.errors import BadInput
from leaddesk.domain.handoff_quality import score_of


def score_handoff(command: ScoreHandoff, work: Work) -> Done:
    """Score a handoff's sheet by every criterion, with a line; a later score replaces it.

    Raises RuleBroken("team_lead_only"), BadInput: "needs_line", "marks_missing", "bad_mark".
    """
    handoff = work.unit.handoffs.get(command.handoff_id)
    lead = work.unit.leads.get(handoff.lead_id)
    line = clean_text(command.line, LIMITS["reason"])
    if not line:
        raise BadInput("needs_line", where="score")
    marks = dict(command.marks)
    total = score_of(marks, work.rules.quality.criteria)
    score = Score(handoff.id, work.who.id, work.now, total, marks, line)
    work.unit.handoffs.score(score)
    work.write(
        "scored",
        tier=handoff.to_tier,
        lead_id=lead.id,
        note=line,
        data={"handoff": handoff.id, "score": total, "marks": marks, "giver": handoff.giver_id},
        undoable=True,
    )
    giver = work.book.name(handoff.giver_id)
    return work.done(
        Kind.HANDOFFS, "scored", undoable=True, lead_id=lead.id, name=lead.name, giver=giver
    )
