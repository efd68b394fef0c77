# SPDX-License-Identifier: MIT
"""One import under way, as the window sees it: long work that reads a file."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol, TypeVar

from leaddesk.gui.long_run import LongRun


class Reading(Protocol):
    """A file being read."""

    def share_read(self) -> float:
        """Return how much of the file was read, 0–1."""
        ...


ReadingT = TypeVar("ReadingT", bound=Reading)


class ImportRun(LongRun):
    """One import under way; `cancel` stops it and what was staged goes away."""

    def __init__(self, tell: Callable[[int], None]) -> None:
        super().__init__(tell)
        self._drafts: Reading | None = None

    @property
    def share(self) -> float:
        """How much of the file was read, 0 to 1."""
        return self._drafts.share_read() if self._drafts is not None else 0.0

    def reads(self, drafts: ReadingT) -> ReadingT:
        """Remember what is being read, for `share`."""
        self._drafts = drafts
        return drafts
