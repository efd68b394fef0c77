# SPDX-License-Identifier: MIT
"""A hub in a process of its own, far away: real calls over TLS whose answers come late."""

from __future__ import annotations

import contextlib
import sqlite3
import threading
from collections.abc import Iterator, Sequence
from typing import TypeVar

from bench import hub_team
from leaddesk.desk.wire import Hand, Hello, News, Pushed, Sent, Welcome
from leaddesk.sync.http_line import HttpLine
from leaddesk.sync.ports import Line

AnswerT = TypeVar("AnswerT")


class LateLine:
    """A line whose answers come later than the hub gave them."""

    def __init__(self, line: HttpLine, seconds: float) -> None:
        self._line, self._seconds = line, seconds
        self._closed = threading.Event()
        self.pushed = 0

    def hello(self, device: str, said: Hello) -> Welcome:
        """Greet."""
        return self._late(self._line.hello(device, said))

    def push(self, device: str, sent: Sequence[Sent]) -> Pushed:
        """Send operations."""
        self.pushed += len(sent)
        return self._late(self._line.push(device, sent))

    def pull(self, device: str, cursor: int) -> News:
        """Ask what changed."""
        return self._late(self._line.pull(device, cursor))

    def snapshot(self, device: str, after: int) -> News:
        """Ask for everything."""
        return self._late(self._line.snapshot(device, after))

    def top_up(self, device: str, target: int) -> Hand:
        """Ask for a hand."""
        return self._late(self._line.top_up(device, target))

    def take(self, device: str, lead_id: int) -> Hand:
        """Ask for a lead."""
        return self._late(self._line.take(device, lead_id))

    def pokes(self) -> Iterator[str]:
        """Hear the hub."""
        return self._line.pokes()

    def close(self) -> None:
        """End every call."""
        self._closed.set()
        self._line.close()

    def _late(self, answer: AnswerT) -> AnswerT:
        self._closed.wait(self._seconds)
        return answer


@contextlib.contextmanager
def far_line(leads: int, seconds: float) -> Iterator[Line]:
    """Run a hub with so many leads and give the line of the first person's workstation."""
    file = hub_team.team_file(leads, 1, "far")
    with contextlib.closing(sqlite3.connect(file)) as plain:
        plain.execute("UPDATE workstation SET person_id = 1")
        plain.commit()
    with hub_team.hub(str(file)) as hub:
        name = hub_team.name_of(0)
        yield LateLine(HttpLine(hub.url, hub.pin, hub_team.token_of(0), lambda: name), seconds)
