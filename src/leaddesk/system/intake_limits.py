# SPDX-License-Identifier: MIT
"""How many messages a server takes in a minute: of one sender, and in all."""

from __future__ import annotations

import math
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

MINUTE: Final = 60.0
ALL_TIMES: Final = 10
"""All addresses together may send so many times what one may."""
_MOST_ADDRESSES: Final = 10_000


@dataclass(slots=True)
class _Bucket:
    left: float
    at: float


class Limits:
    """Buckets that fill up again over a minute; how many there are is bounded.

    `in_all` is what all senders together may send in a minute. Not for several threads at once.
    """

    def __init__(
        self,
        per_minute: int,
        monotonic: Callable[[], float] = time.monotonic,
        in_all: int | None = None,
    ) -> None:
        self._each = per_minute
        self._monotonic = monotonic
        self._most = per_minute * ALL_TIMES if in_all is None else in_all
        self._all = _Bucket(self._most, monotonic())
        self._addresses: dict[str, _Bucket] = {}

    def wait(self, address: str) -> int:
        """Count a message; return 0 when it may come, else the seconds to wait."""
        now = self._monotonic()
        own = self._addresses.get(address)
        if own is None:
            self._make_room(now)
            own = self._addresses[address] = _Bucket(self._each, now)
        waits = (self._filled(own, self._each, now), self._filled(self._all, self._most, now))
        if any(waits):
            return max(waits)
        own.left -= 1
        self._all.left -= 1
        return 0

    def _filled(self, bucket: _Bucket, most: int, now: float) -> int:
        """Fill a bucket up to now and return how long it takes until something is in it."""
        bucket.left = min(float(most), bucket.left + (now - bucket.at) * most / MINUTE)
        bucket.at = now
        if bucket.left >= 1:
            return 0
        return max(1, math.ceil((1 - bucket.left) * MINUTE / most))

    def _make_room(self, now: float) -> None:
        """Forget addresses that were silent for a minute, or all when every one is busy."""
        if len(self._addresses) < _MOST_ADDRESSES:
            return
        kept = {a: b for a, b in self._addresses.items() if now - b.at < MINUTE}
        self._addresses = kept if len(kept) < _MOST_ADDRESSES else {}
