# SPDX-License-Identifier: MIT
"""Things in numbered parts on the disk, one folder each: safe once written, gone when dropped."""

from __future__ import annotations

import contextlib
import os
import shutil
import time
from collections.abc import Container, Iterator
from pathlib import Path

from leaddesk.domain.errors import StoreUnavailable
from leaddesk.system import paths

_HEAD, _HIDDEN = "head", "hidden"


class PartFiles:
    """One thing in parts: a `head`, then parts from 0."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def make(self) -> None:
        """Make room for parts; it counts once it has its head. Raises StoreUnavailable."""
        with _told():
            paths.made(self.folder)

    def begin(self, head: bytes, *, anew: bool = False) -> None:
        """Write its head; the one that is there stays but for `anew`. Raises StoreUnavailable."""
        if anew or not self.is_there():
            self.make()
            with _told():
                self._write(_HEAD, head)

    def is_there(self) -> bool:
        """Tell whether it was begun."""
        return (self.folder / _HEAD).is_file()

    def head(self) -> bytes:
        """Return the head; raises StoreUnavailable."""
        with _told():
            return (self.folder / _HEAD).read_bytes()

    def add(self, number: int, data: bytes) -> None:
        """Write a part; it is safe when this returns. Raises StoreUnavailable."""
        with _told():
            self._write(str(number), data)

    def has(self, number: int) -> bool:
        """Tell whether a part is there."""
        return (self.folder / str(number)).is_file()

    def part(self, number: int) -> bytes:
        """Return a part; raises StoreUnavailable."""
        with _told():
            return (self.folder / str(number)).read_bytes()

    def parts(self, count: int) -> Iterator[bytes]:
        """Yield the first parts in their order."""
        for number in range(count):
            yield self.part(number)

    def hide(self) -> bool:
        """Put its head away: it is not begun then, and cleared away later. Raises StoreUnavailable.

        False where there is none.
        """
        return self._rename(_HEAD, _HIDDEN)

    def show(self) -> bool:
        """Put its head back; False where it was not hidden, or is cleared away."""
        return self._rename(_HIDDEN, _HEAD)

    def size(self) -> int:
        """Return how many bytes all of it has."""
        with contextlib.suppress(OSError):
            return sum(file.stat().st_size for file in self.folder.iterdir())
        return 0

    def drop(self) -> None:
        """Leave nothing of it; the head goes first, so that half of it is never taken for all."""
        with contextlib.suppress(OSError):
            (self.folder / _HEAD).unlink()
        shutil.rmtree(self.folder, ignore_errors=True)

    def _write(self, name: str, data: bytes) -> None:
        new = self.folder / f"{name}.new"
        with new.open("wb") as file:
            paths.for_owner_only(new)
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        new.replace(self.folder / name)
        self._settle()

    def _rename(self, name: str, to: str) -> bool:
        with _told():
            try:
                (self.folder / name).replace(self.folder / to)
            except FileNotFoundError:
                return False
            self._settle()
        return True

    def _settle(self) -> None:
        """Make the names of the folder safe."""
        if os.name == "posix":
            handle = os.open(self.folder, os.O_RDONLY)
            try:
                os.fsync(handle)
            finally:
                os.close(handle)


def begun_in(folder: Path) -> list[PartFiles]:
    """Return what is whole in a folder, by its name: what has its head."""
    with contextlib.suppress(OSError):
        found = [PartFiles(path) for path in sorted(folder.iterdir()) if path.is_dir()]
        return [one for one in found if one.is_there()]
    return []


def clear_in(folder: Path) -> None:
    """Clear away what a crash left without its head; nobody may be at it."""
    with contextlib.suppress(OSError):
        for path in folder.iterdir():
            one = PartFiles(path)
            if path.is_dir() and not one.is_there():
                one.drop()


def clear_left(folder: Path, seconds: float, kept: Container[str] = ()) -> None:
    """Clear away what nobody has written to for so long; what is named in `kept` stays."""
    before = time.time() - seconds
    with contextlib.suppress(OSError):
        for path in list(folder.iterdir()):
            if path.name not in kept and _written_at(path) < before:
                shutil.rmtree(path, ignore_errors=True)


def _written_at(path: Path) -> float:
    return max(one.stat().st_mtime for one in (path, *path.iterdir()))


@contextlib.contextmanager
def _told() -> Iterator[None]:
    """Say what goes wrong with the disk as the desk says it."""
    try:
        yield
    except OSError as error:
        raise StoreUnavailable("parts_unwritable", detail=error.strerror or "") from error
