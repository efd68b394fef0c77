# SPDX-License-Identifier: MIT
"""Everybody's handoffs as a team lead sees them: 50 people, 20,000 handoffs, filters, figures."""

from __future__ import annotations

import datetime as dt
import random
from pathlib import Path

from bench import made_leads
from bench.verdict import Row, median, percentile, timed
from leaddesk.desk.commands import AddPerson, PersonFields
from leaddesk.desk.desk import Desk
from leaddesk.desk.queries import AskHandoffFigures, AskTeamHandoffs, HandoffFilter
from leaddesk.domain.handoff_quality import LOTS
from leaddesk.domain.holiday_calendar import NoHolidays
from leaddesk.storage.engine import Sql
from leaddesk.storage.opening import open_store

LEADS = 10_000
HANDOFFS = 20_000
PEOPLE = 50
PAGE_MS = 100.0
FIGURES_MS = 300.0
_HOUR = 3_600_000
_FATES = ("accepted", "appointment", "held", "presentation", "proposal", "won", "lost")
_HANDOFF = Sql(
    "INSERT INTO handoff (lead_id, state, open, giver_id, receiver_id, to_tier, hot, offered_at, "
    "first_offered_at, remind_at, accept_by, hard_stop_at, decided_at, sheet, packet, reason, "
    "fate, fate_at, accept_minutes, held_at, missed_at, lot) VALUES (:lead, :state, :open, :giver, "
    ":receiver, 2, 0, :at, :at, :at, :until, :until, :decided, '{}', '', :reason, :fate, :decided, "
    ":minutes, :held, :missed, :lot)"
)
_FEEDBACK = Sql(
    "INSERT INTO feedback (handoff_id, lead_id, giver_id, receiver_id, cause, since, due_at, "
    "given_at, rating) VALUES (:handoff, :lead, :giver, :receiver, 'won', :at, :until, :given, 4)"
)


def run() -> list[Row]:
    """Return the rows of this benchmark."""
    path = made_leads.copied(LEADS, "handoff")
    ruth = _filled(path)
    desk = Desk(open_store(str(path), made_leads.NOW), NoHolidays())
    now = made_leads.NOW
    pages: list[float] = []
    deep: list[float] = []
    for wanted in _filters():
        question = AskTeamHandoffs(ruth, wanted)
        for round_ in range(4):
            spent = timed(lambda: desk.ask(question, now)) * 1000  # noqa: B023
            if round_:
                pages.append(spent)
    question = AskTeamHandoffs(ruth)
    while True:
        page = desk.ask(question, now)
        if page.next_after is None:
            break
        question = AskTeamHandoffs(ruth, after=page.next_after)
        deep.append(timed(lambda: desk.ask(question, now)) * 1000)  # noqa: B023
    month = AskHandoffFigures(ruth, now - dt.timedelta(days=90))
    whole = [timed(lambda: desk.ask(AskHandoffFigures(ruth), now)) * 1000 for _ in range(7)]
    part = [timed(lambda: desk.ask(month, now)) * 1000 for _ in range(7)]
    desk.close()
    size = f"{HANDOFFS:,} handoffs"
    return [
        Row(f"everybody's handoffs, first page, p95 of 15 filters, {size}",
            percentile(pages, 0.95), "ms", PAGE_MS, detail=f"median {median(pages):.1f} ms"),
        Row(f"the next page, p95 of {len(deep)} to the last, {size}",
            percentile(deep, 0.95), "ms", PAGE_MS, detail=f"median {median(deep):.1f} ms"),
        Row(f"figures of handoffs, all, median, {size}, {PEOPLE} people",
            median(whole), "ms", FIGURES_MS, detail=f"of 90 days {median(part):.0f} ms"),
    ]  # fmt: skip


def _filters() -> list[HandoffFilter]:
    """Return filters that many, few and no handoffs pass."""
    long_ago = made_leads.NOW - dt.timedelta(days=300)
    return [
        HandoffFilter(), HandoffFilter(giver_id=3), HandoffFilter(receiver_id=40),
        HandoffFilter(giver_id=3, receiver_id=40), HandoffFilter(source_id=1),
        HandoffFilter(source_id=9_999), HandoffFilter(offered_from=long_ago),
        HandoffFilter(offered_before=long_ago),
        *(HandoffFilter(state) for state in (
            "late", "returned", "won", "owed", "to_score", "scored", "withdrawn",
        )),
    ]  # fmt: skip


def _filled(path: Path) -> int:
    """Add people and handoffs of a year to a database; return its team lead."""
    store = open_store(str(path), made_leads.NOW)
    desk = Desk(store, NoHolidays())
    people = [
        desk.do(
            AddPerson(PersonFields(f"Person {n}", (("qualifier", "senior_rep")[n > 30],), "UTC")),
            0, made_leads.NOW,
        ).made_id or 0
        for n in range(PEOPLE)
    ]  # fmt: skip
    ruth = desk.do(AddPerson(PersonFields("Ruth", ("team_lead",), "UTC")), 0, made_leads.NOW)
    dice = random.Random(6)
    now = int(made_leads.NOW.timestamp() * 1000)
    with store.database.writing() as session:
        for n in range(HANDOFFS):
            at = now - (HANDOFFS - n) * 26 * 60_000
            giver, receiver = dice.choice(people[:31]), dice.choice(people[31:])
            state = dice.choices(
                ("accepted", "returned", "rejected", "expired"), (88, 7, 4, 1)
            )[0] if n < HANDOFFS - 60 else "offered"  # fmt: skip
            fate = dice.choice(_FATES) if state == "accepted" else state
            held = at + 48 * _HOUR if fate not in {"accepted", "appointment", state} else 0
            session.run(
                _HANDOFF, lead=1 + n % LEADS, state=state,
                open=int(state == "offered" or (state == "accepted" and n > HANDOFFS - 900)),
                giver=giver, receiver=receiver, at=at, until=at + 24 * _HOUR,
                decided=0 if state == "offered" else at + _HOUR, fate=fate,
                reason=dice.choice(("no_budget", "duplicate", "incomplete")),
                minutes=dice.randrange(1, 400) if state == "accepted" else -1,
                held=held, missed=0 if held or dice.random() > 0.1 else at,
                lot=dice.randrange(LOTS),
            )  # fmt: skip
            if held:
                session.run(
                    _FEEDBACK, handoff=n + 1, lead=1 + n % LEADS, giver=giver, receiver=receiver,
                    at=held, until=held + 48 * _HOUR,
                    given=held + _HOUR if dice.random() < 0.9 else 0,
                )  # fmt: skip
    desk.close()
    return ruth.made_id or 0
