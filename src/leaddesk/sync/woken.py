# SPDX-License-Identifier: MIT
"""Whether this computer slept or came into another network, so that the hub may be there again."""

from __future__ import annotations

from typing import Final

from leaddesk.sync.runner_ports import Around

SLEPT_S: Final = 5.0
"""So much of the boot clock without the other one: the machine slept."""


class Woken:
    """Remembers how long this computer slept so far, and the network it was in."""

    def __init__(self, around: Around) -> None:
        self._around = around
        self._slept = self._asleep()
        self._address = around.address()

    def has_woken(self) -> bool:
        """Tell whether it slept, or has a network that it had not, since this was last asked."""
        slept, address = self._asleep(), self._around.address()
        jumped = slept - self._slept > SLEPT_S
        moved = address not in {"", self._address}
        self._slept, self._address = slept, address
        return jumped or moved

    def _asleep(self) -> float:
        return self._around.clock.seconds() - self._around.awake()
