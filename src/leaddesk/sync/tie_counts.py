# SPDX-License-Identifier: MIT
"""What a workstation's file says about its tie: its log counted, its leases judged by the clock."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from typing import Protocol

from leaddesk.desk.link import TieCounts
from leaddesk.sync.holding_time import is_alive
from leaddesk.sync.ports import BootClock, HeldLease


class LogCount(Protocol):
    """How many operations or lists wait, the oldest since when, and how many need attention."""

    @property
    def waiting(self) -> int: ...  # noqa: D102
    @property
    def since(self) -> dt.datetime | None: ...  # noqa: D102
    @property
    def attention(self) -> int: ...  # noqa: D102


class CountedSeat(Protocol):
    """The workstation's file, as far as it is counted."""

    def held(self) -> Sequence[HeldLease]:
        """Return the leases that no operation has ended."""
        ...

    def standing(self) -> LogCount:
        """Return the counts of its log."""
        ...


class SeatCounts:
    """`runner_ports.Counts` over a workstation's file."""

    def __init__(
        self, seat: CountedSeat, clock: BootClock, lists: Callable[[], LogCount] | None = None
    ) -> None:
        """Take the file, and what counts the lists beside it."""
        self._seat, self._clock, self._lists = seat, clock, lists

    def counts(self) -> TieCounts:
        """Return the counts; raises StoreUnavailable."""
        log = self._seat.standing()
        leases = self._seat.held()
        held = sum(is_alive(lease, self._clock) for lease in leases)
        told = [log, self._lists()] if self._lists is not None else [log]
        since = min((one.since for one in told if one.since is not None), default=None)
        return TieCounts(
            sum(one.waiting for one in told), since, sum(one.attention for one in told),
            held, len(leases) - held,
        )  # fmt: skip
