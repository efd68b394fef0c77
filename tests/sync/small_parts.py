# SPDX-License-Identifier: MIT
"""The parts of a small team's machines: clocks, marks, a faulty line, files of mortal processes."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator, Sequence
from typing import TypeVar

from typing_extensions import override

from leaddesk.desk.wire import Hand, Hello, News, Pushed, Sent, Welcome
from leaddesk.domain.errors import HubAway
from leaddesk.hub.hub import Hub
from leaddesk.hub.ports import Caller
from leaddesk.sync.file_seat import FileSeat, FileUnit
from tests.sync.memory_seat import Killed

AnswerT = TypeVar("AnswerT")


class Watch:
    """`BootClock` that a test turns."""

    def __init__(self) -> None:
        self.boots = 1
        self.now = 1000.0

    def boot(self) -> str:
        return f"boot{self.boots}"

    def seconds(self) -> float:
        return self.now


class Mark:
    """`Guard` in memory."""

    def __init__(self, mark: str) -> None:
        self.mark = mark

    def read(self) -> str:
        return self.mark

    def write(self, mark: str) -> None:
        self.mark = mark


class Cable:
    """`Line` to the hub; the answer or the request of one of its calls may be lost."""

    def __init__(self, hub: Hub, family: str) -> None:
        self._hub = hub
        self._family = family
        self.lost: tuple[str, int] = ("", 0)
        self.away = False

    def _call(self, call: Callable[[Caller], AnswerT], device: str) -> AnswerT:
        kind, left = self.lost
        self.lost = (kind, left - 1)
        if self.away or (left == 0 and kind == "request"):
            raise HubAway("request")
        answer = call(Caller(self._family, device))
        if left == 0 and kind == "answer":
            raise HubAway("answer")
        return answer

    def hello(self, device: str, said: Hello) -> Welcome:
        return self._call(lambda who: self._hub.hello(who, said), device)

    def push(self, device: str, sent: Sequence[Sent]) -> Pushed:
        return self._call(lambda who: self._hub.push(who, sent), device)

    def pull(self, device: str, cursor: int) -> News:
        return self._call(lambda who: self._hub.pull(who, cursor), device)

    def snapshot(self, device: str, after: int) -> News:
        return self._call(lambda who: self._hub.snapshot(who, after), device)

    def top_up(self, device: str, target: int) -> Hand:
        return self._call(lambda who: self._hub.top_up(who, target), device)

    def take(self, device: str, lead_id: int) -> Hand:
        return self._call(lambda who: self._hub.take(who, lead_id), device)


class MortalSeat(FileSeat):
    """`FileSeat` that ends with the process after some more transactions, or just before."""

    kill_at: int | None = None

    def _step(self) -> None:
        if self.kill_at is not None:
            self.kill_at -= 1
            if self.kill_at < 0:
                self.kill_at = None
                raise Killed

    @override
    @contextlib.contextmanager
    def unit(self) -> Iterator[FileUnit]:
        self._step()
        with super().unit() as unit:
            yield unit
            self._step()

    @override
    def rebase(self, write: Callable[[FileUnit], None], *, brings: bool = True) -> bool:
        def then_end(unit: FileUnit) -> None:
            write(unit)
            self._step()

        self._step()
        return super().rebase(then_end, brings=brings)
