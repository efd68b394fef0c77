# SPDX-License-Identifier: MIT
"""When a backup is due, what its file is called and which old ones go; storage copies."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from leaddesk.domain.backup_rotation import Rotation, to_drop
from leaddesk.domain.recovery_code import KEY_ENDING

ENDING = ".db"
EVERY = dt.timedelta(days=1)
_STAMP = "%Y%m%d-%H%M%S"
_NAME = re.compile(r"leaddesk-(\d{8}-\d{6})(?:-\d+)?\.db")

Make = Callable[[Path], None]
"""Makes a verified backup at a path that does not exist yet; raises StoreUnavailable."""


@dataclass(frozen=True, slots=True)
class BackupFile:
    """A backup in a folder and when it was made."""

    path: Path
    made_at: dt.datetime


def backup_files(folder: Path) -> tuple[BackupFile, ...]:
    """Return the backups in a folder by their names, newest first; other files are left out."""
    try:
        names = [path for path in folder.iterdir() if path.is_file()]
    except OSError:
        return ()
    found = [BackupFile(path, at) for path in names if (at := _moment(path.name)) is not None]
    return tuple(sorted(found, key=lambda file: (file.made_at, file.path.name), reverse=True))


def backup_name(folder: Path, at: dt.datetime) -> Path:
    """Return the path of a new backup; two of one second get a number."""
    stem = f"leaddesk-{at.astimezone(dt.UTC):{_STAMP}}"
    path = folder / f"{stem}{ENDING}"
    number = 2
    while path.exists():
        path = folder / f"{stem}-{number}{ENDING}"
        number += 1
    return path


def is_due(folder: Path, at: dt.datetime) -> bool:
    """Tell whether the last backup in a folder is a day old; a backup from the future is none."""
    return not any(dt.timedelta() <= at - file.made_at < EVERY for file in backup_files(folder))


def rotate(folder: Path, at: dt.datetime, rotation: Rotation | None = None) -> tuple[Path, ...]:
    """Remove the backups that are no longer needed and return them; what can't go stays."""
    files = backup_files(folder)
    dropped = to_drop((file.made_at for file in files), at, rotation)
    return tuple(_remove(file.path for file in files if file.made_at in dropped))


def daily_backup(
    folder: Path, at: dt.datetime, make: Make, rotation: Rotation | None = None
) -> Path | None:
    """Make the backup of the day when it is due, then rotate; None when it is not due.

    Old ones go only after the new one is there and verified.
    """
    if not is_due(folder, at):
        return None
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    _clear_parts(folder, at)
    path = backup_name(folder, at)
    make(path)
    rotate(folder, at, rotation)
    return path


def _clear_parts(folder: Path, at: dt.datetime) -> None:
    """Remove what backups of earlier days left behind when the computer was switched off."""
    for path in folder.glob("leaddesk-*.db.tmp*"):
        made_at = _moment(path.name.partition(".tmp")[0])
        if made_at is not None and at - made_at >= EVERY:
            path.unlink(missing_ok=True)


def _moment(name: str) -> dt.datetime | None:
    found = _NAME.fullmatch(name)
    if found is None:
        return None
    try:
        return dt.datetime.strptime(found[1], _STAMP).replace(tzinfo=dt.UTC)
    except ValueError:
        return None


def _remove(paths: Iterable[Path]) -> Iterable[Path]:
    for path in paths:
        try:
            path.unlink()
            path.with_name(path.name + KEY_ENDING).unlink(missing_ok=True)
        except OSError:
            continue
        yield path
