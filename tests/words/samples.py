# SPDX-License-Identifier: MIT
"""Made-up leads, handoffs and people, as the desk would answer with them."""

from __future__ import annotations

import datetime as dt

from leaddesk.desk.queries import (
    EmptyReasons,
    FeedbackRow,
    HandoffRow,
    HistoryRow,
    LeadCard,
    PhoneRow,
    Why,
)
from leaddesk.domain.calling_hours import CallingArea
from leaddesk.domain.lead import LeadState

CHICAGO = "America/Chicago"
NOW = dt.datetime(2026, 5, 12, 15, 42, tzinfo=dt.UTC)  # Tuesday, 10:42 in Chicago
AREA = CallingArea((CHICAGO,), "US", "MN")
MINUTE = dt.timedelta(minutes=1)
HOUR = dt.timedelta(hours=1)


def card(lead_id: int = 7, code: str = "fresh") -> LeadCard:
    """A fresh lead from a web form."""
    return LeadCard(
        id=lead_id, version=1, tier=1, state=LeadState.QUEUED, class_number=3,
        why=Why(code, at=NOW - 3 * MINUTE, source="web form"),
        first_name="Priya", last_name="Raman", name="Priya Raman", title="Operations Director",
        company="Northfield Optics", email="priya@northfield.example", website="",
        industry="Manufacturing", employees=210,
        street="", city="Minneapolis", region="MN", postal_code="", country="US",
        area=AREA, time_zone=CHICAGO, open_until=NOW + 6 * HOUR, opens_at=None, lawful_now=True,
        phones=(
            PhoneRow(1, "+16125550148", "+1 (612) 555-0148", "direct", "", ""),
            PhoneRow(2, "+16125550199", "+1 (612) 555-0199", "mobile", "", "disconnected"),
        ),
        phone="+16125550148", source="web form", source_kind="inbound", campaign="",
        attempts=0, cap=6, voicemails=0, owner="", score=91,
        arrived_at=NOW - 3 * MINUTE, speed_started=NOW - 3 * MINUTE,
        answers={"need": "QA for two lines"},
        history=(HistoryRow("e1", NOW - 3 * MINUTE, "", "arrived", "", "Need QA", voided=False),),
    )  # fmt: skip


def handoff(
    fate: str = "offered", state: str = "offered", *, amount: int = 0, reason: str = ""
) -> HandoffRow:
    """A handoff from Dana to Sam."""
    return HandoffRow(
        id=3,
        lead_id=7,
        name="Priya Raman",
        company="Northfield Optics",
        state=state,
        hot=True,
        giver_id=1,
        giver="Dana Whitfield",
        receiver_id=2,
        receiver="Sam Ortiz",
        offered_at=NOW - HOUR,
        accept_by=NOW + 12 * MINUTE,
        answered=4,
        asked=5,
        fate=fate,
        fate_at=NOW - 24 * HOUR,
        next_at=NOW + 48 * HOUR if fate == "appointment" else None,
        reason=reason,
        words="",
        amount=amount,
        may_appeal=False,
        warm=False,
    )


def feedback(feedback_id: int = 5, cause: str = "appointment_held") -> FeedbackRow:
    """Feedback that Sam owes Dana."""
    return FeedbackRow(
        id=feedback_id,
        handoff_id=3,
        lead_id=7,
        name="Rose Delgado",
        company="",
        giver="Dana Whitfield",
        receiver="Sam Ortiz",
        cause=cause,
        since=NOW - 24 * HOUR,
        due_at=NOW + 3 * HOUR,
        given_at=None,
        thanks=False,
        line="",
        rating=0,
    )


def empty_reasons(**counts: int) -> EmptyReasons:
    """A queue in which so many leads wait for what."""
    names = ("waiting_hours", "not_due", "leased", "personal", "research", "suppressed")
    told = dict.fromkeys((*names, "offered", "closed", "staged"), 0) | counts
    run_out = ("US registry",) if told.get("unscrubbed") else ()
    return EmptyReasons(
        tier=1,
        total=sum(told.values()),
        next_opening=NOW + 22 * HOUR + 18 * MINUTE if told["waiting_hours"] else None,
        next_due=NOW + 2 * HOUR if told["not_due"] else None,
        run_out=run_out,
        **told,
    )
