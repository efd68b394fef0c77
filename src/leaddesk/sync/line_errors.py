# SPDX-License-Identifier: MIT
"""Why a call to the hub came to nothing: what the network did, and what the hub said."""

from __future__ import annotations

import errno
import socket
import ssl
from collections.abc import Iterator
from typing import Final

import httpx
import msgspec

from leaddesk.desk.wire_calls import Refused
from leaddesk.domain import errors
from leaddesk.domain.errors import HubAway, LeadDeskError, RuleBroken, StoreUnavailable

_NO_ROUTE: Final = frozenset(
    {errno.ENETUNREACH, errno.EHOSTUNREACH, errno.ENETDOWN, errno.EHOSTDOWN, errno.EADDRNOTAVAIL}
)
_OF_THE_LINE: Final = frozenset({"workstation_blocked", "workstation_too_old"})
_KINDS: Final[dict[str, type[LeadDeskError]]] = {
    name: kind
    for name, kind in vars(errors).items()
    if isinstance(kind, type) and issubclass(kind, LeadDeskError)
}
_BUSY: Final = frozenset({408, 429, 500, 502, 503, 504})
"""What a proxy in front of the hub says while it is away."""


def away(error: httpx.HTTPError | httpx.InvalidURL | OSError, where: str) -> HubAway:
    """Return what a failure of the network means; `where` is the address of the hub."""
    if isinstance(error, (httpx.TimeoutException, TimeoutError)):
        return HubAway("hub_timed_out")
    causes = list(_causes(error))
    if any(isinstance(one, socket.gaierror) for one in causes):
        return HubAway("hub_no_route", where=where)
    if any(isinstance(one, ConnectionRefusedError) for one in causes):
        return HubAway("hub_refused_connection", where=where)
    if any(isinstance(one, OSError) and one.errno in _NO_ROUTE for one in causes):
        return HubAway("hub_no_route", where=where)
    if any(isinstance(one, ssl.SSLCertVerificationError) for one in causes):
        return HubAway("hub_not_trusted")
    if isinstance(error, (httpx.ConnectError, ssl.SSLError)) and _is_no_tls(causes):
        return HubAway("hub_not_ours")
    if isinstance(error, (httpx.DecodingError, httpx.InvalidURL, httpx.UnsupportedProtocol)):
        return HubAway("hub_not_ours")
    return HubAway("hub_cut")


def _is_no_tls(causes: list[BaseException]) -> bool:
    """Tell whether something answered that does not speak TLS; a line that breaks is another."""
    found = [one for one in causes if isinstance(one, ssl.SSLError)]
    return bool(found) and not any(isinstance(one, ssl.SSLEOFError) for one in found)


def _causes(error: BaseException) -> Iterator[BaseException]:
    waiting: list[BaseException | None] = [error]
    seen: set[int] = set()
    while waiting:
        one = waiting.pop()
        if one is None or id(one) in seen:
            continue
        seen.add(id(one))
        yield one
        waiting += [one.__cause__, one.__context__]


def refused(status: int, body: bytes) -> LeadDeskError:
    """Return the error that an answer tells; HubAway for what is not the hub's own word."""
    try:
        told = msgspec.json.decode(body, type=Refused)
    except (ValueError, RecursionError):
        return HubAway("hub_busy" if status in _BUSY else "hub_not_ours")
    kind = _KINDS.get(told.kind, RuleBroken)
    if issubclass(kind, StoreUnavailable):
        # Its database, not the one of this computer.
        return HubAway("hub_busy")
    if told.error.startswith("hub_") or told.error in _OF_THE_LINE:
        return HubAway(told.error, **_fields(told))
    return kind(told.error, **_fields(told))


def _fields(told: Refused) -> dict[str, object]:
    """Return fields that an error can have; `key` is its own."""
    return {n: v for n, v in told.fields.items() if n.isidentifier() and n not in {"key", "self"}}
