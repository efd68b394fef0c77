# SPDX-License-Identifier: MIT
"""What a workstation's file says about its tie: its log counted, its leases judged by the clock."""

from __future__ import annotations

import datetime as dt
from contextlib import AbstractContextManager
from typing import Protocol

from leaddesk.desk.link import TieCounts
from leaddesk.sync.holding_time import is_alive
from leaddesk.sync.ports import BootClock, SeatUnit


class LogCount(Protocol):
    """How many operations wait, the oldest of them since when, and how many need attention."""

    @property
    def waiting(self) -> int: ...  # noqa: D102
    @property
    def since(self) -> dt.datetime | None: ...  # noqa: D102
    @property
    def attention(self) -> int: ...  # noqa: D102


class CountedSeat(Protocol):
    """The workstation's file, as far as it is counted."""

    def unit(self) -> AbstractContextManager[SeatUnit]:
        """Begin a transaction."""
        ...

    def standing(self) -> LogCount:
        """Return the counts of its log."""
        ...


class SeatCounts:
    """`runner_ports.Counts` over a workstation's file."""

    def __init__(self, seat: CountedSeat, clock: BootClock) -> None:
        self._seat, self._clock = seat, clock

    def counts(self) -> TieCounts:
        """Return the counts; raises StoreUnavailable."""
        log = self._seat.standing()
        with self._seat.unit() as unit:
            leases = unit.leases()
        held = sum(is_alive(lease, self._clock) for lease in leases)
        return TieCounts(log.waiting, log.since, log.attention, held, len(leases) - held)
