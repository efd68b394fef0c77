# SPDX-License-Identifier: MIT
"""A made-up hub and secrets in memory, for the tests of joining and leaving."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass, field
from pathlib import Path

from leaddesk.desk.commands import AddPerson, PersonFields
from leaddesk.desk.desk import Desk
from leaddesk.desk.queries import AskPeople
from leaddesk.desk.wire_calls import Join, Joined
from leaddesk.domain.errors import HubAway, RuleBroken
from leaddesk.domain.holiday_calendar import NoHolidays
from leaddesk.storage.opening import open_store
from leaddesk.sync import membership
from leaddesk.sync.membership import Hub, Membership, Newcomer, Place
from tests.factories import NOON

CODE = "ABCD-EFGHJK"
HUB = Hub("https://hub.example:8443", "f" * 64)
TOKEN = "t" * 43
STATION = "5" * 32


@dataclass
class MadeHub:
    """A hub that lets in whoever has the code, once, and hears or not."""

    used: bool = False
    away: bool = False
    deaf_after: bool = False
    left: list[str] = field(default_factory=list)
    blocked: bool = False

    def join(self, wish: Join) -> Joined:
        if self.away:
            raise HubAway("hub_cut")
        if self.used:
            raise RuleBroken("code_used")
        self.used = True
        if self.deaf_after:
            raise HubAway("hub_cut")
        assert wish.code == CODE
        return Joined(STATION, "d" * 32, TOKEN, 7, "b" * 32, "Acme: the team", "Dana Whitfield")

    def leave(self, device: str) -> None:
        if self.away:
            raise HubAway("hub_cut")
        if self.blocked:
            raise RuleBroken("workstation_blocked")
        self.left.append(device)


class Secrets:
    """Secrets in memory."""

    def __init__(self) -> None:
        self.kept: dict[str, str] = {}
        self.in_store = True

    def put(self, name: str, secret: str) -> bool:
        self.kept[name] = secret
        return self.in_store

    def forget(self, name: str) -> None:
        self.kept.pop(name, None)

    def get(self, name: str) -> str:
        return self.kept.get(name, "")


def own_place(tmp_path: Path, secrets: Secrets) -> Place:
    """Return a computer with a database of its own in which Dana works alone."""
    store = open_store(str(tmp_path / "leaddesk.db"), NOON)
    desk = Desk(store, NoHolidays())
    desk.do(AddPerson(PersonFields("Dana alone", ("qualifier",), "America/Chicago")), 0, NOON)
    desk.close()
    return Place(tmp_path, secrets, lambda: NOON)


def join(place: Place, hub: MadeHub, code: str = CODE) -> Membership:
    return membership.join(place, HUB, hub, Newcomer(code, "front desk"))


def people(file: Path) -> list[str]:
    """Open a file as an ordinary desk and return who is in it."""
    desk = Desk(open_store(str(file), NOON), NoHolidays())
    try:
        return [person.name for person in desk.ask(AskPeople(), NOON)]
    finally:
        desk.close()


def nothing() -> None:
    """Send nothing: nothing waits."""


def away() -> None:
    """Reach no hub."""
    raise HubAway("hub_cut")


def wait(file: Path, count: int) -> None:
    """Let operations wait in a file."""
    with sqlite3.connect(file) as plain:
        plain.executemany(
            "INSERT INTO operation (seq, id, at, person_id, kind, format, told, state) "
            "VALUES (?, ?, 0, 7, 'AddNote', 1, '{}', 'waiting')",
            [(n, f"{n:032}") for n in range(1, count + 1)],
        )
    plain.close()


class Cut(BaseException):
    """The process ends here."""
