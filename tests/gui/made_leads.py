# SPDX-License-Identifier: MIT
"""Made-up leads, people and days for tests of the window."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

from leaddesk.desk import queries
from leaddesk.domain.calling_hours import CallingArea
from leaddesk.domain.lead import LeadState
from leaddesk.domain.outcome import Outcome
from leaddesk.domain.pace import DayProgress, GoalProgress, PaceKind, PaceStanding, Standing
from leaddesk.domain.perfect_day import TIER_1_GOALS, GoalKind, bar_score, goal_shares
from leaddesk.domain.person import Person, Role

START = dt.datetime(2026, 5, 12, 15, 42, tzinfo=dt.UTC)
CHICAGO = "America/Chicago"
DANA = Person(1, "Dana Whitfield", frozenset({Role.QUALIFIER}), CHICAGO)
SAM = Person(2, "Sam Ortiz", frozenset({Role.SENIOR_REP}), CHICAGO, extension="204")
LEE = Person(3, "Lee Novak", frozenset({Role.QUALIFIER, Role.SENIOR_REP, Role.TEAM_LEAD}), CHICAGO)
PEOPLE = (DANA, SAM, LEE)

_MADE = (
    ("Priya", "Raman", "Operations Director", "Northfield Optics", "web form", "fresh", 3, 91),
    ("Tom", "Okafor", "Fleet Manager", "Halden Freight", "web form", "callback", 1, None),
    ("Marta", "Lindqvist", "Owner", "Brightwater Dental", "trade show", "returned", 2, None),
    ("James", "Petrov", "Buyer", "Calder & Sons", "trade show", "new", 5, 82),
    ("Aiko", "Tanabe", "Analyst", "Ridge Analytics", "webinar", "new", 5, 77),
    ("Luis", "Ferreira", "Plant Manager", "Porto Verde Foods", "list", "retry", 4, None),
    ("Hannah", "Boyle", "Head of Quality", "Loomis Textiles", "list", "retry", 4, None),
    ("Omar", "Said", "Owner", "Delta Print", "direct mail", "new", 5, 61),
)
_ZONES = (CHICAGO, "America/New_York", "Europe/Stockholm", CHICAGO)


def made_card(place: int, at: dt.datetime = START) -> queries.LeadCard:
    """Return the card of a made-up lead, by its place from 0."""
    first, last, title, company, source, code, number, score = _MADE[place % len(_MADE)]
    zone = _ZONES[place % len(_ZONES)]
    lead_id = place + 1
    arrived = at - dt.timedelta(minutes=3, seconds=12)
    since = arrived if code == "fresh" else at + dt.timedelta(minutes=48)
    why = queries.Why(code, since, 3, 6, "afternoon", "budget is missing", source, "Sam Ortiz")
    phones = _phones(lead_id, place)
    return queries.LeadCard(
        id=lead_id, version=1, tier=1, state=LeadState.QUEUED, class_number=number, why=why,
        first_name=first, last_name=last, name=f"{first} {last}", title=title, company=company,
        email=f"{first.lower()}@example.com", website="https://example.com",
        industry="Manufacturing", employees=210, street="12 Mill Road", city="Minneapolis",
        region="MN", postal_code="55401", country="US",
        area=CallingArea((zone,), "US", "MN"), time_zone=zone,
        open_until=at + dt.timedelta(hours=5, minutes=18), opens_at=None, lawful_now=True,
        phones=phones, phone=phones[0].e164,
        source=source, source_kind="inbound", campaign="Spring page",
        attempts=0 if score else 2, cap=6, voicemails=0, owner="", score=score,
        arrived_at=arrived, speed_started=arrived if code == "fresh" else None,
        answers={}, history=_history(arrived, source, code), basis="request",
    )  # fmt: skip


def _phones(lead_id: int, place: int) -> tuple[queries.PhoneRow, ...]:
    def row(at: int, last: int, kind: str) -> queries.PhoneRow:
        return queries.PhoneRow(at, f"+1612555{last:04d}", f"+1 612-555-{last:04d}", kind, "", "")

    return (
        row(lead_id * 10, 100 + place, "direct"),
        row(lead_id * 10 + 1, 150 + place, "mobile"),
    )


def _history(arrived: dt.datetime, source: str, code: str) -> tuple[queries.HistoryRow, ...]:
    rows = [
        queries.HistoryRow(
            "h3",
            arrived,
            "",
            "arrived",
            "",
            "Need optics QA for two lines, starting January.",
            False,
            {"source": source},
        ),
    ]
    if code != "fresh":
        called = arrived - dt.timedelta(days=3)
        rows.append(queries.HistoryRow("h2", called, "Lee Novak", "call", "voicemail", "", False))
    rows.append(
        queries.HistoryRow(
            "h1",
            arrived - dt.timedelta(days=460),
            "Sam Ortiz",
            "note",
            "",
            "Contract with a competitor until the end of the year",
            False,
        )
    )
    return tuple(rows)


def row_of(card: queries.LeadCard) -> queries.UpNextRow:
    """Return the row of a card that follows."""
    return queries.UpNextRow(
        card.id,
        card.name,
        card.company,
        card.source,
        card.class_number,
        card.why,
        card.time_zone,
        card.score,
    )


def offer_of(outcome: Outcome, at: dt.datetime) -> queries.OutcomeOffer:
    """Return an outcome as the pad shows it."""
    soon = {
        "no_answer": ("", dt.timedelta(hours=4)),
        "voicemail": ("", dt.timedelta(days=1)),
        "busy": ("", dt.timedelta(minutes=15)),
        "gatekeeper": ("", dt.timedelta(days=1)),
        "not_interested": ("closes", dt.timedelta(days=180)),
        "wrong_number": ("next_number", dt.timedelta()),
    }
    consequence, gap = soon.get(outcome.id, ("", dt.timedelta()))
    return queries.OutcomeOffer(outcome, consequence, at + gap if gap else None)


def day_of(counts: Mapping[str, int]) -> DayProgress:
    """Return the day with these counts, a little ahead of its pace."""
    goals = [g for g in TIER_1_GOALS if g.kind is GoalKind.AT_LEAST]
    shares = goal_shares(goals, counts)
    made = tuple(
        GoalProgress(
            g.metric,
            counts.get(g.metric, 0),
            g.target,
            g.target * 0.575,
            float(g.target),
            0.5,
            9.0,
            Standing.GOOD if counts.get(g.metric, 0) >= g.target * 0.575 else Standing.WARN,
            counts.get(g.metric, 0) >= g.target,
            g.required,
            g.kind,
            share,
        )
        for g, share in zip(goals, shares, strict=True)
    )
    pace = PaceStanding(5, 190, Standing.GOOD, PaceKind.AHEAD)
    score = bar_score(goals, counts)
    return DayProgress(score, 57.5, False, 0.6, Standing.GOOD, pace, None, made)
