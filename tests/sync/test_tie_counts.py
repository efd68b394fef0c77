# SPDX-License-Identifier: MIT
"""The counts of a file: leases that are over, or from before a start of the machine, are told."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from leaddesk.desk.link import TieCounts
from leaddesk.sync.ports import HeldLease
from leaddesk.sync.tie_counts import SeatCounts
from tests.sync.runner_stage import START, MadeUpTime


@dataclass(frozen=True)
class Log:
    """What waits and needs attention."""

    waiting: int
    since: dt.datetime | None
    attention: int


class File:
    """A file with leases."""

    def __init__(self, leases: list[HeldLease]) -> None:
        self._leases = leases

    def held(self) -> list[HeldLease]:
        return self._leases

    def standing(self) -> Log:
        return Log(3, START, 1)


def test_leases_are_held_until_their_time_on_the_clock_of_their_boot() -> None:
    time = MadeUpTime(at=1000.0)
    file = File(
        [
            HeldLease(1, 1, "boot1", 1000.5),
            HeldLease(2, 2, "boot1", 1000.0),
            HeldLease(3, 3, "boot0", 9000.0),
        ]
    )
    counts = SeatCounts(file, time)
    assert counts.counts() == TieCounts(3, START, 1, held=1, over=2)
    time.at = 1001.0
    assert counts.counts() == TieCounts(3, START, 1, held=0, over=3)


def test_lists_that_wait_or_were_refused_are_counted_with_what_is_so() -> None:
    earlier = START - dt.timedelta(hours=1)
    counts = SeatCounts(File([]), MadeUpTime(), lambda: Log(2, earlier, 4)).counts()
    assert (counts.waiting, counts.since, counts.attention) == (5, earlier, 5)
    assert SeatCounts(File([]), MadeUpTime(), lambda: Log(0, None, 0)).counts().since == START
