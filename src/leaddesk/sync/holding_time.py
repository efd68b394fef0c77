# SPDX-License-Identifier: MIT
"""Until when a lease may be worked here: counted early, and never past a start of the machine."""

from __future__ import annotations

from leaddesk.sync.ports import BootClock, HeldLease

MARGIN = 0.05
"""The share of a lease's time that is given up: clocks drift, and answers take their time."""


def is_alive(lease: HeldLease, clock: BootClock) -> bool:
    """Tell whether a lease may be worked now.

    After a start of the machine none may, before the hub confirmed it: no clock that a person can
    set tells how long the machine was off.
    """
    return lease.boot == clock.boot() and clock.seconds() < lease.over


def over_at(asked: float, left_s: float) -> float:
    """Return when a lease is over on the clock of this boot; `asked` is from before the request."""
    return asked + left_s * (1 - MARGIN)
