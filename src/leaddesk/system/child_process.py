# SPDX-License-Identifier: MIT
"""A process of our own beside this one, and the pipe to it; it ends with whoever started it."""

from __future__ import annotations

import atexit
import contextlib
import gc
import multiprocessing
import signal
import threading
from collections.abc import Callable
from multiprocessing.connection import Connection
from typing import Any, Final

_END_SECONDS: Final = 5.0


class Child:
    """One process and the pipe it is spoken to through; the pipe holds it back when full."""

    def __init__(
        self, serve: Callable[..., None], *told: Any, name: str, has_children: bool = False
    ) -> None:
        """Start `serve(pipe, *told)` in a fresh interpreter; raises OSError where that fails.

        `serve` is found by its name there, and has to return when the pipe is closed.
        """
        context = multiprocessing.get_context("spawn")
        self._closing = threading.Lock()
        self._pipe, theirs = context.Pipe()
        self._process = context.Process(
            target=serve, args=(theirs, *told), name=name, daemon=not has_children
        )
        # A process that may have children of its own is waited for at the end of this one.
        atexit.register(self._let_go)
        try:
            self._process.start()
        except OSError:
            self._pipe.close()
            raise
        finally:
            theirs.close()

    def send(self, message: bytes) -> None:
        """Send a message; a process that is gone is told of when its answer is read."""
        with contextlib.suppress(OSError):
            self._pipe.send_bytes(message)

    def speaks(self, seconds: float) -> bool:
        """Wait for a message or the end of the process; raises OSError or EOFError."""
        return self._pipe.poll(seconds)

    def hear(self) -> bytes:
        """Return the next message; raises OSError or EOFError when none will come."""
        return self._pipe.recv_bytes()

    @property
    def is_alive(self) -> bool:
        """Tell whether the process is there."""
        return self._process.is_alive()

    def hang_up(self, seconds: float = _END_SECONDS) -> None:
        """Close the pipe and let the process end by itself, but not take longer than that."""
        self._let_go()
        self._process.join(seconds)
        self.close()

    def _let_go(self) -> None:
        """Close the pipe, which ends the process."""
        with contextlib.suppress(OSError):  # the garbage collector may have been here before
            self._pipe.close()

    def close(self) -> None:
        """End the process and wait until it is gone; safe to call twice, from any thread."""
        atexit.unregister(self._let_go)
        if self._process.is_alive():
            self._process.kill()  # First of all, so that a thread waiting at the pipe wakes up.
        with self._closing:
            self._process.join(_END_SECONDS)
            self._let_go()


def settle_in() -> None:
    """Prepare this process for work that comes through a pipe; first of all in a child."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    gc.freeze()
    gc.disable()  # Rows make no cycles, and looking for some costs a tenth of the time.


Pipe = Connection
"""The child's end."""
