# SPDX-License-Identifier: MIT
"""A whole team in one process and in made-up time, and a random walk through what can go wrong.

Three workstations and a hub: clocks that drift and are set, requests and answers that are lost or
late, ends of the process at every step, reboots, sleep, calls that go on, a hub that comes back
from a backup, and an old copy of a workstation's file. Judged on the way: no number in two hands,
nobody is granted a number that somebody is on the telephone with, nothing is offered again after
its outcome was logged. Judged at the end: nothing lost, nothing doubled, the same rows everywhere.
"""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Callable, Collection, Sequence
from typing import Any, TypeVar

from leaddesk.domain.errors import HubAway
from leaddesk.hub.hub import Hub, Surroundings
from leaddesk.hub.leasing import Terms
from leaddesk.sync.ports import HeldLease
from leaddesk.sync.replicator import Replicator
from tests.hub.memory_hub import Data, MemoryHub, MemoryLead
from tests.sync.judge import Violation, demand, finish
from tests.sync.machines import Clock, MemoryGuard, Wire
from tests.sync.memory_seat import File, Killed, MemorySeat

AnswerT = TypeVar("AnswerT")

HOUR = 3600.0
LONGEST_CALL = 2400.0
"""The grace of the hub covers it: a call may begin in the last second of a lease."""

DRIFTS = (0.0, 2e-4, -2e-4)
OUTCOMES = ("no_answer", "callback", "qualified", "not_interested", "won", "dnc", "handoff",
            "release")  # fmt: skip
WEIGHTS = (8, 2, 3, 1, 1, 0.5, 2, 2)
FAULTS = (None, None, None, "request", "answer", "answer", "slow")
START = dt.datetime(2026, 5, 12, 9, tzinfo=dt.UTC)


class World:
    """Hub, workstations, and the judge."""

    def __init__(
        self, seed: int, leads: int = 6, seats: int = 3, bugs: Collection[str] = ()
    ) -> None:
        self.at = 0.0
        self.bugs = bugs
        self.chance = random.Random(seed)
        self.store = MemoryHub(self.now, bugs)
        grace = 0.0 if "no_grace" in bugs else HOUR * 0.75
        self.hub = Hub(
            self.store,
            Surroundings(self.now, self._fresh_id),
            Terms(grace=dt.timedelta(seconds=grace)),
        )
        for n in range(leads):
            # Every third lead shares the number of the one before.
            self.store.data.leads[n + 1] = MemoryLead(n + 1, f"+1{n - (n % 3 == 1)}")
        self.families = [f"P{n + 1}" for n in range(seats)]
        self.files = [MemorySeat(family, bugs) for family in self.families]
        self.clocks = [Clock(self, DRIFTS[n % 3]) for n in range(seats)]
        self.guards = [MemoryGuard(file, bugs) for file in self.files]
        self.wires = [Wire(self, family) for family in self.families]
        self.sides: list[Replicator] = [self._open(n) for n in range(seats)]
        self.promised: dict[str, tuple[int, str]] = {}
        self.logged: dict[int, set[int]] = {}
        self.blocked: dict[int, set[str]] = {}
        self.calls: dict[int, tuple[HeldLease, str, float]] = {}
        self.copies: dict[int, File] = {}
        self.kept: Data | None = None
        self.rolled_back = False
        self.operations = 0

    def now(self) -> dt.datetime:
        return START + dt.timedelta(seconds=self.at)

    def _fresh_id(self) -> str:
        return f"{self.chance.getrandbits(64):x}"

    def open_again(self, n: int) -> None:
        """Open a workstation's side as after a start."""
        self.sides[n] = self._open(n)

    def _open(self, n: int) -> Replicator:
        return Replicator(
            self.files[n], self.wires[n], self.clocks[n], self.guards[n], self._fresh_id
        )

    def workable(self, n: int) -> list[HeldLease]:
        """Return what a workstation offers: leases that live, of leads that are open there."""
        found = []
        for lease in sorted(self.sides[n].workable(), key=lambda one: one.lease_id):
            row = self.files[n].shown(lease.lead_id)
            if row is not None and row[3] == "open":
                found.append(lease)
        return found

    def phone(self, lead_id: int) -> str:
        return self.store.data.leads[lead_id].phone

    # ------------------------------------------------------------------- what people do

    def dial_only(self, n: int, pick: int) -> None:
        """Pick up the telephone; the outcome is logged later, or never."""
        hand = self.workable(n)
        if hand and n not in self.calls:
            lease = hand[pick % len(hand)]
            self._dial(n, lease)
            self.calls[n] = (lease, self.phone(lease.lead_id), self.at)

    def work(self, n: int, pick: int, outcome: str, kill: int | None = None) -> None:
        """Call somebody and log what it came to, or log the call that goes on."""
        if n in self.calls:
            lease = self.calls.pop(n)[0]
        else:
            hand = self.workable(n)
            if not hand:
                return
            lease = hand[pick % len(hand)]
            self._dial(n, lease)
        self.files[n].kill_at = kill
        try:
            self._log(n, lease, outcome)
        except Killed:
            self.open_again(n)
        self.files[n].kill_at = None

    def _log(self, n: int, lease: HeldLease, outcome: str) -> None:
        phone = self.phone(lease.lead_id)
        if outcome == "dnc":
            self._do(n, "dnc", 0, 0, phone=phone)
            self.blocked.setdefault(n, set()).add(phone)
            outcome = "release"
        if outcome in {"handoff", "release"}:
            self._do(n, outcome, lease.lead_id, lease.lease_id)
        else:
            self._do(n, "log_call", lease.lead_id, lease.lease_id, outcome=outcome)
        self.logged.setdefault(n, set()).add(lease.lease_id)

    def _do(self, n: int, kind: str, lead_id: int, lease_id: int, **told: object) -> None:
        self.operations += 1
        op_id = f"op{self.operations}"
        if "said_before_kept" in self.bugs:
            self.promised[op_id] = (n, kind)
        self.files[n].do(kind, op_id, lead_id, lease_id, **told)
        self.promised[op_id] = (n, kind)

    def _dial(self, n: int, lease: HeldLease) -> None:
        phone = self.phone(lease.lead_id)
        demand(lease.lease_id not in self.logged.get(n, ()), "offered after it was logged")
        demand(phone not in self.blocked.get(n, ()), "offered after do not call")
        for other in range(len(self.files)):
            if other != n:
                theirs = {self.phone(one.lead_id) for one in self.workable(other)}
                demand(phone not in theirs, f"{n} and {other} may both call {phone}")
        for granted in self.store.data.leases.values():
            later = granted.phone == phone and granted.id > lease.lease_id
            demand(
                not later or granted.family == self.families[n] or not granted.live,
                "dialled under a lease that was granted again",
            )

    # --------------------------------------------------------- what machines and networks do

    def sync(
        self, n: int, fault: str | None = None, at: int = 0, kill: int | None = None,
        delay: float = 0.0,
    ) -> None:  # fmt: skip
        """Bring a workstation in step, if nothing goes wrong."""
        before, shown = set(self.store.data.leases), self._attempts(n)
        wire = self.wires[n]
        wire.fault, wire.at, wire.delay = fault, at, delay
        self.files[n].kill_at = kill
        try:
            self.sides[n].sync(target=2, most=5)
        except HubAway:
            pass
        except Killed:
            self.files[n].kill_at = None
            self.open_again(n)
        self.files[n].kill_at = None
        wire.fault = None
        self._nobody_is_cut_in_on(before)
        if not self.rolled_back and self.store.restores == 1:
            after = self._attempts(n)
            for lead_id in shown.keys() & after.keys():
                demand(shown[lead_id] <= after[lead_id], "a call that was shown is not any more")

    def _attempts(self, n: int) -> dict[int, int]:
        """Return the attempts of each lead as a workstation shows them."""
        seat = self.files[n]
        rows = ((lead_id, seat.shown(lead_id)) for lead_id in seat.file.base)
        return {lead_id: int(row[4]) for lead_id, row in rows if row is not None}

    def _nobody_is_cut_in_on(self, before: Collection[int]) -> None:
        for n, (_, phone, since) in self.calls.items():
            if self.at - since > LONGEST_CALL:
                continue
            for lease in self.store.data.leases.values():
                new = lease.id not in before and lease.live and lease.phone == phone
                demand(
                    not new or lease.family == self.families[n],
                    f"{phone} granted while {n} is on the telephone with them",
                )

    def advance(self, seconds: float) -> None:
        self.at += seconds

    def set_clock(self, n: int, seconds: float) -> None:
        self.clocks[n].set_by += seconds

    def reboot(self, n: int) -> None:
        self.clocks[n].restart()
        self.open_again(n)

    def sleep(self, n: int, seconds: float) -> None:
        self.at += seconds
        self.clocks[n].slept += seconds

    def copy_file(self, n: int) -> None:
        self.copies[n] = self.files[n].file.copy()

    def put_copy_back(self, n: int) -> None:
        """Put yesterday's copy of a workstation's file back: what never left it is gone."""
        if n not in self.copies:
            return
        self.files[n].file = self.copies[n].copy()
        self.rolled_back = True
        arrived = {sent.id for sent, _ in self.store.data.operations.values()}
        there = {one.sent.id for one in self.files[n].file.log}
        for op_id in [o for o, (m, _) in self.promised.items() if m == n]:
            if op_id not in arrived and op_id not in there:
                del self.promised[op_id]
        for book in (self.logged, self.blocked, self.calls):
            book.pop(n, None)
        self.open_again(n)

    def backup(self) -> None:
        self.kept = self.store.backup()

    def restore(self) -> None:
        """Put the hub's backup back; a workstation rolled back as well may lose for good."""
        if self.kept is None or self.rolled_back:
            return
        self.store.restore(self.kept)
        self.kept = None
        for n in range(len(self.files)):
            self.open_again(n)
            held = self._forgotten(n)
            self.sync(n)
            now = {one.lease_id for one in self.workable(n)}
            demand(held <= now, "a restore took a live hand away")

    def _forgotten(self, n: int) -> set[int]:
        """Return leases that live here, unknown to the hub, with nothing against them."""
        data = self.store.data
        blocked = set().union(data.blocked, *self.blocked.values())
        taken = {one.phone for one in data.leases.values() if one.live}
        return {
            one.lease_id
            for one in self.workable(n)
            if data.leads[one.lead_id].stage == "open"
            and one.lease_id not in data.leases
            and self.phone(one.lead_id) not in blocked | taken
        }


def walk(seed: int, steps: int = 60, bugs: Collection[str] = ()) -> str:
    """Walk at random through a world; return what was violated, empty for nothing."""
    chance = random.Random(seed)
    world = World(seed, chance.choice((3, 6, 9)), bugs=bugs)
    try:
        for _ in range(steps):
            _step(world, chance)
        finish(world)
    except Violation as error:
        return f"seed {seed}: {error}"
    return ""


def _step(world: World, chance: random.Random) -> None:
    n, drawn = chance.randrange(3), chance.random()
    kill = chance.randrange(40) if chance.random() < 0.12 else None
    acts: Sequence[tuple[float, Callable[[], Any]]] = (
        (0.08, lambda: world.dial_only(n, chance.randrange(9))),
        (0.36, lambda: world.work(n, chance.randrange(9),
                                  chance.choices(OUTCOMES, WEIGHTS)[0], kill)),
        (0.72, lambda: world.sync(n, chance.choice(FAULTS), chance.randrange(5), kill,
                                  chance.choice((1.0, 400.0, 5000.0)))),
        (0.84, lambda: world.advance(chance.choice((1.0, 60.0, 1300.0, 1500.0, HOUR, 3.6 * HOUR,
                                                    5 * HOUR)))),
        (0.88, lambda: world.set_clock(n, chance.choice((-7200.0, -86400.0, HOUR, 1800.0)))),
        (0.91, lambda: world.reboot(n)),
        (0.945, lambda: world.sleep(n, chance.choice((600.0, 4.2 * HOUR, 10 * HOUR)))),
        (0.955, lambda: world.copy_file(n)),
        (0.968, lambda: world.put_copy_back(n)),
        (0.982, world.backup),
        (1.0, world.restore),
    )  # fmt: skip
    next(act for below, act in acts if drawn < below)()
