# SPDX-License-Identifier: MIT
"""The queue of a workstation: the order of the whole queue, of what may be called from here."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from leaddesk.domain.lead import PERSONAL_KINDS, QueueKind
from leaddesk.domain.queue import TIER_1_STEPS, TIER_2_STEPS, Order, Step
from leaddesk.storage import held_queue
from leaddesk.storage.dialects import json_list
from leaddesk.storage.engine import Build, Database, Session, Sql
from leaddesk.storage.held_queue import HeldQueue, nothing_lives
from leaddesk.storage.moments import to_ms
from leaddesk.storage.queue import QueueStore
from leaddesk.storage.store import SqlStore
from tests.factories import DAY, HOUR, NOON, open_copy

ME, OTHER, AREAS = 7, 8, "[1, 2]"
LEADS, HAND, IN_FRONT = 600, 300, 80
STEPS = {
    f"{step.kind.name}-{step.whose.name}-{step.order.name}": step
    for step in (*TIER_1_STEPS, *TIER_2_STEPS)
}
_LEAD = Sql(
    "INSERT INTO lead (id, tier, state, kind, owner_id, due_at, arrived_at, inbound, half_life, "
    "rank, ladder, phone, area_id, last_call_at) VALUES (:id, :tier, 0, :kind, :owner, :due, "
    ":arrived, :inbound, :life, :rank, '', :phone, :area, :called)"
)
_LEASE = Sql("INSERT INTO held_lease (id, lead_id, boot, over) VALUES (:id, :lead, 'b', :over)")
_FRONT = Sql(
    "INSERT INTO lease (lead_id, phone, person_id, taken_at, expires_at) "
    "VALUES (:lead, :phone, :person, 0, :until)"
)
_TAKEN = (
    "SELECT lead.id FROM lead JOIN lease ON (lease.lead_id = lead.id OR lease.phone = lead.phone) "
    "AND expires_at > 0"
)


@pytest.fixture
def store(template: Database, tmp_path: Path) -> Iterator[SqlStore]:
    """Return a workstation's file with leads of every kind, a part of them leased."""
    store = open_copy(template, tmp_path / "held.db")
    chance = random.Random(4)
    with store.database.writing() as session:
        session.sql("INSERT INTO membership (name, value) VALUES ('device', 'd'), ('person', '7')")
        session.sql("INSERT INTO area VALUES (1, 'UTC', 'US', 'a'), (2, 'UTC', 'US', 'b')")
        session.sql("INSERT INTO area VALUES (3, 'UTC', 'US', 'c')")
        session.many(_LEAD, [_lead(number, chance) for number in range(1, LEADS + 1)])
        hand = chance.sample(range(1, LEADS + 1), HAND)
        session.many(_LEASE, [{"id": n, "lead": n, "over": float(n % 3)} for n in hand])
        session.many(_FRONT, [_in_front(number) for number in hand[:IN_FRONT]])
    yield store
    store.close()


def _lead(number: int, chance: random.Random) -> dict[str, object]:
    kind = chance.choice([one for one in QueueKind if one is not QueueKind.NONE])
    owner = chance.choice([0, ME, OTHER]) if kind in PERSONAL_KINDS else 0
    called = 0 if kind is QueueKind.NEW else to_ms(NOON - chance.randint(1, 90) * DAY)
    due = to_ms(NOON + chance.randint(-40, 10) * HOUR)
    return {
        "id": number, "tier": chance.choice([1, 1, 2]), "kind": int(kind), "owner": owner,
        "due": due, "arrived": to_ms(NOON - chance.randint(0, 90) * HOUR),
        "inbound": chance.choice([0, 1]), "life": chance.choice([24, 72]),
        "rank": chance.random() * 3, "phone": f"+1{number}", "area": chance.choice([1, 2, 3]),
        "called": called,
    }  # fmt: skip


def _in_front(number: int) -> dict[str, object]:
    """Return a lead in front of somebody, held by its id or by its number, or not any more."""
    lead, phone = (number, f"lead {number}") if number % 2 else (-number, f"+1{number}")
    until = 1 << 60 if number % 3 else 0
    return {"lead": lead, "phone": phone, "person": 1000 + number, "until": until}


def alive(_boot: str, over: float) -> bool:
    return over > 0


def living(session: Session) -> set[int]:
    return {row[0] for row in session.sql("SELECT lead_id FROM held_lease WHERE over > 0")}


@pytest.mark.parametrize("limit", [2, LEADS])
@pytest.mark.parametrize("owner", [0, ME, OTHER])
@pytest.mark.parametrize("name", STEPS)
def test_it_is_the_queue_without_what_may_not_be_called_from_here(
    store: SqlStore, name: str, owner: int, limit: int
) -> None:
    step = STEPS[name]
    seen = 0
    for tier in (1, 2):
        with store.database.reading() as session:
            whole, here = QueueStore(session), HeldQueue(session, alive)
            wanted, found = (
                queue.heads(
                    step, tier, owner, AREAS, NOON, most,
                    since=NOON - 80 * HOUR, lives=json_list(queue.lives(tier)),
                )
                for queue, most in ((whole, LEADS), (here, limit))
            )  # fmt: skip
            may = living(session)
        own = step.kind in PERSONAL_KINDS and owner == ME
        assert found == [head for head in wanted if own or head.lead_id in may][:limit]
        seen += len(found)
    assert seen


def test_the_longest_waiting_of_the_hand_come_first(store: SqlStore) -> None:
    with store.database.reading() as session:
        wanted = QueueStore(session).longest(1, AREAS, NOON, LEADS)
        found = HeldQueue(session, alive).longest(1, AREAS, NOON, 3)
        may = living(session)
    assert found == [head for head in wanted if head.lead_id in may][:3]
    assert len(found) == 3


def test_what_is_ready_is_what_all_steps_find(store: SqlStore) -> None:
    with store.database.reading() as session:
        queue = HeldQueue(session, alive)
        kinds = [Step(1, kind, step.whose, Order.DUE, step.window)
                 for kind in PERSONAL_KINDS for step in TIER_1_STEPS[:1]]  # fmt: skip
        found = {
            head.lead_id
            for step in (*kinds, *TIER_1_STEPS)
            for owner in (0, ME)
            for head in queue.heads(step, 1, owner, AREAS, NOON, LEADS, since=NOON - 99 * HOUR)
        }
        in_hands = {row[0] for row in session.sql(_TAKEN)}
        counted = {row[0] for row in session.sql(_counted(in_hands & living(session)))}
        assert queue.ready_here(1, ME, AREAS, AREAS, NOON) == len(found | counted)


def _counted(taken: set[int]) -> str:
    """Return the leads in a hand that are ready: the count has them, no step offers them."""
    ids = json_list(taken)
    return (
        f"SELECT id FROM lead WHERE id IN (SELECT value FROM json_each('{ids}')) AND tier = 1 "
        f"AND area_id < 3 AND (kind = 3 OR due_at <= {to_ms(NOON)}) AND owner_id IN (0, {ME})"
    )


def test_a_lease_that_is_over_offers_nothing_but_what_is_own(store: SqlStore) -> None:
    mine, anyone = STEPS["CALLBACK-MINE-DUE"], STEPS["CALLBACK-ANYONE-DUE"]
    with store.database.reading() as session:
        queue = HeldQueue(session, nothing_lives)
        assert queue.heads(anyone, 1, 0, AREAS, NOON, LEADS) == []
        own = queue.heads(mine, 1, ME, AREAS, NOON, LEADS)
        assert own
        assert queue.may_call(own[0].lead_id)
        others = session.sql("SELECT id FROM lead WHERE owner_id <> 7 LIMIT 1")[0][0]
        assert not queue.may_call(others)
        waits = session.sql(
            "SELECT COUNT(*) FROM held_lease JOIN lead ON lead.id = lead_id WHERE owner_id <> 7 "
            "AND tier = 1"
        )
        assert queue.unheard(1) == waits[0][0]
        assert HeldQueue(session, alive).unheard(1) < waits[0][0]


def test_where_nobody_is_noted_nothing_is_own(store: SqlStore) -> None:
    with store.database.writing() as session:
        session.sql("DELETE FROM membership WHERE name = 'person'")
        session.sql("UPDATE lead SET owner_id = 0")
        queue = HeldQueue(session, nothing_lives)
        assert not queue.may_call(1)
        assert queue.ready_here(1, 0, AREAS, AREAS, NOON) == 0


PLANS: dict[str, Build] = {
    **held_queue._OF_STEP,
    "ready": held_queue._READY,
    "unheard": held_queue._UNHEARD,
    "own": held_queue._OWNER,
}


@pytest.mark.parametrize("name", PLANS)
def test_however_many_leads_there_are_those_of_the_hand_are_read(
    store: SqlStore, name: str
) -> None:
    words = _plan(store, PLANS[name])
    leads = [line for line in words if re.match(r"(SEARCH|SCAN) lead\b", line)]
    own = [line for line in leads if "ix_lead_personal (tier=? AND kind=? AND owner_id=?" in line]
    assert len(own) == (1 if name == "ready" else 0), words
    assert {line for line in leads if line not in own} == {
        "SEARCH lead USING INTEGER PRIMARY KEY (rowid=?)"
    }, words


def test_this_test_sees_a_statement_that_reads_more_than_the_hand(store: SqlStore) -> None:
    told = store.database.text(held_queue._OF_STEP["longest"])
    careless = Sql(told.replace("lead.id IN", "lead.id + 0 IN").replace("+lead.tier", "lead.tier"))
    words = _plan(store, careless)
    assert "SEARCH lead USING INTEGER PRIMARY KEY (rowid=?)" not in words


def _plan(store: SqlStore, build: Build) -> list[str]:
    """Return the words of a statement's plan."""
    text = store.database.text(build)
    params: dict[str, Any] = dict.fromkeys(re.findall(r":([a-z_]+)", text), 1)
    params |= {name: "[1]" for name in params if name in {"ids", "areas", "team", "lawful"}}
    with store.database.reading() as session:
        return [str(row[3]) for row in session.sql(f"EXPLAIN QUERY PLAN {text}", params)]
