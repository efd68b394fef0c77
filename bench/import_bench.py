# SPDX-License-Identifier: MIT
"""Importing 100,000 messy rows, a fifth of them known, into 1,000,000 leads."""

from __future__ import annotations

import csv
import multiprocessing
import sqlite3
import time
from dataclasses import dataclass
from multiprocessing.pool import Pool
from pathlib import Path

import phonenumbers
from phonenumbers.timezone import time_zones_for_number

from bench import made_leads, made_list, processes
from bench.verdict import Row, median, timed
from leaddesk.bootstrap.importing import WindowDesk
from leaddesk.desk.carrying_on import INDEX_STEP
from leaddesk.desk.commands import ImportOptions
from leaddesk.desk.intake import ImportCount
from leaddesk.desk.unit import Store
from leaddesk.domain.holiday_calendar import NoHolidays
from leaddesk.domain.lead_draft import DraftOptions
from leaddesk.domain.lead_layout import recognise
from leaddesk.domain.phone_reader import PhoneReader
from leaddesk.storage.opening import open_store
from leaddesk.system.leadfile import open_leadfile
from leaddesk.system.list_files import FileDrafts

ROWS = 100_000
LEADS = 1_000_000
KNOWN = 0.2
RUNS = 3
ROWS_A_SECOND = 40_000
PLAIN = 1.04
"""40,000 rows a second where both cores are free and as quick as those of the goal: there
`phonenumbers` alone takes 2.40 s for 100,000 cells in two processes."""
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
    """Return the rows of this benchmark; runs and what they are compared with are interleaved."""
    path = made_list.made(ROWS, KNOWN)
    runs, empty, floors, plain = [], [], [], []
    with multiprocessing.get_context("spawn").Pool(2) as pool:
        for _ in range(RUNS):
            floors.append(_floor())
            plain.append(_alone(_cells(path), pool))
            runs.append(imported(path, made_leads.copied(LEADS, "import"), 1))
            empty.append(imported(path, fresh("import"), 0))
    rows, wrong = compared(path)
    return [
        _row("import, 100,000 rows into 1,000,000 leads", runs),
        _row("import, 100,000 rows into an empty database", empty),
        _ratio("import against read and insert only", runs, floors),
        _ratio("import against `phonenumbers` alone, in two processes", runs, plain, PLAIN),
        Row(
            "numbers read otherwise than by phonenumbers, row by row",
            len(wrong), "rows", 0, detail=f"of {rows:,} cells compared{_first(wrong)}",
        ),
    ]  # fmt: skip


def _ratio(what: str, runs: list[Run], others: list[float], goal: float | None = None) -> Row:
    found = median([one.wall / other for one, other in zip(runs, others, strict=True)])
    return Row(what, found, "×", goal, detail=f"{median(others):.2f} s")


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
    """Count a list as the window does before it imports, import it, then make it searchable."""
    store = open_store(str(database), made_leads.NOW)
    desk = WindowDesk(str(database), store, NoHolidays())
    mapping = recognise(open_leadfile(path).preview().rows)
    assert mapping is not None
    drafts, told = FileDrafts(path, mapping, DraftOptions()), (OPTIONS, person_id, made_leads.NOW)
    desk.import_list(drafts, *told, dry_run=True)
    process = processes.importer()
    start, before = time.perf_counter(), processes.processor(process)
    result = desk.import_list(drafts, *told)
    wall, after = time.perf_counter() - start, processes.processor(process)
    later = timed(lambda: _file_all(store))
    desk.close()
    return Run(wall, after[0] - before[0], after[1] - before[1], later, result.count)


def compared(path: Path) -> tuple[int, list[str]]:
    """Read every number cell of a list both ways; return how many there are, and what differs.

    A cell is compared with `phonenumbers` alone where that takes the whole of it for one valid
    number. LeadDesk reads more: labels, several numbers, numbers for examples.
    """
    cells = _cells(path)
    plain = [_plain(cell) for cell in cells]
    reader, wrong = PhoneReader("US"), []
    for cell, told in zip(cells, plain, strict=True):
        found = [(one.e164, one.extension) for one in reader.read_cell(cell)]
        if told is not None and found != [told]:
            wrong.append(f"{cell!r}: {found}, phonenumbers {told}")
    return len(plain) - plain.count(None), wrong


def _cells(path: Path) -> list[str]:
    with path.open(newline="", encoding="utf-8") as file:
        return [row["Phone"] for row in csv.DictReader(file)]


def _alone(cells: list[str], pool: Pool) -> float:
    """Return the seconds in which `phonenumbers` reads the cells, in two processes at once."""
    middle = len(cells) // 2
    pool.map(_all_plain, [cells[:100]] * 2)
    return timed(lambda: pool.map(_all_plain, [cells[:middle], cells[middle:]], chunksize=1))


def _all_plain(cells: list[str]) -> int:
    return sum(_plain(cell) is not None for cell in cells)


def _plain(cell: str) -> tuple[str, str] | None:
    """Return number and extension as `phonenumbers` reads a cell, None for no valid number."""
    try:
        number = phonenumbers.parse(cell, "US")
    except phonenumbers.NumberParseException:
        return None
    if not phonenumbers.is_valid_number(number):
        return None
    e164 = phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)
    time_zones_for_number(number)
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
