# SPDX-License-Identifier: MIT
"""The hub as an ASGI application: calls of workstations, pokes, and what its keeper looks at.

Nothing of what people write goes to a log. Handlers never run on the event loop.
"""

from __future__ import annotations

import asyncio
import contextlib
import ipaddress
import logging
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass, field
from functools import partial
from typing import Final

import msgspec
from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response
from starlette.routing import Route

import leaddesk
from leaddesk.desk.wire import NEWEST_VERSION, Pushed
from leaddesk.domain.errors import BadInput, LeadDeskError, RuleBroken, StoreUnavailable
from leaddesk.hub import metrics, openapi
from leaddesk.hub.bodies import BODY_SECONDS, decoded, read_body
from leaddesk.hub.callers import Shown, shown
from leaddesk.hub.calls import CALLS, JOIN, SECONDS, Call
from leaddesk.hub.doors import Figures, Parts
from leaddesk.hub.limits import Allowed, Gate
from leaddesk.hub.packing import packed
from leaddesk.hub.poke_stream import PokeStream
from leaddesk.hub.pokes import ALIVE_SECONDS, LOOK_SECONDS, Pokes, Stream
from leaddesk.hub.ports import Caller
from leaddesk.hub.refusals import ALWAYS, FAILED, refusal, status_of
from leaddesk.hub.running import Running
from leaddesk.hub.versions import oldest_spoken
from leaddesk.system.intake_token import is_token

_LOG = logging.getLogger(__name__)
_OK, _UNAVAILABLE = 200, 503
_STALE_SECONDS: Final = 60.0
_NOBODY: Final = Caller("", "")
MOST_FAMILIAR: Final = 4_096
"""Tokens that are remembered as let in; each call asks anew whether its token still is."""

Say = Callable[[LeadDeskError], str]


@dataclass(frozen=True, slots=True)
class Conduct:
    """How the application behaves: limits, times in seconds, and who may see the metrics.

    Without a digest of a token, metrics are for programs of this computer. Behind a proxy they
    always need the token: everything comes from this computer there.
    """

    allowed: Allowed = field(default_factory=Allowed)
    body_seconds: float = BODY_SECONDS
    alive_seconds: float = ALIVE_SECONDS
    look_seconds: float = LOOK_SECONDS
    metrics_digest: str = ""
    behind_proxy: bool = False
    monotonic: Callable[[], float] = time.monotonic


class HubApp:
    """The application over the parts of a hub (`asgi`).

    `report` writes about something unexpected, without people's data.
    """

    def __init__(
        self,
        parts: Parts,
        say: Say,
        report: Callable[[BaseException], object] = lambda _error: None,
        conduct: Conduct | None = None,
    ) -> None:
        self._parts, self._say, self._report = parts, say, report
        self._conduct = conduct or Conduct()
        self._gate = Gate(self._conduct.allowed, self._conduct.monotonic)
        self._metrics = metrics.Metrics()
        self._running = Running()
        self._document = openapi.document()
        self._familiar: dict[str, str] = {}  # workstations by tokens that were let in
        self.pokes: Pokes | None = None
        self.asgi = Starlette(
            routes=[
                Route("/v1/pokes", self._on_pokes, methods=["GET"]),
                Route("/v1/{name}", self._on_call, methods=["POST"]),
                Route("/health", self._on_health, methods=["GET"]),
                Route("/metrics", self._on_metrics, methods=["GET"]),
                Route("/openapi.json", self._on_openapi, methods=["GET"]),
            ],
            exception_handlers={
                HTTPException: self._on_http,
                ClientDisconnect: self._on_gone,
            },
            lifespan=self._lifespan,
        )
        # A path is one or it is none; a redirect would send a token elsewhere.
        self.asgi.router.redirect_slashes = False

    @contextlib.asynccontextmanager
    async def _lifespan(self, _app: Starlette) -> AsyncIterator[None]:
        self.pokes = Pokes(self._parts.told, self._running.beside, self._conduct.look_seconds)
        watching = asyncio.create_task(self.pokes.watch())
        try:
            yield
        finally:
            self.end_pokes()
            watching.cancel()
            await asyncio.gather(watching, return_exceptions=True)
            self.close()

    def close(self) -> None:
        """Let go of the threads; what runs goes on, a transaction each: whole or not there."""
        self._running.close()

    def end_pokes(self) -> None:
        """Let go of everybody who listens; on the event loop."""
        if self.pokes is not None:
            self.pokes.end_all()

    # ---------------------------------------------------------------------------------- calls

    async def _on_call(self, request: Request) -> Response:
        name = request.path_params["name"]
        began = self._conduct.monotonic()
        answer = await self._answered(partial(self._call, name, request))
        counted = name if name in CALLS else "unknown"
        self._metrics.count_call(counted, answer.status_code, self._conduct.monotonic() - began)
        return answer

    async def _answered(self, work: Callable[[], Awaitable[Response]]) -> Response:
        """Answer with what a coroutine returns, or with the error it ended in."""
        try:
            return await work()
        except LeadDeskError as error:
            if isinstance(error, StoreUnavailable):
                _LOG.warning("A call was not answered: %s.", error.key)
            return refusal(error, self._say)
        except ClientDisconnect:
            return Response(status_code=status_of(BadInput("hub_gone")), headers=ALWAYS)
        except Exception as error:  # noqa: BLE001 - whoever calls gets words, the keeper a report
            _LOG.error("A call failed: %s.", type(error).__name__)
            self._report(error)
            response = refusal(RuleBroken("hub_failed"), self._say)
            response.status_code = FAILED
            return response

    async def _call(self, name: str, request: Request) -> Response:
        """Make one call: who is it, may they, what do they say, and then the work."""
        call = CALLS.get(name)
        told = shown(request)
        self._gate.from_address(told.address, joins=name == JOIN)
        if call is None:
            raise BadInput("hub_nowhere")
        family = self._familiar.get(told.token_digest)
        if family:  # let in before: the turn on a thread that does the work asks anew
            self._gate.from_workstation(family)
        caller = _NOBODY if name == JOIN else None if family else await self._caller(told)
        body = await read_body(request, call, self._conduct.body_seconds)
        packs = "gzip" in request.headers.get("accept-encoding", "")
        work = partial(self._work, name, call, caller, body, told)
        try:
            answer = await self._running.run(partial(packed, work, packs=packs), call.seconds)
        except RuleBroken as error:
            self._turn_out(told, error)
            raise
        if call.writes and self.pokes is not None:
            self.pokes.nudge()
        return answer

    async def _caller(self, told: Shown) -> Caller:
        """Return who shows a token; who shows none of the team may not try for long."""
        find = partial(_let_in, self._parts, told)
        try:
            caller = await self._running.run(find, SECONDS)
        except RuleBroken as error:
            self._turn_out(told, error)
            raise
        self._gate.from_workstation(caller.family)
        if len(self._familiar) >= MOST_FAMILIAR:
            self._familiar.clear()
        self._familiar[told.token_digest] = caller.family
        return caller

    def _turn_out(self, told: Shown, error: RuleBroken) -> None:
        """Count who is locked out, and know them no longer."""
        if error.key == "workstation_blocked":
            self._familiar.pop(told.token_digest, None)
            self._gate.from_stranger(told.address)

    def _work(
        self, name: str, call: Call, caller: Caller | None, body: bytes, told: Shown
    ) -> bytes:
        """Let in who is not yet, decode, do, encode; on a thread."""
        caller = caller or _let_in(self._parts, told)
        answer = call.work(self._parts, caller, decoded(call, body))
        if name == "hello":
            self._parts.doorkeeper.greeted(caller, told.version)
        if isinstance(answer, Pushed):
            self._metrics.count_operations(answer)
        return answer if isinstance(answer, bytes) else msgspec.json.encode(answer)

    # ---------------------------------------------------------------------------------- pokes

    async def _on_pokes(self, request: Request) -> Response:
        return await self._answered(partial(self._open_pokes, request))

    async def _open_pokes(self, request: Request) -> Response:
        told = shown(request)
        self._gate.from_address(told.address, joins=False)
        caller = await self._caller(told)
        person = partial(self._parts.doorkeeper.person, caller)
        person_id = await self._running.run(person, SECONDS)
        if self.pokes is None:
            raise RuleBroken("hub_busy")
        stream = self.pokes.open(caller.family, person_id)
        lines = self._while_let_in(told, stream, self.pokes)
        return PokeStream(lines, partial(self.pokes.close, stream))

    async def _while_let_in(
        self, told: Shown, stream: Stream, pokes: Pokes
    ) -> AsyncIterator[bytes]:
        """Return the lines of a stream until its workstation is locked out."""
        find = partial(_let_in, self._parts, told)
        asked = self._conduct.monotonic()
        async for line in pokes.lines(stream, self._conduct.alive_seconds):
            if self._conduct.monotonic() - asked >= self._conduct.alive_seconds:
                asked = self._conduct.monotonic()
                try:
                    await self._running.run(find, SECONDS)
                except LeadDeskError as error:
                    if error.key == "workstation_blocked":
                        return
            yield line

    # --------------------------------------------------------------------------- for the keeper

    async def _on_health(self, _request: Request) -> Response:
        """Say whether the hub works: the database answers, and changes are noticed."""
        return await self._answered(self._health)

    async def _health(self) -> Response:
        age = self.pokes.age_s if self.pokes else -1.0
        told = {
            "status": "ok",
            "name": "LeadDesk",
            "version": leaddesk.__version__,
            "calls": NEWEST_VERSION,
            "oldest_calls": oldest_spoken(),
            "feed_age_s": round(age, 3),
            "team": "",
        }
        try:
            told["team"] = await self._running.run(self._parts.health.team, SECONDS)
        except (StoreUnavailable, RuleBroken):
            told["status"] = "unavailable"
        if not 0 <= age < _STALE_SECONDS:
            told["status"] = "unavailable"
        status = _OK if told["status"] == "ok" else _UNAVAILABLE
        return Response(msgspec.json.encode(told), status, ALWAYS, "application/json")

    async def _on_metrics(self, request: Request) -> Response:
        return await self._answered(partial(self._metrics_text, request))

    async def _metrics_text(self, request: Request) -> Response:
        self._check_keeper(request)
        try:
            figures = await self._running.run(self._parts.health.figures, SECONDS)
            up = 1.0
        except (StoreUnavailable, RuleBroken):
            figures, up = Figures(), 0.0
        pokes = self.pokes
        text = self._metrics.text(
            {
                "database_up": ("Whether the database answers.", "gauge", up),
                "database_bytes": ("Size of the database.", "gauge", figures.database_bytes),
                "leases_granted_total": ("Leases granted.", "counter", figures.leases_granted),
                "leases_live": ("Leases live now.", "gauge", figures.leases_live),
                "pokes_connected": (
                    "Workstations that listen.", "gauge", pokes.connected if pokes else 0,
                ),
                "feed_age_seconds": (
                    "Since changes were looked for.", "gauge", pokes.age_s if pokes else -1.0,
                ),
            }
        )  # fmt: skip
        return Response(text, headers=ALWAYS, media_type=metrics.KIND)

    def _check_keeper(self, request: Request) -> None:
        """Let in who shows the token of the metrics, or sits at this computer."""
        kind, _, told = request.headers.get("authorization", "").partition(" ")
        if kind.casefold() == "bearer" and is_token(told.strip(), self._conduct.metrics_digest):
            return
        if self._conduct.behind_proxy or not _is_here(request):
            raise RuleBroken("metrics_closed")

    async def _on_openapi(self, _request: Request) -> Response:
        return Response(self._document, headers=ALWAYS, media_type="application/json")

    # --------------------------------------------------------------------------------- errors

    async def _on_http(self, _request: Request, error: Exception) -> Response:
        wrong_method = isinstance(error, HTTPException) and error.status_code == 405  # noqa: PLR2004
        found = refusal(BadInput("hub_wrong_method" if wrong_method else "hub_nowhere"), self._say)
        if isinstance(error, HTTPException) and error.headers:
            found.headers.update(error.headers)
        return found

    async def _on_gone(self, _request: Request, _error: Exception) -> Response:
        """Nobody is there any more to read it."""
        return Response(status_code=status_of(BadInput("hub_gone")), headers=ALWAYS)


def _let_in(parts: Parts, told: Shown) -> Caller:
    if not told.token_digest:
        raise RuleBroken("workstation_blocked")
    return parts.doorkeeper.caller(told.token_digest, told.device)


def _is_here(request: Request) -> bool:
    try:
        address = ipaddress.ip_address(request.client.host if request.client else "")
    except ValueError:
        return False
    mapped = getattr(address, "ipv4_mapped", None)
    return (mapped or address).is_loopback
