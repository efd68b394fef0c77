# SPDX-License-Identifier: MIT
"""Whose turn it is to keep a file in step with its hub: one process at a time, by a locked file."""

from __future__ import annotations

import contextlib
import sys
import threading
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


def _lock(file: IO[Any]) -> None:
    """Lock a file for this process; raises OSError when another one has it."""
    if sys.platform == "win32":
        import msvcrt

        file.seek(0)
        msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
    else:
        import fcntl

        fcntl.flock(file.fileno(), fcntl.LOCK_EX | fcntl.LOCK_NB)
