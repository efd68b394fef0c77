# SPDX-License-Identifier: MIT
"""How this workstation stands to its hub, for the desk: away or not, which leads may be worked."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from leaddesk.desk.link import Tie
from leaddesk.sync.runner import Runner

_THERE = frozenset({Tie.IN_STEP, Tie.SENDING})


class Taker(Protocol):
    """The engine, as far as it brings single leads."""

    def take(self, lead_id: int) -> None:
        """Bring one lead that a person chose into the hand; raises HubAway and RuleBroken."""
        ...


@dataclass(frozen=True, slots=True)
class StandingHere:
    """What the desk of a workstation asks of the runner beside it; safe from any thread.

    `workable` tells whether a lead may be called from here, `operation` whether a journal row is
    that of an operation of this workstation.
    """

    runner: Runner
    engine: Taker
    workable: Callable[[int], bool]
    operation: Callable[[str], bool]

    def is_away(self) -> bool:
        """Tell whether the hub can't be asked now; it is tried by others meanwhile."""
        return self.runner.state().tie not in _THERE

    def heard(self) -> dt.datetime | None:
        """Return when this workstation was last in step; None for never."""
        return self.runner.state().heard

    def may_work(self, lead_id: int) -> bool:
        """Tell whether a lead is leased to this workstation and workable, or its person's own."""
        return self.workable(lead_id)

    def bring(self, lead_id: int) -> None:
        """Bring a lead with its lease here, between two tries; raises HubAway and RuleBroken."""
        self.runner.apart(lambda: self.engine.take(lead_id))

    def is_operation(self, entry_id: str) -> bool:
        """Tell whether a journal row is that of an operation of this workstation."""
        return self.operation(entry_id)

    def poke(self) -> None:
        """Bring both sides in step soon: something was done here or at the hub."""
        self.runner.wake()

    def overhear(self) -> None:
        """Hear what the window that has the turn heard of the team."""
        self.runner.overhear()
