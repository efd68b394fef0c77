# SPDX-License-Identifier: MIT
"""The body of a message to the intake: bounded in size and time, read as JSON or as a form."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import msgspec
from starlette.datastructures import UploadFile
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.types import Message as Event

from leaddesk.domain.errors import BadInput
from leaddesk.domain.inquiry import MOST_FIELDS
from leaddesk.system.intake_server import IntakeOptions

Scalar = str | int | float | bool | None
_JSON: Final = msgspec.json.Decoder(dict[str, Scalar | list[Scalar]])
_FORMS: Final = frozenset({"application/x-www-form-urlencoded", "multipart/form-data"})
_KEYS: Final = ("idempotency_key", "submission_id")
_OURS: Final = frozenset({"token", "redirect", *_KEYS})


@dataclass(frozen=True, slots=True)
class Message:
    """What was sent: (field, text) pairs, and what is meant for the intake itself."""

    pairs: tuple[tuple[str, str], ...]
    token: str = ""
    key: str = ""
    redirect: str = ""


async def read_message(request: Request, options: IntakeOptions) -> Message:
    """Return the message of a request.

    Raises BadInput: "intake.bad_kind", "intake.too_large", "intake.too_slow", "intake.bad_body".
    """
    kind = request.headers.get("content-type", "").partition(";")[0].strip().casefold()
    if kind != "application/json" and kind not in _FORMS:
        raise BadInput("intake.bad_kind")
    try:
        async with asyncio.timeout(options.body_seconds):
            body = await _body(request, options.body_bytes)
    except TimeoutError:
        raise BadInput("intake.too_slow") from None
    if kind == "application/json":
        return _message(_json_pairs(body), is_form=False)
    return _message(await _form_pairs(request, body), is_form=True)


async def _body(request: Request, most: int) -> bytes:
    told = request.headers.get("content-length", "0")
    too_large = BadInput("intake.too_large", detail=most)
    if told.isdecimal() and int(told[:20]) > most:
        raise too_large
    body = bytearray()
    async for chunk in request.stream():
        body += chunk
        if len(body) > most:
            raise too_large
    return bytes(body)


def _json_pairs(body: bytes) -> list[tuple[str, str]]:
    try:
        found = _JSON.decode(body.removeprefix(b"\xef\xbb\xbf"))
        return [(name, _text(value)) for name, value in found.items()]
    except (ValueError, RecursionError) as error:
        raise BadInput("intake.bad_body", detail=type(error).__name__) from None


def _text(value: Scalar | Sequence[Scalar]) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, (str, int, float)):
        return str(value)
    return ", ".join(_text(one) for one in value)


async def _form_pairs(request: Request, body: bytes) -> list[tuple[str, str]]:
    """Return the fields of a form; files are told by name and not kept."""

    async def receive() -> Event:
        return {"type": "http.request", "body": body, "more_body": False}

    whole = Request(request.scope, receive)
    try:
        async with whole.form(max_files=MOST_FIELDS, max_fields=MOST_FIELDS) as form:
            return [
                (name, f"{value.filename} (a file, not kept)")
                if isinstance(value, UploadFile)
                else (name, value)
                for name, value in form.multi_items()
            ]
    except (HTTPException, ValueError, LookupError, AssertionError) as error:
        raise BadInput("intake.bad_body", detail=type(error).__name__) from None


def _message(pairs: list[tuple[str, str]], *, is_form: bool) -> Message:
    """Take apart what is about the lead and what is for the intake.

    A token among the fields counts in forms only: whoever sends JSON can send a header.
    """
    if len(pairs) > MOST_FIELDS:
        raise BadInput("intake.bad_body", detail=f"more than {MOST_FIELDS} fields")
    ours = {name: text for name, text in pairs if name in _OURS}
    key = next((ours[name] for name in _KEYS if ours.get(name)), "")
    return Message(
        pairs=tuple((name, text) for name, text in pairs if name not in _OURS),
        token=ours.get("token", "") if is_form else "",
        key=key,
        redirect=ours.get("redirect", "") if is_form else "",
    )
