# SPDX-License-Identifier: MIT
"""A workstation's own rows: its log in order, its leases, and what an upgrade leaves alone."""

from __future__ import annotations

import sqlite3

import pytest

from leaddesk.desk.commands import AddLead, AddNote, ErasePerson, LeadFields, LogCall
from leaddesk.desk.operations import ENDING, State
from leaddesk.desk.wire import LeadRows, News
from leaddesk.storage import bundles, overlay, schema
from leaddesk.storage.engine import Session, Sql
from leaddesk.storage.opening import open_store
from leaddesk.storage.seat_rows import LeaseRow
from leaddesk.storage.store import SqlStore
from tests.factories import NOON, Office
from tests.storage.conftest import Place


@pytest.fixture
def office(sqlite_place: Place) -> Office:
    """Return Dana's workstation with one lead that it has from the hub."""
    made = Office(sqlite_place.open())
    made.lead()
    made.write("INSERT INTO membership (name, value) VALUES ('device', 'd1'), ('person', '1')")
    with made.store.database.writing() as session:
        overlay.install(session)
    return made


def note(office: Office, words: str) -> None:
    office.do(AddNote(1, words))


def told(office: Office) -> list[tuple[object, ...]]:
    return office.sql("SELECT * FROM lead ORDER BY id")


def test_what_is_noted_is_read_again(office: Office) -> None:
    with office.store.syncing() as (_, rows):
        assert rows.note("cursor") == ""
        rows.set_note("cursor", "4")
        rows.set_note("cursor", "5")
    with office.store.syncing_view() as rows:
        assert rows.note("cursor") == "5"


def test_the_log_counts_on_and_is_acknowledged_from_its_start(office: Office) -> None:
    for words in ("one", "two", "three"):
        note(office, words)
    with office.store.syncing() as (_, rows):
        assert [one.seq for one in rows.to_send(2)] == [1, 2]
        rows.settle(1, State.DONE_THERE, 7, "")
        rows.settle(2, State.LATE_THERE, 9, "")
        rows.settle(2, State.REFUSED, 1, "again")
        assert (rows.last_seq(), rows.acknowledged()) == (3, 2)
        rows.confirm(8)
    assert office.sql("SELECT state FROM operation ORDER BY seq") == [
        ("done",), ("late_there",), ("waiting",),
    ]  # fmt: skip
    with office.store.syncing() as (_, rows):
        rows.confirm(None)
        assert rows.standing().attention == 1
        rows.wait_again(1)
        assert [one.seq for one in rows.to_send(9)] == [2, 3]


@pytest.mark.parametrize("kind", ["LogCall", "AddNote"])
def test_a_lease_under_which_a_call_was_logged_is_none_any_more(office: Office, kind: str) -> None:
    with office.store.syncing() as (_, rows):
        rows.set_leases([LeaseRow(7, 1, "b", 1.5), LeaseRow(8, 99, "b", 2.5)])
    office.do(LogCall(1, "no_answer", then_take=False) if kind in ENDING else AddNote(1, "x"))
    assert office.sql("SELECT lease_id FROM operation") == [(7,)]
    left = [8] if kind in ENDING else [7, 8]
    with office.store.syncing() as (_, rows):
        assert [one.id for one in rows.leases()] == left
        rows.set_leases([LeaseRow(7, 1, "b", 1.5)])
        assert [one.id for one in rows.leases()] == ([] if kind in ENDING else [7])


def test_a_lead_that_comes_before_its_source_is_written(office: Office) -> None:
    with office.store.syncing() as (_, rows):
        told = bundles.read_lead(rows._session, 1)
        at = [column.name for column in bundles.OF_LEAD[0][0].columns]
        told["lead"][0][at.index("source_id")] = 77
        rows.write(News("", 1, 1, leads=(LeadRows(1, told),)))
    assert office.sql("SELECT source_id FROM lead") == [(77,)]
    assert office.sql("PRAGMA foreign_key_check") == []


@pytest.mark.parametrize("shared", [False, True])
def test_leads_that_come_leave_the_statements_of_a_click_prepared(
    office: Office, *, shared: bool
) -> None:
    """A pragma of a connection makes SQLite prepare all of its statements anew."""
    said: list[str] = []
    with office.store.database.reading() as session:
        lead = LeadRows(1, bundles.read_lead(session, 1))
        own, tables = bundles.read_own(session, 1), bundles.read_shared(session, ["source"])
    with office.store.syncing() as (_, rows):
        writer = rows._session.connection
        assert isinstance(writer, sqlite3.Connection)
        writer.set_trace_callback(said.append)
        rows.write(News("", 1, 1, leads=(lead,), own=own, tables=tables if shared else {}))
        rows.confirm(1)
        writer.set_trace_callback(None)
    assert said
    assert any(one.startswith("PRAGMA") for one in said) == shared


def test_what_waits_outlives_an_upgrade_that_adds_a_column(office: Office) -> None:
    """Images of before the upgrade know nothing of the column: it stays as the upgrade left it."""
    with office.store.database.writing() as session:
        for table, column in (("lead", "filed"), ("journal", "waited")):
            _forget_a_column(session, table, column)
    at_first = told(office)
    note(office, "waits")
    office.log(1, "no_answer", then_take=False)
    overlay.remember(office.store.database)
    overlay.remember(office.store.database)
    overlay.keep_up(office.store.database)
    office.do(AddNote(1, "after the upgrade"))
    with office.store.unit() as unit:
        unit.outbox.rewind()
    assert told(office) == at_first
    assert office.sql("SELECT COUNT(*) FROM journal WHERE kind = 'note'") == [(0,)]
    assert office.sql("SELECT COUNT(*) FROM membership WHERE name = 'overlay_columns'") == [(0,)]
    assert [row[0] for row in office.sql("SELECT state FROM operation")] == ["waiting"] * 3


def _forget_a_column(session: Session, table: str, column: str) -> None:
    """Let triggers be those of a LeadDesk that did not know a column."""
    found = session.sql(
        f"SELECT name, sql FROM sqlite_master WHERE tbl_name = '{table}' AND type = 'trigger'"
    )
    for name, text in found:
        session.sql(f"DROP TRIGGER {name}")
        session.sql(text.replace(f" || ',' || quote(OLD.{column})", ""))


def test_opening_a_workstations_file_sees_to_its_triggers(sqlite_place: Place) -> None:
    office = Office(sqlite_place.open())
    office.lead()
    with office.store.database.writing() as session:
        assert session.sql("SELECT 1 FROM sqlite_master WHERE type = 'trigger'") == []
    office.write("INSERT INTO membership (name, value) VALUES ('device', 'd1'), ('person', '1')")
    again = open_store(sqlite_place.url, NOON)
    try:
        assert again.is_seat()
        note(Office(again), "captured")
        with again.database.reading() as session:
            assert session.one(Sql("SELECT COUNT(*) FROM overlay_image")) != (0,)
    finally:
        again.close()


def test_who_leaves_captures_nothing_any_more(office: Office) -> None:
    note(office, "one")
    with office.store.database.writing() as session:
        session.sql("DELETE FROM membership")
        overlay.remove(session)
    office.store.work_under(None)
    assert not office.store.is_seat()
    note(office, "two")
    assert office.sql("SELECT COUNT(*) FROM overlay_image") == [(0,)]
    assert office.sql("SELECT COUNT(*) FROM operation") == [(1,)]
    assert office.sql("SELECT name FROM sqlite_master WHERE type = 'trigger'") == []


def test_who_is_erased_is_gone_from_what_was_done_in_a_team(sqlite_place: Place) -> None:
    """Also from a file that left its team, where nothing is sent any more."""
    office = Office(sqlite_place.open())
    other = office.lead()
    office.write("INSERT INTO membership (name, value) VALUES ('device', 'd1'), ('person', '1')")
    with office.store.database.writing() as session:
        overlay.install(session)
    fields = LeadFields("Zoe", "Quill", phones=(("+16125550777", ""),), region="MN", country="US")
    zoe = office.do(AddLead(fields)).lead_id
    assert zoe is not None
    office.do(AddNote(other, "better +16125550777"))
    office.do(AddNote(zoe, "secret words"))
    office.write("DELETE FROM membership")
    office.do(ErasePerson((zoe,), "by e-mail"), office.boss)
    for table in ("operation", "overlay_image"):
        rows = repr(office.sql(f"SELECT * FROM {table}"))
        assert not [word for word in ("Quill", "50777", "secret") if word in rows], table
    assert office.sql("SELECT state FROM operation") == [("let_go",)] * 3


def test_a_server_is_never_a_workstation(store: SqlStore) -> None:
    assert not store.is_seat()
    assert not overlay.is_member(store.database)
    overlay.remember(store.database)
    overlay.keep_up(store.database)


def test_a_new_schema_is_made_with_no_team(sqlite_place: Place) -> None:
    assert schema.HEAD >= "0020"
    assert not sqlite_place.open().is_seat()


def test_a_click_keeps_no_index_of_images_and_a_new_identity_still_numbers_them(
    office: Office,
) -> None:
    assert office.sql("PRAGMA index_list(overlay_image)") == []
    for words in ("one", "two", "three"):
        note(office, words)
    with office.store.syncing() as (_, rows):
        rows.settle(1, State.REFUSED, 0, "")
        before = office.sql("SELECT n, id FROM overlay_image INNER JOIN operation USING (seq)")
        rows.renumber()
    after = office.sql("SELECT n, id FROM overlay_image INNER JOIN operation USING (seq)")
    assert sorted(after) == sorted(before)
    assert office.sql("SELECT seq FROM operation ORDER BY seq") == [(-1,), (1,), (2,)]
