# SPDX-License-Identifier: MIT
"""What is sent again is done once: the first answer is kept for a day, under the id it came with.

A second request that comes while the first is under way waits for its answer. What another
process, or this one before it was started again, has done is known by its journal row.
"""

from __future__ import annotations

import datetime as dt
import threading
from collections import OrderedDict
from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import dataclass

KEPT = dt.timedelta(hours=24)
MOST = 20_000
"""Answers kept; the oldest go first."""


@dataclass(frozen=True, slots=True)
class _Kept:
    at: dt.datetime
    answer: Future[bytes]


class Once:
    """Answers by the id of their request; safe from any thread."""

    def __init__(self, now: Callable[[], dt.datetime], most: int = MOST) -> None:
        self._now, self._most = now, most
        self._lock = threading.Lock()
        self._kept: OrderedDict[tuple[int, str], _Kept] = OrderedDict()

    def once(self, person_id: int, request: str, work: Callable[[], bytes]) -> bytes:
        """Return the answer of a person's request, doing it when it is new.

        What fails is not kept: it left nothing, and may be tried again. Raises what `work` raises.
        """
        key = (person_id, request)
        with self._lock:
            self._forget()
            kept = self._kept.get(key)
            mine: Future[bytes] = Future()
            if kept is None:
                self._kept[key] = _Kept(self._now(), mine)
        if kept is not None:
            return kept.answer.result()
        try:
            answer = work()
        except BaseException as error:
            with self._lock:
                self._kept.pop(key, None)
            mine.set_exception(error)
            raise
        mine.set_result(answer)
        return answer

    def _forget(self) -> None:
        """Let go of what is too old or too much; what is under way stays."""
        before = self._now() - KEPT
        while self._kept:
            key, oldest = next(iter(self._kept.items()))
            over = oldest.at < before or len(self._kept) >= self._most
            if not over or not oldest.answer.done():
                return
            del self._kept[key]
