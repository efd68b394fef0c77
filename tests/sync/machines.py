# SPDX-License-Identifier: MIT
"""The machines of a made-up team: clocks that drift, marks outside the file, a faulty line."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, TypeVar

from leaddesk.desk.wire import Hand, Hello, News, Pushed, Sent, Welcome
from leaddesk.domain.errors import HubAway
from leaddesk.hub.ports import Caller
from tests.sync.memory_seat import MemorySeat

if TYPE_CHECKING:
    from tests.sync.world import World

AnswerT = TypeVar("AnswerT")


class Clock:
    """`BootClock` of one machine, and the clock on its wall."""

    def __init__(self, world: World, drift: float) -> None:
        self._world = world
        self._drift = drift
        self._started = 0.0
        self.boots = 1
        self.set_by = 0.0
        self.slept = 0.0

    def boot(self) -> str:
        return f"boot{self.boots}" if "reboots_unseen" not in self._world.bugs else "boot"

    def seconds(self) -> float:
        if "wall_clock" in self._world.bugs:
            return self._world.at + self.set_by
        gone = (self._world.at - self._started) * (1 + self._drift)
        return gone - (self.slept if "sleep_uncounted" in self._world.bugs else 0)

    def restart(self) -> None:
        self.boots += 1
        self.slept = 0.0
        self._started = self._world.at


class MemoryGuard:
    """`Guard` in memory."""

    def __init__(self, seat: MemorySeat, bugs: Collection[str]) -> None:
        self._seat = seat
        self._bugs = bugs
        self._mark = ""

    def read(self) -> str:
        if "no_guard" in self._bugs:
            notes = self._seat.file.notes
            return f"{notes['device']}/{notes.get('generation') or 0}"
        return self._mark

    def write(self, mark: str) -> None:
        self._seat.step()
        self._mark = mark


class Wire:
    """`Line` to the hub; at one of its calls something goes wrong."""

    def __init__(self, world: World, family: str) -> None:
        self._world = world
        self._family = family
        self.fault: str | None = None
        self.at = 0
        self.delay = 0.0

    def _call(self, call: Callable[[Caller], AnswerT], device: str) -> AnswerT:
        hit = self.at == 0
        self.at -= 1
        if hit and self.fault == "request":
            raise HubAway("request")
        answer = call(Caller(self._family, device))
        if hit and self.fault == "slow":
            self._world.at += self.delay
        if hit and self.fault == "answer":
            raise HubAway("answer")
        return answer

    def hello(self, device: str, said: Hello) -> Welcome:
        welcome = self._call(lambda who: self._world.hub.hello(who, said), device)
        if "restore_unseen" in self._world.bugs:
            return replace(welcome, last_seq=said.acknowledged)
        return welcome

    def push(self, device: str, sent: Sequence[Sent]) -> Pushed:
        return self._call(lambda who: self._world.hub.push(who, sent), device)

    def pull(self, device: str, cursor: int) -> News:
        return self._call(lambda who: self._world.hub.pull(who, cursor), device)

    def snapshot(self, device: str, after: int) -> News:
        return self._call(lambda who: self._world.hub.snapshot(who, after), device)

    def take(self, device: str, lead_id: int) -> Hand:
        return self._call(lambda who: self._world.hub.take(who, lead_id), device)

    def top_up(self, device: str, target: int) -> Hand:
        began = self._world.at
        hand = self._call(lambda who: self._world.hub.top_up(who, target), device)
        if "counted_from_the_answer" not in self._world.bugs:
            return hand
        gone = self._world.at - began
        return Hand(tuple(replace(one, left_s=one.left_s + gone) for one in hand.leases))
