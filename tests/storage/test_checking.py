# SPDX-License-Identifier: MIT
"""A check agrees with a day's work, and finds a counter, a reference or a page that went wrong."""

from __future__ import annotations

import datetime as dt
import sqlite3
from pathlib import Path

import pytest

from leaddesk.desk import commands
from leaddesk.desk.desk import Desk
from leaddesk.domain.holiday_calendar import NoHolidays
from leaddesk.storage.checking import CheckReport, Drift, check_database, recount
from leaddesk.storage.opening import open_store

NOW = dt.datetime(2026, 5, 12, 15, 42, tzinfo=dt.UTC)
CASEY = commands.PersonFields("Casey", ("qualifier",), "America/Chicago")


@pytest.fixture
def database(tmp_path: Path) -> Path:
    """A database in which Casey logged two calls and took one back."""
    file = tmp_path / "team.db"
    desk = Desk(open_store(str(file), NOW), NoHolidays())
    desk.do(commands.AddPerson(CASEY), 0, NOW)
    for place in range(2):
        fields = commands.LeadFields(
            first_name=f"Lead {place}",
            phones=((f"+1312555010{place}", "direct"),),
            time_zone="America/Chicago",
        )
        made = desk.do(commands.AddLead(fields), 1, NOW).made_id
        assert made is not None
        desk.do(commands.LogCall(made, "no_answer", then_take=False), 1, NOW)
    desk.do(commands.TakeBack(), 1, NOW)
    desk.close()
    return file


def checked(file: Path) -> CheckReport:
    store = open_store(str(file), NOW)
    try:
        return check_database(store.database)
    finally:
        store.close()


def change(file: Path, statement: str) -> None:
    connection = sqlite3.connect(file)
    connection.execute(statement).close()
    connection.commit()
    connection.close()


def test_a_days_work_is_well(database: Path) -> None:
    found = checked(database)
    assert found.is_well
    assert found.leads == 2
    assert found.entries >= 5


def test_a_counter_that_ran_away_is_found(database: Path) -> None:
    change(database, "UPDATE counter SET n = n + 3 WHERE metric = 'calls'")
    (drift,) = checked(database).drifts
    assert drift == Drift(1, "2026-05-12", 1, "calls", kept=4, told=1)


def test_a_call_that_was_never_counted_is_found(database: Path) -> None:
    change(database, "DELETE FROM counter")
    found = checked(database)
    assert not found.is_well
    assert {drift.kept for drift in found.drifts} == {0}


def test_a_damaged_page_is_told(database: Path) -> None:
    connection = sqlite3.connect(database)
    (page,) = connection.execute(
        "SELECT rootpage FROM sqlite_master WHERE name = 'ix_journal_lead'"
    ).fetchone()
    (size,) = connection.execute("PRAGMA page_size").fetchone()
    connection.close()
    with database.open("r+b") as file:
        file.seek((page - 1) * size + 8)
        file.write(bytes(64))
    assert checked(database).damage


def test_a_tally_that_ran_away_is_found_and_counted_anew(database: Path) -> None:
    change(database, "UPDATE tally SET calls = calls + 3 WHERE facet = 'source'")
    change(database, "DELETE FROM tally WHERE facet = 'hour'")
    found = checked(database)
    assert not found.is_well
    told = [(bool(d.person_id), d.facet, d.kept, d.told) for d in found.tallies]
    assert told == [
        (person, facet, kept, (1, 0, 0))
        for person in (False, True)
        for facet, kept in (("hour", (0, 0, 0)), ("source", (4, 0, 0)))
    ]
    store = open_store(str(database), NOW)
    try:
        assert recount(store.database) == 4
    finally:
        store.close()
    assert checked(database).is_well
