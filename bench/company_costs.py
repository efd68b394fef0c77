# SPDX-License-Identifier: MIT
"""What each thing costs a hub and its database, in seconds of a core, measured on a real hub."""

from __future__ import annotations

import os
import threading
import time
from collections.abc import Callable
from pathlib import Path

import msgspec

from bench import hub_bench, hub_team, made_leads
from bench.company_shape import Costs
from bench.hub_seats import Seat
from bench.hub_wires import listeners
from bench.processes import processor
from bench.verdict import fsync_floor
from leaddesk.desk.wire import NEWEST_VERSION, Hello, News
from leaddesk.desk.wire_calls import Ask, Pull
from leaddesk.storage.engine import Database, Sql
from leaddesk.storage.opening import open_store

LEADS, TEAM, SEATS, HAND = 10_000, 300, 20, 15
SINGLE, PULLS, WALLS, LISTENED_S = 8, 10, 15, 12
_LEAD = Sql("UPDATE person SET roles = 'team_lead' WHERE id = "
            "(SELECT person_id FROM workstation WHERE id = :id)")  # fmt: skip
_WALL = Ask("AskTeamWall", msgspec.Raw(b"{}"))


def team() -> Path:
    """Return the file of a team of 300; its last person leads it."""
    file = hub_team.team_file(LEADS, TEAM, "company")
    store = open_store(str(file), made_leads.NOW)
    with store.database.writing() as session:
        session.run(_LEAD, id=hub_team.name_of(TEAM - 1))
    store.close()
    return file


def measured(database: str) -> tuple[Costs, list[float]]:
    """Return what things cost over a database, and the seconds of pushes at 10 a second.

    These were made while 300 listened.
    """
    server = _postmaster(database) if "://" in database else os.getpid()
    with hub_team.hub(database) as hub:
        used, stored = _meter(hub.pid), _meter(server)
        pushed: list[float] = []
        seats = [Seat(number, hub.port) for number in range(SEATS)]
        opened = used(lambda: _greet(seats)) / SEATS
        top_up = used(lambda: [seat.top_up(HAND) for seat in seats]) / SEATS
        singles = [seat for seat in seats for _ in range(SINGLE)]
        row = stored(lambda: pushed.append(used(lambda: [one.push(1) for one in singles])))
        push, row = pushed[0] / len(singles), (row if "://" in database else 0.0) / len(singles)
        many = used(lambda: [seat.push(HAND - SINGLE) for seat in seats]) / SEATS
        marks = [_caught_up(seat) for seat in seats]
        pull = used(lambda: [_pull(seat, mark) for seat, mark in zip(seats, marks, strict=True)
                             for _ in range(PULLS)]) / (SEATS * PULLS)  # fmt: skip
        wall, ask = _walls(Seat(TEAM - 1, hub.port), used, pull)
        poke, spent = _poked(hub, used, push)
    more = max(0.0, (many - push) / (HAND - SINGLE - 1))
    commit = fsync_floor(str(made_leads.folder()))
    return Costs(push, more, pull, top_up, opened, poke, wall, ask, row, commit), spent


def _poked(
    hub: hub_team.Hub, used: Callable[[Callable[[], object]], float], push: float
) -> tuple[float, list[float]]:
    """Return what one poke costs, and the seconds of the pushes that were followed by them."""
    spent: list[float] = []
    with listeners(hub.port, TEAM) as heard:
        seats = [Seat(number, hub.port) for number in range(SEATS, SEATS + hub_bench.WORKERS)]
        for seat in seats:
            seat.open()
            seat.top_up(hub_bench.EACH)
        threading.Event().wait(1.0)
        began = time.monotonic()
        seconds = used(lambda: spent.extend(hub_bench.paced(seats, LISTENED_S)))
        lasted = time.monotonic() - began
        idle = used(lambda: threading.Event().wait(lasted / 4)) * 4
    return max(0.0, seconds - idle - push * len(spent)) / max(1, heard.pokes), spent


def _walls(
    lead: Seat, used: Callable[[Callable[[], object]], float], pull: float
) -> tuple[float, float]:
    """Return what the team's wall costs when it is worked out, and when it was a moment ago.

    The second is what is left of many, and never less than a `pull` that brings nothing.
    """
    lead.open()
    lead.call("ask", _WALL)

    def apart() -> None:
        for _ in range(WALLS):
            lead.call("ask", _WALL)
            threading.Event().wait(0.45)

    wall = used(apart) / WALLS
    began = time.monotonic()
    close = used(lambda: [lead.call("ask", _WALL) for _ in range(8 * WALLS)])
    fresh = (time.monotonic() - began) / 0.4
    return wall, max(pull, (close - fresh * wall) / (8 * WALLS))


def _greet(seats: list[Seat]) -> None:
    for seat in seats:
        seat.open()
        seat.call("hello", Hello(NEWEST_VERSION, 0, ""))


def _pull(seat: Seat, cursor: int) -> News:
    return msgspec.json.decode(seat.call("pull", Pull(cursor)), type=News)


def _caught_up(seat: Seat) -> int:
    """Read everything that changed, and return how far that is."""
    news = _pull(seat, 0)
    while news.more:
        news = _pull(seat, news.cursor)
    return news.cursor


def _meter(pid: int) -> Callable[[Callable[[], object]], float]:
    """Return what tells how many seconds of a core a process and its children take for a work."""

    def used(work: Callable[[], object]) -> float:
        before = sum(processor(pid))
        work()
        return sum(processor(pid)) - before

    return used


def _postmaster(url: str) -> int:
    """Return the process that the server's others are children of."""
    opened = Database(url)
    try:
        with opened.reading() as session:
            backend = int(session.sql("SELECT pg_backend_pid()")[0][0])
        told = Path(f"/proc/{backend}/stat").read_text("ascii").rpartition(")")[2].split()
        return int(told[1])
    finally:
        opened.close()


def stretched() -> float:
    """Return how long work takes here against the time of a core that it gets."""
    wall, core = time.perf_counter(), time.process_time()
    while time.process_time() - core < 1.0:
        pass
    return (time.perf_counter() - wall) / (time.process_time() - core)
