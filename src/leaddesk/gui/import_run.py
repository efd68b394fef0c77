# SPDX-License-Identifier: MIT
"""One import under way, as the window sees it: how far it is, and the way to stop it."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Protocol, TypeVar

PROGRESS_SECONDS = 0.1


class Reading(Protocol):
    """A file being read."""

    def share_read(self) -> float:
        """Return how much of the file was read, 0–1."""
        ...


ReadingT = TypeVar("ReadingT", bound=Reading)


class ImportRun:
    """One import under way; `cancel` stops it and leaves nothing behind."""

    def __init__(self, tell: Callable[[int], None]) -> None:
        """Take what hears the rows handled so far, some times a second at most."""
        self.rows = 0
        self._tell = tell
        self._told = 0.0
        self._cancelled = False
        self._drafts: Reading | None = None
        self.ended = False

    @property
    def cancelled(self) -> bool:
        """Whether somebody asked to stop."""
        return self._cancelled

    @property
    def share(self) -> float:
        """How much of the file was read, 0 to 1."""
        return self._drafts.share_read() if self._drafts is not None else 0.0

    def cancel(self) -> None:
        """Stop at the next chunk; what was staged goes away."""
        self._cancelled = True

    def report(self, rows: int) -> None:
        """Note the rows handled so far, and pass them on when it is time to."""
        self.rows = rows
        if time.monotonic() - self._told >= PROGRESS_SECONDS:
            self._told = time.monotonic()
            self._tell(rows)

    def reads(self, drafts: ReadingT) -> ReadingT:
        """Remember what is being read, for `share`."""
        self._drafts = drafts
        return drafts
