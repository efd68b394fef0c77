# SPDX-License-Identifier: MIT
"""What the replicator works with: the workstation's file, the line to the hub, clock and guard."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import Protocol

from leaddesk.desk.operations import State
from leaddesk.desk.wire import Hand, Hello, News, Pushed, Sent, Welcome


@dataclass(frozen=True, slots=True)
class HeldLease:
    """A lease of this workstation: until `over` seconds on the clock of the boot it was got in."""

    lease_id: int
    lead_id: int
    boot: str
    over: float


class SeatUnit(Protocol):
    """One transaction on the workstation's file."""

    def note(self, name: str) -> str:
        """Return what was noted under a name, empty for nothing."""
        ...

    def set_note(self, name: str, value: str) -> None:
        """Note something under a name."""
        ...

    def last_seq(self) -> int:
        """Return the number of the newest operation, 0 for none."""
        ...

    def acknowledged(self) -> int:
        """Return the number of the newest operation that the hub acknowledged, 0 for none."""
        ...

    def to_send(self, most: int) -> Sequence[Sent]:
        """Return the oldest operations that wait."""
        ...

    def settle(self, seq: int, state: State, mark: int, answer: str) -> None:
        """Say what became of an operation that waited."""
        ...

    def confirm(self, mark: int | None) -> None:
        """Count operations as back that the hub has up to a mark, all it has with None."""
        ...

    def wait_again(self, after: int) -> None:
        """Let every operation after a number wait to be sent."""
        ...

    def renumber(self) -> None:
        """Number what waits from 1 on under a new identity; what is settled is history."""
        ...

    def leases(self) -> Sequence[HeldLease]:
        """Return the leases of this workstation that no operation of its log has ended."""
        ...

    def set_leases(self, leases: Collection[HeldLease]) -> None:
        """Write the leases of this workstation: these and no others."""
        ...

    def write(self, news: News, keep: Collection[int] | None = None) -> None:
        """Write rows of the hub; with `keep`, leads that are not among these are gone."""
        ...


class Seat(Protocol):
    """The workstation's own database."""

    def unit(self) -> AbstractContextManager[SeatUnit]:
        """Begin a transaction; committed at the end of the block, rolled back on an error."""
        ...

    def rebase(self, write: Callable[[SeatUnit], None], *, brings: bool = True) -> bool:
        """Write rows of the hub under what it has not confirmed, in one transaction.

        `brings` tells whether these are rows that were not here. Returns whether screens may show
        something else now.
        """
        ...


class Line(Protocol):
    """The calls to the hub; each raises HubAway, and then it is not known whether it was heard."""

    def hello(self, device: str, said: Hello) -> Welcome: ...  # noqa: D102
    def push(self, device: str, sent: Sequence[Sent]) -> Pushed: ...  # noqa: D102
    def pull(self, device: str, cursor: int) -> News: ...  # noqa: D102
    def snapshot(self, device: str, after: int) -> News: ...  # noqa: D102
    def top_up(self, device: str, target: int) -> Hand: ...  # noqa: D102
    def take(self, device: str, lead_id: int) -> Hand: ...  # noqa: D102


class BootClock(Protocol):
    """The clock that goes on while the machine sleeps and that nobody can set."""

    def boot(self) -> str:
        """Return what is another one after each start of the machine."""
        ...

    def seconds(self) -> float:
        """Return the seconds since the machine started, sleep counted."""
        ...


class Guard(Protocol):
    """A mark outside the data folder: an old copy of the file does not have the newest one."""

    def read(self) -> str:
        """Return the mark, empty for none."""
        ...

    def write(self, mark: str) -> None:
        """Write the mark; it is safe when this returns."""
        ...
