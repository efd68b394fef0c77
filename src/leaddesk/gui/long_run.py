# SPDX-License-Identifier: MIT
"""Long work under way, as the window sees it: how far it is, and the way to stop it."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable

PROGRESS_SECONDS = 0.1


class LongRun:
    """One piece of long work; `cancel` stops it at its next step and leaves nothing behind.

    `pause` lets it wait before its next step, for `carry_on` or `cancel`.
    """

    def __init__(self, tell: Callable[[int], None]) -> None:
        """Take what hears the rows handled so far, some times a second at most."""
        self.rows = 0
        self.ended = False
        self._tell = tell
        self._told = 0.0
        self._cancelled = False
        self._going = threading.Event()
        self._going.set()

    @property
    def cancelled(self) -> bool:
        """Whether somebody asked to stop."""
        return self._cancelled

    def is_cancelled(self) -> bool:
        """Tell the same, for work that asks with a call between its steps; waits while paused."""
        self._going.wait()
        return self._cancelled

    def cancel(self) -> None:
        """Stop at the next step."""
        self._cancelled = True
        self._going.set()

    @property
    def paused(self) -> bool:
        """Whether it waits before its next step."""
        return not self._going.is_set()

    def pause(self) -> None:
        """Wait before the next step."""
        self._going.clear()

    def carry_on(self) -> None:
        """Go on after a pause."""
        self._going.set()

    def report(self, rows: int) -> None:
        """Note the rows handled so far, and pass them on when it is time to."""
        self.rows = rows
        if time.monotonic() - self._told >= PROGRESS_SECONDS:
            self._told = time.monotonic()
            self._tell(rows)
