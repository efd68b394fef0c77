# SPDX-License-Identifier: MIT
"""Handlers off the event loop: on a few threads, so many waiting at most, each for so long.

A handler that took too long goes on by itself: the workstation asks again and gets what it made.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Final, TypeVar

from leaddesk.domain.errors import RuleBroken

THREADS: Final = 12
MOST_WAITING: Final = 200
ResultT = TypeVar("ResultT")


class Running:
    """The threads of one server; used on the event loop only."""

    def __init__(self, threads: int = THREADS, most_waiting: int = MOST_WAITING) -> None:
        self._pool = ThreadPoolExecutor(threads, "leaddesk-hub")
        # The feed is looked at beside all calls, or nobody would be told while they wait.
        self._beside = ThreadPoolExecutor(1, "leaddesk-feed")
        self._most = threads + most_waiting
        self._under_way = 0

    async def run(self, work: Callable[[], ResultT], seconds: float) -> ResultT:
        """Run a handler and return what it returns.

        Raises RuleBroken("hub_busy") when too many wait, or when this one takes too long.
        """
        if self._under_way >= self._most:
            raise RuleBroken("hub_busy")
        self._under_way += 1
        running = asyncio.get_running_loop().run_in_executor(self._pool, work)
        running.add_done_callback(self._count_down)
        done, _ = await asyncio.wait((running,), timeout=seconds)
        if not done:
            running.cancel()
            raise RuleBroken("hub_busy")
        return running.result()

    def beside(self, work: Callable[[], ResultT]) -> asyncio.Future[ResultT]:
        """Run something on the thread that no call uses."""
        return asyncio.get_running_loop().run_in_executor(self._beside, work)

    def close(self) -> None:
        """Take nothing more; what runs goes on to its end."""
        self._pool.shutdown(wait=False, cancel_futures=True)
        self._beside.shutdown(wait=False, cancel_futures=True)

    def _count_down(self, ended: asyncio.Future[ResultT]) -> None:
        self._under_way -= 1
        if not ended.cancelled():
            # Read, so that nobody is told of an error that came after its call was given up.
            ended.exception()
