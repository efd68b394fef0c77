# SPDX-License-Identifier: MIT
"""Exports in words: what can go out, how its file is called, and records put into a file."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, Final

from leaddesk.desk.exports import (
    BundleShape,
    CalendarShape,
    CalendarWanted,
    CountsWanted,
    EverythingWanted,
    ExportFile,
    FileShape,
    JournalWanted,
    LeadsWanted,
    Outlet,
    TableShape,
    Wanted,
)
from leaddesk.desk.ports import Machine
from leaddesk.words import calendar, export_columns, numbers, schema
from leaddesk.words.export_columns import ExportColumn

KINDS: Final = ("leads", "journal", "counts", "calendar", "all")
TITLES: Final = {
    "leads": "Leads",
    "journal": "Journal: what was done",
    "counts": "Counts per person and day",
    "calendar": "My appointments and callbacks",
    "all": "Everything: the whole database",
}
FORMATS: Final = {
    "csv": "CSV",
    "xlsx": "XLSX spreadsheet",
    "ics": "iCalendar (ICS)",
    "zip": "ZIP of CSV files",
}
FORMATS_OF: Final = {
    "leads": ("csv", "xlsx"),
    "journal": ("csv", "xlsx"),
    "counts": ("csv", "xlsx"),
    "calendar": ("ics",),
    "all": ("zip",),
}
SHEET_ROWS: Final = 1_048_575
"""Rows that one sheet of an XLSX file holds below its header."""
_FILES = {"counts": "counts", "calendar": "calendar", "all": "leaddesk"}
_KIND_OF: dict[type, str] = {
    LeadsWanted: "leads",
    JournalWanted: "journal",
    CountsWanted: "counts",
    CalendarWanted: "calendar",
    EverythingWanted: "all",
}
_NOUNS = {
    "leads": ("lead", ""),
    "journal": ("entry", "entries"),
    "counts": ("count", ""),
    "calendar": ("appointment or callback", "appointments and callbacks"),
    "all": ("row", ""),
}


class _Filled:
    """An outlet that makes rows of records before they go into a file."""

    def __init__(self, file: ExportFile, row: Callable[[Any], object]) -> None:
        self._file, self._row = file, row
        self.finish, self.keep, self.drop = file.finish, file.keep, file.drop

    def write(self, records: Sequence[Any]) -> None:
        """Put records into the file."""
        self._file.write([self._row(record) for record in records])

    finish: Callable[[], None]
    keep: Callable[[], None]
    drop: Callable[[], None]


def outlet(
    wanted: Wanted, machine: Machine, path: Path, file_format: str, zone: str, *, replace: bool
) -> Outlet:
    """Begin the file of an export; its moments are told in a zone. Raises BadInput."""
    shape, row = _shape(wanted, file_format, zone, machine.now())
    return _Filled(machine.export_file(path, shape, replace=replace), row)


def _shape(
    wanted: Wanted, file_format: str, zone: str, now: dt.datetime
) -> tuple[FileShape, Callable[[Any], object]]:
    if isinstance(wanted, EverythingWanted):
        documents = {"README.txt": schema.readme(now), "schema.json": schema.as_json()}
        return BundleShape(documents), lambda page: page
    if isinstance(wanted, CalendarWanted):
        return CalendarShape("LeadDesk", zone, now), lambda agreed: calendar.item(agreed, zone)
    columns = columns_of(wanted)
    shape = TableShape(
        "xlsx" if file_format == "xlsx" else "csv",
        kind_of(wanted).capitalize(),
        tuple(column.table_column for column in columns),
        zone,
    )
    return shape, lambda record: export_columns.cells(columns, record)


def columns_of(wanted: Wanted) -> tuple[ExportColumn, ...]:
    """Return the columns that a table has."""
    if isinstance(wanted, LeadsWanted):
        return export_columns.chosen(wanted.columns)
    if isinstance(wanted, JournalWanted):
        return export_columns.JOURNAL_COLUMNS
    return export_columns.COUNT_COLUMNS


def kind_of(wanted: Wanted) -> str:
    """Return what kind of export it is, one of `KINDS`."""
    return _KIND_OF[type(wanted)]


def file_name(kind: str, file_format: str, now: dt.datetime, extra: str = "") -> str:
    """Return a sensible name: 'leads-2026-05-12.csv', 'counts-2026-05-12.xlsx'."""
    plain = re.sub(r"[^a-z0-9]+", "-", extra.casefold()).strip("-")[:30]
    parts = (_FILES.get(kind, kind), plain, f"{now:%Y-%m-%d}")
    return "-".join(part for part in parts if part) + f".{file_format}"


def format_of(path: Path, kind: str) -> str:
    """Return the format that a file's name asks for, else the first one of its kind."""
    ending = path.suffix.lower().removeprefix(".")
    return ending if ending in FORMATS_OF[kind] else FORMATS_OF[kind][0]


def count(kind: str, rows: int) -> str:
    """Return how much it is: '1,280 leads', '1 entry'."""
    return numbers.count(rows, *_NOUNS[kind])


def done(kind: str, rows: int, path: Path) -> str:
    """Return what was exported and where it is."""
    return f"{count(kind, rows)} exported to {path.name}"


def limits(kind: str, file_format: str, rows: int) -> str:
    """Return what to know before: a sheet that is too short, an empty export; '' for nothing."""
    if file_format == "xlsx" and rows > SHEET_ROWS:
        sheets = -(-rows // SHEET_ROWS)
        return (
            f"One sheet holds {numbers.number(SHEET_ROWS)} rows: these go into "
            f"{numbers.count(sheets, 'sheet')} of the file."
        )
    if kind == "leads" and rows > SHEET_ROWS:
        return (
            f"An import takes {numbers.number(SHEET_ROWS)} rows at a time: this file would have "
            "to be split to come back."
        )
    return ""
