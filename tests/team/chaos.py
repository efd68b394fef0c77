# SPDX-License-Identifier: MIT
"""A team of real processes while everything fails: the run, and what it was held against.

Workstations are killed without warning, the hub and its server crash, connections are cut,
truncated and swallowed, clocks are off. Then all is healed, what waits is sent, and judged.
"""

from __future__ import annotations

import contextlib
import dataclasses
import json
import random
import signal
import socket
import sqlite3
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from leaddesk.system.clock import now
from tests.team import hub_process, seat_process
from tests.team.failing_line import HOST, FailingLine
from tests.team.free_port import free_port
from tests.team.hub_process import Member, Shape, Start
from tests.team.judge import SeatFile, Seen, Verdict, judge
from tests.team.nursery import LONGEST_S, Nursery
from tests.team.truth import Truth

SKEWS = (0.0, 0.0, 3600.0, -3600.0, 3 * 86400.0, -86400.0)
"""By how much the clocks of workstations are off, in seconds."""
READY_S = 60.0
HURRIED = 0.25
"""The share of parts that fail a connection when too few have failed in the time of a run."""


@dataclass(frozen=True, slots=True)
class Plan:
    """What is to happen to a team; a seat's or hub's `bug` is a fault put in on purpose.

    A run goes on for `seconds`, and until `kills`, `crashes`, `lines` and `logged` are reached,
    however slow the machine is; at the latest it ends after `most_s`.
    """

    folder: Path
    hub: str
    seed: int
    seconds: float = 45.0
    most_s: float = 180.0
    seats: int = 12
    shape: Shape = field(default_factory=Shape)
    kills: int = 60
    crashes: int = 3
    lines: int = 100
    logged: int = 0
    line_share: float = 0.05
    lease_s: float = 6.0
    grace_s: float = 2.0
    call_s: float = 0.05
    longest_s: float = 1.0
    seat_bug: str = ""
    hub_bug: str = ""
    restores: bool = False
    crash_server: Callable[[], None] | None = None


@dataclass(slots=True)
class Faults:
    """What was done to the team."""

    kills: int = 0
    crashes: int = 0
    server_crashes: int = 0
    restores: int = 0
    lines: int = 0
    connections: dict[str, int] = field(default_factory=dict)
    seconds: float = 0.0


class Chaos:
    """One run."""

    def __init__(self, plan: Plan, nursery: Nursery) -> None:
        self._plan = plan
        self._nursery = nursery
        self._chance = random.Random(plan.seed)
        self._faults = Faults()
        self._wait = threading.Event()
        self._hub_port = free_port()
        self._line = FailingLine(self._hub_port, plan.line_share, plan.seed)
        self._generation = 0
        self._members: list[Member] = []
        self._seats: list[int] = []
        self._sizes: dict[int, int] = {}
        self._hub = 0

    def run(self) -> tuple[Verdict, Seen, Faults]:
        """Run, heal, and judge."""
        plan = self._plan
        self._members = hub_process.make_team(plan.hub, plan.folder, plan.seats, plan.shape)
        self._start_hub()
        self._line.start()
        try:
            self._seats = [self._seat(n) for n in range(plan.seats)]
            self._break_things()
            for n in range(plan.seats):
                self._kill(n)
            self._line.fail(0.0)
            self._drain()
            # What one of them sent last has reached the others after this.
            self._drain()
            self._nursery.kill(self._hub, signal.SIGTERM)
        finally:
            self._line.stop()
        self._faults.lines, self._faults.connections = self._line.failed, self._line.counts
        errors = plan.folder.glob("*.err")
        return *judge(plan.hub, map(self._file, range(plan.seats)), errors), self._faults

    # ------------------------------------------------------------------------- what fails

    def _break_things(self) -> None:
        """Do what the plan wants, each at moments of its own, spread over its time."""
        plan, began = self._plan, now()
        coming = [
            *self._spread(plan.kills, self._kill_one),
            *self._spread(plan.crashes, self._crash_hub),
            *self._spread(bool(plan.crash_server), self._crash_server),
        ]
        if plan.restores:
            coming += [(0.4 * plan.seconds, self._back_up), (0.65 * plan.seconds, self._restore)]
        coming.sort(key=lambda one: one[0], reverse=True)
        while (gone := (now() - began).total_seconds()) < plan.most_s:
            if coming and gone >= coming[-1][0]:
                coming.pop()[1]()
            elif not coming and gone >= plan.seconds and self._is_enough():
                break
            else:
                if not coming and gone >= plan.seconds:
                    # A busy machine says little in its time: what it says fails the more, and
                    # no longer than needed, or nothing gets through that could be logged.
                    hurries = self._line.failed < plan.lines
                    self._line.fail(HURRIED if hurries else plan.line_share)
                self._wait.wait(0.02)
        self._faults.seconds = round(gone, 1)

    def _spread(
        self, count: int, what: Callable[[], None]
    ) -> list[tuple[float, Callable[[], None]]]:
        """Return moments for something that happens so often; the first seconds are for work."""
        times = (self._chance.uniform(0.05, 0.95) for _ in range(count))
        return [(at * self._plan.seconds, what) for at in times]

    def _is_enough(self) -> bool:
        if self._line.failed < self._plan.lines:
            return False
        logs = (self._truth(n).read_text() for n in range(self._plan.seats))
        return sum(log.count('"what": "logged"') for log in logs) >= self._plan.logged

    def _kill_one(self) -> None:
        """Kill somebody who is at work; one in four times whoever it is."""
        all_seats = range(self._plan.seats)
        sizes = {n: self._truth(n).stat().st_size for n in all_seats}
        working = [n for n in all_seats if sizes[n] > self._sizes.get(n, 0)]
        anybody = not working or self._chance.random() < 0.25
        n = self._chance.choice(all_seats if anybody else working)
        self._kill(n)
        self._sizes[n] = self._truth(n).stat().st_size
        self._seats[n] = self._seat(n)
        self._faults.kills += 1

    def _kill(self, n: int) -> None:
        self._nursery.kill(self._seats[n])
        Truth(self._truth(n)).say("killed")

    def _crash_hub(self) -> None:
        self._nursery.kill(self._hub)
        self._wait.wait(self._chance.uniform(0, 1.0))
        self._start_hub()
        self._faults.crashes += 1

    def _crash_server(self) -> None:
        assert self._plan.crash_server is not None
        self._plan.crash_server()
        self._faults.server_crashes += 1

    def _back_up(self) -> None:
        with (
            contextlib.closing(sqlite3.connect(self._plan.hub)) as source,
            contextlib.closing(sqlite3.connect(self._plan.folder / "kept.db")) as kept,
        ):
            source.backup(kept)

    def _restore(self) -> None:
        """Put a backup in the place of the hub's file."""
        self._nursery.kill(self._hub)
        for suffix in ("-wal", "-shm"):
            Path(self._plan.hub + suffix).unlink(missing_ok=True)
        (self._plan.folder / "kept.db").replace(self._plan.hub)
        self._start_hub()
        self._faults.restores += 1

    # ------------------------------------------------------------------------- processes

    def _seat(self, n: int, *, drain: bool = False) -> int:
        plan, member = self._plan, self._members[n]
        self._generation += 1
        orders = seat_process.Orders(
            file=str(member.file),
            truth=str(self._truth(n)),
            guard=str(plan.folder / "guards"),
            address=f"https://{HOST}:{self._line.port}",
            pin=hub_process.pin(plan.folder),
            token=member.token,
            person_id=member.person_id,
            seed=plan.seed * 100_000 + self._generation,
            call_s=plan.call_s,
            longest_s=plan.longest_s,
            leads=plan.shape.leads,
            ahead_s=SKEWS[n % len(SKEWS)],
            drain=drain,
            bug=plan.seat_bug,
        )
        errors = plan.folder / f"{member.file.stem}.err"
        seconds = LONGEST_S if drain else 0
        return self._nursery.start("seat", dataclasses.asdict(orders), errors, seconds)

    def _drain(self) -> None:
        """Let every workstation send what waits and read what changed, without a fault."""
        seats = [self._seat(n, drain=True) for n in range(self._plan.seats)]
        ends = [self._nursery.wait(pid) for pid in seats]
        if any(ends):
            raise AssertionError(f"Workstations did not come into step: {ends}")

    def _start_hub(self) -> None:
        plan = self._plan
        start = Start(plan.hub, str(plan.folder), self._hub_port, plan.lease_s, plan.grace_s,
                      plan.hub_bug)  # fmt: skip
        errors = plan.folder / "hub.err"
        self._hub = self._nursery.start("hub", dataclasses.asdict(start), errors)
        began = now()
        while not _answers(self._hub_port):
            if self._nursery.has_ended(self._hub):
                if not plan.crash_server:
                    raise AssertionError(f"The hub did not start: {errors.read_text()[-3000:]}")
                # The server that its data is on starts at this moment: as a service it begins anew.
                self._hub = self._nursery.start("hub", dataclasses.asdict(start), errors)
            if (now() - began).total_seconds() > READY_S:
                raise AssertionError("The hub does not listen.")
            self._wait.wait(0.02)

    def _truth(self, n: int) -> Path:
        return self._plan.folder / f"{self._members[n].file.stem}.log"

    def _file(self, n: int) -> SeatFile:
        member = self._members[n]
        return SeatFile(member.file, self._truth(n), member.workstation, member.person_id)


def _answers(port: int) -> bool:
    try:
        socket.create_connection((HOST, port), timeout=1.0).close()
    except OSError:
        return False
    return True


def run(plan: Plan) -> tuple[Verdict, Seen, Faults]:
    """Do one run in a nursery of its own."""
    with Nursery() as nursery:
        return Chaos(plan, nursery).run()


def told(verdict: Verdict, seen: Seen, faults: Faults) -> str:
    """Return a run in one line."""
    return json.dumps(
        {**dataclasses.asdict(seen), **dataclasses.asdict(faults), "wrong": verdict.wrong()}
    )
