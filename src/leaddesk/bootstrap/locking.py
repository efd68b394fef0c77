# SPDX-License-Identifier: MIT
"""The screen lock of this computer: where its PINs are kept, and by which clock it waits."""

from __future__ import annotations

import contextlib
import functools
import platform
from collections.abc import Callable
from typing import TYPE_CHECKING

from leaddesk.bootstrap import desks
from leaddesk.domain.errors import StoreUnavailable

if TYPE_CHECKING:
    from leaddesk.storage.own_notes import OwnNotes
    from leaddesk.storage.store import SqlStore
    from leaddesk.system.pin_keeper import PinKeeper


class WindowNotes:
    """The notes of the database that a window has open, known once it is open."""

    def __init__(self) -> None:
        self._notes: OwnNotes | None = None

    def see(self, store: SqlStore) -> None:
        """Learn which database is open."""
        from leaddesk.storage.own_notes import OwnNotes

        self._notes = OwnNotes(store.database)

    def read(self, name: str) -> str:
        """Return a note, '' for none; raises StoreUnavailable."""
        return self._open().read(name)

    def write(self, name: str, value: str) -> None:
        """Keep a note; raises StoreUnavailable."""
        self._open().write(name, value)

    def _open(self) -> OwnNotes:
        if self._notes is None:
            raise StoreUnavailable("not_open")
        return self._notes


def keeper(
    notes: WindowNotes,
    fits_code: Callable[[str], bool] | None = None,
    takes_code: Callable[[], bool] = lambda: True,
) -> PinKeeper:
    """Return who keeps the PINs of this computer in a window's database."""
    from leaddesk.system.pin_keeper import PinKeeper

    return PinKeeper(notes, _computer(), boot_clock, fits_code, takes_code)


def remove_pins(database: str | None) -> int:
    """End every PIN of this computer in a database, and return how many there were.

    Raises StoreUnavailable, NewerSchema and BadInput.
    """
    from leaddesk.storage.opening import open_store

    name = desks.database_name(database)
    with contextlib.closing(open_store(name, desks.clock())) as store:
        notes = WindowNotes()
        notes.see(store)
        return keeper(notes).remove_all()


def boot_clock() -> float:
    """Return the seconds since the computer was started, sleep counted."""
    from leaddesk.system import boot_clock as clock

    return clock.seconds()


def watch_session(told: Callable[[], None]) -> Callable[[], None]:
    """Call what is given, on any thread, when the session is locked or the computer sleeps.

    Returns what ends that.
    """
    from leaddesk.system.session_watch import watch

    made = watch(told)
    return made.close if made is not None else lambda: None


@functools.cache
def _computer() -> str:
    return platform.node()[:40] or "desk"
