# SPDX-License-Identifier: MIT
"""What the intake answers: POST /leads and GET /health, in JSON, with plain errors.

Nothing of what people write goes to a log. There are no CORS headers: a page of another origin may
send a form, and never read an answer.
"""

from __future__ import annotations

import asyncio
import datetime as dt
import hashlib
import logging
from collections.abc import Callable
from functools import partial
from typing import Final

import msgspec
from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect, Request
from starlette.responses import JSONResponse, RedirectResponse, Response
from starlette.routing import Route

from leaddesk.desk.changes import Done
from leaddesk.desk.commands import TakeInquiry
from leaddesk.desk.door import Desk
from leaddesk.desk.queries import AskIntakeToken
from leaddesk.domain.errors import BadInput, LeadDeskError, RuleBroken, StoreUnavailable
from leaddesk.system.intake_body import Message, read_message
from leaddesk.system.intake_limits import Limits
from leaddesk.system.intake_server import IntakeOptions
from leaddesk.system.intake_token import is_token

_LOG = logging.getLogger(__name__)
_ALWAYS: Final = {
    "Cache-Control": "no-store",
    "Connection": "close",
    "X-Content-Type-Options": "nosniff",
}
_STATUS: Final = {
    "intake.unauthorised": 401,
    "intake.nowhere": 404,
    "intake.too_slow": 408,
    "inquiry_key": 409,
    "intake.too_large": 413,
    "intake.bad_kind": 415,
    "inquiry_empty": 422,
    "intake.too_often": 429,
}
_AGAIN_SECONDS: Final = 5
_LONGEST_KEY: Final = 200
_TAKEN, _MADE, _ACCEPTED, _REFUSED, _BUSY = 200, 201, 202, 400, 503


class IntakeApp:
    """The intake over one desk, as an ASGI application (`asgi`)."""

    def __init__(
        self,
        desk: Desk,
        options: IntakeOptions,
        now: Callable[[], dt.datetime],
        say: Callable[[LeadDeskError], str],
        limits: Limits | None = None,
    ) -> None:
        self._desk, self._options, self._now, self._say = desk, options, now, say
        self._limits = limits or Limits(options.per_minute)
        self.taken = 0
        self.asgi = Starlette(
            routes=[
                Route("/leads", self._leads, methods=["POST"]),
                Route("/health", self._health, methods=["GET"]),
            ],
            exception_handlers={
                HTTPException: self._on_http,
                LeadDeskError: self._on_refused,
                ClientDisconnect: self._on_gone,
            },
        )

    async def _leads(self, request: Request) -> Response:
        """Take one message."""
        wait = self._limits.wait(request.client.host if request.client else "")
        if wait:
            raise RuleBroken("intake.too_often", again_in=wait)
        message = await read_message(request, self._options)
        await self._check_token(request, message)
        if message.redirect and message.redirect not in self._options.redirects:
            raise BadInput("intake.bad_redirect")
        key = request.headers.get("idempotency-key", "") or message.key
        if len(key) > _LONGEST_KEY:
            raise BadInput("intake.bad_key")
        command = TakeInquiry(
            pairs=message.pairs,
            key=hashlib.sha256(key.encode("utf-8", "replace")).hexdigest() if key else "",
            body=hashlib.sha256(msgspec.json.encode(message.pairs)).hexdigest(),
            source=self._options.source,
            campaign=self._options.campaign,
            tier=self._options.tier,
            region=self._options.region,
        )
        done = await run_in_threadpool(partial(self._desk.do, command, 0, self._now()))
        self.taken += 1
        if message.redirect:
            return RedirectResponse(message.redirect, 303, headers=_ALWAYS)
        return _answer(done)

    async def _check_token(self, request: Request, message: Message) -> None:
        """Let in who sends the token, in the header or, for a plain form, as a field of it."""
        kind, _, told = request.headers.get("authorization", "").partition(" ")
        token = told.strip() if kind.casefold() == "bearer" else message.token
        digest = await run_in_threadpool(partial(self._desk.ask, AskIntakeToken(), self._now()))
        if not is_token(token, digest):
            raise RuleBroken("intake.unauthorised")

    async def _health(self, _request: Request) -> Response:
        """Say whether messages can be taken: the database answers, and there is a token."""
        try:
            token = await run_in_threadpool(partial(self._desk.ask, AskIntakeToken(), self._now()))
        except StoreUnavailable:
            token = ""
        if not token:
            return JSONResponse({"status": "unavailable"}, _BUSY, headers=_ALWAYS)
        return JSONResponse({"status": "ok"}, headers=_ALWAYS)

    async def _on_http(self, _request: Request, error: Exception) -> Response:
        status = error.status_code if isinstance(error, HTTPException) else _REFUSED
        words = self._say(BadInput("intake.nowhere"))
        told = {"error": "intake.nowhere", "message": words}
        return JSONResponse(told, status, headers=_ALWAYS)

    async def _on_refused(self, _request: Request, error: Exception) -> Response:
        if not isinstance(error, LeadDeskError):
            raise error
        headers = dict(_ALWAYS)
        status = _STATUS.get(error.key, _REFUSED)
        if isinstance(error, StoreUnavailable):
            _LOG.warning("A message was not taken: %s.", error.key)
            status = _BUSY
            headers["Retry-After"] = str(_AGAIN_SECONDS)
        if "again_in" in error.fields:
            headers["Retry-After"] = str(error.fields["again_in"])
        if error.key == "intake.unauthorised":
            headers["WWW-Authenticate"] = "Bearer"
        told = {"error": error.key, "message": self._say(error)}
        return JSONResponse(told, status, headers=headers)

    async def _on_gone(self, _request: Request, _error: Exception) -> Response:
        """Nobody is there any more to read it."""
        await asyncio.sleep(0)
        return Response(status_code=_REFUSED, headers=_ALWAYS)


def _answer(done: Done) -> Response:
    """Return what became of a message; that somebody must not be called is nobody's business."""
    facts = dict(done.facts)
    if done.lead_id is None:
        return JSONResponse({"status": "taken"}, _ACCEPTED, headers=_ALWAYS)
    is_new = not facts.get("again") and facts.get("result") in {"added", "research"}
    told = {"status": "taken", "lead": done.lead_id}
    return JSONResponse(told, _MADE if is_new else _TAKEN, headers=_ALWAYS)
