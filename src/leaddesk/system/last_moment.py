# SPDX-License-Identifier: MIT
"""The latest moment at which a process that was asked to stop is gone, whatever runs in it."""

from __future__ import annotations

import os
import threading
import time
from collections.abc import Callable
from functools import partial
from queue import Empty, SimpleQueue
from typing import Final

_GONE: Final = partial(os._exit, 0)


class LastMoment:
    """Watches a process that may be asked to stop: `asked` from a signal handler, `over` when done.

    `end` ends the process at once; what is on the disk then is what a crash leaves.
    """

    def __init__(self, seconds: float, end: Callable[[], object] = _GONE) -> None:
        self._seconds, self._end = seconds, end
        # The one way to another thread that a signal handler may take at any moment.
        self._told: SimpleQueue[bool] = SimpleQueue()

    def watch(self) -> None:
        """Begin to watch, on a thread that holds up nothing."""
        threading.Thread(target=self.run, name="last-moment", daemon=True).start()

    def asked(self) -> None:
        """Count from now on; asked again, it counts from the first time."""
        self._told.put(False)

    def over(self) -> None:
        """Watch no longer."""
        self._told.put(True)

    def run(self) -> None:
        """Wait until it is over, or end the process so many seconds after it was asked to stop."""
        if self._told.get():
            return
        until = time.monotonic() + self._seconds
        try:
            while not self._told.get(timeout=max(0.0, until - time.monotonic())):
                pass
        except Empty:
            self._end()
