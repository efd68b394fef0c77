# SPDX-License-Identifier: MIT
"""HTTP for the hub: a head that does not come is not waited for, a peer that is gone is noticed."""

from __future__ import annotations

import asyncio
import socket
from typing import Final

import h11
from typing_extensions import override
from uvicorn.protocols.http.h11_impl import H11Protocol

HEAD_SECONDS: Final = 10.0
MOST_CONNECTIONS: Final = 2_000
"""Two of each workstation: its calls and its pokes."""
_DEAD_MILLISECONDS: Final = 45_000


def patient(head_seconds: float = HEAD_SECONDS) -> type[asyncio.Protocol]:
    """Return a protocol that keeps connections and waits so long for the head of each call."""
    return type("Patient", (_Patient,), {"head_seconds": head_seconds})


class _Patient(H11Protocol):
    """One connection of a workstation."""

    head_seconds = HEAD_SECONDS

    @override
    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        super().connection_made(transport)
        self.access_log = False
        self._waiting: asyncio.TimerHandle | None = None
        if len(self.connections) > MOST_CONNECTIONS:
            transport.close()
            return
        opened = transport.get_extra_info("socket")
        if self.client is None and opened.family not in (socket.AF_INET, socket.AF_INET6):
            # On a socket of this computer only its proxy speaks, and it says for whom.
            self.client = ("127.0.0.1", 0)
        _notice_the_dead(opened)
        self._watch_head()

    @override
    def data_received(self, data: bytes) -> None:
        super().data_received(data)
        self._watch_head()

    @override
    def connection_lost(self, exc: Exception | None) -> None:
        self._stop_waiting()
        super().connection_lost(exc)

    def _watch_head(self) -> None:
        """Wait for the rest of a head; the time between two calls is `timeout_keep_alive`."""
        if self.conn.their_state is not h11.IDLE:
            self._stop_waiting()
        elif self._waiting is None:
            self._waiting = self.loop.call_later(self.head_seconds, self._close)

    def _stop_waiting(self) -> None:
        if self._waiting is not None:
            self._waiting.cancel()
            self._waiting = None

    def _close(self) -> None:
        self._waiting = None
        if self.conn.their_state is h11.IDLE and not self.transport.is_closing():
            self.transport.close()


def _notice_the_dead(opened: socket.socket) -> None:
    """Let the system end a connection whose other side is gone without a word."""
    if opened.family not in (socket.AF_INET, socket.AF_INET6):
        return
    opened.setsockopt(socket.SOL_SOCKET, socket.SO_KEEPALIVE, 1)
    user_timeout = getattr(socket, "TCP_USER_TIMEOUT", None)
    if user_timeout is not None:
        opened.setsockopt(socket.IPPROTO_TCP, user_timeout, _DEAD_MILLISECONDS)
