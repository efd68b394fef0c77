# SPDX-License-Identifier: MIT
"""Looks a file through when it was not closed last time, for so long as nobody minds waiting."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Final

from leaddesk.domain.errors import StoreUnavailable
from leaddesk.storage import sqlite_files

SECONDS: Final = 1.0
"""A check that is not done by then is left to the next backup, which reads all of the file."""
_STEPS: Final = 2_000


def check_after(database: Path, seconds: float = SECONDS) -> bool:
    """Tell whether a file whose log was left behind was read through and is whole.

    False when there was nothing to check, or no time left. Raises StoreUnavailable("damaged").
    """
    log = database.with_name(database.name + "-wal")
    try:
        if not sqlite_files.is_database(database) or not log.stat().st_size:
            return False
    except OSError:
        return False
    last = time.monotonic() + seconds
    try:
        with sqlite_files.opened(database, "rw", key=sqlite_files.key_of(database)) as found:
            found.set_progress_handler(lambda: int(time.monotonic() > last), _STEPS)
            answer = found.execute("PRAGMA quick_check(1)").fetchone()
    except UnicodeDecodeError as error:
        raise StoreUnavailable("damaged", where=str(database)) from error
    except sqlite_files.errors() as error:
        if "interrupt" in str(error).lower() or "locked" in str(error).lower():
            return False
        raise StoreUnavailable("damaged", where=str(database)) from error
    if answer is None or answer[0] != "ok":
        raise StoreUnavailable("damaged", where=str(database))
    return True
