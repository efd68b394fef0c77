# SPDX-License-Identifier: MIT
"""The files of a watched folder: whole or not, taken by a rename, moved and never over another.

folder/                 where lists land
folder/working/TAKE/    a list that somebody took, under a name that nobody else has
folder/done/            imported, with the rows that were turned down beside it
folder/needs a person/  not imported, with the reason in a text file beside it
"""

from __future__ import annotations

import contextlib
import errno
import hashlib
import os
import secrets
import signal
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from leaddesk.domain.errors import BadInput, LeadDeskError

WORKING: Final = "working"
DONE: Final = "done"
ASIDE: Final = "needs a person"

REST_SECONDS: Final = 3.0
"""Where it can't be told whether a file is still written to, it must have rested so long."""
EMPTY_SECONDS: Final = 10.0
"""An empty file is most likely just being begun."""
OLD_SECONDS: Final = 2.0
"""A file last written so long ago when it is first seen was moved here whole."""

_UNFINISHED: Final = (
    ".part", ".crdownload", ".download", ".partial", ".filepart", ".tmp", ".temp", ".swp", ".lock",
    ".opdownload", ".!ut", "~",
)  # fmt: skip
_HIDDEN: Final = (".", "~$", "~")
_NO_LISTS: Final = frozenset({"desktop.ini", "thumbs.db"})
_BLOCK: Final = 1 << 20
_MOST_NAMES: Final = 1000
_FULL: Final = frozenset({errno.ENOSPC, errno.EDQUOT})


def is_left_alone(name: str) -> bool:
    """Tell whether a name is one that programs give to what is not finished, or no list."""
    low = name.casefold()
    return low.startswith(_HIDDEN) or low.endswith(_UNFINISHED) or low in _NO_LISTS


def is_written_to(path: Path) -> bool | None:
    """Tell whether a program has a file open for writing; None where that can't be told.

    Linux grants a read lease only on a file that nobody writes to. Elsewhere a file that is
    written to can't be renamed (Windows), or nothing tells.
    """
    if sys.platform != "linux":
        return None
    import fcntl

    try:
        file = os.open(path, os.O_RDONLY | os.O_NONBLOCK)
    except OSError:
        return None
    try:
        # The signal that a breaking lease sends ends a process, unless it is one that is ignored.
        fcntl.fcntl(file, fcntl.F_SETSIG, signal.SIGURG)
        fcntl.fcntl(file, fcntl.F_SETLEASE, fcntl.F_RDLCK)
        fcntl.fcntl(file, fcntl.F_SETLEASE, fcntl.F_UNLCK)
    except BlockingIOError:
        return True
    except OSError:
        return None
    finally:
        os.close(file)
    return False


@dataclass(frozen=True, slots=True)
class Taken:
    """A file that was taken: the name of the taking, and where it lies now."""

    take: str
    folder: Path
    path: Path


@dataclass(slots=True)
class _Seen:
    state: tuple[int, int, int]
    since: float
    first_look: bool = True


class Landing:
    """Where lists land: which of them are whole, and taking them."""

    def __init__(
        self,
        folder: Path,
        monotonic: Callable[[], float] = time.monotonic,
        wall: Callable[[], float] = time.time,
    ) -> None:
        self.folder = folder
        self._monotonic, self._wall = monotonic, wall
        self._seen: dict[str, _Seen] = {}
        self._unfinished: set[int] = set()

    def whole(self) -> list[Path]:
        """Return the files that landed whole, oldest first; raises OSError."""
        found: list[tuple[int, Path]] = []
        names: set[str] = set()
        unfinished: set[int] = set()
        with os.scandir(self.folder) as entries:
            for entry in entries:
                with contextlib.suppress(FileNotFoundError):
                    if not entry.is_file(follow_symlinks=False):
                        continue
                    told = Path(entry.path).lstat()
                    if is_left_alone(entry.name):
                        unfinished.add(told.st_ino)
                        continue
                    names.add(entry.name)
                    if self._is_whole(entry, told):
                        found.append((told.st_mtime_ns, Path(entry.path)))
        self._seen = {name: seen for name, seen in self._seen.items() if name in names}
        self._unfinished = unfinished
        return [path for _, path in sorted(found)]

    def take(self, path: Path) -> Taken | None:
        """Take a file by one rename, which only one can do; None when somebody was quicker."""
        take = secrets.token_hex(16)
        room = self.folder / WORKING / take
        taken = room / path.name
        try:
            room.mkdir(parents=True)
            path.rename(taken)
        except OSError as error:
            with contextlib.suppress(OSError):
                room.rmdir()
            if isinstance(error, FileNotFoundError) and self.folder.is_dir():
                return None
            raise
        if is_written_to(taken):
            # Somebody opened it between the last look and the rename.
            move(taken, self.folder, path.name)
            leave(room)
            return None
        return Taken(take, self.folder, taken)

    def taken(self) -> Iterator[tuple[str, Path]]:
        """Yield what somebody took and did not finish yet: name and folder of each taking."""
        with contextlib.suppress(FileNotFoundError), os.scandir(self.folder / WORKING) as entries:
            for entry in entries:
                if entry.is_dir(follow_symlinks=False):
                    yield entry.name, Path(entry.path)

    @property
    def waiting(self) -> int:
        """How many files are there that were not whole at the last look."""
        return sum(1 for name in self._seen if (self.folder / name).exists())

    def _is_whole(self, entry: os.DirEntry[str], told: os.stat_result) -> bool:
        state = (told.st_size, told.st_mtime_ns, told.st_ino)
        now = self._monotonic()
        seen = self._seen.get(entry.name)
        if seen is None or seen.state != state:
            self._seen[entry.name] = _Seen(state, now, first_look=seen is None)
            moved = told.st_ino in self._unfinished or (
                seen is None and self._wall() - told.st_mtime > OLD_SECONDS
            )
            return moved and told.st_size > 0 and is_written_to(Path(entry.path)) is False
        rested = now - seen.since
        if not told.st_size:
            return rested >= EMPTY_SECONDS
        written = is_written_to(Path(entry.path))
        if written:
            seen.since = now
            return False
        return written is False or rested >= REST_SECONDS


def digest(path: Path) -> str:
    """Return the digest of a file's content, 64 hex digits."""
    found = hashlib.sha256()
    with path.open("rb") as file:
        while block := file.read(_BLOCK):
            found.update(block)
    return found.hexdigest()


def move(path: Path, folder: Path, name: str) -> Path:
    """Move a file into a folder, which is made, never over another one; return where it is now.

    Whatever was broken off in the middle is carried on: it never ends up there twice.
    """
    folder.mkdir(parents=True, exist_ok=True)
    stem, ending = Path(name).stem, Path(name).suffix
    for number in range(1, _MOST_NAMES):
        target = folder / (name if number == 1 else f"{stem}-{number}{ending}")
        if _moved(path, target):
            return target
    raise FileExistsError(str(folder / name))


def _moved(path: Path, target: Path) -> bool:
    if os.name == "nt":
        try:
            path.rename(target)
        except FileExistsError:
            return False
        return True
    try:
        os.link(path, target)
    except FileExistsError:
        if not path.samefile(target):
            return False
    except OSError:
        if target.exists():
            return False
        # No second names on this file system: the gap between look and rename can't be closed.
        path.rename(target)
        return True
    path.unlink()
    return True


def leave(room: Path) -> None:
    """Take away the folder of a taking, and `working` with the last one, where they are empty."""
    with contextlib.suppress(OSError):
        room.rmdir()
        room.parent.rmdir()


def in_words(error: OSError, folder: Path) -> LeadDeskError:
    """Return what is wrong with a folder."""
    if error.errno in _FULL:
        return BadInput("watch.full", where=str(folder))
    if not folder.is_dir():
        return BadInput("watch.gone", where=str(folder))
    return BadInput("watch.unwritable", where=str(folder), detail=error.strerror or "refused")
