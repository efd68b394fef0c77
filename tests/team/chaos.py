# SPDX-License-Identifier: MIT
"""A team of real processes while everything fails: the run, and what it was held against.

Workstations are killed without warning, the hub crashes, connections through a proxy are cut,
truncated and swallowed, clocks are off. Then all is healed, what waits is sent, and judged.
"""

from __future__ import annotations

import contextlib
import dataclasses
import json
import random
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from leaddesk.system.clock import now
from tests.team import hub_process, seat_process
from tests.team.free_port import free_port
from tests.team.hub_process import Member, Start
from tests.team.judge import SeatFile, Seen, Verdict, judge
from tests.team.truth import Truth

SKEWS = (0.0, 0.0, 3600.0, -3600.0, 3 * 86400.0, -86400.0)
READY_S = 30.0
DRAIN_S = 120.0


@dataclass(frozen=True, slots=True)
class Plan:
    """How long, how many, and how often what fails; `bug` is a fault put in on purpose."""

    folder: Path
    hub: str
    seed: int
    seconds: float = 45.0
    seats: int = 12
    leads: int = 300
    kill_every_s: float = 0.6
    crash_every_s: float = 11.0
    cut_every_s: float = 2.0
    lease_s: float = 6.0
    grace_s: float = 2.0
    call_s: float = 0.05
    seat_bug: str = ""
    hub_bug: str = ""


@dataclass(slots=True)
class Faults:
    """What was done to the team."""

    kills: int = 0
    crashes: int = 0
    connections: dict[str, int] = field(default_factory=dict)

    @property
    def lines(self) -> int:
        """Connections that failed."""
        return sum(self.connections.get(name, 0) for name in ("cut", "truncated", "swallowed"))


class Chaos:
    """One run."""

    def __init__(self, plan: Plan) -> None:
        self._plan = plan
        self._chance = random.Random(plan.seed)
        self._faults = Faults()
        self._wait = threading.Event()
        self._hub_port, self._line_port = free_port(), free_port()
        self._generation = 0
        self._members: list[Member] = []
        self._seats: list[subprocess.Popen[bytes]] = []
        self._hub: subprocess.Popen[bytes] | None = None

    def run(self) -> tuple[Verdict, Seen, Faults]:
        """Run, heal, and judge."""
        plan = self._plan
        self._members = hub_process.make_team(plan.hub, plan.folder, plan.seats, plan.leads)
        self._start_hub()
        with self._proxy() as heal:
            self._seats = [self._seat(n) for n in range(plan.seats)]
            try:
                self._break_things()
            finally:
                for n in range(plan.seats):
                    self._kill(n)
            heal()
            self._drain()
            self._drain()
        self._stop_hub(signal.SIGTERM)
        return *judge(plan.hub, map(self._file, range(plan.seats))), self._faults

    # ------------------------------------------------------------------------- what fails

    def _break_things(self) -> None:
        plan, began = self._plan, now()
        kill = self._chance.expovariate(1 / plan.kill_every_s) + 2.0
        crash = plan.crash_every_s
        while (gone := (now() - began).total_seconds()) < plan.seconds:
            if gone > kill:
                n = self._chance.randrange(plan.seats)
                self._kill(n)
                self._seats[n] = self._seat(n)
                self._faults.kills += 1
                kill = gone + self._chance.expovariate(1 / plan.kill_every_s)
            if gone > crash:
                self._stop_hub(signal.SIGKILL)
                self._wait.wait(self._chance.uniform(0, 1.0))
                self._start_hub()
                self._faults.crashes += 1
                crash = gone + self._chance.uniform(0.6, 1.2) * plan.crash_every_s
            self._wait.wait(0.02)

    def _kill(self, n: int) -> None:
        self._seats[n].kill()
        self._seats[n].wait()
        Truth(self._truth(n)).say("killed")

    # ------------------------------------------------------------------------- processes

    def _seat(self, n: int, *, drain: bool = False) -> subprocess.Popen[bytes]:
        plan, member = self._plan, self._members[n]
        self._generation += 1
        orders = seat_process.Orders(
            file=str(member.file),
            truth=str(self._truth(n)),
            guard=str(plan.folder / f"{member.file.stem}.guard"),
            address=f"https://127.0.0.1:{self._line_port}",
            pin=hub_process.pin(plan.folder),
            token=member.token,
            person_id=member.person_id,
            seed=plan.seed * 100_000 + self._generation,
            call_s=plan.call_s,
            ahead_s=SKEWS[n % len(SKEWS)],
            drain=drain,
            bug=plan.seat_bug,
        )
        errors = (plan.folder / f"{member.file.stem}.err").open("ab")
        with errors:
            return subprocess.Popen(seat_process.command_line(orders), stderr=errors)

    def _drain(self) -> None:
        """Let every workstation send what waits and read what changed, without a fault."""
        seats = [self._seat(n, drain=True) for n in range(self._plan.seats)]
        for seat in seats:
            if seat.wait(DRAIN_S):
                raise AssertionError("A workstation did not come into step.")

    def _start_hub(self) -> None:
        plan = self._plan
        start = Start(plan.hub, str(plan.folder), self._hub_port, plan.lease_s, plan.grace_s,
                      plan.hub_bug)  # fmt: skip
        self._hub = _ready(hub_process.command_line(start), plan.folder / "hub.err")

    def _stop_hub(self, how: signal.Signals) -> None:
        if self._hub is not None:
            self._hub.send_signal(how)
            self._hub.wait()
            self._hub = None

    @contextlib.contextmanager
    def _proxy(self) -> Iterator[Callable[[], None]]:
        plan = self._plan
        told = (self._line_port, self._hub_port, plan.cut_every_s, plan.seed)
        command = [sys.executable, "-m", "tests.team.proxy", *map(str, told)]
        proxy = _ready(command, plan.folder / "proxy.err")
        try:
            yield lambda: proxy.send_signal(signal.SIGUSR1)
        finally:
            proxy.terminate()
            assert proxy.stdout is not None
            self._faults.connections = json.loads(proxy.stdout.read() or b"{}")
            proxy.wait()

    def _truth(self, n: int) -> Path:
        return self._plan.folder / f"{self._members[n].file.stem}.log"

    def _file(self, n: int) -> SeatFile:
        member = self._members[n]
        return SeatFile(member.file, self._truth(n), member.workstation, member.person_id)


def _ready(command: list[str], errors: Path) -> subprocess.Popen[bytes]:
    """Start a process and wait for its first line."""
    with errors.open("ab") as file:
        process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=file)
    assert process.stdout is not None
    if not process.stdout.readline():
        raise AssertionError(f"{command[2]} did not start: {errors.read_text()[-2000:]}")
    return process


def told(verdict: Verdict, seen: Seen, faults: Faults) -> str:
    """Return a run in one line."""
    return json.dumps(
        {**dataclasses.asdict(seen), **dataclasses.asdict(faults), "wrong": verdict.wrong()}
    )
