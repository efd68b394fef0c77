# SPDX-License-Identifier: MIT
"""The funnel of 90 days from five million activities of fifty people, and from a tenth of them."""

from __future__ import annotations

import datetime as dt
import random
import sqlite3
from collections.abc import Iterator
from functools import partial
from pathlib import Path

from bench import first_looks, made_leads
from bench.verdict import Row, median, percentile, timed
from leaddesk.desk.desk import Desk
from leaddesk.desk.queries import AskFunnel
from leaddesk.domain.funnel import Span
from leaddesk.domain.holiday_calendar import NoHolidays
from leaddesk.storage import tallies
from leaddesk.storage.moments import to_ms
from leaddesk.storage.opening import open_store
from leaddesk.storage.schema import HEAD

ROUNDS = 40
MOST_MS = 150.0
TIMES_HISTORY = 1.3
PEOPLE, CALLS_A_DAY, HANDOFFS_A_DAY = 50, 80, 4
ACTIVITIES = 5_000_000
SOURCES, CAMPAIGNS = 10, 15
DAY = 86_400_000
_CALL = (
    "INSERT INTO journal (id, at, written_at, person_id, device, tier, kind, lead_id, outcome, "
    "data, day, counted, reversal, source_id, campaign, hour, attempt, waited) VALUES "
    "(?, ?, ?, ?, 'desk', 1, 'call', ?, ?, '', ?, ?, '', ?, ?, ?, ?, 0)"
)
_HANDOFF = (
    "INSERT INTO handoff (lead_id, state, open, giver_id, receiver_id, to_tier, hot, offered_at, "
    "first_offered_at, remind_at, accept_by, hard_stop_at, decided_at, sheet, packet, fate, "
    "fate_at, held_at, presented_at, proposed_at, won_at, source_id, campaign) VALUES "
    "(1, 'accepted', 0, ?, ?, 2, 0, ?, ?, 0, 0, 0, ?, '{}', '', 'accepted', ?, ?, ?, ?, ?, ?, ?)"
)
_COUNTERS = (
    "INSERT INTO counter SELECT person_id, day, 1, ?, COUNT(*) FROM journal "
    "WHERE replace(counted, ?, '') <> counted GROUP BY person_id, day"
)


def run() -> list[Row]:
    """Return the rows of this benchmark; the two histories are asked in turn."""
    few, many = (_opened(ACTIVITIES // part) for part in (10, 1))
    query = AskFunnel(Span.THREE_MONTHS)
    for desk in (few, many):
        desk.ask(query, made_leads.NOW)
    person = many.ask(query, made_leads.NOW).people[0][0]
    one = [
        1000 * timed(partial(many.ask, AskFunnel(Span.THREE_MONTHS, person), made_leads.NOW))
        for _ in range(ROUNDS)
    ]
    times: tuple[list[float], list[float]] = ([], [])
    for _ in range(ROUNDS):
        for desk, spent in zip((few, many), times, strict=True):
            spent.append(1000 * timed(partial(desk.ask, query, made_leads.NOW)))
    calls = many.ask(query, made_leads.NOW).reached[0]
    for desk in (few, many):
        desk.close()
    growth = median([b / a for a, b in zip(*times, strict=True)])
    return [
        Row("the funnel of 90 days, median", median(times[1]), "ms", MOST_MS,
            detail=f"{ACTIVITIES:,} activities of {PEOPLE} people, {calls:,} calls in 90 days"),
        Row("the funnel of 90 days, p95", percentile(times[1], 0.95), "ms", MOST_MS),
        Row("the same of one person, median", median(one), "ms", MOST_MS,
            detail=f"p95 {percentile(one, 0.95):.0f} ms"),
        *first_looks.rows(_path(ACTIVITIES), query, "funnel", MOST_MS),
        Row("the same against a tenth of the history", growth, "×", TIMES_HISTORY),
    ]  # fmt: skip


def _path(activities: int) -> Path:
    return made_leads.folder() / f"funnel-{activities}-{HEAD}.db"


def _opened(activities: int) -> Desk:
    path = _path(activities)
    if not path.exists():
        building = _filled(activities)
        building.rename(path)
    return Desk(open_store(str(path), made_leads.NOW), NoHolidays())


def _filled(activities: int) -> Path:
    """Return a database with calls and handoffs of as many days as it takes."""
    path = made_leads.copied(10_000, "funnel")
    chance = random.Random(11)
    with sqlite3.connect(path) as connection:
        connection.execute("PRAGMA synchronous=OFF")
        pattern = connection.execute("SELECT hours, time_zone FROM person LIMIT 1").fetchone()
        connection.executemany(
            "INSERT INTO person (id, name, roles, hours, time_zone) VALUES (?, ?, ?, ?, ?)",
            [(n, f"Person {n}", "qualifier", *pattern) for n in range(100, 100 + PEOPLE)],
        )
        days = activities // (PEOPLE * CALLS_A_DAY)
        for back in range(days, 0, -1):
            at = made_leads.NOW - dt.timedelta(days=back)
            connection.executemany(_CALL, _calls(at, chance))
            connection.executemany(
                _HANDOFF, [_handoff(to_ms(at), chance) for _ in range(PEOPLE * HANDOFFS_A_DAY)]
            )
        for metric in ("calls", "connects", "conversations"):
            connection.execute(_COUNTERS, (metric, metric))
    connection.close()
    store = open_store(str(path), made_leads.NOW)
    with store.database.writing() as session:
        tallies.rebuild(session)
    store.close()
    return path


def _calls(at: dt.datetime, chance: random.Random) -> Iterator[tuple[object, ...]]:
    day, begins = at.date().isoformat(), to_ms(at)
    for person in range(100, 100 + PEOPLE):
        for number in range(CALLS_A_DAY):
            luck = chance.random()
            counted, outcome = "calls", "no_answer"
            if luck < 0.2:
                counted, outcome = "calls,connects", "not_interested"
            if luck < 0.1:
                counted, outcome = "calls,connects,conversations", "not_now"
            yield (
                f"{begins:x}{person:x}-{number:x}", begins + number, begins + number, person,
                chance.randrange(1, 10_000), outcome, day, counted, chance.randrange(SOURCES),
                f"Campaign {chance.randrange(CAMPAIGNS)}",
                24 * at.weekday() + chance.randrange(8, 18), chance.randrange(7),
            )  # fmt: skip


def _handoff(at: int, chance: random.Random) -> tuple[object, ...]:
    """Return a handoff's row: some reach a presentation, a proposal, a sale."""
    accepted = at + chance.randrange(DAY)
    shown = accepted + chance.randrange(20 * DAY) if chance.random() < 0.46 else 0
    proposed = shown + chance.randrange(10 * DAY) if shown and chance.random() < 0.6 else 0
    won = proposed + chance.randrange(20 * DAY) if proposed and chance.random() < 0.4 else 0
    people = [chance.randrange(100, 100 + PEOPLE) for _ in range(2)]
    return (
        *people, at, at, accepted, accepted, shown, shown, proposed, won,
        chance.randrange(SOURCES), f"Campaign {chance.randrange(CAMPAIGNS)}",
    )  # fmt: skip
