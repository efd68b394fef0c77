# SPDX-License-Identifier: MIT
"""The address that this computer has towards the outside, which tells one network from another."""

from __future__ import annotations

import contextlib
import socket
from typing import Final

_OUTSIDE: Final = (
    (socket.AF_INET, ("192.0.2.1", 9)),
    (socket.AF_INET6, ("2001:db8::1", 9)),
)
"""Addresses for documentation (RFC 5737, RFC 3849): nobody has them, and nothing is sent."""


def own_address() -> str:
    """Return the address that packets would leave with, '' without a network; takes no time."""
    for family, outside in _OUTSIDE:
        with contextlib.suppress(OSError), socket.socket(family, socket.SOCK_DGRAM) as one:
            # For UDP this only asks the system which way it would go.
            one.connect(outside)
            return str(one.getsockname()[0])
    return ""
