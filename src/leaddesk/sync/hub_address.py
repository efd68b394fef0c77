# SPDX-License-Identifier: MIT
"""The address of a hub as people type it, as an URL."""

from __future__ import annotations

from typing import Final
from urllib.parse import urlsplit

from leaddesk.domain.errors import BadInput

PORT: Final = 8443
"""Where a hub listens when nobody says otherwise."""
_HTTPS: Final = "https"
_LONGEST: Final = 255


def hub_url(typed: str) -> str:
    """Return "https://host:port" for what was typed; a bare host gets the hub's usual port.

    Raises BadInput("hub_bad_address").
    """
    told = typed.strip()
    wrong = BadInput("hub_bad_address", where=told[:80])
    whole = told if "://" in told else f"{_HTTPS}://{told}"
    try:
        parts = urlsplit(whole)
        port, host = parts.port, parts.hostname or ""
    except ValueError:
        raise wrong from None
    if parts.scheme != _HTTPS or not host or len(host) > _LONGEST or parts.username is not None:
        raise wrong
    if parts.path not in {"", "/"} or parts.query or parts.fragment or not _is_host(host):
        raise wrong
    if port is None:
        port = 443 if "://" in told else PORT
    shown = f"[{host}]" if ":" in host else host
    return f"{_HTTPS}://{shown}:{port}"


def _is_host(host: str) -> bool:
    return not any(letter.isspace() or not letter.isprintable() or letter in "\\^|<>\"`{}%,;'"
                   for letter in host)  # fmt: skip
