# SPDX-License-Identifier: MIT
"""Keeps the PINs of the screen lock: one per person of this computer, as hashes, with their tries.

They are one note in the database of this computer: inside an encrypted file they are encrypted too,
and they never travel to a team. A try is counted before it is looked at, so that ending the program
gives no further one; after a restart the whole wait begins again, for no clock counts meanwhile.
"""

from __future__ import annotations

import dataclasses
import json
import threading
from collections.abc import Callable
from typing import Protocol

from leaddesk.domain.errors import RuleBroken
from leaddesk.domain.screen_lock import LockState, check_pin, wait_after
from leaddesk.system import secret_hash

NOTE = "screen_lock"


class Notes(Protocol):
    """Where the note is kept."""

    def read(self, name: str) -> str:
        """Return a note, '' for none."""
        ...

    def write(self, name: str, value: str) -> None:
        """Keep a note; an empty one is forgotten."""
        ...


@dataclasses.dataclass(frozen=True, slots=True)
class _Kept:
    """A person's PIN as a hash, the idle minutes, and the wrong tries since the last right one."""

    pin: str
    minutes: int
    tries: int = 0


class PinKeeper:
    """The PINs of one computer; safe from any thread. What the notes raise goes through."""

    def __init__(
        self,
        notes: Notes,
        computer: str,
        clock: Callable[[], float],
        fits_code: Callable[[str], bool] | None = None,
        takes_code: Callable[[], bool] = lambda: True,
    ) -> None:
        """Take the name of this computer, a clock that counts sleep, and who knows the file's code.

        Without `fits_code`, and while `takes_code` says no, there is no recovery code: the file is
        not encrypted.
        """
        self._notes, self._computer, self._clock = notes, computer, clock
        self._fits_code, self._takes_code = fits_code, takes_code
        self._until: dict[int, float] = {}
        self._lock = threading.RLock()

    def state(self, person_id: int) -> LockState:
        """Return how the lock of a person stands."""
        with self._lock:
            kept = self._all().get(self._name(person_id))
            if kept is None:
                return LockState()
            return self._told(person_id, kept)

    def try_pin(self, person_id: int, pin: str) -> LockState:
        """Return how the lock stands after this PIN; while one has to wait it is not looked at."""
        with self._lock:
            return self._tried(person_id, lambda kept: secret_hash.fits(pin, kept.pin))

    def try_code(self, person_id: int, code: str) -> LockState:
        """Return how the lock stands after the file's recovery code; the right one ends the PIN."""
        fits = self._fits_code
        with self._lock:
            after = self._tried(person_id, lambda _kept: fits is not None and fits(code))
            if after.opened:
                self._put(person_id, None)
                return LockState(opened=True)
            return after

    def set_pin(self, person_id: int, current: str, pin: str, minutes: int) -> LockState:
        """Keep a new PIN and return how the lock stands; an empty one only changes the minutes.

        Raises BadInput for a PIN that is too easy, RuleBroken("pin.wrong") or ("pin.wait") when
        there is one already and `current` is not it.
        """
        with self._lock:
            known = self._all().get(self._name(person_id))
            if pin or known is None:
                check_pin(pin)
            self._allow(person_id, current)
            hashed = secret_hash.make(pin) if pin or known is None else known.pin
            self._put(person_id, _Kept(hashed, minutes))
            return self.state(person_id)

    def remove(self, person_id: int, current: str) -> None:
        """End a person's PIN; raises RuleBroken("pin.wrong") or ("pin.wait")."""
        with self._lock:
            self._allow(person_id, current)
            self._put(person_id, None)

    def remove_all(self) -> int:
        """End every PIN of this computer and return how many there were."""
        with self._lock:
            kept = self._all()
            own = [name for name in kept if name.startswith(f"{self._computer}/")]
            self._write({name: one for name, one in kept.items() if name not in own})
            self._until.clear()
            return len(own)

    def _allow(self, person_id: int, current: str) -> None:
        """Refuse a change by somebody who does not know the PIN."""
        if not self.state(person_id).is_set:
            return
        after = self.try_pin(person_id, current)
        if not after.opened:
            raise RuleBroken("pin.wait" if after.wait else "pin.wrong", since=after.wait)

    def _tried(self, person_id: int, fits: Callable[[_Kept], bool]) -> LockState:
        kept = self._all().get(self._name(person_id))
        if kept is None:
            return LockState(opened=True)
        state = self._told(person_id, kept)
        if state.wait:
            return state
        counted = dataclasses.replace(kept, tries=kept.tries + 1)
        self._put(person_id, counted)
        if fits(kept):
            self._put(person_id, dataclasses.replace(kept, tries=0))
            self._until.pop(person_id, None)
            return dataclasses.replace(self._told(person_id, kept, free=True), opened=True)
        self._until[person_id] = self._clock() + wait_after(counted.tries)
        return self._told(person_id, counted)

    def _told(self, person_id: int, kept: _Kept, *, free: bool = False) -> LockState:
        wait = 0
        if not free and wait_after(kept.tries):
            until = self._until.setdefault(person_id, self._clock() + wait_after(kept.tries))
            wait = max(0, -int(-(until - self._clock()) // 1))
        takes_code = self._fits_code is not None and self._takes_code()
        return LockState(True, kept.minutes, wait, takes_code=takes_code)

    def _name(self, person_id: int) -> str:
        return f"{self._computer}/{person_id}"

    def _all(self) -> dict[str, _Kept]:
        try:
            told = json.loads(self._notes.read(NOTE) or "{}")
            return {str(name): _Kept(**one) for name, one in told.items()}
        except (ValueError, TypeError, AttributeError):
            return {}  # A note that nobody can read locks nobody out.

    def _put(self, person_id: int, kept: _Kept | None) -> None:
        everybody = self._all()
        everybody.pop(self._name(person_id), None)
        if kept is not None:
            everybody[self._name(person_id)] = kept
        else:
            self._until.pop(person_id, None)
        self._write(everybody)

    def _write(self, everybody: dict[str, _Kept]) -> None:
        told = {name: dataclasses.asdict(one) for name, one in everybody.items()}
        self._notes.write(NOTE, json.dumps(told) if told else "")
