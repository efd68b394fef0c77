# SPDX-License-Identifier: MIT
"""A team's hub as a process of its own, with leases of seconds; and the team that it begins with.

SIGTERM ends it, SIGKILL is a crash.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import os
import random
import secrets
import traceback
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from leaddesk.bootstrap.hub import _Team
from leaddesk.desk.commands import AddLead, AddPerson, ChangeRules, LeadFields, PersonFields
from leaddesk.desk.desk import Desk
from leaddesk.desk.rules import encode_rule
from leaddesk.desk.wire import Pushed, Sent
from leaddesk.domain.calling_profile import MIDNIGHT, CallingProfile
from leaddesk.domain.holiday_calendar import NoHolidays
from leaddesk.hub.app import HubApp
from leaddesk.hub.certificate import own
from leaddesk.hub.hub import Hub
from leaddesk.hub.leasing import Terms
from leaddesk.hub.ports import Caller
from leaddesk.hub.server import HubServer, Listening
from leaddesk.storage import overlay
from leaddesk.storage.building import building
from leaddesk.storage.engine import Database, Sql
from leaddesk.storage.opening import open_store
from leaddesk.system.clock import now
from leaddesk.system.intake_token import digest_of
from leaddesk.system.paths import VARIABLE
from leaddesk.words import errors

ZONE = "UTC"
_SHARED = (
    "UPDATE {table} SET {number} = (SELECT other.{number} FROM {table} AS other "
    "WHERE other.{id} = {table}.{id} - 1) WHERE {id} / {every} * {every} = {id}"
)


@dataclass(frozen=True, slots=True)
class Start:
    """Which database, where the certificate is, on which port, and how long leases last."""

    database: str
    folder: str
    port: int
    lease_s: float
    grace_s: float
    bug: str = ""


@dataclass(frozen=True, slots=True)
class Shape:
    """How many leads a team has; every so manieth has the number of the one before."""

    leads: int = 300
    shared: int = 5


@dataclass(frozen=True, slots=True)
class Member:
    """Somebody of the team, and the workstation they sit at."""

    person_id: int
    workstation: str
    token: str
    file: Path


class _SecondsTeam(_Team):
    """The hub's own parts, with leases of seconds."""

    def __init__(self, start: Start, opened: contextlib.ExitStack) -> None:
        super().__init__(start.database, opened)
        self._terms = Terms(
            dt.timedelta(seconds=start.lease_s),
            dt.timedelta(seconds=start.grace_s),
            unworked_a_day=1_000_000,
        )


def run(start: Start) -> None:
    """Serve until SIGTERM."""
    os.environ[VARIABLE] = str(Path(start.folder) / "hub")
    if start.bug == "forgets_what_it_did":
        _forget()
    with contextlib.ExitStack() as opened:
        team = _SecondsTeam(start, opened)
        app = HubApp(team.parts(), errors.say, traceback.print_exception)
        opened.callback(app.close)
        papers = own(Path(start.folder), now())
        server = HubServer(app, Listening(f"127.0.0.1:{start.port}", papers))
        server.listen()
        jobs = team.jobs(Path(start.folder) / "backups")
        opened.callback(jobs.stop)
        jobs.start()
        server.run()


def _forget() -> None:
    """Let a hub now and then do operations in a transaction of their own that nobody remembers."""
    chance, push = random.Random(), Hub._push

    def forgetful(hub: Hub, caller: Caller, sent: Sequence[Sent]) -> Pushed:
        if chance.random() < 0.3:
            with hub._store.unit() as unit:
                device = unit.device(caller)
                for one in sent:
                    unit.do(
                        device, replace(one, id=secrets.token_hex(16)), one.at, one.at, late=False
                    )
        return push(hub, caller, sent)

    Hub._push = forgetful  # type: ignore[method-assign, assignment]


def pin(folder: Path) -> str:
    """Return the fingerprint of the hub's certificate."""
    return own(folder, now()).fingerprint


def make_team(hub: str, folder: Path, seats: int, shape: Shape) -> list[Member]:
    """Make a team with its leads, and a workstation's file for each of its people.

    Every fourth one is a senior rep, the others are qualifiers.
    """
    at = now()
    with (
        contextlib.closing(open_store(hub, at)) as store,
        building(store) as whole,
        contextlib.closing(Desk(whole, NoHolidays())) as desk,
    ):
        people = _people(desk, seats, at)
        for n in range(shape.leads):
            phone = ((f"+1 212 2{n // 10000:02d} {n % 10000:04d}", ""),)
            desk.do(
                AddLead(LeadFields("Lead", str(n), phones=phone, time_zone=ZONE)), people[0], at
            )
    with contextlib.closing(Database(hub)) as database, database.writing() as session:
        # As lists from elsewhere have them: two leads, one number.
        session.sql(_SHARED.format(table="phone", id="lead_id", number="e164", every=shape.shared))
        session.sql(_SHARED.format(table="lead", id="id", number="phone", every=shape.shared))
    return [_member(hub, folder, n, person_id) for n, person_id in enumerate(people[1:])]


def _people(desk: Desk, seats: int, at: dt.datetime) -> list[int]:
    """Add the team lead and everybody else, and let calls be made at any hour."""
    lead = PersonFields("Dana Whitfield", ("team_lead",), ZONE)
    people = [desk.do(AddPerson(lead), 0, at).made_id or 0]
    for n in range(seats):
        role = "senior_rep" if n % 4 == 3 else "qualifier"
        made = desk.do(AddPerson(PersonFields(f"Person {n + 1}", (role,), ZONE)), people[0], at)
        people.append(made.made_id or 0)
    always = encode_rule("calling", CallingProfile("b2b", frozenset(range(7)), MIDNIGHT, MIDNIGHT,
                                                   skips_holidays=False))  # fmt: skip
    values = (("calling", always), ("calling.lawful", always), ("calling.by_place", "false"))
    desk.do(ChangeRules(values), people[0], at)
    return people


def _member(hub: str, folder: Path, n: int, person_id: int) -> Member:
    file, workstation, token = folder / f"seat{n}.db", secrets.token_hex(16), secrets.token_hex(16)
    with contextlib.closing(open_store(hub, now())) as store, store.database.writing() as session:
        session.run(
            Sql(
                "INSERT INTO workstation (id, person_id, name, token, joined_at) "
                "VALUES (:id, :person, :name, :token, :at)"
            ),
            id=workstation, person=person_id, name=f"seat{n}", token=digest_of(token), at=1,
        )  # fmt: skip
    notes = {"device": secrets.token_hex(16), "workstation": workstation, "person": str(person_id)}
    noting = Sql("INSERT INTO membership (name, value) VALUES (:name, :value)")
    with (
        contextlib.closing(open_store(str(file), now())) as store,
        store.database.writing() as session,
    ):
        for name, value in notes.items():
            session.run(noting, name=name, value=value)
        overlay.install(session)
    return Member(person_id, workstation, token, file)
