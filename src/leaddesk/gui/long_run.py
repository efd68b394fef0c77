# SPDX-License-Identifier: MIT
"""Long work under way, as the window sees it: how far it is, and the way to stop it."""

from __future__ import annotations

import time
from collections.abc import Callable

PROGRESS_SECONDS = 0.1


class LongRun:
    """One piece of long work; `cancel` stops it at its next step and leaves nothing behind."""

    def __init__(self, tell: Callable[[int], None]) -> None:
        """Take what hears the rows handled so far, some times a second at most."""
        self.rows = 0
        self.ended = False
        self._tell = tell
        self._told = 0.0
        self._cancelled = False

    @property
    def cancelled(self) -> bool:
        """Whether somebody asked to stop."""
        return self._cancelled

    def is_cancelled(self) -> bool:
        """Tell the same, for work that asks with a call."""
        return self._cancelled

    def cancel(self) -> None:
        """Stop at the next step."""
        self._cancelled = True

    def report(self, rows: int) -> None:
        """Note the rows handled so far, and pass them on when it is time to."""
        self.rows = rows
        if time.monotonic() - self._told >= PROGRESS_SECONDS:
            self._told = time.monotonic()
            self._tell(rows)
