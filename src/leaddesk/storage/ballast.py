# SPDX-License-Identifier: MIT
"""A file that only takes room: when the disk is full it goes, and outcomes can still be logged."""

from __future__ import annotations

import os
import shutil
from pathlib import Path
from typing import Final

BYTES: Final = 5_000_000
ENOUGH: Final = 50_000_000
"""With less room than this on the disk no ballast is put down."""
_ENDING: Final = ".ballast"


def ballast_of(database: Path) -> Path:
    """Return where the ballast of a database lies."""
    return database.with_name(database.name + _ENDING)


def keep(database: Path) -> bool:
    """Put the ballast down where there is room for it; tell whether it is there. Never raises."""
    path = ballast_of(database)
    try:
        if path.is_file() and path.stat().st_size == BYTES:
            return True
        if shutil.disk_usage(database.parent).free < ENOUGH:
            return False
        with os.fdopen(os.open(path, os.O_CREAT | os.O_TRUNC | os.O_WRONLY, 0o600), "wb") as file:
            # Written, not only made longer: a file full of nothing takes no room.
            file.write(os.urandom(BYTES))
    except OSError:
        path.unlink(missing_ok=True)
        return False
    return True


def free(database: Path) -> bool:
    """Throw the ballast off; tell whether that made room. Never raises."""
    try:
        ballast_of(database).unlink()
    except OSError:
        return False
    return True
