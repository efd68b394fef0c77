# SPDX-License-Identifier: MIT
"""What exports read is the same on both databases, page by page, and whole."""

from __future__ import annotations

import re

import pytest

from leaddesk.desk.commands import AddNote
from leaddesk.desk.exports import EntryKept
from leaddesk.storage import export_reads, tables
from leaddesk.words import schema
from leaddesk.words.schema_table import TABLES
from tests.factories import DAY, NOON, Office

_KINDS = {
    "id": r"INTEGER|BIGINT",
    "integer": r"INTEGER|SMALLINT|BIGINT",
    "number": r"FLOAT|DOUBLE",
    "text": r"VARCHAR|TEXT",
    "JSON": r"TEXT",
    "moment": r"BIGINT",
    "day": r"VARCHAR\(10\)",
    "yes/no": r"SMALLINT",
}


@pytest.fixture
def busy(office: Office) -> Office:
    """An office with five leads, calls and notes."""
    for place in range(5):
        lead = office.lead(
            phones=((f"+161255520{place:02}", "direct"), (f"+161255530{place:02}", "mobile"))
        )
        office.do(AddNote(lead, f"Note {place} = 100%"))
        office.log(lead, "callback", when=office.now + DAY)
    return office


@pytest.mark.parametrize("page", [1, 2, 1000])
def test_every_row_of_every_table_goes_out_once(busy: Office, page: int) -> None:
    found: dict[str, list[tuple[object, ...]]] = {}
    with busy.store.looking() as unit:
        for part in unit.reads.tables_out(page):
            found.setdefault(part.table, []).extend(part.rows)
            assert part.columns == export_reads.exported_columns(part.table)
            assert len(part.rows) <= page
        counts = {table: unit.reads.rows_out(table) for table in unit.reads.tables()}
    assert {table: len(rows) for table, rows in found.items()} == counts
    assert all(len(set(rows)) == len(rows) for rows in found.values())
    assert counts["phone"] == 10
    assert counts["journal"] > 10


def test_rules_with_secrets_stay_inside(busy: Office) -> None:
    busy.write("INSERT INTO rule (key, value, version) VALUES ('intake.token', '\"x\"', 1)")
    with busy.store.looking() as unit:
        rules = [
            row for part in unit.reads.tables_out(10) if part.table == "rule" for row in part.rows
        ]
    assert rules
    assert not [row for row in rules if "token" in str(row[0])]


@pytest.mark.parametrize("page", [1, 3, 1000])
def test_the_journal_goes_out_in_the_order_it_was_written(busy: Office, page: int) -> None:
    found: list[EntryKept] = []
    with busy.store.looking() as unit:
        while True:
            after = found[-1].seq if found else 0
            some = unit.reads.entries_out(after, page, None, None, busy.dana, ("note", "call"))
            found += some
            if len(some) < page:
                break
        none = unit.reads.entries_out(0, 10, NOON + DAY, None, 0, ())
        early = unit.reads.entries_out(0, 100, NOON, NOON + DAY, 0, ("note",))
    assert [row.kind for row in found] == ["note", "call"] * 5
    assert [row.note for row in early] == [f"Note {place} = 100%" for place in range(5)]
    assert none == []


def test_leads_come_whole_with_numbers_details_and_notes(busy: Office) -> None:
    with busy.store.looking() as unit:
        first, second = unit.reads.leads_out([2, 1, 99], notes=True)
        (bare,) = unit.reads.leads_out([2], notes=False)
    assert (first.lead.id, second.lead.id) == (2, 1)
    assert [number.kind for number in first.numbers] == ["direct", "mobile"]
    assert [text for _at, _by, text in first.notes] == ["Note 1 = 100%"]
    assert bare.notes == ()


def test_counters_go_out_in_the_order_of_their_key(busy: Office) -> None:
    found, after = [], (0, "", 0, "")
    with busy.store.looking() as unit:
        while some := unit.reads.counts_out(after, 1, "", "", 0):
            found += some
            after = some[-1][:4]
        assert unit.reads.counts_out((0, "", 0, ""), 100, "", "", 0) == found
        assert unit.reads.counts_out((0, "", 0, ""), 100, "2026-05-13", "", 0) == []
    assert ("calls", 5) in {(row[3], row[4]) for row in found}


def test_every_table_and_column_has_words_and_they_tell_its_kind() -> None:
    """A table or column that is added needs words in `words.schema_table`, or a reason to stay."""
    assert set(TABLES) == set(export_reads.exported_tables())
    assert set(schema.LEFT_OUT) == set(export_reads.INTERNAL)
    for table, (words, columns) in TABLES.items():
        assert words.endswith("."), table
        assert tuple(name for name, _kind, _words in columns) == export_reads.exported_columns(
            table
        )
        for name, kind, told in columns:
            assert told, f"{table}.{name}"
            stored = str(tables.metadata.tables[table].columns[name].type)
            assert re.match(_KINDS[kind], stored), f"{table}.{name}: {kind}, {stored}"
