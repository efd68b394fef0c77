# SPDX-License-Identifier: MIT
"""A real hub over a real database, and made-up workstations that call it."""

from __future__ import annotations

import datetime as dt
import itertools
from dataclasses import replace
from typing import Any

import msgspec

from leaddesk.desk.operations import State, operation_of
from leaddesk.desk.wire import (
    NEWEST_VERSION,
    Hand,
    Held,
    Hello,
    LeadRows,
    News,
    Pushed,
    Result,
    Rows,
    Sent,
    Welcome,
)
from leaddesk.desk.work import new_entry_id
from leaddesk.domain.holiday_calendar import NoHolidays
from leaddesk.hub.hub import Hub, Surroundings
from leaddesk.hub.leasing import Terms
from leaddesk.hub.ports import Caller
from leaddesk.hub.team_store import TeamHub
from leaddesk.storage import bundles, feed_triggers
from leaddesk.storage.engine import Sql
from tests.factories import NOON, Office
from tests.storage.conftest import Place


class Stand:
    """A hub whose clock a test turns, with its own desk beside it."""

    def __init__(self, place: Place) -> None:
        self.place = place
        self.office = Office(place.open())
        self.ids = (f"epoch{n}" for n in itertools.count(1))
        self.stores: list[TeamHub] = []
        self.store = self.another()
        self.hub = self.hub_over(self.store)

    def another(self) -> TeamHub:
        """Start one more process of the hub, as it were, on a window of its own."""
        store = self.office.store if not self.stores else self.place.open()
        self.stores.append(TeamHub(store, NoHolidays(), lambda: self.office.now))
        return self.stores[-1]

    def hub_over(self, store: TeamHub, terms: Terms | None = None) -> Hub:
        return Hub(store, Surroundings(lambda: self.office.now, lambda: next(self.ids)), terms)

    def workstation(self, person_id: int, name: str = "") -> Workstation:
        """Let a workstation join."""
        name = name or f"w{person_id}"
        join(self.office, name, person_id)
        return Workstation(self, name, person_id)

    def feed(self, person_id: int) -> set[tuple[str, str]]:
        """Return what a person was ever told."""
        found = "SELECT entity, key FROM feed WHERE person_id = :person"
        return {(row[0], row[1]) for row in self.office.sql(found, person=person_id)}

    def close(self) -> None:
        for store in self.stores:
            store.close()
        unhook(self.office)


def join(office: Office, name: str, person_id: int) -> None:
    office.write(
        "INSERT INTO workstation (id, person_id, name, token, joined_at) "
        "VALUES (:id, :person, :id, :id, 0)",
        id=name,
        person=person_id,
    )


def unhook(office: Office) -> None:
    """Take the triggers out of a server's database, which the next test has as well."""
    if office.store.database.is_sqlite:
        return
    with office.store.database.writing() as session:
        for trigger in feed_triggers.for_server():
            session.sql(f"DROP FUNCTION IF EXISTS {trigger.name} CASCADE")


class Workstation:
    """What calls a hub as a workstation does, and keeps the rows that came in a file of its own."""

    def __init__(self, stand: Stand, name: str, person_id: int) -> None:
        self.stand = stand
        self.person_id = person_id
        self.hub = stand.hub
        self.caller = Caller(name, f"{name}-device")
        self.seq = 0
        self.cursor = 0
        self.token = ""
        self.leases: dict[int, int] = {}
        self.file: Office | None = None

    # -------------------------------------------------------------------------------- calls

    def hello(self, acknowledged: int | None = None) -> Welcome:
        held = tuple(Held(lease, lead, 3600.0) for lead, lease in self.leases.items())
        said = Hello(NEWEST_VERSION, acknowledged or self.seq, self.token, held)
        return self.hub.hello(self.caller, said)

    def hand(self, target: int = 5) -> Hand:
        hand = self.hub.top_up(self.caller, target)
        self.leases = {one.lead.lead_id: one.lease_id for one in hand.leases}
        self._write(News("", 0, 0, leads=tuple(one.lead for one in hand.leases)))
        return hand

    def sent(self, command: object, **more: Any) -> Sent:
        """Return a command as an operation on its way, under the lease that is held of its lead."""
        at = more.pop("at", self.stand.office.now)
        made = operation_of(command, self.person_id, at, new_entry_id(at))
        assert made is not None
        self.seq += 1
        lease = self.leases.get(made.lead_id, 0)
        one = Sent(
            self.seq, made.id, at, made.kind, made.format, made.told, made.lead_id, made.lead_id,
            lease,
        )  # fmt: skip
        return replace(one, **more)

    def push(self, *sent: Sent) -> Pushed:
        pushed = self.hub.push(self.caller, sent)
        self.token = pushed.token
        return pushed

    def do(self, command: object, **more: Any) -> Result:
        """Do a command here, as it were, and send it; what it ends is no longer held."""
        sent = self.sent(command, **more)
        [result] = self.push(sent).results
        if result.state == State.DONE and sent.kind in {"LogCall", "HandOff", "SkipLead"}:
            self.leases.pop(sent.lead_id, None)
        return result

    def pull(self) -> set[int]:
        """Read on until nothing more changed; return the leads that were told of."""
        told: set[int] = set()
        while True:
            news = self.hub.pull(self.caller, self.cursor)
            if news.stale:
                return self.snapshot()
            told |= {one.lead_id for one in news.leads}
            self._write(news)
            self.cursor = news.cursor
            if not news.more:
                return told

    def snapshot(self) -> set[int]:
        seen: set[int] = set()
        first = news = self.hub.snapshot(self.caller, 0)
        while True:
            seen |= {one.lead_id for one in news.leads}
            self._write(news)
            if not news.more:
                break
            news = self.hub.snapshot(self.caller, max(one.lead_id for one in news.leads))
        self.cursor = first.cursor
        if self.file is not None:
            with self.file.store.database.writing() as session:
                bundles.drop_others(session, seen)
        return seen

    # ----------------------------------------------------------------------------- its file

    def _write(self, news: News) -> None:
        if self.file is None:
            return
        news = msgspec.json.decode(msgspec.json.encode(news), type=News)
        with self.file.store.database.writing() as session:
            bundles.write_shared(session, news.tables)
            bundles.write_own(session, news.own, self.person_id)
            bundles.write_leads(session, news.leads)

    def rows(self) -> dict[int, Rows]:
        """Return all leads of the file with all their rows."""
        assert self.file is not None
        with self.file.store.database.reading() as session:
            ids = [row[0] for row in session.rows(Sql("SELECT id FROM lead"))]
            return bundles.read_leads(session, ids)

    def rows_there(self) -> dict[int, Rows]:
        """Return what the hub says it has for this workstation's person."""
        with self.stand.store.looking() as unit:
            whole = unit.snapshot(unit.device(self.caller), 0, 100_000)
        return {one.lead_id: one.rows for one in whole.leads if one.rows is not None}


def reason(result: Result) -> str:
    """Return the key of why an operation was refused or kept late."""
    return str(msgspec.json.decode(result.answer)["key"]) if result.answer else ""


__all__ = ["NOON", "LeadRows", "Stand", "Workstation", "dt", "join", "reason", "unhook"]
