# SPDX-License-Identifier: MIT
"""What the window needs of whoever keeps the PINs of this computer."""

from __future__ import annotations

from typing import Protocol

from leaddesk.domain.screen_lock import LockState

SERVICE = "screen_lock"
"""The door that returns the `Keeper`."""
CLOCK = "boot_clock"
"""The door that tells the seconds since the computer was started, sleep counted."""


SESSION = "session_watch"
"""The door that calls what it is given, on any thread, whenever the session is locked or the
computer goes to sleep; it returns what ends that."""


class Keeper(Protocol):
    """Keeps the PINs; its calls take a while and belong on a thread of their own."""

    def state(self, person_id: int) -> LockState:
        """Return how the lock of a person stands."""
        ...

    def try_pin(self, person_id: int, pin: str) -> LockState:
        """Return how it stands after this PIN."""
        ...

    def try_code(self, person_id: int, code: str) -> LockState:
        """Return how it stands after the recovery code, which ends the PIN."""
        ...

    def set_pin(self, person_id: int, current: str, pin: str, minutes: int) -> LockState:
        """Keep a new PIN; raises BadInput and RuleBroken."""
        ...

    def remove(self, person_id: int, current: str) -> None:
        """End the PIN; raises RuleBroken."""
        ...
