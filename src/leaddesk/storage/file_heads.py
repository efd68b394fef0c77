# SPDX-License-Identifier: MIT
"""Reads how a database file begins, and keeps the locks that this process has on it.

POSIX lets go of all locks of a process on a file as soon as it closes any descriptor of it, also of
those that SQLite holds (sqlite.org/howtocorrupt.html, 2.2). Another process that opens the file
after that takes itself for the only one, removes the log when it closes, and what is written here
later is lost. So a descriptor that is opened beside connections stays open as long as they do.
"""

from __future__ import annotations

import os
import sqlite3
import threading
import weakref
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import Any, Final, TypeAlias

_Identity: TypeAlias = tuple[int, int]


@dataclass(slots=True)
class _Held:
    """How many connections this process has to a file, and what was opened beside them."""

    connections: int = 0
    descriptor: int | None = None


_HELD: Final[dict[_Identity, _Held]] = {}
_DOOR: Final = threading.RLock()
"""Held while a file is opened, by SQLite or beside it; a connection may be collected meanwhile."""


def head(path: Path, size: int) -> bytes:
    """Return the first bytes of a file; raises OSError."""
    with _DOOR:
        told = path.stat()
        held = _HELD.get((told.st_dev, told.st_ino))
        if held is None or os.name != "posix":
            with path.open("rb") as file:
                return file.read(size)
        if held.descriptor is None:
            held.descriptor = os.open(path, os.O_RDONLY | os.O_CLOEXEC)
        return os.pread(held.descriptor, size, 0)


def connected(
    module: ModuleType, path: Path, connect: Callable[[type[sqlite3.Connection]], Any]
) -> Any:
    """Return a connection that is known until it is closed.

    `connect` is given the class of the driver's connections to make it of.
    """
    with _DOOR:
        connection = connect(_class_of(module))
        try:
            told = path.stat()
        except FileNotFoundError:
            # Nothing is locked in a file that is not there; SQLite says what is wrong.
            return connection
        identity = (told.st_dev, told.st_ino)
        _HELD.setdefault(identity, _Held()).connections += 1
        connection.let_go = weakref.finalize(connection, _let_go, identity)
        connection.let_go.atexit = False
    return connection


@cache
def _class_of(module: ModuleType) -> type[sqlite3.Connection]:
    """Return a driver's class of connections that says when one is closed."""
    plain: Any = module.Connection

    class Known(plain):  # type: ignore[misc]  # the class of either driver
        let_go: Callable[[], object] = staticmethod(lambda: None)

        def close(self) -> None:
            super().close()
            self.let_go()

    return Known


def _let_go(identity: _Identity) -> None:
    """Forget a connection; the last one takes along what was opened beside it."""
    with _DOOR:
        held = _HELD[identity]
        held.connections -= 1
        if held.connections:
            return
        del _HELD[identity]
        if held.descriptor is not None:
            os.close(held.descriptor)
