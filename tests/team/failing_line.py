# SPDX-License-Identifier: MIT
"""A line to a hub that fails: its connections are cut, truncated and swallowed."""

from __future__ import annotations

import asyncio
import contextlib
import random
import threading
from dataclasses import dataclass

HOST = "127.0.0.1"
SWALLOWED_S = 6.0
"""How long a connection that swallows everything stays open."""
CHUNK = 16_384
HOWS, WEIGHTS = ("cut", "truncated", "swallowed"), (9, 9, 2)


@dataclass(slots=True)
class _Fate:
    """How a connection fails, and whether it has."""

    how: str
    failed: bool = False


class FailingLine:
    """Passes bytes on, on a thread of its own; each part fails its connection by chance."""

    def __init__(self, target: int, share: float, seed: int) -> None:
        self._target = target
        self._share = share
        self._chance = random.Random(seed)
        self._loop = asyncio.new_event_loop()
        self._over = asyncio.Event()
        self._listens = threading.Event()
        self._thread = threading.Thread(target=self._run, name="failing line")
        self.port = 0
        self.counts = dict.fromkeys(("connections", *HOWS), 0)

    def start(self) -> None:
        """Listen; `port` is known then."""
        self._thread.start()
        self._listens.wait()

    def fail(self, share: float) -> None:
        """Fail connections at another share of their parts from now on, at none with 0."""
        self._share = share

    def stop(self) -> None:
        """Listen no more, and end every connection."""
        self._loop.call_soon_threadsafe(self._over.set)
        self._thread.join()

    @property
    def failed(self) -> int:
        """Connections that failed so far."""
        return sum(self.counts[how] for how in HOWS)

    def _run(self) -> None:
        with asyncio.Runner(loop_factory=lambda: self._loop) as runner:
            runner.run(self._serve())

    async def _serve(self) -> None:
        server = await asyncio.start_server(self._connection, HOST, 0, backlog=256)
        self.port = server.sockets[0].getsockname()[1]
        self._listens.set()
        await self._over.wait()
        server.close()
        mine = asyncio.current_task()
        rest = [task for task in asyncio.all_tasks() if task is not mine]
        for task in rest:
            task.cancel()
        await asyncio.gather(*rest, return_exceptions=True)

    async def _connection(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.counts["connections"] += 1
        try:
            there, back = await asyncio.open_connection(HOST, self._target)
        except OSError:
            writer.transport.abort()
            return
        fate = _Fate(self._chance.choices(HOWS, WEIGHTS)[0])
        pipes = {
            asyncio.create_task(self._pipe(reader, back, fate)),
            asyncio.create_task(self._pipe(there, writer, fate)),
        }
        with contextlib.suppress(asyncio.CancelledError):
            await asyncio.wait(pipes, return_when=asyncio.FIRST_COMPLETED)
            if fate.failed and fate.how == "swallowed":
                await asyncio.wait(pipes, timeout=SWALLOWED_S)
        for pipe in pipes:
            pipe.cancel()
        for one in (writer, back):
            one.transport.abort() if fate.failed else one.close()

    async def _pipe(
        self, source: asyncio.StreamReader, into: asyncio.StreamWriter, fate: _Fate
    ) -> None:
        with contextlib.suppress(OSError):
            while told := await source.read(CHUNK):
                if fate.failed:
                    continue
                if self._chance.random() < self._share:
                    fate.failed = True
                    self.counts[fate.how] += 1
                    if fate.how == "swallowed":
                        continue
                    if fate.how == "truncated":
                        into.write(told[: self._chance.randrange(len(told) + 1)])
                        await into.drain()
                    return
                into.write(told)
                await into.drain()
