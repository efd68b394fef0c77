# SPDX-License-Identifier: MIT
"""Whole hubs, ended by a signal in the middle of work: everybody listens, or a call is stuck.

How long it took is for the report of whoever measures; what is looked at here is that nothing of
it waits for anybody, and what a stopped hub leaves.
"""

from __future__ import annotations

import asyncio
import contextlib
import os
import re
import signal
import ssl
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import msgspec
import pytest

from leaddesk.bootstrap.hub import hub_desk
from leaddesk.desk import commands
from leaddesk.desk.queries import AskPeople
from leaddesk.desk.wire_calls import Join
from leaddesk.desk.wire_runs import End, ListOrder, Order, Part, Progress, parts_of_list
from leaddesk.domain.errors import HubAway, LeadDeskError
from leaddesk.hub import server
from leaddesk.hub.calls import SECONDS
from leaddesk.storage.engine import Sql
from leaddesk.storage.opening import open_store
from leaddesk.sync.http_line import HttpLine
from leaddesk.sync.pinned import pinned
from leaddesk.system import clock
from leaddesk.system.intake_token import digest_of
from tests.factories import draft
from tests.hub.stage import DEVICE, TOKEN

LISTENERS = 300
ROWS = 12_000
LEADS = ROWS - 2
PATIENCE = 120
"""Seconds until a test gives up; a hub that is not bounded never ends."""

pytestmark = [
    pytest.mark.timeout(240),
    pytest.mark.skipif(os.name != "posix", reason="signals of another kind"),
]


@dataclass
class Process:
    """A hub that runs, what it said, and where it answers."""

    process: subprocess.Popen[str]
    address: str
    fingerprint: str
    code: str = ""

    @property
    def port(self) -> int:
        return int(self.address.rpartition(":")[2])

    def end(self, how: signal.Signals) -> tuple[int, str]:
        """Send a signal; return how the process ended, and what it printed."""
        self.process.send_signal(how)
        out, _ = self.process.communicate(timeout=PATIENCE)
        return self.process.returncode, out


@contextlib.contextmanager
def started(*argv: str, data: Path) -> Iterator[subprocess.Popen[str]]:
    with (data / "errors.txt").open("w") as told:
        process = subprocess.Popen(
            [sys.executable, "-m", *argv], stdout=subprocess.PIPE, stderr=told, text=True,
            env={**os.environ, "LEADDESK_DATA": str(data)},
        )  # fmt: skip
    try:
        yield process
    finally:
        process.kill()
        process.communicate()


@contextlib.contextmanager
def real_hub(data: Path) -> Iterator[Process]:
    """Start `leaddesk hub` over a team of its own whose workstations all have a token."""
    with started("leaddesk", "hub", "--listen", "127.0.0.1:0", data=data) as process:
        said = ""
        while "for one use" not in said:
            assert process.poll() is None, said
            said = (data / "errors.txt").read_text()
        code = re.search(r"hours: (\S+)", said)
        address = re.search(r"answers at (\S+)\. ", said)
        shown = re.search(r"certificate: ([0-9a-f ]+)", said)
        assert code
        assert address
        assert shown
        yield Process(process, address[1], shown[1].replace(" ", ""), code[1])


def let_in_many(database: Path, count: int) -> list[str]:
    """Let many workstations of the first person join; return their tokens."""
    tokens = [f"token-of-listener-{number}" for number in range(count)]
    with (
        contextlib.closing(open_store(str(database), clock.now())) as store,
        store.database.writing() as session,
    ):
        session.many(
                Sql("INSERT INTO workstation (id, person_id, name, token, joined_at) "
                    "VALUES (:id, 1, :id, :token, 0)"),
                [{"id": f"w{n}", "token": digest_of(one)} for n, one in enumerate(tokens)],
            )  # fmt: skip
    return tokens


class Listeners:
    """Many who listen for pokes, on a loop of their own."""

    def __init__(self, hub: Process, tokens: list[str]) -> None:
        self._hub, self._tokens = hub, tokens
        self.listening = threading.Event()
        self.ended = 0
        self._thread = threading.Thread(target=lambda: asyncio.run(self._all()), daemon=True)
        self._thread.start()

    def join(self) -> None:
        self._thread.join()

    async def _all(self) -> None:
        context = pinned(self._hub.fingerprint)
        begun = [asyncio.Event() for _ in self._tokens]
        some = asyncio.Semaphore(6)
        told = [
            asyncio.create_task(self._listen(context, token, some, one))
            for token, one in zip(self._tokens, begun, strict=True)
        ]
        await asyncio.gather(*(one.wait() for one in begun))
        self.listening.set()
        await asyncio.gather(*told)

    async def _listen(
        self, context: ssl.SSLContext, token: str, some: asyncio.Semaphore, begun: asyncio.Event
    ) -> None:
        async with some:
            found = await self._heard(context, token)
            while found is None:
                # A hub that has too much to do says so, and whoever listens comes again.
                await asyncio.sleep(0.5)
                found = await self._heard(context, token)
        reader, writer = found
        begun.set()
        with contextlib.suppress(OSError):
            while await reader.read(4096):
                pass
        self.ended += 1
        writer.close()

    async def _heard(
        self, context: ssl.SSLContext, token: str
    ) -> tuple[asyncio.StreamReader, asyncio.StreamWriter] | None:
        """Return a line on which pokes come, or nothing."""
        try:
            reader, writer = await asyncio.open_connection(
                "127.0.0.1", self._hub.port, ssl=context, server_hostname="127.0.0.1"
            )
            head = f"GET /v1/pokes HTTP/1.1\r\nHost: hub\r\nAuthorization: Bearer {token}\r\n\r\n"
            writer.write(head.encode())
            if b"200" in await reader.readline():
                await reader.readuntil(b"event")
                return reader, writer
        except (OSError, asyncio.IncompleteReadError):
            return None
        writer.close()
        return None


def patiently(call: Callable[[], bytes]) -> bytes:
    """Make a call until a hub that has too much to do has time for it."""
    while True:
        try:
            return call()
        except HubAway as error:
            if error.key != "hub_busy":
                raise


def import_list(line: HttpLine, under_way: threading.Event) -> Progress | LeadDeskError:
    """Send a list and ask after it to its end; return what was told last."""
    told = msgspec.Raw(msgspec.json.encode(ListOrder(commands.ImportOptions("Fair"))))
    order = Order("f" * 32, "import_list", told)
    patiently(lambda: line.list_begin(msgspec.json.encode(order)))
    rows = [draft(row, company=f"Acme {row}") for row in range(2, ROWS)]
    parts = [msgspec.json.encode(Part(order.id, number, data))
             for number, (_, data) in enumerate(parts_of_list([rows]))]  # fmt: skip
    for part in parts:
        patiently(partial(line.list_part, part))
    end = msgspec.json.encode(End(order.id, len(parts)))
    while True:
        try:
            progress = msgspec.json.decode(patiently(lambda: line.list_end(end)), type=Progress)
        except LeadDeskError as error:
            return error
        under_way.set()
        if progress.over:
            return progress


def test_a_hub_with_everybody_at_it_ends_by_itself_and_lets_everybody_go(tmp_path: Path) -> None:
    with real_hub(tmp_path) as hub:
        line = HttpLine(hub.address, hub.fingerprint)
        who = line.join(Join(hub.code, "Laptop", 1, "Ann Lee", "America/Chicago", "0.1.0"))
        line.close()
        line = HttpLine(hub.address, hub.fingerprint, who.token, lambda: who.device)
        listeners = Listeners(hub, let_in_many(tmp_path / "hub.db", LISTENERS))
        assert listeners.listening.wait(PATIENCE)
        under_way, told = threading.Event(), []
        importing = threading.Thread(target=lambda: told.append(import_list(line, under_way)))
        importing.start()
        assert under_way.wait(PATIENCE)
        code, out = hub.end(signal.SIGTERM)
        importing.join()
        listeners.join()
        line.close()
    assert (code, out) == (0, "Stopped. Every call was answered.\n")
    assert listeners.ended == LISTENERS
    # The list is there as a whole, or nothing of it, and who sent it was told so or asks again.
    [last] = told
    with (
        contextlib.closing(open_store(str(tmp_path / "hub.db"), clock.now())) as store,
        store.database.reading() as session,
    ):
        [(seen,)] = session.sql("SELECT COUNT(*) FROM lead WHERE state <> 9")
    whole = isinstance(last, Progress) and last.failure is None
    refused = isinstance(last, Progress) and last.failure is not None
    assert seen in ({0} if refused else {LEADS} if whole else {0, LEADS})
    assert whole or refused or isinstance(last, HubAway)
    with hub_desk(str(tmp_path / "hub.db")) as desk:
        assert [one.name for one in desk.ask(AskPeople(), clock.now())] == ["Ann Lee"]


@pytest.mark.parametrize("how", [signal.SIGTERM, signal.SIGINT])
def test_a_call_that_never_ends_does_not_keep_a_hub_alive(
    tmp_path: Path, how: signal.Signals
) -> None:
    with started("tests.hub.ending_hub", str(tmp_path), data=tmp_path) as process:
        assert process.stdout is not None
        address, fingerprint = process.stdout.readline().split()
        line = HttpLine(address, fingerprint, TOKEN, lambda: DEVICE)
        ends: list[LeadDeskError] = []

        def push() -> None:
            try:
                line.push(DEVICE, [])
            except LeadDeskError as error:
                ends.append(error)

        pushing = threading.Thread(target=push)
        pushing.start()
        assert process.stdout.readline() == "stuck\n"
        process.send_signal(how)
        out, _ = process.communicate(timeout=PATIENCE)
        pushing.join()
        line.close()
    # Nothing but the limit ended it: the call is still at it.
    assert (process.returncode, out) == (0, "ended by itself\n")
    assert [type(one) for one in ends] == [HubAway]


def test_the_limits_are_those_that_are_promised() -> None:
    """Calls are answered for four seconds, and what is left in the fifth does not count on luck."""
    assert server.END_SECONDS == 5.0
    assert server.GRACE_SECONDS + server.GOODBYE_SECONDS <= server.END_SECONDS
    assert server.END_SECONDS < SECONDS
