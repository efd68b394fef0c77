# SPDX-License-Identifier: MIT
"""What was done lately on a workstation, here and at the hub: the newest is taken back first."""

from __future__ import annotations

import threading
from typing import Final

from leaddesk.desk.commands import BringBack, TakeBack
from leaddesk.desk.undo import DEPTH

MOST: Final = DEPTH
"""What is older is known to this file or to the hub alone."""


class Lately:
    """Ids of what can be taken back, newest last; safe from any thread.

    Each has the command that takes it back here, None for what was done at the hub. Most are ids of
    journal rows; what is in no journal has an id of its own, and `BringBack`.
    """

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._done: dict[str, TakeBack | BringBack | None] = {}

    def add(self, entry_id: str, back: TakeBack | BringBack | None = None) -> None:
        """Note something that was done just now."""
        with self._lock:
            self._done[entry_id] = back
            for oldest in list(self._done)[:-MOST]:
                del self._done[oldest]

    def newest(self) -> str:
        """Return the id of what was done last, empty for nothing."""
        with self._lock:
            return next(reversed(self._done), "")

    def back(self, entry_id: str) -> TakeBack | BringBack | None:
        """Return the command that takes something back here, None where that is not known."""
        with self._lock:
            return self._done.get(entry_id)

    def forget(self, entry_id: str) -> None:
        """Forget what was taken back."""
        with self._lock:
            self._done.pop(entry_id, None)
