# SPDX-License-Identifier: MIT
"""Whose turn it is to keep a file in step with its hub: one process at a time, by a locked file.

The time of that file is a bell: who has the turn moves it on, the others look at it.
"""

from __future__ import annotations

import contextlib
import os
import sys
import threading
import time
from pathlib import Path
from typing import IO, Any

SUFFIX = ".runner"
"""Stands behind the name of the database; the file stays, only its lock is let go."""


class OneRunner:
    """The turn of this process; the system lets go of it when the process ends, however it does.

    Safe from any thread.
    """

    def __init__(self, database: Path) -> None:
        self._path = database.with_name(database.name + SUFFIX)
        self._file: IO[bytes] | None = None
        # Two threads would stand in each other's way: the lock is the opened file's.
        self._taking = threading.Lock()
        self._heard = self._time()

    def take(self) -> bool:
        """Take the turn; False while another one has it, or where no file can be locked."""
        with self._taking:
            self._file = self._file or self._locked()
            return self._file is not None

    def _locked(self) -> IO[bytes] | None:
        try:
            file = self._path.open("ab")
        except OSError:
            return None
        try:
            _lock(file)
        except OSError:
            file.close()
            return None
        return file

    def let_go(self) -> None:
        """Let another one take it."""
        with self._taking:
            file, self._file = self._file, None
        if file is not None:
            with contextlib.suppress(OSError):
                file.close()

    def ring(self) -> None:
        """Let the others over the same file know that something came."""
        if self._file is not None:
            # Two rings within one tick of the clock are two times.
            self._heard = max(time.time_ns(), self._heard + 1)
            with contextlib.suppress(OSError):
                os.utime(self._path, ns=(self._heard, self._heard))

    def rung(self) -> bool:
        """Tell whether another one rang since this was last asked."""
        if self._file is not None:
            return False
        before, self._heard = self._heard, self._time()
        return self._heard != before

    def _time(self) -> int:
        with contextlib.suppress(OSError):
            return self._path.stat().st_mtime_ns
        return 0


def _lock(file: IO[Any]) -> None:
    """Lock a file for this process; raises OSError when another one has it."""
    if sys.platform == "win32":
        import msvcrt

        file.seek(0)
        msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
    else:
        import fcntl

        fcntl.flock(file.fileno(), fcntl.LOCK_EX | fcntl.LOCK_NB)
