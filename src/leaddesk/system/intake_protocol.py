# SPDX-License-Identifier: MIT
"""HTTP for the intake: a connection that says nothing for too long is closed."""

from __future__ import annotations

import asyncio

from typing_extensions import override
from uvicorn.protocols.http.h11_impl import H11Protocol


def impatient(head_seconds: float) -> type[asyncio.Protocol]:
    """Return a protocol that waits so long for the head of a message; bodies have their own end."""

    class Impatient(H11Protocol):
        """One connection, one message: the answer closes it."""

        @override
        def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
            super().connection_made(transport)
            self.loop.call_later(head_seconds, self._close_if_silent)

        def _close_if_silent(self) -> None:
            # The base class says that there is always a request; before the first there is none.
            cycle: object = self.cycle
            if cycle is None and not self.transport.is_closing():
                self.transport.close()

    return Impatient
