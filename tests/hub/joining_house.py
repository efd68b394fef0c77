# SPDX-License-Identifier: MIT
"""A team's database with a doorkeeper and a desk, for the tests of joining."""

from __future__ import annotations

import datetime as dt
import hashlib
from dataclasses import dataclass, field

import pytest

from leaddesk.desk.commands import (
    AddPerson,
    InvitePerson,
    PersonFields,
)
from leaddesk.desk.desk import Desk
from leaddesk.desk.queries import AskWorkstations, WorkstationRow
from leaddesk.desk.wire_calls import Join, Joined
from leaddesk.domain.errors import LeadDeskError, RuleBroken
from leaddesk.domain.holiday_calendar import NoHolidays
from leaddesk.domain.invitation_code import code_from
from leaddesk.hub.joining import DeskDoorkeeper, Means
from leaddesk.hub.ports import Caller
from leaddesk.storage.store import SqlStore
from leaddesk.system.intake_token import digest_of
from tests.factories import NOON

ZONE = "America/Chicago"
HUB = "b" * 32


def hashed(secret: str) -> str:
    """A hash that takes no time; what argon2 does is tested by itself."""
    return f"$argon2id${secret[::-1]}"


def fits(secret: str, kept: str) -> bool:
    return kept == hashed(secret)


@dataclass
class House:
    """A team's database with a doorkeeper and a desk."""

    store: SqlStore
    now: dt.datetime = NOON
    seed: int = 0
    looked: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.desk = Desk(self.store, NoHolidays())
        means = Means(lambda: self.now, self.chance, hashed, self.fits)
        self.keeper = DeskDoorkeeper(self.store, NoHolidays(), lambda: HUB, means)
        self.lead = 0

    def fits(self, secret: str, kept: str) -> bool:
        self.looked.append(kept)
        return fits(secret, kept)

    def chance(self, length: int) -> bytes:
        self.seed += 1
        return hashlib.sha512(bytes([self.seed])).digest()[:length]

    def person(self, name: str, *roles: str) -> int:
        made = self.desk.do(AddPerson(PersonFields(name, roles, ZONE)), 0, self.now).made_id
        assert made is not None
        return made

    def do(self, command: object, by: int | None = None) -> None:
        self.desk.do(command, self.lead if by is None else by, self.now)

    def invite(self, person: int, hours: int = 24, by: int | None = None) -> str:
        """Invite somebody and return the code; 0 is the hub's keeper."""
        code = code_from(self.chance(10))
        self.do(InvitePerson(person, code.handle, hashed(code.secret), hours), by)
        return code.shown()

    def join(self, code: str, name: str = "front desk", **told: str) -> Joined:
        return self.keeper.join(code, Join(code, name, 1, **told))

    def refusal(self, code: str, **told: str) -> LeadDeskError:
        with pytest.raises(LeadDeskError) as refused:
            self.join(code, **told)
        return refused.value

    def stations(self) -> tuple[WorkstationRow, ...]:
        return self.desk.ask(AskWorkstations(), self.now).workstations

    def caller(self, joined: Joined) -> Caller:
        return self.keeper.caller(digest_of(joined.token), joined.device)

    def is_let_in(self, joined: Joined) -> bool:
        try:
            self.caller(joined)
        except RuleBroken as error:
            return error.key != "workstation_blocked"
        return True
