# SPDX-License-Identifier: MIT
"""When a backup is due, what its file is called and which old ones go; storage copies."""

from __future__ import annotations

import contextlib
import datetime as dt
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from leaddesk.domain.backup_rotation import Rotation, to_drop
from leaddesk.domain.recovery_code import KEY_ENDING

ENDING = ".db"
EVERY = dt.timedelta(minutes=30)
"""How often a database that is being written is backed up."""
LEFT_OVER = dt.timedelta(days=1)
MOST_BYTES = 2_000_000_000
"""What the backups of one folder may take together; the newest one always stays."""
_STAMP = "%Y%m%d-%H%M%S"
_NAME = re.compile(r"(.+)-(\d{8}-\d{6})(?:-\d+)?\.db")
_ANY_STEM = "leaddesk"
"""What backups of every database were called once, whatever it is called."""

Make = Callable[[Path], None]
"""Makes a verified backup at a path that does not exist yet; raises StoreUnavailable."""


@dataclass(frozen=True, slots=True)
class BackupFile:
    """A backup in a folder and when it was made."""

    path: Path
    made_at: dt.datetime


def backup_files(folder: Path, of: Path | None = None) -> tuple[BackupFile, ...]:
    """Return the backups in a folder by their names, newest first; other files are left out.

    `of` is the database that they have to be of; None leaves that open. One that is named after
    none is of the only database there.
    """
    try:
        names = [path for path in folder.iterdir() if path.is_file()]
    except OSError:
        return ()
    stems = _stems(of)
    found = [BackupFile(path, at) for path in names if (at := _moment(path.name, stems))]
    return tuple(sorted(found, key=lambda file: (file.made_at, file.path.name), reverse=True))


def _stems(of: Path | None) -> frozenset[str]:
    """Return how the names of a database's backups may begin; none for any."""
    if of is None:
        return frozenset()
    return frozenset({of.stem, _ANY_STEM} if _is_alone(of) else {of.stem})


def _is_alone(database: Path) -> bool:
    """Tell whether there is no other database beside one; copies of it are none."""
    try:
        beside = [path.name for path in database.parent.iterdir() if path.suffix == ENDING]
    except OSError:
        return True
    return all(name == database.name or "-before-" in name for name in beside)


def backup_name(folder: Path, at: dt.datetime, of: Path | None = None) -> Path:
    """Return the path of a new backup of a database; two of one second get a number."""
    stem = f"{of.stem if of else _ANY_STEM}-{at.astimezone(dt.UTC):{_STAMP}}"
    path = folder / f"{stem}{ENDING}"
    number = 2
    while path.exists():
        path = folder / f"{stem}-{number}{ENDING}"
        number += 1
    return path


def written_at(database: Path) -> dt.datetime | None:
    """Return when a database or its log was written last, None when there is none."""
    moments = []
    for ending in ("", "-wal"):
        with contextlib.suppress(OSError):
            stat = database.with_name(database.name + ending).stat()
            moments.append(stat.st_mtime if ending == "" or stat.st_size else 0.0)
    return dt.datetime.fromtimestamp(max(moments), dt.UTC) if moments else None


def is_due(
    folder: Path,
    at: dt.datetime,
    changed: dt.datetime | None = None,
    every: dt.timedelta = EVERY,
    of: Path | None = None,
) -> bool:
    """Tell whether the last backup in a folder is old, and the database was `changed` since then.

    A backup from the future is none; without a moment of change there was one.
    """
    before = [file.made_at for file in backup_files(folder, of) if file.made_at <= at]
    if not before:
        return True
    # Names of backups have whole seconds: what was written within the last one counts as later.
    return at - before[0] >= every and (changed is None or changed >= before[0])


def rotate(
    folder: Path,
    at: dt.datetime,
    rotation: Rotation | None = None,
    most: int = MOST_BYTES,
    of: Path | None = None,
) -> tuple[Path, ...]:
    """Remove the backups that are no longer needed, or take too much room; return them.

    What can't go stays.
    """
    files = backup_files(folder, of)
    dropped = set(to_drop((file.made_at for file in files), at, rotation))
    taken = 0
    for place, file in enumerate(file for file in files if file.made_at not in dropped):
        with contextlib.suppress(OSError):
            taken += file.path.stat().st_size
        if place and taken > most:
            dropped.add(file.made_at)
    return tuple(_remove(file.path for file in files if file.made_at in dropped))


def regular_backup(
    folder: Path,
    at: dt.datetime,
    make: Make,
    changed: dt.datetime | None = None,
    every: dt.timedelta = EVERY,
    of: Path | None = None,
) -> Path | None:
    """Make a backup of a database when it is due, then rotate; None when it is not due.

    Old ones go only after the new one is there and verified.
    """
    if not is_due(folder, at, changed, every, of):
        return None
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    _clear_parts(folder, at)
    path = backup_name(folder, at, of)
    make(path)
    rotate(folder, at, of=of)
    return path


def _clear_parts(folder: Path, at: dt.datetime) -> None:
    """Remove what backups of earlier days left behind when the computer was switched off."""
    for path in folder.glob("*.db.tmp*"):
        made_at = _moment(path.name.partition(".tmp")[0])
        if made_at is not None and at - made_at >= LEFT_OVER:
            path.unlink(missing_ok=True)


def _moment(name: str, stems: frozenset[str] = frozenset()) -> dt.datetime | None:
    found = _NAME.fullmatch(name)
    if found is None or (stems and found[1] not in stems):
        return None
    try:
        return dt.datetime.strptime(found[2], _STAMP).replace(tzinfo=dt.UTC)
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
