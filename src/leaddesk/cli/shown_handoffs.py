# SPDX-License-Identifier: MIT
"""Handoffs and feedback as the command line shows them, as plain values."""

from __future__ import annotations

import datetime as dt

from leaddesk.cli.answers import Plain, utc
from leaddesk.desk.queries import (
    FeedbackRow,
    HandoffRow,
)
from leaddesk.words import (
    handoffs,
)


def handoff_data(row: HandoffRow, now: dt.datetime, zone: str) -> Plain:
    """Return a handoff as plain values, its fate in words too."""
    return {
        "id": row.id,
        "lead_id": row.lead_id,
        "name": row.name,
        "company": row.company,
        "state": row.state,
        "hot": row.hot,
        "warm": row.warm,
        "giver": row.giver,
        "giver_id": row.giver_id,
        "receiver": row.receiver,
        "receiver_id": row.receiver_id,
        "offered_at": utc(row.offered_at),
        "accept_by": utc(row.accept_by),
        "answered": row.answered,
        "asked": row.asked,
        "fate": row.fate,
        "fate_at": utc(row.fate_at),
        "fate_line": handoffs.fate(row, now, zone),
        "next_at": utc(row.next_at),
        "reason": row.reason,
        "words": row.words,
        "amount": row.amount,
        "may_appeal": row.may_appeal,
        "appealed": row.appealed,
        "decider": row.decider,
        "score": row.score / 100 if row.score else None,
        "feedback_owed_by": utc(row.owed_by),
    }


def feedback_data(row: FeedbackRow) -> Plain:
    """Return feedback as plain values."""
    return {
        "id": row.id,
        "handoff_id": row.handoff_id,
        "lead_id": row.lead_id,
        "name": row.name,
        "company": row.company,
        "giver": row.giver,
        "receiver": row.receiver,
        "cause": row.cause,
        "since": utc(row.since),
        "due_at": utc(row.due_at),
        "given_at": utc(row.given_at),
        "thanks": row.thanks,
        "line": row.line,
        "rating": row.rating,
    }
