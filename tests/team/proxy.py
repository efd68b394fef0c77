# SPDX-License-Identifier: MIT
"""A line between workstations and a hub that fails: connections are cut, truncated and swallowed.

Runs as a process: `python -m tests.team.proxy LISTEN TARGET MEAN_SECONDS SEED`. SIGUSR1 heals it;
SIGTERM ends it, and what it did stands as JSON on its output.
"""

from __future__ import annotations

import asyncio
import contextlib
import json
import random
import signal
import sys
from dataclasses import dataclass, field

HOST = "127.0.0.1"
SWALLOWED_SECONDS = 12.0
"""How long a connection that swallows everything stays open."""


@dataclass(slots=True)
class _Fate:
    """When a connection fails, and how."""

    at: float
    how: str
    failed: bool = False


@dataclass
class Proxy:
    """Passes bytes on until a connection's time is over."""

    target: int
    mean_s: float
    chance: random.Random
    healthy: bool = False
    counts: dict[str, int] = field(
        default_factory=lambda: {"connections": 0, "cut": 0, "truncated": 0, "swallowed": 0}
    )

    async def serve(self, listen: int) -> None:
        """Serve until the process is told to end."""
        loop = asyncio.get_running_loop()
        over = asyncio.Event()
        loop.add_signal_handler(signal.SIGUSR1, self._heal)
        loop.add_signal_handler(signal.SIGTERM, over.set)
        server = await asyncio.start_server(self._connection, HOST, listen, backlog=256)
        sys.stdout.write("ready\n")
        sys.stdout.flush()
        await over.wait()
        server.close()
        sys.stdout.write(json.dumps(self.counts) + "\n")
        sys.stdout.flush()

    def _heal(self) -> None:
        self.healthy = True

    async def _connection(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.counts["connections"] += 1
        try:
            there, back = await asyncio.open_connection(HOST, self.target)
        except OSError:
            writer.close()
            return
        fate = _Fate(
            asyncio.get_running_loop().time() + self.chance.expovariate(1 / self.mean_s),
            self.chance.choices(("cut", "truncated", "swallowed"), (5, 4, 1))[0],
        )
        pipes = {
            asyncio.create_task(self._pipe(reader, back, fate)),
            asyncio.create_task(self._pipe(there, writer, fate)),
        }
        await asyncio.wait(pipes, return_when=asyncio.FIRST_COMPLETED)
        if fate.failed and fate.how == "swallowed":
            await asyncio.wait(pipes, timeout=SWALLOWED_SECONDS)
        for pipe in pipes:
            pipe.cancel()
        for one in (writer, back):
            with contextlib.suppress(OSError, RuntimeError):
                one.transport.abort() if fate.failed else one.close()

    async def _pipe(
        self, source: asyncio.StreamReader, into: asyncio.StreamWriter, fate: _Fate
    ) -> None:
        with contextlib.suppress(OSError):
            while told := await source.read(4096):
                if fate.failed and fate.how == "swallowed":
                    continue
                if not self.healthy and asyncio.get_running_loop().time() > fate.at:
                    fate.failed = True
                    self.counts[fate.how] += 1
                    if fate.how == "swallowed":
                        continue
                    if fate.how == "truncated":
                        into.write(told[: self.chance.randrange(len(told) + 1)])
                        await into.drain()
                    return
                into.write(told)
                await into.drain()


if __name__ == "__main__":
    _listen, _target, _mean, _seed = sys.argv[1:]
    asyncio.run(Proxy(int(_target), float(_mean), random.Random(int(_seed))).serve(int(_listen)))
