# SPDX-License-Identifier: MIT
"""Whose turn it is to write into a file that several programs have open.

SQLite's own wait asks less and less often, up to every tenth of a second, so that somebody who
writes without a pause keeps all others out for seconds. Here who waits asks every millisecond, and
who wrote for long leaves the file alone for a moment.
"""

from __future__ import annotations

import contextlib
import math
import sqlite3
import threading
import time
from collections.abc import Iterator
from typing import Any, Final, cast

from leaddesk.storage import sqlite_files

_ASK_SECONDS: Final = 0.001
_LONG_SECONDS: Final = 0.02
_PAUSE_SECONDS: Final = 0.004
"""A few times as long as who waits needs to notice."""


class WriteTurns:
    """The turns of one connection that writes."""

    def __init__(self, longest_wait: float) -> None:
        """Take the seconds after which waiting for a turn is given up."""
        self._longest_wait = longest_wait
        self._began = 0.0
        self._long_until = 0.0
        self._pause = threading.Event()

    def give_way(self) -> None:
        """Before a turn: leave the file to others for a moment when the last one was long."""
        left = self._long_until + _PAUSE_SECONDS - time.perf_counter()
        if left > 0:
            self._pause.wait(left)

    def begin(self, cursor: Any) -> None:
        """Begin a write as soon as nobody else writes; raises the driver's error when it can't."""
        last = time.perf_counter() + self._longest_wait
        while True:
            try:
                cursor.execute("BEGIN IMMEDIATE")
            except sqlite_files.operational_errors() as error:
                code = cast("sqlite3.OperationalError", error).sqlite_errorcode
                if code & 0xFF != sqlite3.SQLITE_BUSY or time.perf_counter() > last:
                    raise
            else:
                self._began = time.perf_counter()
                return
            self._pause.wait(_ASK_SECONDS)

    @contextlib.contextmanager
    def taken(self) -> Iterator[None]:
        """Note how long a turn was; around all of it, from before `begin` to behind the commit."""
        self._began = math.inf
        try:
            yield
        finally:
            ended = time.perf_counter()
            if ended - self._began > _LONG_SECONDS:
                self._long_until = ended
