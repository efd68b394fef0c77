# SPDX-License-Identifier: MIT
"""Search while typing, over 1,000,000 leads: every keystroke asks, the slowest ones count."""

from __future__ import annotations

import random

from bench import made_leads
from bench.verdict import Row, median, percentile, timed
from leaddesk.desk.desk import Desk
from leaddesk.desk.queries import AskSearch
from leaddesk.domain.holiday_calendar import NoHolidays
from leaddesk.storage.opening import open_store

LEADS = 1_000_000
PEOPLE = 60
SLOWEST_MS = 50.0


def run() -> list[Row]:
    """Return the rows of this benchmark."""
    path = made_leads.copied(LEADS, "search")
    desk = Desk(open_store(str(path), made_leads.NOW), NoHolidays())
    chance = random.Random(3)
    wanted = [_typed(chance) for _ in range(PEOPLE)]
    desk.ask(AskSearch("warm"), made_leads.NOW)
    spent = []
    for text in wanted:
        for length in range(1, len(text) + 1):
            query = AskSearch(text[:length], limit=50)
            spent.append(timed(lambda: desk.ask(query, made_leads.NOW)) * 1000)  # noqa: B023
    desk.close()
    detail = f"{len(spent)} keystrokes, median {median(spent):.1f} ms, slowest {max(spent):.0f} ms"
    p99 = percentile(spent, 0.99)
    return [Row("search per keystroke, p99, 1,000,000 leads", p99, "ms", SLOWEST_MS, detail=detail)]


def _typed(chance: random.Random) -> str:
    """Return what somebody types: a name, a company, an address, a number, or a miss."""
    row = next(made_leads.rows(1, first=chance.randrange(1, LEADS), seed=chance.random()))
    return str(
        chance.choice(
            (row[15], f"{row[14]} {row[15]}", row[16], row[18], str(row[12])[2:], "zqxjkvw")
        )
    )
