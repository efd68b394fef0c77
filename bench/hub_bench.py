# SPDX-License-Identifier: MIT
"""A hub under 50 workstations, on PostgreSQL and on SQLite, and a team of 300 on it at work.

The hub is a process of its own as `leaddesk hub` starts it; workstations are two more, over HTTPS.
PostgreSQL runs on the same computer and keeps what it commits.
"""

from __future__ import annotations

import contextlib
import threading
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

from bench import hub_team, made_leads
from bench.hub_seats import Done, Seat, crowd
from bench.hub_wires import Counted, counted, listeners
from bench.team_click_bench import Mark
from bench.verdict import Row, median, percentile, timed
from leaddesk.domain.holiday_calendar import NoHolidays
from leaddesk.storage.membership import make_member
from leaddesk.storage.opening import open_store
from leaddesk.storage.store import SqlStore
from leaddesk.sync.file_seat import FileSeat, work_under
from leaddesk.sync.http_line import HttpLine
from leaddesk.sync.replicator import Replicator
from leaddesk.sync.runner import Runner
from leaddesk.sync.runner_ports import Around, Ties
from leaddesk.sync.tie_counts import SeatCounts
from leaddesk.system.boot_clock import BootClock

LEADS, SEATS, ROUNDS, HAND = 20_000, 50, 3, 15
BATCH = 8
TEAM, PER_SECOND, SECONDS = 300, 10, 30
WORKERS, EACH = 30, 12
VISIBLE = 20_000
IDLE_SECONDS = 45.0
_GOALS = {"PostgreSQL": 300, "SQLite": 200}


def run() -> list[Row]:
    """Return the rows of this benchmark."""
    rows: list[Row] = []
    with hub_team.server() as url:
        file = hub_team.team_file(LEADS, SEATS, "hub")
        database = hub_team.on_server(file, url)
        for name, where in (("PostgreSQL", database), ("SQLite", str(file))):
            with hub_team.hub(where) as one:
                rows += _crowded(name, [one])
        with hub_team.hub(database) as one, hub_team.hub(database) as other:
            rows += _crowded("PostgreSQL, two hubs", [one, other])
    return rows + _team() + _joining()


def _crowded(name: str, hubs: Sequence[hub_team.Hub]) -> list[Row]:
    """Return what fifty do at once: fill their hands, and log a call of each lead of them."""
    ports = [hub.port for hub in hubs]
    filled: list[Done] = []
    single: list[Done] = []
    several: list[Done] = []
    with crowd(ports, SEATS) as seats:
        seats.all("fill", 2)
        seats.all("work_off", 1)
        for _ in range(ROUNDS):
            for batch, found in ((BATCH, several), (1, single)):
                filled.append(seats.all("fill", HAND))
                found.append(seats.all("work_off", batch))
    twice = hub_team.doubles(hubs[0].database)
    goal = _GOALS.get(name)
    return [
        _rate(f"operations applied, {name}", several, f"pushes of {BATCH}", goal),
        _rate(f"operations applied one by one, {name}", single, "pushes of 1", None),
        _rate(f"leases granted, {name}", filled, f"hands of {HAND}", None),
        Row(f"leads, numbers or operations twice, {name}", twice, "", 0),
    ]


def _rate(what: str, done: Sequence[Done], how: str, goal: float | None) -> Row:
    calls = [seconds for one in done for seconds in one.calls]
    rates = ", ".join(f"{one.rate:,.0f}" for one in done)
    detail = f"{SEATS} workstations, {how}: {rates}; a call {median(calls) * 1000:.0f} ms"
    return Row(what, median([one.rate for one in done]), "/s", goal, at_least=True, detail=detail)


# --------------------------------------------------------------------------- a team of 300


def _team() -> list[Row]:
    file = hub_team.team_file(LEADS, TEAM, "team")
    with hub_team.hub(str(file)) as hub, listeners(hub.port, TEAM) as heard:
        seats = [Seat(number, hub.port) for number in range(WORKERS)]
        for seat in seats:
            seat.open()
            seat.top_up(EACH)
        spent = paced(seats)
    p99 = percentile(spent, 0.99) * 1000
    detail = (
        f"{len(spent)} pushes of 1 on SQLite, {TEAM} listen for pokes ({heard.pokes:,} came), "
        f"median {median(spent) * 1000:.1f} ms, from when each was due"
    )
    what = f"p99 of the hub at {PER_SECOND} operations/s, {TEAM} people"
    return [Row(what, p99, "ms", 100, detail=detail)]


def paced(seats: Sequence[Seat], seconds: int = SECONDS) -> list[float]:
    """Push one operation every so often, each workstation in turn; return seconds from its due."""
    spent: list[float] = []
    began = time.perf_counter() + 0.5
    threads = []
    pause = threading.Event()

    def push(seat: Seat, due: float) -> None:
        if seat.push(1):
            spent.append(time.perf_counter() - due)

    for number in range(PER_SECOND * seconds):
        due = began + number / PER_SECOND
        pause.wait(max(0.0, due - time.perf_counter()))
        threads.append(threading.Thread(target=push, args=(seats[number % len(seats)], due)))
        threads[-1].start()
    for thread in threads:
        thread.join()
    return spent


# ------------------------------------------------------------------- joining, and being idle


def _joining() -> list[Row]:
    file = hub_team.team_file(VISIBLE * 5 // 4, 1, "joined")
    hub_team.give(file, VISIBLE)
    with hub_team.hub(str(file)) as hub, counted(hub.port) as wire, _seat(hub, wire) as place:
        store, seat, line = place
        engine = Replicator(seat, line, BootClock(), Mark(f"{hub_team.name_of(0)}/0"))
        spent = timed(lambda: engine.sync(HAND))
        with store.database.reading() as session:
            there = int(session.sql("SELECT COUNT(*) FROM lead")[0][0])
        megabytes = wire.bytes / 1e6
        detail = f"{there:,} leads in the file, {megabytes:.1f} MB over HTTPS"
        joined = Row(f"first join, {VISIBLE:,} visible leads", spent, "s", 10, detail=detail)
        return [joined, _idle(seat, line, engine, wire)]


def _idle(seat: FileSeat, line: HttpLine, engine: Replicator, wire: Counted) -> Row:
    """Return what a workstation says and hears while nobody does anything."""
    mark = Mark("")
    ties = Ties(engine, line, seat, SeatCounts(seat, BootClock()), mark)
    runner = Runner(ties, Around(BootClock(), hub_team.moment))
    pause = threading.Event()
    runner.start()
    pause.wait(5.0)
    before = wire.bytes
    pause.wait(IDLE_SECONDS)
    said = (wire.bytes - before) / IDLE_SECONDS
    tie = runner.state().tie
    runner.stop()
    detail = f"both ways with TLS, {IDLE_SECONDS:.0f} s, a hand of {HAND}, {tie.value}"
    return Row("idle traffic of a workstation", said, "B/s", 1000, detail=detail)


@contextlib.contextmanager
def _seat(hub: hub_team.Hub, wire: Counted) -> Iterator[tuple[SqlStore, FileSeat, HttpLine]]:
    name = hub_team.name_of(0)
    path: Path = made_leads.folder() / "joining.db"
    for ending in ("", "-wal", "-shm"):
        path.with_name(path.name + ending).unlink(missing_ok=True)
    make_member(path, {"device": name, "workstation": name, "person": "2"}, made_leads.NOW)
    store = open_store(str(path), made_leads.NOW)
    work_under(store, BootClock())
    url = f"https://127.0.0.1:{wire.port}"
    line = HttpLine(url, hub.pin, hub_team.token_of(0), lambda: name)
    try:
        yield store, FileSeat(store, NoHolidays()), line
    finally:
        line.close()
        store.close()
