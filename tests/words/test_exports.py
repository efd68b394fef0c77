# SPDX-License-Identifier: MIT
"""Exports in words: titles our import knows, rows in plain words, entries of a calendar."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from leaddesk.desk.exports import (
    AgreedOut,
    CountOut,
    EntryKept,
    EntryOut,
    LeadKept,
    LeadOut,
    LeadsWanted,
)
from leaddesk.desk.records import Source
from leaddesk.domain.lead import Lead, LeadState, Number, QueueKind
from leaddesk.domain.lead_layout import recognise
from leaddesk.words import calendar, export_columns, exports
from tests.words.samples import AREA, CHICAGO, NOW

NUMBERS = (
    Number(0, "+16125550148", "direct", "12"),
    Number(1, "+16125550149", "direct"),
    Number(2, "+16125550150", "fair"),
    Number(3, "+16125550151", "mobile", "", "disconnected"),
)
LEAD = Lead(
    id=7, version=3, tier=1, state=LeadState.QUEUED, kind=QueueKind.RETRY, why="retry", owner_id=1,
    due_at=NOW, arrived_at=NOW, inbound=False, half_life=1, rank=1.0, ladder="outbound", step=0,
    attempts=2, voicemails=0, busy_run=0, round=0, phone="+16125550148", area_id=1, area=AREA,
    first_name="Priya", last_name="Raman", company="Northfield", title="Director", email="",
    list_id=1, source_id=1, campaign="", last_call_at=None, counted_at=None,
    last_outcome="voicemail",
)  # fmt: skip
OUT = LeadOut(
    LeadKept(LEAD, {"employees": 210, "bad_phones": ["12", "n/a 3"]}, NUMBERS),
    LeadState.QUEUED, 4, Source(1, "Fair", "trade_show"), "May list", "Dana Whitfield",
    ((NOW, "Sam Ortiz", "Call early"),),
)  # fmt: skip
ENTRY = EntryKept(
    9, "e9", NOW, NOW, 1, "call", "not_interested", "No money", {"reason": "no_budget"}, False, 1,
    7, "2026-05-12", "calls",
)  # fmt: skip
AGREED = AgreedOut(1, 7, NOW, 3, "callback", NOW, "Priya Raman", "Northfield", "+16125550148",
                   CHICAGO, "Wants a price")  # fmt: skip


def told(out: LeadOut) -> dict[str, Any]:
    columns = export_columns.LEAD_COLUMNS
    return {c.key: v for c, v in zip(columns, export_columns.cells(columns, out), strict=True)}


def test_our_import_knows_every_title_that_is_to_come_back() -> None:
    titles = [column.title for column in export_columns.LEAD_COLUMNS]
    mapping = recognise([titles, [""] * len(titles)])
    assert mapping is not None
    known = {titles[place] for _field, place in mapping.fields}
    assert known == {column.title for column in export_columns.LEAD_COLUMNS if column.known}
    fields = {titles[place]: field for field, place in mapping.fields}
    assert (fields["State"], fields["Phone"], fields["External ID"], fields["Note"]) == (
        "region", "phone", "external_id", "note",
    )  # fmt: skip


def test_titles_and_keys_are_there_once() -> None:
    for columns in (export_columns.LEAD_COLUMNS, export_columns.JOURNAL_COLUMNS):
        assert len({c.key for c in columns}) == len({c.title for c in columns}) == len(columns)
    assert export_columns.chosen(()) == export_columns.chosen(export_columns.usual())
    assert [c.key for c in export_columns.chosen(("tier", "company"))] == ["company", "tier"]


def test_a_lead_in_cells() -> None:
    cells = told(OUT)
    assert cells["phone"] == "+16125550148 ext. 12; +16125550149"
    assert (cells["mobile"], cells["other_phone"]) == ("", "+16125550150")
    assert cells["not_called"] == "+16125550151 (disconnected)"
    assert cells["unreadable"] == "12; n/a 3"
    assert (cells["state"], cells["class"]) == ("in the queue", "retry due")
    assert (cells["employees"], cells["last_call"], cells["due"]) == (210, None, NOW)
    assert (cells["time_zone"], cells["do_not_call"]) == (CHICAGO, "no")
    assert cells["last_outcome"] == "Left voicemail"
    assert cells["notes"] == "2026-05-12 15:42 UTC, Sam Ortiz: Call early"


def test_the_numbers_of_who_must_not_be_called_stand_beside_that_word() -> None:
    numbers = (replace(NUMBERS[0], bad="dnc"), replace(NUMBERS[1], bad="wrong_number"))
    kept = replace(OUT.kept, numbers=numbers)
    gone = told(replace(OUT, kept=kept, state=LeadState.SUPPRESSED))
    assert (gone["do_not_call"], gone["phone"]) == ("yes", "+16125550148 ext. 12")
    assert gone["not_called"] == "+16125550149 (wrong number)"
    assert told(replace(OUT, kept=kept))["phone"] == ""


def test_an_entry_of_the_journal_in_words_and_codes() -> None:
    row = dict(
        zip(
            [c.key for c in export_columns.JOURNAL_COLUMNS],
            export_columns.cells(
                export_columns.JOURNAL_COLUMNS, EntryOut(ENTRY, "Dana", "Priya Raman", "Northfield")
            ),
            strict=True,
        )
    )
    assert row["what"] == "Not interested, no budget"
    assert (row["kind"], row["outcome"], row["taken_back"]) == ("call", "not_interested", "no")
    assert row["facts"] == '{"reason": "no_budget"}'


def test_a_count_in_words_and_code() -> None:
    count = CountOut(1, "Dana", dt.date(2026, 5, 12), 1, "new_lead_calls", 4)
    assert export_columns.cells(export_columns.COUNT_COLUMNS, count) == [
        dt.date(2026, 5, 12), "Dana", 1, "New leads", "new_lead_calls", 4,
    ]  # fmt: skip


def test_a_calendar_entry_has_what_the_call_needs() -> None:
    item = calendar.item(AGREED, "Europe/Berlin")
    assert item.title == "Call back Priya Raman, Northfield"
    assert item.place == "+1 (612) 555-0148"
    assert item.text.splitlines() == [
        "Priya Raman", "Northfield", "+1 (612) 555-0148",
        "10:42 on their clock (America/Chicago)", "Wants a price", "Lead 7 in LeadDesk",
    ]  # fmt: skip
    assert "on their clock" not in calendar.item(AGREED, CHICAGO).text
    gone = calendar.item(replace(AGREED, name="", cancelled=True), CHICAGO)
    assert (gone.cancelled, gone.text) == (True, "This does not stand any more.")


def test_an_entry_keeps_its_name_whatever_changes() -> None:
    first, moved = (calendar.item(one, CHICAGO) for one in (
        AGREED, replace(AGREED, at=NOW + dt.timedelta(days=1), version=4, kind="appointment"),
    ))  # fmt: skip
    assert first.uid == moved.uid
    assert moved.sequence > first.sequence
    others = (replace(AGREED, lead_id=8), replace(AGREED, person_id=2),
              replace(AGREED, arrived_at=NOW + dt.timedelta(hours=1)))  # fmt: skip
    assert len({first.uid, *(calendar.item(one, CHICAGO).uid for one in others)}) == 4


def test_names_formats_and_limits() -> None:
    assert exports.file_name("leads", "csv", NOW) == "leads-2026-05-12.csv"
    assert exports.file_name("all", "zip", NOW) == "leaddesk-2026-05-12.zip"
    assert exports.format_of(Path("a.XLSX"), "leads") == "xlsx"
    assert exports.format_of(Path("a.txt"), "calendar") == "ics"
    assert exports.done("journal", 1, Path("x/j.csv")) == "1 entry exported to j.csv"
    assert exports.limits("leads", "xlsx", 1_048_575) == ""
    assert "2 sheets" in exports.limits("journal", "xlsx", 1_048_576)
    assert "split" in exports.limits("leads", "csv", 1_048_576)
    assert exports.kind_of(LeadsWanted()) == "leads"


@pytest.mark.parametrize("kind", exports.KINDS)
def test_every_kind_has_a_title_and_formats(kind: str) -> None:
    assert exports.TITLES[kind]
    assert all(exports.FORMATS[one] for one in exports.FORMATS_OF[kind])
