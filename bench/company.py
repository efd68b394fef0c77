# SPDX-License-Identifier: MIT
"""A company cut by team, simulated: hubs on computers, one PostgreSQL, workstations that try again.

Events in the order of their time, chance from a seed: the same costs give the same answer. What
waits for a processor shares it in equal parts; a hub's Python uses one core at most.
"""

from __future__ import annotations

import heapq
import itertools
import random
from collections import deque
from collections.abc import Callable, Sequence

from bench.company_shape import Costs, Shape, Told
from bench.made_leads import NOW
from leaddesk.domain.errors import HubAway
from leaddesk.sync import next_try
from leaddesk.sync.next_try import Nudge, Standing
from leaddesk.sync.replicator import PUSHED

Then = Callable[[], None]
Refused = Callable[[bool], None]
_HARDLY = 1e-9
MOST_AT_ONCE = 212
"""Calls that a hub takes at once (`hub/running.py`): who comes then is told that it is busy."""
TEAM_S, FRESH_S = 0.25, 0.4
HOUR_S = 3600.0


class Clock:
    """What happens when."""

    def __init__(self) -> None:
        self.now = 0.0
        self._coming: list[tuple[float, int, Then]] = []
        self._numbers = itertools.count()

    def at(self, when: float, then: Then) -> None:
        """Do something at a moment."""
        heapq.heappush(self._coming, (when, next(self._numbers), then))

    def run(self, until: float) -> None:
        """Let time pass."""
        while self._coming and self._coming[0][0] <= until:
            self.now, _, then = heapq.heappop(self._coming)
            then()
        self.now = until


class Worker:
    """What runs on a computer, `width` cores wide at most; its jobs share them."""

    def __init__(self, width: float) -> None:
        self.width = width
        self.jobs: list[tuple[float, int, Then]] = []
        self.done = 0.0
        """What each job got so far that was here from the beginning, in seconds of a core."""

    def rate(self, share: float) -> float:
        """Return how fast each job goes on when each core is there for a share of the time."""
        return share * min(1.0, self.width / len(self.jobs))


class Computer:
    """Cores that workers share; `speed` is what is left of each one by other work."""

    def __init__(self, clock: Clock, cores: int, speed: float = 1.0) -> None:
        self._clock, self._cores, self._speed = clock, cores, speed
        self._busy: dict[int, Worker] = {}
        self._numbers = itertools.count()
        self._last, self._version = 0.0, 0
        self.spent = 0.0

    def work(self, worker: Worker, seconds: float, then: Then) -> None:
        """Give a worker a job."""
        self._pass()
        heapq.heappush(worker.jobs, (worker.done + seconds, next(self._numbers), then))
        self._busy[id(worker)] = worker
        self._plan()

    def drop(self, worker: Worker) -> None:
        """Lose everything that a worker was at."""
        self._pass()
        worker.jobs.clear()
        self._busy.pop(id(worker), None)
        self._plan()

    def _share(self) -> float:
        wanted = sum(min(worker.width, len(worker.jobs)) for worker in self._busy.values())
        return self._speed * min(1.0, self._cores / wanted) if wanted else 0.0

    def _pass(self) -> None:
        gone = self._clock.now - self._last
        self._last = self._clock.now
        share = self._share()
        for worker in self._busy.values():
            worker.done += gone * worker.rate(share)
            self.spent += gone * share * min(worker.width, len(worker.jobs))

    def _plan(self) -> None:
        self._version += 1
        if not self._busy:
            return
        share, version = self._share(), self._version
        left = min((one.jobs[0][0] - one.done) / one.rate(share) for one in self._busy.values())
        self._clock.at(self._clock.now + max(0.0, left), lambda: self._end(version))

    def _end(self, version: int) -> None:
        if version != self._version:
            return
        self._pass()
        over = []
        for key, worker in list(self._busy.items()):
            while worker.jobs and worker.jobs[0][0] <= worker.done + _HARDLY:
                over.append(heapq.heappop(worker.jobs)[2])
            if not worker.jobs:
                del self._busy[key]
        self._plan()
        for then in over:
            then()


class Hub:
    """One team's hub, on a computer; None while it runs on none."""

    def __init__(self, company: Company, computer: Computer, seats: int) -> None:
        self._company = company
        self.computer: Computer | None = computer
        self.seats, self.worker = seats, Worker(1.0)
        self._open: dict[int, Refused] = {}
        self._poked_at, self._will_poke, self._wall_at = -1.0, False, -1.0

    def call(self, seconds: float, then: Then, refused: Refused) -> None:
        """Do a call; `refused` is told whether there is a hub at all."""
        number = self._begin(refused)
        if number:
            self._compute(seconds, lambda: self._end(number, then))

    def push(self, operations: int, then: Then, refused: Refused) -> None:
        """Apply operations: the hub's share, the database's, and the wait for its commit."""
        company, costs, number = self._company, self._company.costs, self._begin(refused)
        more = (operations - 1) * costs.more

        def asked() -> None:
            seconds = costs.row * (1 + more / costs.push)
            company.server.work(company.database, company.about(seconds), stored)

        def stored() -> None:
            company.clock.at(company.clock.now + costs.commit, lambda: self._end(number, done))

        def done() -> None:
            then()
            self._poke_soon()

        if number:
            self._compute(costs.push + more, asked)

    def stop(self) -> None:
        """Lose the computer and all that was under way."""
        if self.computer is not None:
            self.computer.drop(self.worker)
        self.computer = None
        lost, self._open = self._open, {}
        for refused in lost.values():
            refused(False)

    def _begin(self, refused: Refused) -> int:
        if self.computer is None or len(self._open) >= MOST_AT_ONCE:
            refused(self.computer is not None)
            return 0
        number = next(self._company.numbers)
        self._open[number] = refused
        return number

    def _compute(self, seconds: float, then: Then) -> None:
        assert self.computer is not None
        self.computer.work(self.worker, self._company.about(seconds), then)

    def _end(self, number: int, then: Then) -> None:
        if self._open.pop(number, None) is not None:
            then()

    def _poke_soon(self) -> None:
        """Tell everybody, four times a second at most."""
        if not self._will_poke:
            self._will_poke = True
            clock = self._company.clock
            clock.at(max(clock.now, self._poked_at + TEAM_S), self._poke)

    def _poke(self) -> None:
        company, costs, now = self._company, self._company.costs, self._company.clock.now
        self._will_poke, self._poked_at = False, now
        self.call(self.seats * costs.poke, _nothing, _ignored)
        for _ in range(0 if company.shape.listens else company.shape.walls):
            fresh = now - self._wall_at > FRESH_S
            self._wall_at = now if fresh else self._wall_at
            self.call(costs.wall if fresh else costs.ask, _nothing, _ignored)


class Seat:
    """One workstation: it pushes what is done there, and tries again as `sync.next_try` says."""

    def __init__(self, company: Company, hub: Hub) -> None:
        self._company, self._hub = company, hub
        self._waiting: deque[float] = deque()
        self._standing = Standing(due=0.0, met=True)
        self._trying, self._greets, self._done = False, False, 0

    def act(self) -> None:
        """Do something at this workstation, now and then again."""
        company, clock = self._company, self._company.clock
        self._waiting.append(clock.now)
        self._standing = next_try.nudged(self._standing, Nudge.WROTE, clock.now)
        self.look()
        clock.at(clock.now + company.pause(), self.act)

    def look(self) -> None:
        """Try when it is due."""
        clock = self._company.clock
        if self._trying or clock.now < self._standing.due - _HARDLY:
            return
        self._trying = True
        self._company.told.tries += 1
        if self._greets:
            self._hub.call(self._company.costs.opened, self._send, self._failed)
        else:
            self._send()

    def _send(self) -> None:
        self._greets = False
        if not self._waiting:
            self._pull()
            return
        sent = [self._waiting.popleft() for _ in range(min(PUSHED, len(self._waiting)))]

        def failed(there: bool) -> None:  # noqa: FBT001 - as a call tells it
            self._waiting.extendleft(reversed(sent))
            self._failed(there)

        self._hub.push(len(sent), lambda: self._sent(sent), failed)

    def _sent(self, sent: Sequence[float]) -> None:
        clock, told = self._company.clock, self._company.told
        told.pushes.append(clock.now - sent[-1])
        self._done += len(sent)
        if self._waiting:
            self._send()
        elif self._company.shape.listens:
            self._worked()
        else:
            self._pull()

    def _pull(self) -> None:
        refill = self._done >= 5
        seconds = self._company.costs.pull + (self._company.costs.top_up if refill else 0.0)
        self._done = 0 if refill else self._done
        self._hub.call(seconds, self._worked, self._failed)

    def _worked(self) -> None:
        company, clock = self._company, self._company.clock
        if self._standing.fails:
            company.told.back.append(clock.now)
        self._trying = False
        self._standing = next_try.worked(self._standing, clock.now, NOW, company.chance.uniform)
        if self._waiting:
            self._standing = next_try.nudged(self._standing, Nudge.WROTE, clock.now)
        if self._waiting or not company.shape.listens:
            self._again()

    def _failed(self, there: bool) -> None:  # noqa: FBT001 - as a call tells it
        company, clock = self._company, self._company.clock
        company.told.busy += there
        self._trying, self._greets = False, True
        why = HubAway("hub_busy" if there else "hub_no_route")
        self._standing = next_try.failed(self._standing, why, clock.now, company.chance.uniform)
        self._again()

    def _again(self) -> None:
        self._company.clock.at(self._standing.due, self.look)

    @property
    def is_behind(self) -> bool:
        """Whether the last try failed."""
        return self._standing.fails > 0


class Company:
    """Everybody, for a time."""

    def __init__(self, shape: Shape, costs: Costs) -> None:
        self.shape, self.costs = shape, costs
        self.clock, self.chance, self.told = Clock(), random.Random(shape.seed), Told()
        self.numbers = itertools.count(1)
        self.server = Computer(self.clock, shape.server_cores, shape.speed)
        self.database = Worker(float(shape.server_cores))
        teams = -(-shape.seats // shape.team)
        self.computers = [
            Computer(self.clock, shape.cores, shape.speed) for _ in range(-(-teams // shape.hubs))
        ]
        self.hubs = [
            Hub(self, self.computers[number // shape.hubs], shape.seats // teams)
            for number in range(teams)
        ]
        self.seats = [Seat(self, self.hubs[number % teams]) for number in range(shape.seats)]

    def run(self) -> Told:
        """Let everybody work for the time of the shape, and return what came of it."""
        shape, told = self.shape, self.told
        for seat in self.seats:
            self.clock.at(self.pause(), seat.act)
            if not shape.listens:
                self.clock.at(self.chance.uniform(0.0, next_try.POLL_S[1]), seat.look)
        if shape.fails_at:
            self.clock.at(shape.fails_at, self._fail)
        self.clock.run(shape.seconds)
        cores = shape.seconds
        told.computers = len(self.computers)
        told.hub_share = sum(one.spent for one in self.computers) / cores / len(self.hubs)
        told.server_share = self.server.spent / cores / shape.server_cores
        told.left = sum(seat.is_behind for seat in self.seats)
        return told

    def pause(self) -> float:
        """Return the seconds until somebody's next operation."""
        return self.chance.expovariate(self.shape.per_hour / HOUR_S)

    def about(self, seconds: float) -> float:
        """Return how long something takes this time."""
        return seconds * self.chance.uniform(0.5, 1.5)

    def _fail(self) -> None:
        """Stop the first computer; after a while its hubs run on the others, in turn."""
        lost = [hub for hub in self.hubs if hub.computer is self.computers[0]]
        for hub in lost:
            hub.stop()

        def again() -> None:
            for number, hub in enumerate(lost):
                hub.computer = self.computers[1 + number % (len(self.computers) - 1)]

        self.clock.at(self.clock.now + self.shape.down_s, again)


def _nothing() -> None:
    return


def _ignored(_there: bool) -> None:  # noqa: FBT001 - as a call tells it
    return
