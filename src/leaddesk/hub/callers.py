# SPDX-License-Identifier: MIT
"""What a call shows of who makes it: address, token, identity and versions, from its headers."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from starlette.requests import Request

from leaddesk.desk.wire_calls import CALLS_HEADER, DEVICE_HEADER, VERSION_HEADER
from leaddesk.domain.errors import BadInput
from leaddesk.hub.versions import check_calls
from leaddesk.system.intake_token import LONGEST, digest_of

_ONCE: Final = ("authorization", "content-type", "content-length", "host",
                VERSION_HEADER, CALLS_HEADER, DEVICE_HEADER)  # fmt: skip
_DEVICE: Final = re.compile(r"[0-9A-Za-z_-]{0,32}")
_VERSION: Final = re.compile(r"[0-9A-Za-z.+_-]{0,20}")


@dataclass(frozen=True, slots=True)
class Shown:
    """What is shown; `token_digest` is '' without a token."""

    address: str
    token_digest: str
    device: str
    version: str


def shown(request: Request) -> Shown:
    """Return what the headers of a call show.

    Raises BadInput("hub_bad_header") for one that is there twice or can't be, and what
    `check_calls` raises.
    """
    for name in _ONCE:
        if len(request.headers.getlist(name)) > 1:
            raise BadInput("hub_bad_header", where=name)
    check_calls(request.headers.get(CALLS_HEADER, ""))
    return Shown(
        request.client.host if request.client else "",
        _token_digest(request.headers.get("authorization", "")),
        _fitting(request, DEVICE_HEADER, _DEVICE),
        _fitting(request, VERSION_HEADER, _VERSION),
    )


def _token_digest(told: str) -> str:
    kind, _, token = told.partition(" ")
    token = token.strip()
    fits = kind.casefold() == "bearer" and 0 < len(token) <= LONGEST
    return digest_of(token) if fits else ""


def _fitting(request: Request, name: str, pattern: re.Pattern[str]) -> str:
    told = request.headers.get(name, "")
    if not pattern.fullmatch(told):
        raise BadInput("hub_bad_header", where=name)
    return told
