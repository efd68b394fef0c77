# SPDX-License-Identifier: MIT
"""Importing 100,000 messy rows, a fifth of them known, into 1,000,000 leads."""

from __future__ import annotations

import csv
import os
import sqlite3
import time
from dataclasses import dataclass
from pathlib import Path

import phonenumbers

from bench import made_leads, made_list
from bench.verdict import Row, median, timed
from leaddesk.desk.commands import ImportOptions
from leaddesk.desk.desk import INDEX_STEP, Desk
from leaddesk.desk.intake import ImportCount
from leaddesk.desk.unit import Store
from leaddesk.domain.holiday_calendar import NoHolidays
from leaddesk.domain.lead_draft import DraftOptions
from leaddesk.domain.lead_layout import recognise
from leaddesk.domain.phone_reader import PhoneReader
from leaddesk.storage.opening import open_store
from leaddesk.system.draft_worker import iter_drafts
from leaddesk.system.leadfile import open_leadfile

ROWS = 100_000
LEADS = 1_000_000
KNOWN = 0.2
RUNS = 3
ROWS_A_SECOND = 40_000
OPTIONS = ImportOptions("Expo", source="Expo", default_region="US")


@dataclass(frozen=True, slots=True)
class Run:
    """One import: seconds until every lead is in the queue, processor seconds, the count.

    The processor's seconds are those of the process that writes and of the one that reads; `later`
    is what the upkeep took after it.
    """

    wall: float
    writing: float
    reading: float
    later: float
    count: ImportCount


def run() -> list[Row]:
    """Return the rows of this benchmark; runs and floors are interleaved."""
    path = made_list.made(ROWS, KNOWN)
    runs, empty, floors = [], [], []
    for _ in range(RUNS):
        floors.append(_floor())
        runs.append(imported(path, made_leads.copied(LEADS, "import"), 1))
        empty.append(imported(path, fresh("import"), 0))
    ratio = median([one.wall / floor for one, floor in zip(runs, floors, strict=True)])
    rows, wrong = compared(path)
    return [
        _row("import, 100,000 rows into 1,000,000 leads", runs),
        _row("import, 100,000 rows into an empty database", empty),
        Row("import against read and insert only", ratio, "×", detail=f"{median(floors):.2f} s"),
        Row(
            "numbers read otherwise than by phonenumbers, row by row",
            len(wrong), "rows", 0, detail=f"of {rows:,} cells compared{_first(wrong)}",
        ),
    ]  # fmt: skip


def _row(what: str, runs: list[Run]) -> Row:
    wall = median([one.wall for one in runs])
    count = runs[-1].count
    detail = (
        f"{count.new:,} new, {count.duplicates_known:,} known, {count.bad_numbers:,} with bad "
        f"numbers; {wall:.2f} s, best {min(one.wall for one in runs):.2f} s; processor: writing "
        f"{median([one.writing for one in runs]):.2f} s, reading "
        f"{median([one.reading for one in runs]):.2f} s; "
        f"then {median([one.later for one in runs]):.2f} s until searchable"
    )
    return Row(what, ROWS / wall, "rows/s", ROWS_A_SECOND, at_least=True, detail=detail)


def imported(path: Path, database: Path, person_id: int) -> Run:
    """Import a list into a database, then make its leads searchable and file them."""
    store = open_store(str(database), made_leads.NOW)
    desk = Desk(store, NoHolidays())
    mapping = recognise(open_leadfile(path).preview().rows)
    assert mapping is not None
    start, before = time.perf_counter(), os.times()
    with iter_drafts(path, mapping, DraftOptions()) as drafts:
        result = desk.import_list(drafts, OPTIONS, person_id, made_leads.NOW)
    wall, after = time.perf_counter() - start, os.times()
    later = timed(lambda: _file_all(store))
    desk.close()
    writing = after.user + after.system - before.user - before.system
    reading = (
        after.children_user + after.children_system
        - before.children_user - before.children_system
    )  # fmt: skip
    return Run(wall, writing, reading, later, result.count)


def compared(path: Path) -> tuple[int, list[str]]:
    """Read every number cell of a list both ways; return how many there are, and what differs.

    A cell is compared with `phonenumbers` alone where that takes the whole of it for one valid
    number. LeadDesk reads more: labels, several numbers, numbers for examples.
    """
    reader, cells, wrong = PhoneReader("US"), 0, []
    with path.open(newline="", encoding="utf-8") as file:
        for row in csv.DictReader(file):
            cell = row["Phone"]
            told = _plain(cell)
            if told is None:
                continue
            cells += 1
            found = [(one.e164, one.extension) for one in reader.read_cell(cell)]
            if found != [told]:
                wrong.append(f"{cell!r}: {found}, phonenumbers {told}")
    return cells, wrong


def _plain(cell: str) -> tuple[str, str] | None:
    """Return number and extension as `phonenumbers` reads a cell, None for no valid number."""
    try:
        number = phonenumbers.parse(cell, "US")
    except phonenumbers.NumberParseException:
        return None
    if not phonenumbers.is_valid_number(number):
        return None
    e164 = phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)
    return e164, number.extension or ""


def _first(wrong: list[str]) -> str:
    return f"; the first: {wrong[0]}" if wrong else ""


def _file_all(store: Store) -> None:
    """Make every lead searchable and file it, as the upkeep does."""
    while store.index_some(INDEX_STEP):
        pass


def fresh(name: str) -> Path:
    """Return where a database is made that is not there yet."""
    path = made_leads.folder() / f"{name}-new.db"
    for leftover in (path, Path(f"{path}-wal"), Path(f"{path}-shm")):
        leftover.unlink(missing_ok=True)
    return path


def _floor() -> float:
    """Return the seconds to read the file and insert as many ready rows, with all indexes."""
    target = made_leads.copied(LEADS, "floor")
    ready = list(made_leads.rows(int(ROWS * 0.8), first=LEADS + 1, seed=5))
    connection = sqlite3.connect(target, isolation_level=None)
    for pragma in ("journal_mode=WAL", "synchronous=FULL", "cache_size=-16384"):
        connection.execute(f"PRAGMA {pragma}")
    marks = ",".join("?" * len(made_leads.COLUMNS))
    statement = f"INSERT INTO lead ({','.join(made_leads.COLUMNS)}) VALUES ({marks})"
    numbers = [(row[0], f"+44{row[0]:010d}") for row in ready]

    def work() -> None:
        with made_list.made(ROWS, KNOWN).open(newline="", encoding="utf-8") as file:
            for _ in csv.reader(file):
                pass
        connection.execute("BEGIN")
        connection.executemany(statement, ready)
        connection.executemany(
            "INSERT INTO phone (lead_id, position, e164) VALUES (?, 0, ?)", numbers
        )
        connection.execute("COMMIT")

    took = timed(work)
    connection.close()
    return took
