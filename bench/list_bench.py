# SPDX-License-Identifier: MIT
"""Listing 1,000,000 leads by any filter in any order, and changing many of them at once."""

from __future__ import annotations

import random
import sqlite3
from dataclasses import replace
from pathlib import Path

from bench import made_leads
from bench.verdict import Row, median, percentile, timed
from leaddesk.desk.commands import BulkWish, ChangeLeads
from leaddesk.desk.desk import Desk
from leaddesk.desk.queries import AskLeadCount, AskLeads
from leaddesk.domain.bulk_change import BulkKind
from leaddesk.domain.holiday_calendar import NoHolidays
from leaddesk.domain.lead import LeadState
from leaddesk.domain.lead_filter import ALL_LEADS, LeadFilter, LeadSort, SortKey
from leaddesk.storage.opening import open_store

LEADS = 1_000_000
QUESTIONS = 120
SLOWEST_MS = 300.0
"""What takes longer has to say that it runs."""
TIMES_PASS = 4.0
CHANGED = 100_000
CHANGED_A_SECOND = 10_000

# One pass over all that a filter reads, by hand: what no listing of a rare filter can beat.
_ONE_WALK = (
    "SELECT COUNT(*), SUM(attempts), MAX(arrived_at) FROM lead INDEXED BY ix_lead_browse "
    "WHERE state <> 9 AND attempts < 1000 AND last_call_at >= 0"
)


def run() -> list[Row]:
    """Return the rows of this benchmark."""
    path = made_leads.copied(LEADS, "list")
    desk = Desk(open_store(str(path), made_leads.NOW), NoHolidays())
    bare = sqlite3.connect(path)
    rows = _listed(desk, bare)
    bare.close()
    rows.append(_changed(desk))
    desk.close()
    _without(path)
    return rows


def _listed(desk: Desk, bare: sqlite3.Connection) -> list[Row]:
    chance = random.Random(11)
    first: list[float] = []
    following: list[float] = []
    counted: list[float] = []
    floor: list[float] = []
    for wanted, sort in [(ALL_LEADS, LeadSort()), *(_asked(chance) for _ in range(QUESTIONS))]:
        if len(first) % 10 == 0:
            floor.append(timed(lambda: bare.execute(_ONE_WALK).fetchone()) * 1000)
        question = AskLeads(wanted, sort)
        found: list[object] = []
        first.append(timed(lambda: found.append(desk.ask(question, made_leads.NOW))) * 1000)  # noqa: B023
        page = desk.ask(question, made_leads.NOW)
        if page.next_after is not None:
            more = replace(question, after=page.next_after)
            following.append(timed(lambda: desk.ask(more, made_leads.NOW)) * 1000)  # noqa: B023
        count = AskLeadCount(wanted)
        counted.append(timed(lambda: desk.ask(count, made_leads.NOW)) * 1000)  # noqa: B023
    told = f"{len(first)} filters and orders, median {median(first):.0f} ms"
    p95, one = percentile(first, 0.95), median(floor)
    return [
        Row("list leads, first page, p95, 1,000,000 leads", p95, "ms", SLOWEST_MS, detail=told),
        Row(
            "the same against one pass over the index by hand", p95 / one, "×", TIMES_PASS,
            detail=f"{one:.0f} ms",
        ),
        Row("list leads, next page, p95", percentile(following, 0.95), "ms", SLOWEST_MS),
        Row("count leads, p95", percentile(counted, 0.95), "ms", SLOWEST_MS),
    ]  # fmt: skip


def _asked(chance: random.Random) -> tuple[LeadFilter, LeadSort]:
    """Return what somebody asks for: up to three fields, any order."""
    fields = {
        "states": (chance.choice([LeadState.QUEUED, LeadState.CLOSED, LeadState.RESEARCH]),),
        "class_number": chance.choice([1, 3, 4, 5]),
        "source_id": chance.randint(1, len(made_leads.SOURCES)),
        "campaign": chance.choice(made_leads.CAMPAIGNS),
        "time_zone": chance.choice(made_leads.ZONES)[0],
        "age_to": chance.choice([0, 6, 29]),
        "age_from": chance.choice([7, 20, 28]),
        "attempts_from": chance.choice([0, 1, 2]),
        "last_outcome": chance.choice(["no_answer", "voicemail"]),
    }
    names = chance.sample(sorted(fields), chance.randint(0, 3))
    sort = LeadSort(chance.choice(list(SortKey)), falling=chance.random() < 0.5)
    return LeadFilter(**{name: fields[name] for name in names}), sort  # type: ignore[arg-type]


def _changed(desk: Desk) -> Row:
    """Change a tenth of all leads at once."""
    ids = tuple(range(1, CHANGED + 1))
    command = ChangeLeads(BulkWish(BulkKind.CAMPAIGN, text="Bulk"), ids)
    spent = timed(lambda: desk.do(command, 1, made_leads.NOW))
    return Row(
        f"change {CHANGED:,} leads at once", CHANGED / spent, "leads/s", CHANGED_A_SECOND,
        at_least=True, detail=f"{spent:.1f} s, taken back as one",
    )  # fmt: skip


def _without(path: Path) -> None:
    for leftover in (path, Path(f"{path}-wal"), Path(f"{path}-shm")):
        leftover.unlink(missing_ok=True)
