# SPDX-License-Identifier: MIT
"""Export files come whole or not at all, for their owner only, and can be read by others."""

from __future__ import annotations

import csv
import datetime as dt
import errno
import io
import stat
import zipfile
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import icalendar
import openpyxl
import pytest

from leaddesk.desk.exports import (
    BundleShape,
    CalendarItem,
    CalendarShape,
    Cell,
    FileShape,
    TableColumn,
    TablePage,
    TableShape,
)
from leaddesk.domain.errors import BadInput
from leaddesk.system import export_files, table_files
from leaddesk.system.export_files import open_export
from leaddesk.system.table_files import XlsxTable

AT = dt.datetime(2026, 5, 12, 15, 42, tzinfo=dt.UTC)
COLUMNS = (
    TableColumn("Name"),
    TableColumn("Employees", "number"),
    TableColumn("Last call", "moment"),
    TableColumn("Day", "day"),
)
SHAPE = TableShape("csv", "Leads", COLUMNS, "America/Chicago")
XLSX = replace(SHAPE, format="xlsx")
ROW: tuple[Cell, ...] = ("=cmd|x", 40, AT, AT.date())
ITEM = CalendarItem("u1@leaddesk", 3, AT, 15, "Call back Ann", "Ann\nAcme; +1", "+1 612", False)
CALENDAR = CalendarShape("LeadDesk", "America/Chicago", AT)
SHAPES: tuple[tuple[FileShape, object], ...] = (
    (SHAPE, ROW),
    (XLSX, ROW),
    (BundleShape({"README.txt": "hello"}), TablePage("lead", ("id",), ((1,),))),
    (CALENDAR, ITEM),
)


def write(path: Path, shape: FileShape, *records: object) -> Path:
    file = open_export(path, shape)
    file.write(records)
    file.finish()
    file.keep()
    return path


@pytest.mark.parametrize("shape, record", SHAPES)
def test_nothing_is_seen_before_it_is_kept_and_then_only_by_its_owner(
    tmp_path: Path, shape: FileShape, record: object
) -> None:
    path = tmp_path / "out"
    file = open_export(path, shape)
    file.write([record])
    file.finish()
    assert not path.exists()
    file.keep()
    assert [one.name for one in tmp_path.iterdir()] == ["out"]
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert path.stat().st_size


@pytest.mark.parametrize("shape, record", SHAPES)
@pytest.mark.parametrize("rows", [0, 3])
def test_what_is_dropped_leaves_nothing(
    tmp_path: Path, shape: FileShape, record: object, rows: int
) -> None:
    file = open_export(tmp_path / "out", shape)
    file.write([record] * rows)
    file.drop()
    assert list(tmp_path.iterdir()) == []


def test_another_file_is_replaced_only_when_that_was_said(tmp_path: Path) -> None:
    path = tmp_path / "leads.csv"
    path.write_text("mine")
    with pytest.raises(BadInput, match=r"export\.exists"):
        open_export(path, SHAPE)
    file = open_export(path, SHAPE, replace=True)
    assert path.read_text() == "mine"
    file.finish()
    file.keep()
    assert "Name" in path.read_text("utf-8-sig")


def test_a_file_that_came_meanwhile_stays(tmp_path: Path) -> None:
    path = tmp_path / "leads.csv"
    file = open_export(path, SHAPE)
    file.finish()
    path.write_text("somebody else's")
    with pytest.raises(BadInput, match=r"export\.exists"):
        file.keep()
    file.drop()
    assert [one.read_text() for one in tmp_path.iterdir()] == ["somebody else's"]


def test_two_names_for_one_moment_do_not_race(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The place was free at the look and is taken at the move."""
    path = tmp_path / "leads.csv"
    file = open_export(path, SHAPE)
    file.finish()
    monkeypatch.setattr(export_files, "check_place", lambda *_args, **_more: None)
    path.write_text("somebody else's")
    with pytest.raises(BadInput, match=r"export\.exists"):
        file.keep()
    assert path.read_text() == "somebody else's"


def test_places_that_take_no_file_are_told_before_anything_is_written(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match=r"export\.is_folder"):
        open_export(tmp_path, SHAPE)
    with pytest.raises(BadInput, match=r"export\.no_folder"):
        open_export(tmp_path / "gone" / "leads.csv", SHAPE)
    with pytest.raises(BadInput, match=r"export\.unwritable"):
        open_export(tmp_path / ("x" * 300), SHAPE)
    with pytest.raises(BadInput, match=r"export\."):
        open_export(tmp_path / "nul\0", SHAPE)


@pytest.mark.parametrize("error, key", [(errno.ENOSPC, "disk_full"), (errno.EIO, "unwritable")])
@pytest.mark.parametrize("shape", [SHAPE, XLSX])
def test_a_disk_that_fails_is_told_in_words_and_nothing_is_left(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, shape: TableShape, error: int, key: str
) -> None:
    file = open_export(tmp_path / "leads.csv", shape)

    def fail(*_args: object) -> None:
        raise OSError(error, "no luck")

    kind = table_files.CsvTable if shape.format == "csv" else XlsxTable
    monkeypatch.setattr(kind, "write", fail)
    with pytest.raises(BadInput, match=rf"export\.{key}"):
        file.write([ROW])
    file.drop()
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_goes_away_is_told(tmp_path: Path) -> None:
    folder = tmp_path / "stick"
    folder.mkdir()
    file = open_export(folder / "leads.csv", SHAPE)
    file.finish()
    folder.rename(tmp_path / "elsewhere")
    with pytest.raises(BadInput, match=r"export\."):
        file.keep()
    file.drop()


def test_csv_is_guarded_and_tells_moments_with_their_offset(tmp_path: Path) -> None:
    path = write(tmp_path / "leads.csv", SHAPE, ROW, ("", None, None, None))
    assert path.read_bytes().startswith(b"\xef\xbb\xbf")
    rows = list(csv.reader(io.StringIO(path.read_text("utf-8-sig"))))
    assert rows == [
        ["Name", "Employees", "Last call", "Day"],
        ["'=cmd|x", "40", "2026-05-12T10:42:00-05:00", "2026-05-12"],
        ["", "", "", ""],
    ]


def test_xlsx_holds_text_numbers_and_dates_but_no_formula(tmp_path: Path) -> None:
    text = "http://x.example\x01\x1f"
    path = write(tmp_path / "leads.xlsx", XLSX, ROW, (text, None, None, None), ("007", 1, AT, None))
    book = openpyxl.load_workbook(path)
    sheet = book["Leads"]
    rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
    assert rows[0] == ["Name", "Employees", "Last call (America/Chicago)", "Day"]
    local = dt.datetime(2026, 5, 12, 10, 42)  # noqa: DTZ001 - a sheet knows no zones
    assert rows[1] == ["=cmd|x", 40, local, dt.datetime(2026, 5, 12)]  # noqa: DTZ001
    assert rows[2][0] == "http://x.example"
    assert rows[3][0] == "007"
    assert [sheet["A2"].data_type, sheet["B2"].data_type, sheet["C2"].data_type] == ["s", "n", "d"]
    assert sheet["A1"].font.bold
    assert sheet.freeze_panes == "A2"
    assert sheet.auto_filter.ref == "A1:D4"
    with zipfile.ZipFile(path) as pack:
        sheets = [pack.read(name) for name in pack.namelist() if "worksheets/" in name]
    assert sheets
    assert not [told for told in sheets if b"<f>" in told or b"<hyperlink" in told]


def test_a_sheet_that_is_full_goes_on_in_the_next(tmp_path: Path) -> None:
    part = tmp_path / "part.xlsx"
    part.touch()
    table = XlsxTable(part, replace(XLSX, columns=COLUMNS[:1]), sheet_rows=4)
    table.write([(f"Lead {place}",) for place in range(7)])
    table.close()
    book = openpyxl.load_workbook(part)
    assert book.sheetnames == ["Leads", "Leads 2", "Leads 3"]
    assert [[row[0].value for row in sheet.iter_rows()] for sheet in book] == [
        ["Name", "Lead 0", "Lead 1", "Lead 2"],
        ["Name", "Lead 3", "Lead 4", "Lead 5"],
        ["Name", "Lead 6"],
    ]


def test_a_bundle_holds_a_guarded_file_per_table_and_its_documents(tmp_path: Path) -> None:
    pages = (
        TablePage("rule", ("key", "value"), ()),
        TablePage("rule", ("key", "value"), (("a", "=1"), ("b", None))),
        TablePage("rule", ("key", "value"), (("c", "line\nbreak"),)),
        TablePage("lead", ("id",), ()),
    )
    path = write(tmp_path / "all.zip", BundleShape({"README.txt": "hello"}), *pages)
    with zipfile.ZipFile(path) as pack:
        assert pack.testzip() is None
        assert pack.namelist() == ["README.txt", "rule.csv", "lead.csv"]
        assert pack.read("README.txt") == b"hello"
        rules = list(csv.reader(io.StringIO(pack.read("rule.csv").decode(), newline="")))
        assert rules == [["key", "value"], ["a", "'=1"], ["b", ""], ["c", "line\nbreak"]]
        assert pack.read("lead.csv") == b"id\r\n"


def events(path: Path) -> Sequence[icalendar.Event]:
    calendar = icalendar.Calendar.from_ical(path.read_bytes())
    assert isinstance(calendar, icalendar.Calendar)
    return calendar.events


def test_a_calendar_has_its_zone_an_alarm_and_names_that_stay(tmp_path: Path) -> None:
    path = write(tmp_path / "one.ics", CALENDAR, ITEM)
    told = path.read_bytes()
    assert told.count(b"BEGIN:VTIMEZONE") == 1
    assert b"DTSTART;TZID=America/Chicago:20260512T104200" in told
    assert b"TRIGGER:-PT5M" in told
    (event,) = events(path)
    assert str(event["uid"]) == "u1@leaddesk"
    assert event["sequence"] == 3
    assert event.start == AT
    assert event.duration == dt.timedelta(minutes=15)
    assert str(event["description"]) == "Ann\nAcme; +1"
    assert str(event["status"]) == "CONFIRMED"


def test_what_was_cancelled_says_so_and_rings_nobody(tmp_path: Path) -> None:
    path = write(tmp_path / "gone.ics", CALENDAR, replace(ITEM, cancelled=True))
    (event,) = events(path)
    assert (str(event["uid"]), str(event["status"])) == ("u1@leaddesk", "CANCELLED")
    assert b"VALARM" not in path.read_bytes()


def test_an_empty_calendar_is_a_calendar(tmp_path: Path) -> None:
    assert list(events(write(tmp_path / "none.ics", CALENDAR))) == []
