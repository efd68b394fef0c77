# SPDX-License-Identifier: MIT
"""An error as the hub answers it: its status, key, class and fields, and words for people."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

import msgspec
from starlette.responses import Response

from leaddesk.desk.wire_calls import Refused
from leaddesk.domain.errors import (
    LeadDeskError,
    NotFound,
    RuleBroken,
    StaleLead,
    StoreUnavailable,
)

ALWAYS: Final[Mapping[str, str]] = {
    "Cache-Control": "no-store",
    "X-Content-Type-Options": "nosniff",
}
AGAIN_SECONDS: Final = 2
_STATUS: Final = {
    "workstation_blocked": 401,
    "metrics_closed": 403,
    "hub_nowhere": 404,
    "hub_wrong_method": 405,
    "hub_too_slow": 408,
    "hub_too_large": 413,
    "hub_bad_kind": 415,
    "hub_too_old": 426,
    "workstation_too_old": 426,
    "hub_too_often": 429,
    "hub_busy": 503,
}
_OF_CLASS: Final[tuple[tuple[type[LeadDeskError], int], ...]] = (
    (StoreUnavailable, 503),
    (NotFound, 404),
    (StaleLead, 409),
    (RuleBroken, 422),
)
_BAD, FAILED = 400, 500


def outward(error: LeadDeskError) -> LeadDeskError:
    """Return an error as others than the hub's keeper may hear it.

    Where its database lies, on which server and under whose name, is nobody else's business.
    """
    if not isinstance(error, StoreUnavailable):
        return error
    again = {"again": True} if error.fields.get("again") else {}
    return StoreUnavailable("hub_database", **again)


def refusal(error: LeadDeskError, say: Callable[[LeadDeskError], str]) -> Response:
    """Return the answer that tells an error."""
    error = outward(error)
    kind = type(error).__name__
    told = Refused(error.key, kind, {n: _plain(v) for n, v in error.fields.items()}, say(error))
    headers = dict(ALWAYS)
    status = status_of(error)
    if "again_in" in error.fields or status == _OF_CLASS[0][1]:
        headers["Retry-After"] = str(error.fields.get("again_in", AGAIN_SECONDS))
    if error.key == "workstation_blocked":
        headers["WWW-Authenticate"] = "Bearer"
    return Response(msgspec.json.encode(told), status, headers, "application/json")


def status_of(error: LeadDeskError) -> int:
    """Return the status of an error."""
    known = _STATUS.get(error.key)
    if known is not None:
        return known
    return next((status for kind, status in _OF_CLASS if isinstance(error, kind)), _BAD)


def _plain(value: object) -> str | int | float | bool | None:
    if value is None or isinstance(value, (bool, int, float)):
        return value
    return str(value)
