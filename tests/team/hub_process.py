# SPDX-License-Identifier: MIT
"""A team's hub as a process of its own, with leases of seconds; and the team that it begins with.

Runs as `python -m tests.team.hub_process JSON`, with the fields of `Start`; it says one line when it
listens. SIGTERM ends it, SIGKILL is a crash.
"""

from __future__ import annotations

import contextlib
import dataclasses
import datetime as dt
import json
import secrets
import signal
import sys
import traceback
from dataclasses import dataclass
from pathlib import Path

from leaddesk.desk.commands import AddLead, AddPerson, ChangeRules, LeadFields, PersonFields
from leaddesk.desk.desk import Desk
from leaddesk.desk.rules import encode_rule
from leaddesk.domain.calling_profile import MIDNIGHT, CallingProfile
from leaddesk.domain.errors import RuleBroken
from leaddesk.domain.holiday_calendar import NoHolidays
from leaddesk.hub.app import HubApp
from leaddesk.hub.certificate import own
from leaddesk.hub.doors import Changed, Figures, Parts
from leaddesk.hub.hub import Hub, Surroundings
from leaddesk.hub.leasing import Terms
from leaddesk.hub.ports import Caller
from leaddesk.hub.server import HubServer, Listening
from leaddesk.hub.team_store import TeamHub
from leaddesk.storage import overlay
from leaddesk.storage.building import building
from leaddesk.storage.engine import Database, Sql
from leaddesk.storage.opening import open_store
from leaddesk.system.clock import now
from leaddesk.system.intake_token import digest_of
from leaddesk.words import errors

ZONE = "UTC"
_SHARED = (
    "UPDATE {table} SET {number} = (SELECT other.{number} FROM {table} AS other "
    "WHERE other.{id} = {table}.{id} - 1) WHERE {id} / 5 * 5 = {id}"
)
"""Every fifth lead has the number of the one before."""


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
class Member:
    """Somebody of the team, and the workstation they sit at."""

    person_id: int
    workstation: str
    token: str
    file: Path


class Door:
    """`Doorkeeper`, `Answering`, `Told` and `Health` as far as a team needs them that only works."""

    def __init__(self, database: Database, hub: TeamHub) -> None:
        self._database, self._hub = database, hub

    def caller(self, token_digest: str, device: str) -> Caller:
        with self._database.reading() as session:
            found = session.one(
                Sql("SELECT id FROM workstation WHERE token = :token"), token=token_digest
            )
        if found is None:
            raise RuleBroken("workstation_blocked")
        return Caller(found[0], device)

    def greeted(self, caller: Caller, version: str) -> None:
        del caller, version

    def told_since(self, mark: int | None) -> Changed:
        at, persons = self._hub.told_since(mark)
        return Changed(at, persons, 0 in persons)

    def team(self) -> str:
        return "Team"

    def figures(self) -> Figures:
        return Figures()


def run(start: Start) -> None:
    """Serve until SIGTERM."""
    store = open_store(start.database, now())
    hub = TeamHub(store, NoHolidays(), now)
    terms = Terms(dt.timedelta(seconds=start.lease_s), dt.timedelta(seconds=start.grace_s))
    door = Door(store.database, hub)
    parts = Parts(
        Hub(hub, Surroundings(now, lambda: secrets.token_hex(16)), terms), door, door, door, door  # type: ignore[arg-type]
    )
    server = HubServer(
        HubApp(parts, errors.say, lambda e: traceback.print_exception(e)),
        Listening(f"127.0.0.1:{start.port}", own(Path(start.folder), now())),
    )
    server.listen()
    signal.signal(signal.SIGTERM, lambda *_: server.stop())
    sys.stdout.write("ready\n")
    sys.stdout.flush()
    server.run()
    hub.close()
    store.close()


def pin(folder: Path) -> str:
    """Return the fingerprint of the hub's certificate."""
    return own(folder, now()).fingerprint


def make_team(hub: str, folder: Path, seats: int, leads: int) -> list[Member]:
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
        for n in range(leads):
            phone = ((f"+1 212 2{n // 10000:02d} {n % 10000:04d}", ""),)
            desk.do(AddLead(LeadFields("Lead", str(n), phones=phone, time_zone=ZONE)), people[0], at)
    with contextlib.closing(Database(hub)) as database, database.writing() as session:
        # As lists from elsewhere have them: two leads, one number.
        session.sql(_SHARED.format(table="phone", id="lead_id", number="e164"))
        session.sql(_SHARED.format(table="lead", id="id", number="phone"))
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
    with contextlib.closing(open_store(str(file), now())) as store:
        with store.database.writing() as session:
            for name, value in notes.items():
                session.run(
                    Sql("INSERT INTO membership (name, value) VALUES (:name, :value)"),
                    name=name, value=value,
                )  # fmt: skip
            overlay.install(session)
    return Member(person_id, workstation, token, file)


def command_line(start: Start) -> list[str]:
    """Return the command that runs a hub."""
    told = json.dumps(dataclasses.asdict(start))
    return [sys.executable, "-m", "tests.team.hub_process", told]


if __name__ == "__main__":
    run(Start(**json.loads(sys.argv[1])))
