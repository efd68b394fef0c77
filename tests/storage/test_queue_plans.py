# SPDX-License-Identifier: MIT
"""Tests that the queue is a few dozen index seeks in SQLite, however many leads there are."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from leaddesk.storage import (
    funnel_sums,
    handoff_reads,
    handoffs,
    journal,
    leads,
    queue,
    queue_seeks,
    reads,
    team_reads,
)
from leaddesk.storage.engine import Build, Database
from leaddesk.storage.store import SqlStore
from tests.factories import open_copy

LISTS = (
    "areas",
    "lives",
    "weeks",
    "ways",
    "team",
    "lawful",
    "kinds",
    "ids",
    "numbers",
    "values",
    "people",
)
BIG = ("lead", "head", "found", "journal", "phone", "counter", "handoff", "feedback")
"""Tables that grow with the years, under every name a statement gives them."""


@pytest.fixture
def store(template: Database, tmp_path: Path) -> Iterator[SqlStore]:
    """Return a store with as little in it as the planner ever sees: it keeps no statistics."""
    store = open_copy(template, tmp_path / "plans.db")
    yield store
    store.close()


def plan(store: SqlStore, build: Build) -> list[tuple[int, int, str]]:
    """Return the steps of a statement's plan: id, parent, words."""
    text = store.database.text(build)
    names = set(re.findall(r":([a-z_]+)", text))
    params: dict[str, Any] = {name: "[1]" if name in LISTS else 1 for name in names}
    with store.database.reading() as session:
        return [(r[0], r[1], r[3]) for r in session.sql(f"EXPLAIN QUERY PLAN {text}", params)]


SEEKS: dict[str, tuple[Build, str]] = {
    "personal": (queue_seeks.personal, "ix_lead_personal (tier=? AND kind=? AND owner_id=? AND "),
    "pool": (queue_seeks.pool, "ix_lead_pool (tier=? AND kind=? AND area_id=? AND due_at<?)"),
    "rested": (
        queue_seeks.rested,
        "ix_lead_rest (tier=? AND <expr>=? AND area_id=? AND last_call_at<?)",
    ),
    "score": (queue_seeks.by_score, "ix_lead_rank (tier=? AND half_life=? AND area_id=?)"),
    "fresh": (queue_seeks.newest_inbound, "ix_lead_age (tier=? AND inbound=? AND area_id=? AND "),
    "longest": (queue_seeks.longest_waiting, "ix_lead_age (tier=? AND inbound=? AND area_id=?)"),
}


@pytest.mark.parametrize("name", SEEKS)
def test_each_class_is_found_by_its_own_index_already_in_order(store: SqlStore, name: str) -> None:
    build, index = SEEKS[name]

    steps = plan(store, build)

    words = [step[2] for step in steps]
    assert sum(index in line for line in words) == 1, words
    assert not [line for line in words if _reads_all(line)]
    # The heads come out of the index in order; only the few that were found are merged.
    sorts = [(parent, line) for _, parent, line in steps if "TEMP B-TREE" in line]
    assert sorts == ([] if name == "personal" else [(0, "USE TEMP B-TREE FOR ORDER BY")])


@pytest.mark.parametrize("name", SEEKS)
def test_whether_a_lead_or_its_number_is_held_is_two_seeks(store: SqlStore, name: str) -> None:
    words = [step[2] for step in plan(store, SEEKS[name][0])]

    held = [line for line in words if " held " in line]
    assert len(held) == 2
    assert all(line.startswith("SEARCH") for line in held)


STATEMENTS: dict[str, tuple[Build, str]] = {
    "half-lives": (queue.LIVES, "ix_lead_rank (tier=? AND half_life>?)"),
    "rests": (queue.RESTS, "ix_lead_rest (tier=? AND <expr>>?)"),
    "in hand": (queue._IN_HAND, "(person_id=?)"),
    "holder": (queue._HOLDER, "(phone=?)"),
    "held by others": (reads._LEASED, "INTEGER PRIMARY KEY"),
    "ready new": (reads._count_new, "ix_lead_age (tier=? AND inbound=? AND area_id=?)"),
    "ready retries": (reads._count_pool, "ix_lead_pool (tier=? AND kind=? AND area_id=?"),
    "ready personal": (reads._count_personal, "ix_lead_personal (tier=? AND kind=? AND owner_id"),
    "due by area": (reads._AGREED_BY_AREA, "ix_lead_personal (tier=? AND kind=? AND owner_id"),
    "waiting personal": (reads._PERSONAL, "COVERING INDEX ix_lead_personal"),
    "waiting retries": (reads._NOT_DUE, "COVERING INDEX ix_lead_pool"),
    "aside": (reads._BY_STATE, "ix_lead_aside (tier=?)"),
    "history": (reads._HISTORY, "ix_journal_lead (lead_id=?)"),
    "leads by id": (reads._leads_in, "INTEGER PRIMARY KEY"),
    "last undoable": (journal._LAST, "ix_journal_undo (person_id=?)"),
    "skips": (journal._SKIPS, "ix_journal_person (person_id=? AND at>?)"),
    "counter": (journal._COUNTER, "PRIMARY KEY (person_id=? AND day=? AND tier=? AND metric=?)"),
    "handoff of a lead": (handoffs._OF_LEAD, "ix_handoff_lead (lead_id=?)"),
    "notes between two": (handoff_reads._NOTES, "ix_journal_lead (lead_id=?)"),
    "came back": (handoff_reads._CAME_BACK, "ix_handoff_lead (lead_id=?)"),
    "last rating": (handoff_reads._RATING, "ix_feedback_handoff (handoff_id=?)"),
    "clocks": (handoffs._RUN_OUT, "ix_handoff_clock (state=?"),
    "counts of many": (
        team_reads.counts_statement,
        "PRIMARY KEY (person_id=? AND day>? AND day<?)",
    ),
    "counts by day": (team_reads.by_day_statement, "PRIMARY KEY (person_id=? AND day>? AND day<?)"),
    "quarter hours": (
        team_reads.quarters_statement,
        "COVERING INDEX ix_journal_person (person_id=? AND at>?)",
    ),
    "last logged": (team_reads.last_statement, "ix_journal_person (person_id=? AND at>?)"),
    "waits": (funnel_sums._WAITS, "PRIMARY KEY (person_id=? AND day=?)"),
    "tallies": (funnel_sums._TALLIES, "PRIMARY KEY (person_id=? AND day>? AND day<?)"),
    "weeks to a handoff": (funnel_sums._LAGS, "ix_handoff_first (first_offered_at>?"),
    "first call of a handoff": (funnel_sums._LAGS, "ix_journal_lead (lead_id=?)"),
    "decided": (team_reads._DECIDED, "COVERING INDEX ix_handoff_decided (decided_at>?)"),
    "waiting": (team_reads._WAITING, "ix_handoff_clock (state=?)"),
    "late": (team_reads._LATE, "ix_handoff_clock (state=?)"),
    "missed": (team_reads._COUNT_MISSED, "ix_lead_personal (tier=? AND kind=?)"),
    "feedback given": (
        team_reads.feedback_statement,
        "COVERING INDEX ix_feedback_receiver (receiver_id=? AND given_at>?)",
    ),
    "feedback owed": (
        team_reads.owed_statement,
        "ix_feedback_receiver (receiver_id=? AND given_at=? AND due_at<?)",
    ),
    "numbers": (leads.with_numbers, "ix_phone_e164 (e164=?)"),
    "e-mail": (leads._WITH_EMAIL, "ix_lead_email (email=?)"),
}


@pytest.mark.parametrize("name", STATEMENTS)
def test_what_every_click_asks_is_a_seek(store: SqlStore, name: str) -> None:
    build, index = STATEMENTS[name]

    words = [step[2] for step in plan(store, build)]

    assert any(index in line for line in words), words
    assert not [line for line in words if _reads_all(line)]


def test_this_test_sees_a_statement_that_reads_everything(store: SqlStore) -> None:
    def careless(_dialect: object) -> str:
        return "SELECT id FROM lead WHERE rank > 1 ORDER BY rank"

    words = [step[2] for step in plan(store, careless)]

    assert [line for line in words if _reads_all(line)]


def _reads_all(line: str) -> bool:
    return any(line == f"SCAN {table}" or line.startswith(f"SCAN {table} ") for table in BIG)
