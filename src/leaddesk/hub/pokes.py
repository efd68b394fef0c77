# SPDX-License-Identifier: MIT
"""Telling workstations at once that something changed: whom it concerns, and the whole team.

A poke says no more than "look": what changed is pulled. So none is lost that matters, and a reader
that is slow gets one poke for many changes.
"""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import AsyncIterator, Callable
from typing import Final, TypeVar

from leaddesk.domain.errors import LeadDeskError, RuleBroken
from leaddesk.hub.doors import Changed, Told

_LOG = logging.getLogger(__name__)
ResultT = TypeVar("ResultT")

ALIVE_SECONDS: Final = 20.0
LOOK_SECONDS: Final = 0.3
TEAM_SECONDS: Final = 0.25
"""How often a stream says that it lives, the feed is looked at, and the team is told, at most."""
GAP_SECONDS: Final = 0.05
"""Between two looks at the feed, at least, however much is written."""
MOST_STREAMS: Final = 1_000
MOST_OF_ONE: Final = 2
"""Streams in all, and of one workstation: its oldest ends for a newer one."""
_PATIENCE: Final = 16
"""How many times slower the feed is looked at while it can't be read."""

YOU, TEAM, ALIVE = b"event: you\ndata:\n\n", b"event: team\ndata:\n\n", b":\n\n"


class Stream:
    """What one workstation has to be told; used on the event loop only."""

    def __init__(self, family: str, person_id: int, clock: Callable[[], float]) -> None:
        self.family = family
        self.person_id = person_id
        self.over = False
        self._clock = clock
        self._woken = asyncio.Event()
        # Whoever comes anew may have missed anything.
        self._you, self._team = True, True
        self._team_at = float("-inf")

    def poke(self, *, you: bool) -> None:
        """Tell that the team changed, with `you` also what is this person's."""
        self._you = self._you or you
        self._team = True
        self._woken.set()

    def end(self) -> None:
        """Let the reader go."""
        self.over = True
        self._woken.set()

    async def next(self, alive_seconds: float) -> bytes:
        """Return what is to be written next, b"" at the end."""
        until = self._clock() + alive_seconds
        while not self.over:
            now = self._clock()
            told = YOU if self._you else b""
            self._you = False
            if self._team and now - self._team_at >= TEAM_SECONDS:
                self._team, self._team_at = False, now
                told += TEAM
            if told:
                return told
            if now >= until:
                return ALIVE
            wake = min(until, self._team_at + TEAM_SECONDS) if self._team else until
            await self._wait(wake - now)
        return b""

    async def _wait(self, seconds: float) -> None:
        self._woken.clear()
        try:
            async with asyncio.timeout(max(0.0, seconds)):
                await self._woken.wait()
        except TimeoutError:
            return


class Pokes:
    """All streams of a process, and the look at the feed that serves them.

    `in_thread` runs a function beside the event loop. Used on the event loop only.
    """

    def __init__(
        self,
        told: Told,
        in_thread: Callable[[Callable[[], Changed]], asyncio.Future[Changed]],
        look_seconds: float = LOOK_SECONDS,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._told = told
        self._in_thread = in_thread
        self._look_seconds = look_seconds
        self._clock = clock
        self._streams: list[Stream] = []
        self._nudged = asyncio.Event()
        self._mark: int | None = None
        self._looked_at: float | None = None
        self._troubled = False
        self._closed = False

    @property
    def connected(self) -> int:
        """How many streams are open."""
        return len(self._streams)

    @property
    def age_s(self) -> float:
        """Seconds since the feed was read the last time, -1 when it never was."""
        return -1.0 if self._looked_at is None else self._clock() - self._looked_at

    def open(self, family: str, person_id: int) -> Stream:
        """Begin a stream; raises RuleBroken("hub_busy") when there are too many."""
        if self._closed or len(self._streams) >= MOST_STREAMS:
            raise RuleBroken("hub_busy")
        own = [one for one in self._streams if one.family == family]
        for stream in own[: len(own) + 1 - MOST_OF_ONE]:
            stream.end()
        stream = Stream(family, person_id, self._clock)
        self._streams.append(stream)
        return stream

    def close(self, stream: Stream) -> None:
        """Forget a stream."""
        if stream in self._streams:
            self._streams.remove(stream)

    def nudge(self) -> None:
        """Look at the feed at once: something was written here."""
        self._nudged.set()

    def end_all(self) -> None:
        """Let every reader go, and take no more."""
        self._closed = True
        for stream in self._streams:
            stream.end()

    async def lines(self, stream: Stream, alive_seconds: float) -> AsyncIterator[bytes]:
        """Return what a stream writes until its end."""
        while line := await stream.next(alive_seconds):
            yield line

    async def watch(self) -> None:
        """Look at the feed until this task is cancelled."""
        while True:
            self._nudged.clear()
            await self.look()
            await asyncio.sleep(min(GAP_SECONDS, self._look_seconds))
            seconds = self._look_seconds * (_PATIENCE if self._troubled else 1)
            try:
                async with asyncio.timeout(seconds):
                    await self._nudged.wait()
            except TimeoutError:
                continue

    async def look(self) -> None:
        """Read the feed once and tell whom it concerns."""
        try:
            changed = await self._in_thread(self._since_mark)
        except LeadDeskError as error:
            self._note_trouble(error.key)
            return
        except Exception as error:  # noqa: BLE001 - or nobody would be told of anything any more
            self._note_trouble(type(error).__name__)
            return
        known = self._mark is not None and not self._troubled
        self._troubled = False
        self._looked_at = self._clock()
        self._mark = changed.mark
        # After trouble nobody knows what was missed.
        self._deliver(changed if known else Changed(changed.mark, everybody=True))

    def _note_trouble(self, what: str) -> None:
        if not self._troubled:
            _LOG.warning("What changed can't be read: %s.", what)
        self._troubled = True

    def _since_mark(self) -> Changed:
        return self._told.told_since(self._mark)

    def _deliver(self, changed: Changed) -> None:
        if not changed.persons and not changed.everybody and not changed.looks:
            return
        persons = frozenset(changed.persons)
        for stream in self._streams:
            stream.poke(you=changed.everybody or stream.person_id in persons)
