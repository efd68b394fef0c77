# SPDX-License-Identifier: MIT
"""A first look at a hub, before it is trusted: its certificate, its team, its version."""

from __future__ import annotations

import contextlib
import socket
from typing import NamedTuple
from urllib.parse import urlsplit

from leaddesk.domain.errors import HubAway
from leaddesk.sync.http_line import CONNECT_SECONDS, HttpLine
from leaddesk.sync.hub_address import hub_url
from leaddesk.sync.line_errors import away
from leaddesk.sync.pinned import fingerprint_of, pinned


class Peeked(NamedTuple):
    """What was seen: SHA-256 of the certificate's DER in hex, name of the team, version."""

    fingerprint: str
    team: str
    version: str


def peek(address: str) -> Peeked:
    """Look at the hub under an address; nothing secret is sent.

    Whoever wants in compares the fingerprint with the one that the hub printed, and pins it.
    Raises HubAway, BadInput("hub_bad_address").
    """
    url = hub_url(address)
    fingerprint = seen_at(url)
    with contextlib.closing(HttpLine(url, fingerprint)) as line:
        told = line.health()
    return Peeked(fingerprint, str(told.get("team", "")), str(told.get("version", "")))


def seen_at(url: str) -> str:
    """Return the fingerprint of the certificate that answers; raises HubAway."""
    parts = urlsplit(url)
    host, port = parts.hostname or "", parts.port or 0
    try:
        with (
            socket.create_connection((host, port), timeout=CONNECT_SECONDS) as opened,
            pinned("").wrap_socket(opened, server_hostname=host) as wrapped,
        ):
            return fingerprint_of(wrapped)
    except TimeoutError:
        raise HubAway("hub_timed_out") from None
    except (OSError, UnicodeError) as error:
        if isinstance(error, UnicodeError):
            raise HubAway("hub_no_route", where=host) from None
        raise away(error, f"{host}:{port}") from None
