# SPDX-License-Identifier: MIT
"""The threads the window's work runs on: one writer, two readers, one for imports."""

from __future__ import annotations

from concurrent.futures import Executor, ThreadPoolExecutor
from dataclasses import dataclass, field

READERS = 2


@dataclass(slots=True)
class Threads:
    """The executors work runs on; tests bring ones that run it at once.

    `queued` answers never arrive inside the call that asked; without it they do when they can.
    """

    writer: Executor = field(default_factory=lambda: ThreadPoolExecutor(1, "leaddesk-writer"))
    readers: Executor = field(
        default_factory=lambda: ThreadPoolExecutor(READERS, "leaddesk-reader")
    )
    importer: Executor = field(default_factory=lambda: ThreadPoolExecutor(1, "leaddesk-import"))
    queued: bool = True

    def shut(self) -> None:
        """Finish every write that was begun, drop questions nobody waits for, end the threads."""
        self.readers.shutdown(wait=True, cancel_futures=True)
        self.importer.shutdown(wait=True, cancel_futures=True)
        self.writer.shutdown(wait=True)
