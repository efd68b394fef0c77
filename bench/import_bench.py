# SPDX-License-Identifier: MIT
"""Importing 100,000 messy rows, a fifth of them known, into 1,000,000 leads."""

from __future__ import annotations

import csv
import sqlite3
import time

from bench import made_leads, made_list
from bench.verdict import Row, median, timed
from leaddesk.desk.commands import ImportOptions
from leaddesk.desk.desk import Desk
from leaddesk.desk.intake import ImportCount
from leaddesk.domain.holiday_calendar import NoHolidays
from leaddesk.domain.lead_draft import DraftOptions
from leaddesk.domain.lead_layout import recognise
from leaddesk.storage.opening import open_store
from leaddesk.system.draft_worker import iter_drafts
from leaddesk.system.leadfile import open_leadfile

ROWS = 100_000
LEADS = 1_000_000
KNOWN = 0.2
RUNS = 3
ROWS_A_SECOND = 25_000


def run() -> list[Row]:
    """Return the rows of this benchmark; runs and floors are interleaved."""
    made_list.made(ROWS, KNOWN)
    seconds, indexing, floors = [], [], []
    count = ImportCount()
    for _ in range(RUNS):
        floors.append(_floor())
        took, later, count = _import()
        seconds.append(took)
        indexing.append(later)
    speed = ROWS / median(seconds)
    ratio = median([took / floor for took, floor in zip(seconds, floors, strict=True)])
    detail = (
        f"{count.new:,} new, {count.duplicates_known:,} known, {count.bad_numbers:,} with bad "
        f"numbers; {median(seconds):.2f} s, then {median(indexing):.2f} s to make them searchable"
    )
    return [
        Row("import, 100,000 rows", speed, "rows/s", ROWS_A_SECOND, at_least=True, detail=detail),
        Row("import against read and insert only", ratio, "×", detail=f"{median(floors):.2f} s"),
    ]


def _import() -> tuple[float, float, ImportCount]:
    """Return the seconds until every lead is in the queue, those until searchable, the count."""
    path = made_list.made(ROWS, KNOWN)
    store = open_store(str(made_leads.copied(LEADS, "import")), made_leads.NOW)
    desk = Desk(store, NoHolidays())
    mapping = recognise(open_leadfile(path).preview().rows)
    assert mapping is not None
    options = ImportOptions("Expo", source="Expo", default_region="US")
    start = time.perf_counter()
    with iter_drafts(path, mapping, DraftOptions()) as drafts:
        result = desk.import_list(drafts, options, 1, made_leads.NOW)
    took = time.perf_counter() - start
    later = timed(lambda: _catch_up(desk))
    desk.close()
    return took, later, result.count


def _catch_up(desk: Desk) -> None:
    while desk.catch_up():
        pass


def _floor() -> float:
    """Return the seconds to read the file and insert as many ready rows, with all indexes."""
    target = made_leads.copied(LEADS, "floor")
    ready = [
        (*row[:1], *row[1:]) for row in made_leads.rows(int(ROWS * 0.8), first=LEADS + 1, seed=5)
    ]
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
