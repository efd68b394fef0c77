# SPDX-License-Identifier: MIT
"""Calls of the intake without a network: one request in, one answer out."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from starlette.types import Message

from leaddesk.desk.commands import KeepIntakeToken
from leaddesk.desk.desk import Desk
from leaddesk.system.intake_app import IntakeApp
from leaddesk.system.intake_limits import Limits
from leaddesk.system.intake_server import IntakeOptions
from leaddesk.system.intake_token import digest_of
from leaddesk.words import errors
from tests.factories import NOON

TOKEN = "made-up-token"
FORM = "application/x-www-form-urlencoded"
JSON = "application/json"


@dataclass(frozen=True)
class Reply:
    """An answer of the intake."""

    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def data(self) -> dict[str, Any]:
        """The JSON object in it."""
        found: dict[str, Any] = json.loads(self.body)
        return found


class Caller:
    """Calls one intake over a desk; `per_minute` is generous unless a test wants it."""

    def __init__(self, desk: Desk, per_minute: int = 10_000, **options: Any) -> None:
        self.desk = desk
        desk.do(KeepIntakeToken(digest_of(TOKEN)), 0, NOON)
        self.app = IntakeApp(
            desk,
            IntakeOptions(per_minute=per_minute, **options),
            lambda: NOON,
            errors.say,
            Limits(per_minute, lambda: 0.0),
        )

    def post(
        self,
        body: bytes,
        kind: str = JSON,
        *,
        token: str = TOKEN,
        chunks: Sequence[bytes] = (),
        stalls: bool = False,
        **headers: str,
    ) -> Reply:
        """Post a body, whole or in chunks; an empty token sends none."""
        told = {"content-type": kind, **{k.replace("_", "-"): v for k, v in headers.items()}}
        if token:
            told["authorization"] = f"Bearer {token}"
        return self.call("POST", "/leads", told, chunks or (body,), stalls=stalls)

    def post_json(self, value: object, **more: Any) -> Reply:
        """Post a JSON value."""
        return self.post(json.dumps(value).encode(), **more)

    def post_form(self, fields: dict[str, str], **more: Any) -> Reply:
        """Post a form."""
        return self.post(urlencode(fields).encode(), FORM, **more)

    def call(
        self,
        method: str,
        path: str,
        headers: dict[str, str],
        chunks: Sequence[bytes] = (),
        *,
        stalls: bool = False,
    ) -> Reply:
        """Send one request."""
        return asyncio.run(self._call(method, path, headers, list(chunks), stalls=stalls))

    async def _call(
        self, method: str, path: str, headers: dict[str, str], chunks: list[bytes], *, stalls: bool
    ) -> Reply:
        sent: list[Message] = []
        waiting = list(chunks)

        async def receive() -> Message:
            if stalls or not (waiting or chunks):
                await asyncio.Event().wait()
            body = waiting.pop(0) if waiting else b""
            return {"type": "http.request", "body": body, "more_body": bool(waiting)}

        async def send(message: Message) -> None:
            sent.append(message)

        scope = {
            "type": "http",
            "http_version": "1.1",
            "method": method,
            "scheme": "http",
            "path": path,
            "raw_path": path.encode(),
            "root_path": "",
            "query_string": b"",
            "headers": [
                (k.lower().encode("latin-1", "replace"), v.encode("latin-1", "replace"))
                for k, v in headers.items()
            ],
            "client": ("192.0.2.7", 4000),
            "server": ("127.0.0.1", 8765),
        }
        await self.app.asgi(scope, receive, send)
        told = {k.decode(): v.decode() for k, v in sent[0]["headers"]}
        body = b"".join(message.get("body", b"") for message in sent[1:])
        return Reply(sent[0]["status"], told, body)
