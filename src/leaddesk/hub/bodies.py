# SPDX-License-Identifier: MIT
"""The body of a call: bounded in size and time, and no value in it that a database can't hold."""

from __future__ import annotations

import asyncio
from functools import cache
from typing import Any, Final

import msgspec
from starlette.requests import Request

from leaddesk.domain.errors import BadInput
from leaddesk.hub.calls import Call
from leaddesk.hub.plain_values import is_plain

BODY_SECONDS: Final = 30.0
_OBJECT: Final = msgspec.json.Decoder(dict[str, Any])


async def read_body(request: Request, call: Call, seconds: float = BODY_SECONDS) -> bytes:
    """Return the bytes of a body.

    Raises BadInput: "hub_bad_kind", "hub_too_large", "hub_too_slow".
    """
    kind = request.headers.get("content-type", "").partition(";")[0].strip().casefold()
    if kind != "application/json" or request.headers.get("content-encoding"):
        raise BadInput("hub_bad_kind")
    try:
        async with asyncio.timeout(seconds):
            return await _bytes(request, call.most_bytes)
    except TimeoutError:
        raise BadInput("hub_too_slow") from None


async def _bytes(request: Request, most: int) -> bytes:
    too_large = BadInput("hub_too_large", detail=most)
    told = request.headers.get("content-length", "0")
    if told.isdecimal() and int(told[:20]) > most:
        raise too_large
    body = bytearray()
    async for chunk in request.stream():
        body += chunk
        if len(body) > most:
            raise too_large
    return bytes(body)


def decoded(call: Call, body: bytes) -> Any:
    """Return a body as the value that its call takes; raises BadInput("hub_bad_body")."""
    try:
        if call.body is bytes:
            _check(_OBJECT.decode(body))
            return body
        found = _decoder(call.body).decode(body)
        _check(found)
    except msgspec.ValidationError as error:
        raise BadInput("hub_bad_body", detail=str(error)) from None
    except (ValueError, RecursionError, OverflowError) as error:
        raise BadInput("hub_bad_body", detail=type(error).__name__) from None
    return found


@cache
def _decoder(kind: type) -> msgspec.json.Decoder[Any]:
    return msgspec.json.Decoder(kind)


def _check(value: object) -> None:
    if not is_plain(value):
        raise BadInput("hub_bad_body", detail="a value that can't be kept")
