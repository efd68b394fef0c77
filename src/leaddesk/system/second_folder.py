# SPDX-License-Identifier: MIT
"""The second folder of backups: noted beside the first one, and brought up to it when it is there.

A folder that is not there is never made: it may be a stick or a share that comes back. In it each
database of each computer has a folder of its own.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import filecmp
import os
import platform
import re
import shutil
from pathlib import Path
from typing import Final

from leaddesk.domain.errors import StoreUnavailable
from leaddesk.domain.recovery_code import KEY_ENDING
from leaddesk.system import backup, paths

NOTE: Final = "also.txt"
TROUBLE: Final = "also-failed.txt"
AWAY: Final = "backup_away"
"""The key of the banner that says so."""
_PART: Final = ".part"
_NOT_NAMES: Final = re.compile(r"[^\w.-]+")


def chosen(backups: Path) -> Path | None:
    """Return the second folder that was chosen for these backups, None for none."""
    try:
        told = (backups / NOTE).read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError):
        return None
    return Path(told) if told else None


def choose(backups: Path, folder: Path | None) -> None:
    """Note the second folder, None for none any more.

    Raises StoreUnavailable("backup.no_folder") for one that is not there or can't be written, and
    ("no_folder") where it can't be noted.
    """
    if folder is not None and not _can_write(folder):
        raise StoreUnavailable("backup.no_folder", where=str(folder))
    note = backups / NOTE
    try:
        if folder is None:
            note.unlink(missing_ok=True)
        else:
            part = paths.made(backups) / f"{NOTE}.tmp"
            part.write_text(str(folder), encoding="utf-8")
            part.replace(note)
        (backups / TROUBLE).unlink(missing_ok=True)
    except OSError as error:
        raise StoreUnavailable("no_folder", where=str(backups)) from error


def room_in(folder: Path, database: Path) -> Path:
    """Return where in the second folder the backups of a database of this computer lie."""
    name = f"{platform.node() or 'desk'}-{database.stem}"
    return folder / _NOT_NAMES.sub("-", name)[:80]


def bring_up(backups: Path, database: Path, at: dt.datetime) -> Path | None:
    """Copy the newest backup there when it is not, and let old ones go; None when nothing is due.

    Raises OSError where the folder is away; it is noted then, and noted no more once it worked.
    """
    folder, files = chosen(backups), backup.backup_files(backups, database)
    if folder is None or not files:
        return None
    trouble = backups / TROUBLE
    try:
        copied = _copy(files[0].path, folder, database)
        if copied is not None:
            backup.rotate(copied.parent, at)
    except OSError:
        with contextlib.suppress(OSError):
            trouble.write_text(str(folder), encoding="utf-8")
        raise
    trouble.unlink(missing_ok=True)
    return copied


def is_away(backups: Path) -> bool:
    """Tell whether the second folder can't be reached now, or could not the last time."""
    folder = chosen(backups)
    return folder is not None and ((backups / TROUBLE).exists() or not _can_write(folder))


def _copy(newest: Path, folder: Path, database: Path) -> Path | None:
    """Copy a backup and what opens it, compare both, and give them their names last."""
    if not folder.is_dir():
        raise FileNotFoundError(folder)
    room = paths.made(room_in(folder, database))
    target = room / newest.name
    if target.exists():
        return None
    note = newest.with_name(newest.name + KEY_ENDING)
    for source in (note, newest):
        if not source.is_file():
            continue
        part = room / (source.name + _PART)
        try:
            shutil.copyfile(source, part)
            with part.open("rb+") as opened:
                os.fsync(opened.fileno())
            if not filecmp.cmp(source, part, shallow=False):
                raise OSError(part)
            part.replace(room / source.name)
        finally:
            part.unlink(missing_ok=True)
    return target


def _can_write(folder: Path) -> bool:
    return folder.is_dir() and os.access(folder, os.W_OK | os.X_OK)
