# SPDX-License-Identifier: MIT
"""Looking for likely duplicates of 100,000 imported leads among 1,000,000, in the background."""

from __future__ import annotations

import random
import time
from collections.abc import Iterator

from bench import made_leads
from bench.verdict import Row, percentile
from leaddesk.desk.carrying_on import FIND_STEP, INDEX_STEP
from leaddesk.desk.commands import ImportOptions
from leaddesk.desk.desk import Desk
from leaddesk.desk.queries import AskDuplicates
from leaddesk.domain.holiday_calendar import NoHolidays
from leaddesk.domain.lead_draft import DraftPhone, LeadDraft
from leaddesk.storage import duplicate_finding
from leaddesk.storage.opening import open_store

ROWS = 100_000
LEADS = 1_000_000
TWINS = 10
"""One row of so many is somebody who is here already, written a little differently."""
SECONDS = 45.0
STEP_MS = 50.0
HELD_MS = 50.0


def run() -> list[Row]:
    """Return the rows of this benchmark."""
    store = open_store(str(made_leads.copied(LEADS, "duplicates")), made_leads.NOW)
    desk = Desk(store, NoHolidays())
    result = desk.import_list(_chunks(), ImportOptions("Expo", source="Expo"), 1, made_leads.NOW)
    while store.index_some(INDEX_STEP):
        pass
    spent, held = [], []
    while True:
        start = time.perf_counter()
        with store.database.reading() as session:
            step = duplicate_finding.look_at(session, FIND_STEP)
        if step is None:
            break
        middle = time.perf_counter()
        with store.database.writing() as session:
            duplicate_finding.keep(session, step)
        end = time.perf_counter()
        spent.append(end - start)
        held.append(end - middle)
    pairs = desk.ask(AskDuplicates(1), made_leads.NOW).total
    desk.close()
    detail = f"{result.count.new:,} leads, {pairs:,} pairs, {len(spent):,} steps"
    return [
        Row("look for duplicates of 100,000 new leads", sum(spent), "s", SECONDS, detail=detail),
        Row("one step of it, p99", percentile(spent, 0.99) * 1000, "ms", STEP_MS,
            detail=f"slowest {max(spent) * 1000:.0f} ms"),
        Row("how long a step holds the writer, slowest", max(held) * 1000, "ms", HELD_MS),
    ]  # fmt: skip


def _chunks() -> Iterator[list[LeadDraft]]:
    """Yield rows: most of them nobody knows, some stand there with another way to write them."""
    chance = random.Random(5)
    here = list(made_leads.rows(LEADS // 10))
    new = made_leads.rows(ROWS, first=5 * LEADS, seed=3)
    for start in range(0, ROWS, 2000):
        yield [_draft(row, next(new), here, chance) for row in range(start, start + 2000)]


def _draft(
    number: int,
    values: tuple[object, ...],
    here: list[tuple[object, ...]],
    chance: random.Random,
) -> LeadDraft:
    given, family, company = (str(value) for value in values[14:17])
    if number % TWINS == 0:
        given, family, company = (str(value) for value in chance.choice(here)[14:17])
        given, company = chance.choice([given, given[0]]), f"{company}, Inc."
    return LeadDraft(
        number, given, family, company, "", "", (DraftPhone(f"+1907{number:07d}", "direct"),),
        (), "", "Springfield", "IL", "", "US", "", "", "", ("America/Chicago",), "region",
        do_not_call=False, note="", source="", campaign="", external_id="",
    )  # fmt: skip
