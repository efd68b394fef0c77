# SPDX-License-Identifier: MIT
"""The heads of a queue stand in the same order on both databases, and as the rules say."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from leaddesk.desk.records import Head
from leaddesk.domain.calling_hours import CallingArea
from leaddesk.domain.lead import PERSONAL_KINDS, Number, QueueKind
from leaddesk.domain.queue import TIER_1_STEPS, TIER_2_STEPS, Order, Step, rank, score
from leaddesk.storage import queue_seeks
from leaddesk.storage.engine import Build
from leaddesk.storage.store import SqlStore
from tests.factories import NOON
from tests.storage.conftest import Place

LIVES = (24, 72, 336)
STEPS = sorted(set(TIER_1_STEPS + TIER_2_STEPS), key=repr)

a_lead = st.fixed_dictionaries(
    {
        "tier": st.integers(1, 2),
        "kind": st.sampled_from(list(QueueKind)),
        "owner_id": st.integers(0, 2),
        "due": st.integers(-3, 1),
        "age": st.integers(0, 90),
        "inbound": st.booleans(),
        "half_life": st.sampled_from(LIVES),
        "merit": st.sampled_from((0.2, 0.6, 0.95)),
        "area": st.integers(0, 2),
        "number": st.integers(0, 6),
        "called": st.sampled_from((None, 0, 1, 6, 7, 8, 30, 90)),
    }
)


@pytest.fixture
def pair(sqlite_place: Place, postgres_place: Place) -> tuple[SqlStore, SqlStore]:
    """Two stores to be filled alike."""
    return sqlite_place.open(), postgres_place.open()


def fill(store: SqlStore, drafts: list[dict[str, object]], held: list[int]) -> dict[int, int]:
    """Replace all leads; returns the place in `drafts` by id."""
    with store.database.writing() as session:
        for table in ("phone", "lease", "lead"):
            session.sql(f"DELETE FROM {table}")
    ids: dict[int, int] = {}
    with store.unit() as unit:
        areas = [unit.team.area_id(CallingArea((z,), "US", "")) for z in ("A/B", "C/D", "E/F")]
        for place, draft in enumerate(drafts):
            arrived = NOON - dt.timedelta(hours=_int(draft["age"]))
            life = _int(draft["half_life"])
            phone = f"+1612555010{draft['number']}"
            fields: dict[str, object] = {
                "tier": draft["tier"],
                "state": 0,
                "kind": draft["kind"],
                "owner_id": draft["owner_id"],
                "due_at": NOON + dt.timedelta(hours=_int(draft["due"])),
                "arrived_at": arrived,
                "inbound": draft["inbound"],
                "half_life": life,
                "rank": rank(float(str(draft["merit"])), arrived, life),
                "ladder": "outbound",
                "phone": phone,
                "area_id": areas[_int(draft["area"])],
                "last_call_at": called(draft),
            }
            lead_id = unit.leads.add(fields, [Number(0, phone, "direct")])
            ids[lead_id] = place
        for person, place in enumerate(held, 10):
            if place < len(drafts):
                lead_id = next(i for i, p in ids.items() if p == place)
                phone = f"+1612555010{drafts[place]['number']}"
                unit.queue.take(lead_id, phone, person, NOON, NOON + dt.timedelta(minutes=person))
    return ids


def called(draft: dict[str, object]) -> dt.datetime | None:
    """Return the last call of a draft: days before noon, None for never."""
    days = draft.get("called")
    return None if days is None else NOON - dt.timedelta(days=_int(days))


def _int(value: object) -> int:
    return int(str(value))


def found(store: SqlStore, ids: dict[int, int], step: Step, tier: int, limit: int) -> list[int]:
    with store.looking() as unit:
        mine = [i for i, area in unit.team.areas().items() if area.time_zones != ("E/F",)]
        heads = unit.queue.heads(
            step,
            tier,
            1,
            json.dumps(sorted(mine)),
            NOON,
            limit,
            since=NOON - dt.timedelta(hours=5),
            lives=json.dumps(LIVES),
        )
    return [ids[head.lead_id] for head in heads]


@pytest.mark.postgres
@settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(a_lead, max_size=25), st.lists(st.integers(0, 25), unique=True, max_size=3))
def test_both_databases_give_the_heads_the_rules_give(
    pair: tuple[SqlStore, SqlStore], drafts: list[dict[str, object]], held: list[int]
) -> None:
    filled = [(store, fill(store, drafts, held)) for store in pair]
    for step in STEPS:
        for tier in (1, 2):
            expected = by_the_rules(drafts, held, step, tier)
            for limit in (1, 4):
                for store, ids in filled:
                    assert found(store, ids, step, tier, limit) == expected[:limit], step


def by_the_rules(
    drafts: list[dict[str, object]], held: list[int], step: Step, tier: int
) -> list[int]:
    """Return the places of the leads of a step in order, told in plain Python."""
    taken: set[object] = set()
    for place in held:
        if place < len(drafts) and drafts[place]["number"] not in taken:
            taken.add(drafts[place]["number"])
    rows = [
        (place, draft)
        for place, draft in enumerate(drafts)
        if draft["tier"] == tier
        and draft["kind"] is step.kind
        and draft["area"] != 2
        and draft["number"] not in taken
        and _stands(draft, step)
    ]
    rows.sort(key=lambda row: _key(row[0], row[1], step))
    return [place for place, _ in rows]


def _stands(draft: dict[str, object], step: Step) -> bool:
    if step.kind in PERSONAL_KINDS:
        return draft["owner_id"] == 1 and _int(draft["due"]) <= 0
    if step.order is Order.NEWEST:
        return bool(draft["inbound"]) and _int(draft["age"]) < 5
    return step.order is Order.SCORE or _int(draft["due"]) <= 0


def _key(place: int, draft: dict[str, object], step: Step) -> tuple[float, ...]:
    if step.order is Order.NEWEST:
        return (_int(draft["age"]), -place)
    if step.order is Order.SCORE:
        life = _int(draft["half_life"])
        arrived = NOON - dt.timedelta(hours=_int(draft["age"]))
        now = score(rank(float(str(draft["merit"])), arrived, life), life, NOON)
        return (-round(now, 6), place)
    if step.order is Order.LONGEST:
        at = called(draft)
        return (at.timestamp() if at else 0, place)
    return (_int(draft["due"]), place)


def test_the_longest_waiting_come_first(store: SqlStore) -> None:
    ages = (5, 50, 20, 50)
    drafts: list[dict[str, object]] = [
        {
            "tier": 1,
            "kind": QueueKind.NEW,
            "owner_id": 0,
            "due": 0,
            "age": age,
            "inbound": place % 2 == 0,
            "half_life": 72,
            "merit": 0.6,
            "area": 0,
            "number": place,
        }
        for place, age in enumerate(ages)
    ]
    ids = fill(store, drafts, [])
    with store.looking() as unit:
        areas = json.dumps(sorted(unit.team.areas()))
        heads: list[Head] = unit.queue.longest(1, areas, NOON, 3)
    assert [ids[head.lead_id] for head in heads] == [1, 3, 2]


def test_heads_are_found_through_their_indexes(store: SqlStore) -> None:
    """A seek that scans would be found out by a million leads, not by a test's few."""
    if not store.database.is_sqlite:
        pytest.skip("the plan of PostgreSQL depends on how much there is")
    for build, params in _seeks():
        text = store.database.text(build)
        with store.database.reading() as session:
            plan = [row[3] for row in session.sql(f"EXPLAIN QUERY PLAN {text}", params)]
        assert any("USING INDEX ix_lead_" in line for line in plan), plan
        assert not any(line.startswith("SCAN lead") for line in plan), plan


def _seeks() -> Iterator[tuple[Build, dict[str, object]]]:
    shared = {"tier": 1, "areas": "[1]", "now": 0, "limit": 1}
    yield queue_seeks.personal, shared | {"kind": 1, "owner": 1}
    yield queue_seeks.pool, shared | {"kind": 4}
    yield queue_seeks.personal_longest, shared | {"kind": 7, "owner": 1}
    yield queue_seeks.rested, shared | {"weeks": "[4]"}
    yield queue_seeks.by_score, shared | {"lives": "[24]", "hours": 1.0}
    yield queue_seeks.newest_inbound, shared | {"ways": "[1]", "since": 0}
    yield queue_seeks.longest_waiting, shared | {"ways": "[0, 1]"}
