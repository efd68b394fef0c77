# SPDX-License-Identifier: MIT
"""A hub in memory with everything around it, as an application and as a server on a real port."""

from __future__ import annotations

import asyncio
import contextlib
import datetime as dt
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import msgspec
from starlette.types import Message
from typing_extensions import override

from leaddesk.desk.operations import State
from leaddesk.desk.wire import Hand, Sent
from leaddesk.desk.wire_calls import Join, Joined
from leaddesk.domain.errors import BadInput, RuleBroken, StoreUnavailable
from leaddesk.hub.app import Conduct, HubApp
from leaddesk.hub.certificate import own
from leaddesk.hub.doors import Changed, Figures, Parts
from leaddesk.hub.hub import Hub, Surroundings
from leaddesk.hub.ports import Caller, Device, HubUnit
from leaddesk.hub.server import HubServer, Listening
from leaddesk.system.intake_token import digest_of
from leaddesk.words import errors
from tests.hub.memory_hub import MemoryHub, MemoryLead

NOON = dt.datetime(2026, 5, 12, 17, tzinfo=dt.UTC)
TOKEN, OTHER = "token-of-p1", "token-of-p2"
DEVICE = "device1"
CODE = "ABCD-EFGHJK"


class SafeHub(MemoryHub):
    """A hub in memory that many threads may ask; `busy` holds every write while it is taken."""

    def __init__(self) -> None:
        super().__init__(lambda: NOON)
        self.busy = threading.RLock()
        self.asked = threading.Event()
        self.fails: Exception | None = None

    @override
    @contextlib.contextmanager
    def unit(self) -> Iterator[HubUnit]:
        self.asked.set()
        with self.busy:
            if self.fails is not None:
                raise self.fails
            yield self

    looking = unit

    @override
    def do(
        self, device: Device, sent: Sent, at: dt.datetime, since: dt.datetime, *, late: bool,
        proved: bool = True,
    ) -> tuple[State, str]:  # fmt: skip
        try:
            return super().do(device, sent, at, since, late=late, proved=proved)
        except (ValueError, KeyError, TypeError):
            return State.REFUSED, "bad_operation"


@dataclass
class Around:
    """Doorkeeper, answers, feed and health of a hub in memory."""

    memory: SafeHub = field(default_factory=SafeHub)
    tokens: dict[str, str] = field(
        default_factory=lambda: {digest_of(TOKEN): "p1", digest_of(OTHER): "p2"}
    )
    greetings: list[tuple[str, str]] = field(default_factory=list)
    left: list[str] = field(default_factory=list)
    lists: list[bytes] = field(default_factory=list)
    away: bool = False

    def parts(self) -> Parts:
        """Return everything as a server takes it."""
        hub = Hub(self.memory, Surroundings(lambda: NOON, lambda: "fresh"))
        return Parts(hub, self, self, self, self)

    # Doorkeeper

    def join(self, code: str, told: Join) -> Joined:
        if code != CODE:
            raise RuleBroken("invitation_wrong")
        return Joined("w1", "d1", TOKEN, 1, "hub", told.name)

    def caller(self, token_digest: str, device: str) -> Caller:
        if token_digest not in self.tokens:
            raise RuleBroken("workstation_blocked")
        return Caller(self.tokens[token_digest], device)

    def person(self, caller: Caller) -> int:
        return int(caller.family[1:])

    def greeted(self, caller: Caller, version: str) -> None:
        self.greetings.append((caller.family, version))

    def leave(self, caller: Caller) -> None:
        self.left.append(caller.family)

    # Answering

    def ask(self, caller: Caller, name: str, told: bytes) -> bytes:
        if name == "Explode":
            raise ZeroDivisionError("Dana Whitfield")
        if name != "AskTeam":
            raise BadInput("unknown_operation", where=name, detail="1")
        return msgspec.json.encode({"answer": msgspec.Raw(told), "at": NOON})

    def do(self, caller: Caller, name: str, told: bytes, entry_id: str) -> bytes:
        raise RuleBroken("team_lead_only", person="Dana", entry=entry_id)

    def take(self, caller: Caller, lead_id: int) -> Hand:
        return Hand(())

    def list_begin(self, caller: Caller, told: bytes) -> bytes:
        self.lists.append(told)
        return b'{"list":1}'

    list_part = list_end = list_begin

    # Told

    def told_since(self, mark: int | None) -> Changed:
        if self.away:
            raise StoreUnavailable("database")
        feed = self.memory.data.feed
        since = feed[len(feed) if mark is None else mark :]
        return Changed(len(feed), {int(family[1:]) for _, family in since})

    # Health

    def team(self) -> str:
        if self.away:
            raise StoreUnavailable("database")
        return "Acme"

    def figures(self) -> Figures:
        if self.away:
            raise StoreUnavailable("database")
        return Figures(7, 3, 4096)

    def add_leads(self, count: int) -> None:
        """Bring in leads that may be called."""
        for number in range(1, count + 1):
            self.memory.data.leads[number] = MemoryLead(number, f"+1612555{number:04}")


@dataclass(frozen=True, slots=True)
class Reply:
    """An answer of the application."""

    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def told(self) -> Any:
        return msgspec.json.decode(self.body)


def app_of(around: Around, **conduct: Any) -> HubApp:
    """Return the application over a hub in memory."""
    return HubApp(around.parts(), errors.say, conduct=Conduct(**conduct))


def call(
    app: HubApp,
    name: str,
    body: bytes | object = b"{}",
    *,
    token: str = TOKEN,
    method: str = "POST",
    path: str = "",
    address: str = "192.0.2.7",
    device: str = DEVICE,
    headers: tuple[tuple[str, str], ...] = (),
    kind: str = "application/json",
    stalls: bool = False,
) -> Reply:
    """Make one call of the application, without a server."""
    told = body if isinstance(body, bytes) else msgspec.json.encode(body)
    sent: list[tuple[bytes, bytes]] = [
        (n.lower().encode("latin-1"), v.encode("latin-1"))
        for n, v in (("content-type", kind), ("leaddesk-device", device), *headers)
        if v
    ]
    if token:
        sent.append((b"authorization", f"Bearer {token}".encode()))
    scope = {
        "type": "http", "http_version": "1.1", "method": method, "scheme": "https",
        "path": path or f"/v1/{name}", "raw_path": b"", "root_path": "", "query_string": b"",
        "headers": sent, "client": (address, 4000), "server": ("127.0.0.1", 8443),
    }  # fmt: skip
    return asyncio.run(_called(app, scope, told, stalls=stalls))


async def _called(app: HubApp, scope: dict[str, Any], body: bytes, *, stalls: bool) -> Reply:
    answers: list[Message] = []
    waiting = [body]

    async def receive() -> Message:
        if stalls or not waiting:
            await asyncio.Event().wait()
        return {"type": "http.request", "body": waiting.pop(), "more_body": False}

    async def send(message: Message) -> None:
        answers.append(message)

    await app.asgi(scope, receive, send)
    told = {k.decode().lower(): v.decode() for k, v in answers[0]["headers"]}
    content = b"".join(message.get("body", b"") for message in answers[1:])
    return Reply(answers[0]["status"], told, content)


@dataclass
class Served:
    """A hub that answers on a port of this computer."""

    around: Around
    app: HubApp
    server: HubServer
    thread: threading.Thread
    fingerprint: str

    @property
    def url(self) -> str:
        return self.server.address

    @property
    def port(self) -> int:
        return int(self.url.rpartition(":")[2])

    def stop(self) -> None:
        """Stop it and wait for its end."""
        self.server.stop()
        self.thread.join()


@contextlib.contextmanager
def served(
    folder: Path, around: Around | None = None, *, head_seconds: float = 10.0, **conduct: Any
) -> Iterator[Served]:
    """Serve a hub in memory over TLS."""
    around = around or Around()
    papers = own(folder, dt.datetime.fromtimestamp(folder.stat().st_mtime, dt.UTC))
    app = app_of(around, **conduct)
    server = HubServer(app, Listening("127.0.0.1:0", papers, head_seconds))
    server.listen()
    thread = threading.Thread(target=server.run, name="hub")
    thread.start()
    made = Served(around, app, server, thread, papers.fingerprint)
    try:
        yield made
    finally:
        made.stop()
