# SPDX-License-Identifier: MIT
"""A hub's answering over the desk of a test's office, and a workstation for each person."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import msgspec

from leaddesk.desk.changes import Done
from leaddesk.desk.queries import Query
from leaddesk.desk.remote import answer_of, done_of, tell
from leaddesk.desk.wire_runs import End, Order, Part, Progress
from leaddesk.desk.work import new_entry_id
from leaddesk.hub.answering import Answering, Parts
from leaddesk.hub.hub import Hub, Surroundings
from leaddesk.hub.long_work import LongWork
from leaddesk.hub.ports import Caller
from leaddesk.hub.runs import Runs
from leaddesk.hub.sight import Sight
from tests.factories import Office
from tests.hub.memory_hub import MemoryHub


class AnsweringHub:
    """A hub over an office; each person calls from the workstation that has their id."""

    def __init__(self, office: Office, folder: Path) -> None:
        self.office = office
        self.leased: dict[int, int] = {}
        self.mark = 0
        self.crashes: list[BaseException] = []
        self.memory = MemoryHub(self.now)
        hub = Hub(self.memory, Surroundings(self.now, lambda: "fresh"))
        self.runs = Runs(folder, LongWork(office.desk, office.store, self.now), self.crashes.append)
        self.answering = Answering(
            Parts(
                office.desk, office.store, hub, self.runs,
                Sight(office.store, lambda _ids: self.leased), lambda who: int(who.family),
                self.now, lambda: self.mark,
            )
        )  # fmt: skip

    def now(self) -> dt.datetime:
        return self.office.now

    def ask(self, who: int, query: Query[Any]) -> Any:
        return answer_of(query, self.answering.ask(caller(who), *tell(query)))[0]

    def do(self, who: int, command: object, entry_id: str = "") -> Done:
        entry_id = entry_id or new_entry_id(self.now())
        return done_of(self.answering.do(caller(who), *tell(command), entry_id))

    def begin(self, who: int, order: Order) -> None:
        self.answering.list_begin(caller(who), msgspec.json.encode(order))

    def part(self, who: int, part: Part) -> bytes:
        told = self.answering.list_part(caller(who), msgspec.json.encode(part))
        return msgspec.json.decode(told, type=Part).data

    def end(self, who: int, end: End) -> Progress:
        told = self.answering.list_end(caller(who), msgspec.json.encode(end))
        return msgspec.json.decode(told, type=Progress)

    def over(self, who: int, end: End) -> Progress:
        """Return what a work came to."""
        while True:
            found = self.end(who, end)
            if found.over:
                return found

    def run(self, who: int, run: str, told: object = None, *parts: bytes) -> Progress:
        """Have work of many steps done."""
        order = Order(new_entry_id(self.now()), run, msgspec.Raw(msgspec.json.encode(told)))
        self.begin(who, order)
        for number, data in enumerate(parts):
            self.part(who, Part(order.id, number, data))
        return self.over(who, End(order.id, len(parts)))


def caller(who: int) -> Caller:
    return Caller(str(who), str(who))
