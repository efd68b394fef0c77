# SPDX-License-Identifier: MIT
"""Two processes' worth of hub on one PostgreSQL, behind a proxy that deals connections out."""

from __future__ import annotations

import asyncio
import contextlib
import datetime as dt
import queue
import threading
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from leaddesk.bootstrap import desks
from leaddesk.bootstrap.hub import HubOptions, RunningHub, open_hub
from leaddesk.desk import commands
from leaddesk.desk.operations import State, operation_of
from leaddesk.desk.wire import NEWEST_VERSION, Granted, Hello, Sent
from leaddesk.desk.work import new_entry_id
from leaddesk.domain.errors import LeadDeskError
from leaddesk.hub.certificate import CERTIFICATE, KEY, own
from leaddesk.hub.jobs import Job, Jobs, Means
from leaddesk.storage.engine import Database
from leaddesk.storage.hub_figures import turn_for_jobs
from leaddesk.sync.http_line import HttpLine
from leaddesk.system.intake_token import digest_of
from tests.factories import NOON, Office
from tests.hub.stand import unhook
from tests.storage.conftest import Place
from tests.storage.contract.test_leases import together

pytestmark = pytest.mark.postgres

SEATS = 8
HAND = 5
PATIENCE = 30.0


class Proxy:
    """Gives every connection to the next hub, and passes bytes on as they are."""

    def __init__(self, ports: list[int]) -> None:
        self.ports = ports
        self.given: Counter[int] = Counter()
        self.port = 0
        self._ends: list[asyncio.StreamWriter] = []
        self._passing: list[asyncio.Task[None]] = []
        self._loop = asyncio.new_event_loop()
        self._ready = threading.Event()
        self._over = asyncio.Event()
        self._thread = threading.Thread(target=self._run, name="proxy")
        self._thread.start()
        self._ready.wait()

    def _run(self) -> None:
        self._loop.run_until_complete(self._serve())
        self._loop.close()

    async def _serve(self) -> None:
        listening = await asyncio.start_server(self._pass_on, "127.0.0.1", 0)
        self.port = listening.sockets[0].getsockname()[1]
        self._ready.set()
        await self._over.wait()
        listening.close()
        # Both ends of a connection that is cut are read to their end by its own task.
        for one in self._ends:
            one.transport.abort()
        await asyncio.gather(*self._passing, return_exceptions=True)

    async def _pass_on(self, read: asyncio.StreamReader, write: asyncio.StreamWriter) -> None:
        port = self.ports[self.given.total() % len(self.ports)]
        self.given[port] += 1
        there_read, there_write = await asyncio.open_connection("127.0.0.1", port)
        self._ends += [write, there_write]
        passing = asyncio.current_task()
        assert passing is not None
        self._passing.append(passing)
        try:
            await asyncio.gather(_pump(read, there_write), _pump(there_read, write))
        finally:
            write.close()
            there_write.close()

    def close(self) -> None:
        self._loop.call_soon_threadsafe(self._over.set)
        self._thread.join()


async def _pump(read: asyncio.StreamReader, write: asyncio.StreamWriter) -> None:
    with contextlib.suppress(ConnectionError):
        while told := await read.read(65_536):
            write.write(told)
            await write.drain()
        write.close()


@dataclass
class Pair:
    """Two hubs on one database, the proxy before them, and the lines that were made."""

    office: Office
    hubs: list[RunningHub]
    proxy: Proxy
    pin: str
    lines: list[HttpLine] = field(default_factory=list)
    seq: Counter[str] = field(default_factory=Counter)

    def join(self, name: str, person_id: int) -> None:
        self.office.write(
            "INSERT INTO workstation (id, person_id, name, token, joined_at) "
            "VALUES (:id, :person, :id, :token, 0)",
            id=name, person=person_id, token=digest_of(name),
        )  # fmt: skip

    def line(self, name: str, hub: int | None = None) -> HttpLine:
        """Return a line of a workstation, to one hub or to the proxy."""
        port = self.proxy.port if hub is None else port_of(self.hubs[hub])
        made = HttpLine(f"https://127.0.0.1:{port}", self.pin, name, lambda: name)
        self.lines.append(made)
        return made

    def call(self, name: str, one: Granted) -> Sent:
        """Return a call of a lead as it is sent."""
        at = self.office.now
        made = operation_of(
            commands.LogCall(one.lead.lead_id, "no_answer"), 0, at, new_entry_id(at)
        )
        assert made is not None
        self.seq[name] += 1
        return Sent(
            self.seq[name], made.id, at, made.kind, made.format, made.told, made.lead_id,
            made.lead_id, one.lease_id,
        )  # fmt: skip


def port_of(hub: RunningHub) -> int:
    return int(hub.address.rpartition(":")[2])


@pytest.fixture
def pair(postgres_place: Place, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Pair]:
    for name in ("XDG_DATA_HOME", "XDG_STATE_HOME"):
        monkeypatch.setenv(name, str(tmp_path))
    office = Office(postgres_place.open())
    monkeypatch.setattr(desks, "clock", lambda: office.now)
    papers = own(tmp_path, dt.datetime.fromtimestamp(tmp_path.stat().st_mtime, dt.UTC))
    options = HubOptions(postgres_place.url, "127.0.0.1:0", tmp_path / CERTIFICATE, tmp_path / KEY)
    with contextlib.ExitStack() as ending:
        ending.callback(unhook, office)
        hubs = []
        for _ in range(2):
            hub = open_hub(options)
            thread = threading.Thread(target=hub.run, name="hub")
            thread.start()
            ending.callback(thread.join)
            ending.callback(hub.stop)
            hubs.append(hub)
        proxy = Proxy([port_of(hub) for hub in hubs])
        ending.callback(proxy.close)
        made = Pair(office, hubs, proxy, papers.fingerprint)
        yield made
        for line in made.lines:
            line.close()


def test_two_hubs_never_lend_a_lead_or_a_number_twice(pair: Pair) -> None:
    office = pair.office
    for _ in range(2 * SEATS * HAND):
        office.lead()
    # Every third lead has the number of the one before.
    shared = "CASE WHEN id - (id / 3) * 3 = 1 THEN 1 ELSE 0 END"
    office.write(f"UPDATE lead SET phone = '+1612777' || (1000 + id - ({shared}))")
    names = [f"seat{n}" for n in range(SEATS)]
    for name in names:
        pair.join(name, office.dana)
    worked: list[int] = []

    def work(name: str) -> Callable[[], None]:
        line = pair.line(name)

        def run() -> None:
            for _ in range(3):
                for one in line.top_up(name, 2).leases:
                    pushed = line.push(name, [pair.call(name, one)])
                    assert [result.state for result in pushed.results] == [State.DONE]
                    worked.append(one.lead.lead_id)
            line.top_up(name, HAND)

        return run

    together(*(work(name) for name in names))
    assert set(pair.proxy.given) == {port_of(hub) for hub in pair.hubs}
    live = office.sql("SELECT lead_id, phone FROM team_lease WHERE live = 1")
    assert live
    assert max(Counter(row[0] for row in live).values()) == 1
    assert max(Counter(row[1] for row in live).values()) == 1
    assert max(Counter(worked).values()) == 1
    calls = office.sql("SELECT lead_id FROM journal WHERE kind = 'call'")
    assert Counter(row[0] for row in calls) == Counter(worked)
    everybody = "SELECT SUM(calls) FROM tally WHERE person_id = 0 AND facet = 'hour'"
    assert office.sql(everybody) == [(len(worked),)]


def test_what_is_pushed_to_one_hub_is_pulled_from_the_other_and_poked_there(pair: Pair) -> None:
    office = pair.office
    lead = office.lead()
    for name in ("office", "home"):
        pair.join(name, office.dana)
    here, there = pair.line("office", 0), pair.line("home", 1)
    said = Hello(NEWEST_VERSION, 0, "")
    assert here.hello("office", said).epoch == there.hello("home", said).epoch
    cursor = there.snapshot("home", 0).cursor
    heard: queue.Queue[str] = queue.Queue()

    def listen() -> None:
        # The line is cut at the end of the test.
        with contextlib.suppress(LeadDeskError):
            for poke in there.pokes():
                heard.put(poke)

    listening = threading.Thread(target=listen, name="pokes")
    listening.start()
    assert heard.get(timeout=PATIENCE) == "you", "whoever comes anew looks at once"
    [one] = here.top_up("office", 1).leases
    assert here.push("office", [pair.call("office", one)]).results[0].state == State.DONE
    while heard.get(timeout=PATIENCE) != "you":
        pass
    told: set[int] = set()
    while lead not in told:
        news = there.pull("home", cursor)
        cursor = news.cursor
        told |= {row.lead_id for row in news.leads}
    assert told == {lead}
    there.close()
    listening.join()


def test_the_same_push_to_both_hubs_at_once_is_done_once(pair: Pair) -> None:
    lead = pair.office.lead()
    pair.join("office", pair.office.dana)
    lines = [pair.line("office", number) for number in range(2)]
    [one] = lines[0].top_up("office", 1).leases
    sent = pair.call("office", one)
    states: list[str] = []

    def push(line: HttpLine) -> Callable[[], None]:
        return lambda: states.extend(r.state for r in line.push("office", [sent]).results)

    together(*(push(line) for line in lines * 2))
    assert states == [State.DONE] * 4
    assert pair.office.lead_now(lead).attempts == 1


def test_while_one_process_has_the_turn_of_the_jobs_the_other_does_none(
    postgres_place: Place,
) -> None:
    postgres_place.open()
    databases = [Database(postgres_place.url) for _ in range(2)]
    ran: list[str] = []

    def jobs(number: int, run: Callable[[], object]) -> Jobs:
        means = Means(lambda: NOON, lambda: turn_for_jobs(databases[number]), lambda _error: None)
        return Jobs([Job("A job", run)], (), means)

    second = jobs(1, lambda: ran.append("second"))

    def first() -> None:
        ran.append("first")
        assert not second.tick()

    jobs(0, first).tick()
    assert ran == ["first"]
    second.tick()
    assert ran == ["first", "second"]
    for database in databases:
        database.close()
