# SPDX-License-Identifier: MIT
"""Rows are put back exactly as they were before an operation, and its rows have their ids again."""

from __future__ import annotations

import sqlite3

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from leaddesk.desk.commands import AddLead, LeadFields
from leaddesk.storage import overlay
from leaddesk.storage.engine import Sql
from leaddesk.storage.outbox import OutboxStore
from leaddesk.storage.row_ids import FIRST, RowIds
from leaddesk.storage.store import SqlStore
from tests.factories import NOON
from tests.storage.conftest import Place

_SET = Sql("UPDATE lead SET rank = :rank, last_name = :name, due_at = :due WHERE id = 1")
_LEAD = Sql("SELECT * FROM lead ORDER BY id")
_IMAGES = Sql("SELECT COUNT(*) FROM overlay_image")
_VALUES = {
    "counter": ("(person_id, day, tier, metric, n)", "(:person, 'd', 1, 'calls', 1)", "n = n + 1"),
    "tally": (
        "(person_id, day, tier, facet, key, calls, connects, conversations)",
        "(:person, 'd', 1, 'hour', '9', 1, 0, 0)",
        "calls = calls + 1",
    ),
}
_STEPS = {
    (name, step): Sql(text)
    for name, (columns, values, more) in _VALUES.items()
    for step, text in (
        ("add", f"INSERT OR IGNORE INTO {name} {columns} VALUES {values}"),
        ("set", f"UPDATE {name} SET {more} WHERE person_id = :person"),
        ("drop", f"DELETE FROM {name} WHERE person_id = :person"),
    )
}
_WRITES = tuple(f"{verb} {name} " for verb in ("INSERT INTO", "DELETE FROM") for name in _VALUES)
_SUMS = [Sql(f"SELECT * FROM {name} ORDER BY person_id") for name in _VALUES]
_CLEAR_SUMS = [Sql(f"DELETE FROM {name}") for name in _VALUES]
_SOME_SUMS = [
    Sql(f"INSERT INTO {name} {columns} VALUES {values.replace(':person', '1')}")
    for name, (columns, values, _) in _VALUES.items()
]


@pytest.fixture
def store(sqlite_place: Place) -> SqlStore:
    """Return a database with one lead, whose changes are captured."""
    desk = sqlite_place.desk()
    fields = LeadFields(first_name="Ann", last_name="O'Neil", phones=(("+16125550001", ""),))
    desk.do(AddLead(fields), 1, NOON)
    found = sqlite_place.first()
    with found.database.writing() as session:
        overlay.install(session)
    return found


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    rank=st.floats(allow_nan=False, allow_infinity=False),
    name=st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"]), max_size=20),
    due=st.integers(-(2**62), 2**62),
)
def test_every_value_comes_back_to_the_last_bit(
    store: SqlStore, rank: float, name: str, due: int
) -> None:
    with store.database.writing() as session:
        session.run(_SET, rank=rank, name=name, due=due)
        before = session.rows(_LEAD)
        overlay.begin(session, 1)
        session.run(_SET, rank=0.5, name="other", due=1)
        session.run(Sql("DELETE FROM lead WHERE id = 1"))
        overlay.end(session)
        overlay.put_back(session)
        assert session.rows(_LEAD) == before


@given(
    steps=st.lists(
        st.tuples(
            st.sampled_from(["counter", "tally"]),
            st.integers(1, 2),
            st.sampled_from(["add", "set", "drop"]),
        ),
        max_size=12,
    )
)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_sums_that_changed_often_are_put_back_once(
    store: SqlStore, steps: list[tuple[str, int, str]]
) -> None:
    """However often, whether a row was there before or not, and in one statement for each row."""
    with store.database.writing() as session:
        for text in (*_CLEAR_SUMS, *_SOME_SUMS):
            session.run(text)
        before = [session.rows(text) for text in _SUMS]
        for seq, (name, person, step) in enumerate(steps, start=1):
            overlay.begin(session, seq)
            session.run(_STEPS[name, step], person=person)
            overlay.end(session)
        changed = {(name, person) for name, person, _ in steps}
        said: list[str] = []
        writer = session.connection
        assert isinstance(writer, sqlite3.Connection)
        writer.set_trace_callback(said.append)
        overlay.put_back(session)
        writer.set_trace_callback(None)
        assert [session.rows(text) for text in _SUMS] == before
        # One that is prepared anew is told twice.
        assert len({one for one in said if one.startswith(_WRITES)}) <= len(changed)


def test_without_an_operation_nothing_is_captured(store: SqlStore) -> None:
    with store.database.writing() as session:
        session.run(_SET, rank=1.0, name="x", due=1)
        assert session.rows(_IMAGES) == [(0,)]
        overlay.begin(session, 1)
        overlay.end(session)
        session.run(_SET, rank=2.0, name="y", due=2)
        assert session.rows(_IMAGES) == [(0,)]


def test_who_works_alone_keeps_no_operations(sqlite_place: Place) -> None:
    sqlite_place.desk().do(AddLead(LeadFields(last_name="Roe")), 1, NOON)
    with sqlite_place.first().looking() as unit:
        assert unit.outbox.unconfirmed() == []
        assert isinstance(unit.outbox, OutboxStore)


def test_the_ids_of_an_operations_rows_are_the_same_wherever_it_is_done() -> None:
    one, again, other = RowIds("ab"), RowIds("ab"), RowIds("ac")
    made = [one.next() for _ in range(1000)]
    assert made == [again.next() for _ in range(1000)]
    assert len({*made, *(other.next() for _ in range(1000))}) == 2000
    assert all(FIRST <= number < 2 * FIRST for number in made)
