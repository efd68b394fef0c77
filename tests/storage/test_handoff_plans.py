# SPDX-License-Identifier: MIT
"""Everybody's handoffs are read from indexes in order, and counted without their rows."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from alembic import command

from leaddesk.storage import handoff_figures, handoff_team_reads, schema
from leaddesk.storage.engine import Database, Sql
from leaddesk.storage.store import SqlStore
from tests.factories import open_copy
from tests.storage.test_schema import config, empty

__all__ = ["empty"]


@pytest.fixture
def store(template: Database, tmp_path: Path) -> Iterator[SqlStore]:
    """Return a store to plan statements on."""
    store = open_copy(template, tmp_path / "plans.db")
    yield store
    store.close()


def plan(store: SqlStore, statement: Sql) -> list[str]:
    names = re.findall(r":([a-z_]+)", statement.text)
    with store.database.reading() as session:
        rows = session.sql(f"EXPLAIN QUERY PLAN {statement.text}", dict.fromkeys(names, 1))
    return [str(row[3]) for row in rows]


@pytest.mark.parametrize(
    "part, index", [(0, "ix_handoff_clock"), (1, "ix_handoff_open"), (2, "ix_handoff_open")]
)
@pytest.mark.parametrize("after", [None, (0, 5, 7)])
def test_each_part_of_the_list_walks_an_index_and_sorts_nothing(
    store: SqlStore, part: int, index: str, after: tuple[int, int, int] | None
) -> None:
    mark = (part, *after[1:]) if after else None
    statement, _ = handoff_team_reads._part(" FROM handoff WHERE 1 = 1", part, mark)
    steps = plan(store, statement)
    assert steps[0].startswith(f"SEARCH handoff USING INDEX {index} "), steps
    assert not any("TEMP B-TREE FOR ORDER BY" in step for step in steps), steps


@pytest.mark.parametrize(
    "statement", [handoff_figures._COUNTS, handoff_figures._TIMES, handoff_figures._REASONS]
)
def test_figures_never_touch_the_sheets(store: SqlStore, statement: Sql) -> None:
    assert "USING COVERING INDEX ix_handoff_figures" in plan(store, statement)[0]


_HANDOFF = (
    "INSERT INTO handoff (lead_id, state, open, giver_id, receiver_id, to_tier, hot, offered_at, "
    "first_offered_at, remind_at, accept_by, hard_stop_at, sheet, packet, fate, fate_at) "
    "VALUES ({lead}, 'accepted', 1, 1, 2, 2, 0, 100, 100, 0, 0, 0, '{{}}', '', 'won', 0)"
)
_CALL = (
    "INSERT INTO journal (id, at, written_at, person_id, device, kind, lead_id, tier, outcome, "
    "voided_by) VALUES ('{id}', {at}, {at}, 2, 'd', 'call', {lead}, 2, '{outcome}', '{voided}')"
)


def test_when_nobody_showed_up_is_read_from_the_calls_before(empty: str) -> None:
    database = Database(empty)
    with schema._alone(database) as connection:
        command.upgrade(config(connection), "0008")
        for lead in (1, 2, 3):
            connection.exec_driver_sql(_HANDOFF.format(lead=lead))
        for number, (lead, at, outcome, voided) in enumerate((
            (1, 90, "no_show", ""), (1, 300, "no_show", ""), (1, 200, "no_show", ""),
            (2, 200, "no_show", "x"), (3, 500, "appointment_held", ""),
        )):  # fmt: skip
            connection.exec_driver_sql(
                _CALL.format(id=number, lead=lead, at=at, outcome=outcome, voided=voided)
            )
        command.upgrade(config(connection), "head")
        found = connection.exec_driver_sql(
            "SELECT lead_id, missed_at, accept_minutes, lot FROM handoff ORDER BY lead_id"
        ).fetchall()
    database.close()
    assert [tuple(row) for row in found] == [
        (1, 200, -1, 10_000), (2, 0, -1, 10_000), (3, 0, -1, 10_000),
    ]  # fmt: skip
