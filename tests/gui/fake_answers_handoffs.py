# SPDX-License-Identifier: MIT
"""Made-up answers of a desk for the Handoffs screen: Sam Ortiz receives, Dana Whitfield gives."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from leaddesk.desk.queries import (
    Colleague,
    FeedbackRow,
    HandoffCard,
    HandoffFigures,
    HandoffLine,
    HandoffRow,
    HandoffsPage,
    HandoffsView,
    HistoryRow,
    LeadCard,
    PhoneRow,
    ReasonCount,
    TeamFacts,
    Why,
)
from leaddesk.domain.calling_hours import CallingArea
from leaddesk.domain.handoff_figures import HandoffCounts
from leaddesk.domain.handoff_quality import DEFAULT_CRITERIA
from leaddesk.domain.lead import LeadState
from leaddesk.domain.person import Person, Role
from leaddesk.domain.qualification import BANT

NOW = dt.datetime(2026, 11, 19, 16, 42, tzinfo=dt.UTC)
ZONE = "America/Chicago"
DANA = Person(1, "Dana Whitfield", frozenset({Role.QUALIFIER}), ZONE, extension="204")
BEN = Person(2, "Ben Cruz", frozenset({Role.QUALIFIER}), ZONE, extension="205")
INES = Person(3, "Ines Roth", frozenset({Role.QUALIFIER}), ZONE)
SAM = Person(4, "Sam Ortiz", frozenset({Role.SENIOR_REP}), ZONE, extension="301")
RUTH = Person(5, "Ruth Aldana", frozenset({Role.TEAM_LEAD}), ZONE)
PEOPLE = (DANA, BEN, INES, SAM, RUTH)
TEAM = TeamFacts(5, 1_208, demo=True, region="US", time_zone=ZONE, currency="USD")
ANSWERS = {
    "fit": "Manufacturing, 210 staff",
    "need": "Optical QA on two lines from January",
    "budget": "$20–25k set aside, this year",
    "authority": "Signs herself; CFO informed",
    "timing": "Decision by 15 December",
}


def minutes(count: float) -> dt.timedelta:
    """Return so many minutes."""
    return dt.timedelta(minutes=count)


def handoff_row(number: int, name: str, company: str, giver: Person, **facts: object) -> HandoffRow:
    """Return a handoff to Sam that waits since an hour; `facts` replace fields."""
    row = HandoffRow(
        id=number, lead_id=100 + number, name=name, company=company, state="offered", hot=True,
        giver_id=giver.id, giver=giver.name, receiver_id=SAM.id, receiver=SAM.name,
        offered_at=NOW - minutes(60), accept_by=NOW + minutes(100), answered=5, asked=5,
        fate="offered", fate_at=NOW - minutes(60), next_at=None, reason="", words="", amount=0,
        may_appeal=False, warm=False,
    )  # fmt: skip
    return replace(row, **facts)  # type: ignore[arg-type]


def feedback_row(
    number: int, handoff: int, name: str, giver: Person, cause: str, **facts: object
) -> FeedbackRow:
    """Return feedback that Sam owes since yesterday; `facts` replace fields."""
    row = FeedbackRow(
        id=number, handoff_id=handoff, lead_id=100 + handoff, name=name, company="", cause=cause,
        giver=giver.name, receiver=SAM.name, since=NOW - minutes(60 * 24),
        due_at=NOW + minutes(60 * 20), given_at=None, thanks=False, line="", rating=0,
    )  # fmt: skip
    return replace(row, **facts)  # type: ignore[arg-type]


WAITING = (
    handoff_row(1, "Priya Raman", "Northfield Optics", DANA, accept_by=NOW + minutes(12)),
    handoff_row(2, "Viktor Hale", "Hale Robotics", BEN, accept_by=NOW + minutes(54), answered=4),
    handoff_row(3, "Sofia Marin", "Marin Logistics", DANA, accept_by=NOW + minutes(100)),
    handoff_row(4, "Ken Abiola", "Abiola Print", INES, accept_by=NOW + minutes(112), answered=4),
)
OWED = (
    feedback_row(1, 11, "Rose Delgado", BEN, "appointment_held"),
    feedback_row(2, 12, "Ian Sato", DANA, "lost", since=NOW - minutes(60 * 72)),
)
WORKING = (
    handoff_row(
        5, "James Petrov", "Calder & Sons", DANA, state="accepted", fate="appointment",
        next_at=NOW + minutes(60 * 24 + 200), amount=1_840_000,
    ),
    handoff_row(
        6, "Aiko Tanabe", "Ridge Analytics", BEN, state="accepted", fate="proposal", amount=790_000
    ),
)  # fmt: skip
RECEIVER = HandoffsView(WAITING, OWED, WORKING, (), ())
SENT = (
    handoff_row(1, "Priya Raman", "Northfield Optics", DANA, accept_by=NOW + minutes(12)),
    handoff_row(
        21, "Omar Said", "Delta Print", DANA, state="rejected", fate="rejected",
        reason="duplicate", words="Already with Mina since May", may_appeal=True,
    ),
    handoff_row(
        22, "Hannah Boyle", "Loomis Textiles", DANA, state="accepted", fate="won",
        amount=1_200_000, fate_at=NOW - minutes(60 * 24),
    ),
)  # fmt: skip
THANKS = (
    feedback_row(
        31, 22, "Hannah Boyle", DANA, "won", given_at=NOW - minutes(90), thanks=True,
        line="You had the budget in writing; the rest was easy.", rating=5,
    ),
)  # fmt: skip
GIVER = HandoffsView((), (), (), SENT, THANKS)
LATE = handoff_row(31, "Tom Reed", "Reed Foods", BEN, accept_by=NOW - minutes(30))
APPEALED = handoff_row(
    32, "Uma Lind", "Lind Dairy", DANA, appealed=True, words="The other one is in Austria"
)  # fmt: skip
CLOSED = tuple(replace(row, open=row.fate not in {"won", "rejected"}) for row in SENT[1:])
EVERYBODY = HandoffsPage(
    (LATE, *WAITING, APPEALED, *WORKING, *CLOSED), (2, 0, 22), 412, 1, 3,
    ((1, "Fair"), (2, "Web form")),
)  # fmt: skip


def line(giver: str, receiver: str, counts: HandoffCounts, minutes: float | None) -> HandoffLine:
    """Return figures of somebody."""
    return HandoffLine(len(giver), giver, len(receiver), receiver, counts, minutes, counts.accepted)


FIGURES = HandoffFigures(
    team=line("", "", HandoffCounts(200, 184, 90, 81, 60, 54, 10, 4200), 80.0),
    givers=(
        line(DANA.name, "", HandoffCounts(180, 170, 80, 72, 55, 50, 10, 4200), 75.0),
        line(BEN.name, "", HandoffCounts(20, 14, 10, 9, 5, 4), 120.0),
    ),
    receivers=(line("", SAM.name, HandoffCounts(200, 184, 90, 81, 60, 54, 10, 4200), 80.0),),
    pairs=(
        line(DANA.name, SAM.name, HandoffCounts(180, 170, 80, 72, 55, 50, 10, 4200), 75.0),
        line(BEN.name, SAM.name, HandoffCounts(20, 14, 10, 9, 5, 4), 120.0),
    ),
    reasons=(ReasonCount("returned", "no_budget", 9), ReasonCount("rejected", "duplicate", 3)),
)


def lead_card(lead_id: int, name: str, company: str) -> LeadCard:
    """Return the card of a lead in Minneapolis with one number."""
    first, _, last = name.partition(" ")
    return LeadCard(
        id=lead_id, version=3, tier=2, state=LeadState.OFFERED, class_number=2,
        why=Why("accepted", at=NOW), first_name=first, last_name=last, name=name,
        title="Operations Director", company=company, email="priya@northfield.example",
        website="northfield.example", industry="Optics", employees=210, street="1 Lake Street",
        city="Minneapolis", region="MN", postal_code="55401", country="US",
        area=CallingArea((ZONE,), "US", "MN"), time_zone=ZONE, open_until=NOW + minutes(300),
        opens_at=None, lawful_now=True,
        phones=(PhoneRow(1, "+16125550148", "+1 (612) 555-0148", "direct", "", ""),),
        phone="+16125550148", source="web form", source_kind="inbound", campaign="pricing page",
        attempts=1, cap=6, voicemails=0, owner="", score=None, arrived_at=NOW - minutes(200),
        speed_started=None, answers=ANSWERS,
        history=(
            HistoryRow("e1", NOW - minutes(61), DANA.name, "call", "qualified", "", voided=False),
            HistoryRow("e0", NOW - minutes(90), "", "arrived", "", "", voided=False),
        ),
    )  # fmt: skip


def colleague(name: str) -> Colleague | None:
    """Return somebody of the team as the other one of a handoff."""
    person = next((p for p in PEOPLE if p.name == name), None)
    return Colleague(person.id, person.name, person.extension) if person else None


def handoff_card(number: int) -> HandoffCard:
    """Return one handoff of the lists above, whole."""
    rows = (LATE, APPEALED, *WAITING, *WORKING, *CLOSED, *SENT)
    row = next((row for row in rows if row.id == number), None)
    if row is None:
        owed = next(o for o in (*OWED, *THANKS) if o.handoff_id == number)
        giver = next(p for p in PEOPLE if p.name == owed.giver)
        row = handoff_row(number, owed.name, "Marlow Group", giver, state="accepted", fate="held")
    return HandoffCard(
        row=row, lead=lead_card(row.lead_id, row.name, row.company), sheet=BANT, answers=ANSWERS,
        note="Wants to see it on curved lenses. Current vendor contract ends in December. "
        "Prefers mornings.",
        next_step="Show it on curved lenses", next_step_at=NOW + minutes(60 * 46), warm_reason="",
        giver=colleague(row.giver), receiver=colleague(row.receiver), giver_given=24,
        giver_accepted=17, giver_presented=9, criteria=DEFAULT_CRITERIA,
    )  # fmt: skip
