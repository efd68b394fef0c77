# SPDX-License-Identifier: MIT
"""A workstation's desk over a file of its own, and a hub that can be away or lose its answers."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path

from leaddesk.domain.errors import HubAway
from leaddesk.sync.answer_age import AnswerAges
from leaddesk.sync.far_work import Places
from leaddesk.sync.team_desk import TeamDesk
from leaddesk.sync.waiting_lists import WaitingLists
from tests.factories import Office
from tests.hub.answered import AnsweringHub, caller


class FakeDoor:
    """`HubDoor` to an answering hub in this process; `lost` answers are lost on their way back."""

    def __init__(self, hub: AnsweringHub, who: int) -> None:
        self.hub, self.who = hub, who
        self.away = False
        self.lost = 0
        self.calls: list[str] = []

    def ask(self, name: str, told: bytes) -> bytes:
        return self._call(name, lambda: self.hub.answering.ask(caller(self.who), name, told))

    def do(self, name: str, told: bytes, entry_id: str) -> bytes:
        return self._call(
            name, lambda: self.hub.answering.do(caller(self.who), name, told, entry_id)
        )

    def list_begin(self, told: bytes) -> bytes:
        return self._call("begin", lambda: self.hub.answering.list_begin(caller(self.who), told))

    def list_part(self, told: bytes) -> bytes:
        return self._call("part", lambda: self.hub.answering.list_part(caller(self.who), told))

    def list_end(self, told: bytes) -> bytes:
        return self._call("end", lambda: self.hub.answering.list_end(caller(self.who), told))

    def _call(self, name: str, call: Callable[[], bytes]) -> bytes:
        self.calls.append(name)
        if self.away:
            raise HubAway("hub_gone")
        answer = call()
        if self.lost:
            self.lost -= 1
            raise HubAway("hub_gone")
        return answer


class FakeStep:
    """`InStep` that a test sets; bringing a lead makes it workable."""

    def __init__(self, door: FakeDoor) -> None:
        self._door = door
        self.known_away = False
        self.at: dt.datetime | None = None
        self.workable: set[int] = set()
        self.brought: list[int] = []
        self.operations: set[str] = set()
        self.pokes = 0
        self.overheard = 0

    def is_away(self) -> bool:
        return self.known_away

    def heard(self) -> dt.datetime | None:
        return self.at

    def may_work(self, lead_id: int) -> bool:
        return lead_id in self.workable

    def bring(self, lead_id: int) -> None:
        if self._door.away:
            raise HubAway("hub_gone")
        self.brought.append(lead_id)
        self.workable.add(lead_id)

    def is_operation(self, entry_id: str) -> bool:
        return entry_id in self.operations

    def poke(self) -> None:
        self.pokes += 1

    def overhear(self) -> None:
        self.overheard += 1


class Workstation:
    """One workstation: its own office for a file, and the hub's for the team's."""

    def __init__(self, own: Office, hub: AnsweringHub, who: int, folder: Path) -> None:
        self.own, self.hub, self.who = own, hub, who
        self.door = FakeDoor(hub, who)
        self.step = FakeStep(self.door)
        self.step.at = own.now
        self.folder = folder
        self.desk = self.opened()

    def opened(self) -> TeamDesk:
        """Return a desk as after a start of the program."""
        lists = WaitingLists(self.folder)
        return TeamDesk(Places(self.own.desk, self.door, self.step, lists, AnswerAges()))

    def away(self, *, known: bool = True) -> None:
        """Let the hub be away; not `known` is how it is first noticed."""
        self.door.away, self.step.known_away = True, known

    def back(self) -> None:
        """Let the hub be there again."""
        self.door.away = self.step.known_away = False
