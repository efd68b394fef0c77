# SPDX-License-Identifier: MIT
"""The team's wall: fifty people, from 500,000 and from 5,000,000 activities."""

from __future__ import annotations

import datetime as dt
import gc
import sqlite3
import time

from PySide6.QtWidgets import QTableView

from bench import first_looks, made_activities, made_leads, window
from bench.verdict import Row, median, percentile, timed
from leaddesk.desk.commands import LogCall, ReleaseLead, TakeNext
from leaddesk.desk.desk import Desk
from leaddesk.desk.queries import AskTeamDay, AskTeamWall
from leaddesk.domain.holiday_calendar import NoHolidays
from leaddesk.gui.app import Program
from leaddesk.gui.models.wall_rows import WallModel
from leaddesk.storage.opening import open_store

FEW, MANY = 500_000, 5_000_000
TIMES = 200
SLOWEST_MS = 50.0
SEEN_MS = 1000.0
CLICKS = 30
GROWTH = 1.3
CALLER = 2
STEP = dt.timedelta(seconds=1)


def run() -> list[Row]:
    """Return the rows of this benchmark."""
    desks = {size: _opened(size) for size in (FEW, MANY)}
    for desk in desks.values():
        _ask(desk, 0)
    spent: dict[int, list[float]] = {size: [] for size in desks}
    team: list[float] = []
    gc.collect()
    for n in range(TIMES):
        for size, desk in desks.items():
            spent[size].append(timed(lambda: _ask(desk, n)) * 1000)  # noqa: B023
        team.append(timed(lambda: desks[MANY].ask(AskTeamDay(), made_leads.NOW)) * 1000)
    for desk in desks.values():
        desk.close()
    clicks = _seen()
    few, many = median(spent[FEW]), median(spent[MANY])
    people = made_activities.PEOPLE
    return [
        Row(f"the wall of {people} people, {MANY:,} activities, median", many, "ms", SLOWEST_MS),
        Row("the same, p95", percentile(spent[MANY], 0.95), "ms", SLOWEST_MS),
        Row(
            f"the wall, {MANY:,} against {FEW:,} activities", many / few, "×", GROWTH,
            detail=f"{few:.1f} ms",
        ),
        Row(
            "a colleague's click until another window's wall shows it, slowest", max(clicks), "ms",
            SEEN_MS, detail=f"{len(clicks)} clicks, median {median(clicks):.0f} ms",
        ),
        Row(f"the team's day of {people} people, median", median(team), "ms"),
        *first_looks.rows(made_activities.made(MANY), AskTeamWall(), "wall", SLOWEST_MS),
    ]  # fmt: skip


def _seen() -> list[float]:
    """Return how long calls that one window logs take until the wall of another one counts them."""
    database = made_leads.copy_of(made_activities.made(FEW), "wall")
    with sqlite3.connect(database) as connection:
        pattern = connection.execute("SELECT hours, time_zone FROM person LIMIT 1").fetchone()
        connection.execute(
            "INSERT INTO person (name, roles, hours, time_zone) "
            "VALUES ('Ruth Aldana', 'team_lead', ?, ?)",
            pattern,
        )
    connection.close()
    theirs = Desk(open_store(str(database), made_leads.NOW), NoHolidays())
    theirs.do(ReleaseLead(), CALLER, made_leads.NOW)
    program = window.open_at(database, "Ruth Aldana")
    program.window.go("team")
    rows = WallRows(program)
    window.wait_until(lambda: rows.calls() > 0)
    spent = []
    for _ in range(CLICKS):
        before = rows.calls()
        lead = theirs.do(TakeNext(1), CALLER, made_leads.NOW).lead_id or 0
        theirs.do(LogCall(lead, "no_answer", then_take=False), CALLER, made_leads.NOW)
        began = time.perf_counter()
        window.wait_until(lambda: rows.calls() > before)  # noqa: B023
        spent.append((time.perf_counter() - began) * 1000)
    program.close()
    program.window.close()
    theirs.close()
    return spent


class WallRows:
    """What the wall of a window shows of one person."""

    def __init__(self, program: Program) -> None:
        self._program = program

    def calls(self) -> int:
        """Return the calls that are shown of the caller; 0 before anything is."""
        table = self._program.window.findChild(QTableView, "table")
        model = table.model() if isinstance(table, QTableView) else None
        for row in model.rows if isinstance(model, WallModel) else ():
            if row.person.id == CALLER:
                return next(goal.done for goal in row.day.goals if goal.metric == "calls")
        return 0


def _opened(size: int) -> Desk:
    return Desk(open_store(str(made_activities.made(size)), made_leads.NOW), NoHolidays())


def _ask(desk: Desk, n: int) -> None:
    desk.ask(AskTeamWall(), made_leads.NOW + n * STEP)
