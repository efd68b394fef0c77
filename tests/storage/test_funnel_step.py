# SPDX-License-Identifier: MIT
"""Calls of before the funnel count in it by what is known of them, and agree with the journal."""

from __future__ import annotations

from alembic import command

from leaddesk.storage import schema
from leaddesk.storage.checking import check_database
from leaddesk.storage.engine import Database
from tests.storage.test_schema import config, empty

__all__ = ["empty"]

_CALL = (
    "INSERT INTO journal (id, at, written_at, person_id, device, tier, kind, lead_id, outcome, "
    "day, counted, voided_by) VALUES ('{id}', 1, 1, 2, 'd', 1, 'call', 0, '{outcome}', "
    "'2026-05-12', '{counted}', '{voided}')"
)
_CALLS = (
    ("no_answer", "calls,new_lead_calls", ""),
    ("not_now", "calls,conversations", ""),
    ("not_now", "conversations", ""),  # a second dial within hours
    ("not_interested", "calls", "taken back"),
    ("unqualified", "calls,new_lead_calls,conversations", ""),
)
_COUNTERS = {"calls": 3, "new_lead_calls": 2, "conversations": 3}


def test_calls_of_before_are_tallied(empty: str) -> None:
    database = Database(empty)
    with schema._alone(database) as connection:
        command.upgrade(config(connection), "0012")
        for number, (outcome, counted, voided) in enumerate(_CALLS):
            connection.exec_driver_sql(
                _CALL.format(id=number, outcome=outcome, counted=counted, voided=voided)
            )
        for metric, n in _COUNTERS.items():
            connection.exec_driver_sql(
                f"INSERT INTO counter VALUES (2, '2026-05-12', 1, '{metric}', {n})"
            )
        command.upgrade(config(connection), "head")
    with database.reading() as session:
        tallied = session.sql(
            "SELECT person_id, facet, key, calls, connects, conversations FROM tally"
        )
        reached = session.sql("SELECT n FROM counter WHERE metric = 'connects'")
    found = check_database(database)
    database.close()
    assert sorted(tuple(row) for row in tallied) == [
        (0, "attempt", "-1", 3, 2, 3), (0, "campaign", "", 3, 2, 3), (0, "hour", "-1", 3, 2, 3),
        (0, "source", "0", 3, 2, 3), (2, "hour", "-1", 3, 2, 3), (2, "source", "0", 3, 2, 3),
    ]  # fmt: skip
    assert [row[0] for row in reached] == [2]
    assert found.tallies == ()
    assert found.drifts == ()
