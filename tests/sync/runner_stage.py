# SPDX-License-Identifier: MIT
"""A stage for the runner in made-up time: an engine that fails when told to, a file, a turn."""

from __future__ import annotations

import contextlib
import datetime as dt
import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

from leaddesk.desk.link import Heard, TieCounts, TieState
from leaddesk.domain.errors import LeadDeskError
from leaddesk.sync.runner import Runner
from leaddesk.sync.runner_ports import Around, Ends, Ties

START = dt.datetime(2026, 5, 12, 9, tzinfo=dt.UTC)


@dataclass
class MadeUpTime:
    """`BootClock`, the clock that stands while the machine sleeps, and the one on the wall."""

    at: float = 1000.0
    slept: float = 0.0

    def boot(self) -> str:
        return "boot1"

    def seconds(self) -> float:
        return self.at

    def awake(self) -> float:
        return self.at - self.slept

    def now(self) -> dt.datetime:
        return START + dt.timedelta(seconds=self.at)


@dataclass
class Notes:
    """A seat that keeps notes and nothing else."""

    notes: dict[str, str] = field(default_factory=dict)
    writes: int = 0

    @contextlib.contextmanager
    def unit(self) -> Iterator[Any]:
        yield self

    def rebase(self, write: Callable[[Any], None], *, brings: bool = True) -> bool:
        write(self)
        return brings

    def note(self, name: str) -> str:
        return self.notes.get(name, "")

    def set_note(self, name: str, value: str) -> None:
        self.writes += 1
        self.notes[name] = value


@dataclass
class Shared:
    """The right of several runners to one file, and its bell."""

    held: object = None
    rings: int = 0


@dataclass
class Turn:
    """One runner's side of it."""

    shared: Shared = field(default_factory=Shared)
    heard: int = 0

    def take(self) -> bool:
        if self.shared.held is None:
            self.shared.held = self
        return self.shared.held is self

    def let_go(self) -> None:
        if self.shared.held is self:
            self.shared.held = None

    def ring(self) -> None:
        self.shared.rings += 1

    def rung(self) -> bool:
        before, self.heard = self.heard, self.shared.rings
        return self.shared.held is not self and before != self.heard


@dataclass
class Stage:
    """Engine, line, counts: everything that the runner talks to.

    `fault` is raised by each try; `takes` are the seconds that a try takes, `meanwhile` is done
    in its middle, behind the sending.
    """

    time: MadeUpTime = field(default_factory=MadeUpTime)
    chance: random.Random = field(default_factory=lambda: random.Random(1))
    fault: Exception | None = None
    takes: float = 0.1
    brings: bool = False
    meanwhile: Callable[[], None] | None = None
    file: TieCounts = field(default_factory=TieCounts)
    seat: Notes = field(default_factory=Notes)
    turn: Turn = field(default_factory=Turn)
    tries: list[float] = field(default_factory=list)
    targets: list[int] = field(default_factory=list)
    reported: list[Exception] = field(default_factory=list)
    lists_sent: int = 0
    wrote: bool = False
    short: LeadDeskError | None = None
    address: str = "10.0.0.7"

    def __post_init__(self) -> None:
        """Make the runner, and listen to it."""
        self.waiting = 0
        ties = Ties(self, self, self.seat, self, self.turn, self, "Acme", "Dana’s laptop")
        around = Around(
            self.time, self.time.now, self.time.awake, self.chance.uniform, no_thread,
            self.reported.append, lambda: self.address,
        )  # fmt: skip
        self.runner = Runner(ties, around)
        self.states: list[TieState] = []
        self.heard: list[Heard] = []
        self.runner.watch(self.states.append)
        self.runner.listen(self.heard.append)

    # what the runner asks for

    def sync(self, target: int) -> None:
        self.tries.append(self.time.at)
        self.targets.append(target)
        self.wrote = False
        self.time.at += self.takes
        if self.fault is not None:
            raise self.fault
        self.waiting = 0
        self.wrote = self.brings
        if self.meanwhile is not None:
            self.meanwhile()

    def send_waiting_lists(self) -> None:
        self.lists_sent += 1

    def counts(self) -> TieCounts:
        since = START if self.waiting else None
        told = self.file
        return TieCounts(self.waiting, since, told.attention, told.held, told.over)

    def pokes(self) -> Iterator[str]:
        return iter(())

    def close(self) -> None:
        self.takes = 0.0

    # what happens

    def write(self) -> None:
        """Do something here that the hub is to hear."""
        self.waiting += 1
        self.runner.wake()

    def go(self, seconds: float) -> None:
        """Let time pass, with a turn whenever the runner wants one."""
        end = self.time.at + seconds
        while True:
            left = self.runner.turn()
            if self.time.at + left > end:
                self.time.at = max(self.time.at, end)
                return
            self.time.at += left

    def sleep(self, seconds: float) -> None:
        """Let the machine sleep."""
        self.time.at += seconds
        self.time.slept += seconds


class _NoThread:
    def join(self, timeout: float | None = None) -> None:
        """There is nothing to wait for."""


def no_thread(name: str, work: Callable[[], None]) -> Ends:
    """Begin nothing: a test makes the turns itself."""
    del name, work
    return _NoThread()
