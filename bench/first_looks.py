# SPDX-License-Identifier: MIT
"""The first look of a day, of desks that remember nothing: with its figures prepared, and without.

Both in turn on one database: what was prepared is taken out of it and put back.
"""

from __future__ import annotations

import sqlite3
from pathlib import Path
from typing import Any

from bench import made_leads
from bench.verdict import Row, median, percentile, timed
from leaddesk.desk.desk import Desk
from leaddesk.desk.queries import Query
from leaddesk.domain.holiday_calendar import NoHolidays
from leaddesk.storage.opening import open_store

ROUNDS = 12


def rows(path: Path, query: Query[Any], what: str, most_ms: float | None) -> list[Row]:
    """Return the rows of the first look of a question."""
    desk = _opened(path)
    while desk.prepare(made_leads.NOW):
        pass
    desk.close()
    with sqlite3.connect(path) as connection:
        kept = connection.execute("SELECT name, day, version, data FROM prepared").fetchall()
    connection.close()
    spent: dict[bool, list[float]] = {True: [], False: []}
    for _ in range(ROUNDS):
        for ready, times in spent.items():
            _put(path, kept if ready else [])
            desk = _opened(path)
            times.append(1000 * timed(lambda: desk.ask(query, made_leads.NOW)))  # noqa: B023
            desk.close()
    _put(path, kept)
    found, cold = spent[True], spent[False]
    ratio = median([b / a for a, b in zip(found, cold, strict=True)])
    return [
        Row(f"the first {what} of a day, median", median(found), "ms", most_ms,
            detail=f"p95 {percentile(found, 0.95):.0f} ms"),
        Row("the same with nothing prepared", median(cold), "ms",
            detail=f"p95 {percentile(cold, 0.95):.0f} ms, {ratio:.1f} ×"),
    ]  # fmt: skip


def _put(path: Path, kept: list[tuple[Any, ...]]) -> None:
    with sqlite3.connect(path) as connection:
        connection.execute("DELETE FROM prepared")
        connection.executemany("INSERT INTO prepared VALUES (?, ?, ?, ?)", kept)
    connection.close()


def _opened(path: Path) -> Desk:
    return Desk(open_store(str(path), made_leads.NOW), NoHolidays())
