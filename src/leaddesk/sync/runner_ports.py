# SPDX-License-Identifier: MIT
"""What the runner works with: engine, pokes, counts of the file, its turn, clock and threads."""

from __future__ import annotations

import datetime as dt
import random
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Protocol

from leaddesk.desk.link import TieCounts
from leaddesk.domain.errors import LeadDeskError
from leaddesk.sync.next_try import Chance
from leaddesk.sync.ports import BootClock, Seat


class InStep(Protocol):
    """`sync.replicator.Replicator`, as the runner needs it."""

    @property
    def wrote(self) -> bool:
        """Whether rows that screens show came with the last `sync`, however it ended."""
        ...

    @property
    def short(self) -> LeadDeskError | None:
        """What keeps the hub from filling the hand, by its last word; None for nothing."""
        ...

    def sync(self, target: int) -> None:
        """Bring both sides in step, with a hand of `target` leads; raises LeadDeskError."""
        ...


class Pokes(Protocol):
    """The line's other half: what the hub says by itself."""

    def pokes(self) -> Iterator[str]:
        """Yield "you" and "team" until the line is lost; raises LeadDeskError."""
        ...

    def close(self) -> None:
        """End every call and the pokes at once, from another thread; no call works after it."""
        ...


class Counts(Protocol):
    """What the workstation's file says about its tie; from any thread, in little time."""

    def counts(self) -> TieCounts:
        """Return the counts; raises StoreUnavailable."""
        ...


class WaitingLists(Protocol):
    """Lists that were imported here while the hub was away."""

    def send_waiting_lists(self) -> object:
        """Send what waits; raises LeadDeskError, and what was sent is not sent again."""
        ...


class Turn(Protocol):
    """The right to keep this file in step; one runner has it (`system.one_runner`).

    Who has it rings for the others over the same file.
    """

    def take(self) -> bool:
        """Take it; False while another one has it."""
        ...

    def let_go(self) -> None:
        """Let another one take it."""
        ...

    def ring(self) -> None:
        """Let the others know that something came; takes no time."""
        ...

    def rung(self) -> bool:
        """Tell whether another one rang since this was last asked."""
        ...


class Ends(Protocol):
    """A thread that was begun."""

    def join(self, timeout: float | None = None) -> None:
        """Wait for its end, at most so many seconds."""
        ...


@dataclass(frozen=True, slots=True)
class Ties:
    """What a runner keeps in step: one file with one hub. The names are for people."""

    engine: InStep
    line: Pokes
    seat: Seat
    counts: Counts
    turn: Turn
    lists: WaitingLists | None = None
    hub: str = ""
    workstation: str = ""
    person_id: int = 0
    token_in_file: bool = False


def begin_thread(name: str, work: Callable[[], None]) -> Ends:
    """Begin a thread that never keeps the program from ending."""
    thread = threading.Thread(target=work, name=name, daemon=True)
    thread.start()
    return thread


def ignored(_error: Exception) -> None:
    """Report nothing."""


def nowhere() -> str:
    """Return no address: nobody looks at the network."""
    return ""


@dataclass(frozen=True, slots=True)
class Around:
    """Clocks, chance and threads, as arguments; `report` takes what nobody expected.

    `address` returns this computer's own address in its network, '' without one, in no time.
    """

    clock: BootClock
    now: Callable[[], dt.datetime]
    awake: Callable[[], float] = time.monotonic
    chance: Chance = random.uniform
    begin: Callable[[str, Callable[[], None]], Ends] = begin_thread
    report: Callable[[Exception], object] = ignored
    address: Callable[[], str] = nowhere
