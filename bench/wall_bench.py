# SPDX-License-Identifier: MIT
"""The team's wall: fifty people, from 500,000 and from 5,000,000 activities."""

from __future__ import annotations

import datetime as dt
import gc

from bench import made_activities, made_leads
from bench.verdict import Row, median, percentile, timed
from leaddesk.desk.desk import Desk
from leaddesk.desk.queries import AskTeamDay, AskTeamWall
from leaddesk.domain.holiday_calendar import NoHolidays
from leaddesk.storage.opening import open_store

FEW, MANY = 500_000, 5_000_000
TIMES = 200
SLOWEST_MS = 50.0
GROWTH = 1.3
STEP = dt.timedelta(seconds=1)


def run() -> list[Row]:
    """Return the rows of this benchmark."""
    desks = {size: _opened(size) for size in (FEW, MANY)}
    # The first question of a day learns everybody's habit from 90 days; it is kept until midnight.
    first = {size: timed(lambda: _ask(desk, 0)) for size, desk in desks.items()}  # noqa: B023
    spent: dict[int, list[float]] = {size: [] for size in desks}
    team: list[float] = []
    gc.collect()
    for n in range(TIMES):
        for size, desk in desks.items():
            spent[size].append(timed(lambda: _ask(desk, n)) * 1000)  # noqa: B023
        team.append(timed(lambda: desks[MANY].ask(AskTeamDay(), made_leads.NOW)) * 1000)
    for desk in desks.values():
        desk.close()
    few, many = median(spent[FEW]), median(spent[MANY])
    people = made_activities.PEOPLE
    return [
        Row(f"the wall of {people} people, {MANY:,} activities, median", many, "ms", SLOWEST_MS),
        Row("the same, p95", percentile(spent[MANY], 0.95), "ms", SLOWEST_MS),
        Row(
            f"the wall, {MANY:,} against {FEW:,} activities", many / few, "×", GROWTH,
            detail=f"{few:.1f} ms",
        ),
        Row(f"the team's day of {people} people, median", median(team), "ms"),
        Row(
            "the first wall of a day, which learns everybody's habit", first[MANY] * 1000, "ms",
            detail=f"{first[FEW] * 1000:.0f} ms from {FEW:,} activities",
        ),
    ]  # fmt: skip


def _opened(size: int) -> Desk:
    return Desk(open_store(str(made_activities.made(size)), made_leads.NOW), NoHolidays())


def _ask(desk: Desk, n: int) -> None:
    desk.ask(AskTeamWall(), made_leads.NOW + n * STEP)
