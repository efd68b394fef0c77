# SPDX-License-Identifier: MIT
"""The plan: 10,000 draws, and all of it with each key, from a year of fifty people's work."""

from __future__ import annotations

import datetime as dt
import random
import sqlite3
from pathlib import Path

from bench import first_looks, made_leads
from bench.verdict import Row, median, percentile, timed
from leaddesk.desk.desk import Desk
from leaddesk.desk.plan_chance import chance_of
from leaddesk.desk.queries import AskPlan
from leaddesk.domain.goal_chance import OpenDeal, Step
from leaddesk.domain.holiday_calendar import NoHolidays
from leaddesk.domain.plan import Draft
from leaddesk.storage.moments import to_ms
from leaddesk.storage.opening import open_store

ROUNDS = 20
MOST_MS = 200.0
PEOPLE, DAYS = 50, 365
HANDOFFS_A_DAY = 4
_COUNTS = {"calls": 80, "new_lead_calls": 40, "conversations": 14, "handoffs": HANDOFFS_A_DAY}
_HANDOFF = (
    "INSERT INTO handoff (lead_id, state, open, giver_id, receiver_id, to_tier, hot, offered_at, "
    "first_offered_at, remind_at, accept_by, hard_stop_at, decided_at, sheet, packet, fate, "
    "fate_at, amount, held_at, presented_at, won_at) VALUES (?, 'accepted', ?, ?, ?, 2, 0, ?, ?, "
    "0, 0, 0, ?, '{}', '', 'accepted', ?, 0, ?, ?, ?)"
)


def run() -> list[Row]:
    """Return the rows of this benchmark."""
    steps = [Step((510.0, 2_540.0), 12_000.0), *[Step((90.0, 110.0), 0.0)] * 3]
    deals = [OpenDeal(960_000.0, 0.3)] * 40
    draws = [
        1000 * timed(lambda: chance_of(42_000_000, steps, 960_000.0, 0.0, deals))
        for _ in range(ROUNDS)
    ]
    path = _filled()
    desk = Desk(open_store(str(path), made_leads.NOW), NoHolidays())
    draft = Draft(dt.date(2026, 4, 1), dt.date(2026, 6, 30), 420_000_000)
    desk.ask(AskPlan(draft), made_leads.NOW)
    keys = [1000 * timed(lambda: desk.ask(AskPlan(draft), made_leads.NOW)) for _ in range(ROUNDS)]
    handoffs = PEOPLE * HANDOFFS_A_DAY * DAYS
    desk.close()
    return [
        Row("10,000 draws of a plan", median(draws), "ms", MOST_MS,
            detail=f"p95 {percentile(draws, 0.95):.0f} ms"),
        Row("the plan worked out after a key", median(keys), "ms",
            detail=f"p95 {percentile(keys, 0.95):.0f} ms; {PEOPLE} people, {handoffs:,} handoffs "
            "in a year"),
        *first_looks.rows(path, AskPlan(draft), "plan", None),
    ]  # fmt: skip


def _filled() -> Path:
    """Return a database with the counters and handoffs of a year."""
    path = made_leads.copied(10_000, "plan")
    chance = random.Random(7)
    now = made_leads.NOW
    with sqlite3.connect(path) as connection:
        first = connection.execute("SELECT COALESCE(MAX(id), 0) FROM person").fetchone()[0] + 1
        pattern = connection.execute("SELECT hours, time_zone FROM person LIMIT 1").fetchone()
        people = range(first, first + PEOPLE)
        connection.executemany(
            "INSERT INTO person (id, name, roles, hours, time_zone) VALUES (?, ?, ?, ?, ?)",
            [(n, f"Person {n}", "qualifier" if n % 3 else "senior_rep", *pattern) for n in people],
        )
        for back in range(1, DAYS + 1):
            day = now - dt.timedelta(days=back)
            rows = [
                (n, day.date().isoformat(), 1, metric, count)
                for n in people
                for metric, count in _COUNTS.items()
            ]
            connection.executemany("INSERT OR REPLACE INTO counter VALUES (?, ?, ?, ?, ?)", rows)
            handoffs = [
                _handoff(n, to_ms(day), chance) for n in people for _ in range(HANDOFFS_A_DAY)
            ]
            connection.executemany(_HANDOFF, handoffs)
    connection.close()
    return path


def _handoff(person: int, at: int, chance: random.Random) -> tuple[int, ...]:
    """Return a handoff's row: some reach a presentation, some of those are won."""
    day = 86_400_000
    accepted = at + chance.randrange(day)
    shown = accepted + chance.randrange(20 * day) if chance.random() < 0.46 else 0
    won = shown + chance.randrange(30 * day) if shown and chance.random() < 0.24 else 0
    still_open = not won and at > to_ms(made_leads.NOW) - 20 * day
    return (1, int(still_open), person, person, at, at, accepted, accepted, shown, shown, won)
