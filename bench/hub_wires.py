# SPDX-License-Identifier: MIT
"""What goes over the wire of a hub: bytes that are counted, and workstations that only listen."""

from __future__ import annotations

import asyncio
import contextlib
import multiprocessing
import ssl
import threading
from collections.abc import Coroutine, Iterator
from dataclasses import dataclass
from multiprocessing.connection import Connection
from typing import Any

from bench.hub_team import name_of, token_of
from leaddesk.desk.wire_calls import CALLS_HEADER, DEVICE_HEADER


@dataclass(slots=True)
class Counted:
    """A port that passes everything on to the hub, and how many bytes that were both ways.

    While it is `cut`, it takes nobody, and whoever says something is cut off.
    """

    port: int = 0
    bytes: int = 0
    cut: bool = False


@dataclass(slots=True)
class Heard:
    """How many pokes came to all who listen."""

    pokes: int = 0


@contextlib.contextmanager
def counted(port: int) -> Iterator[Counted]:
    """Stand before a hub and count."""
    found = Counted()

    async def pump(read: asyncio.StreamReader, write: asyncio.StreamWriter) -> None:
        with contextlib.suppress(ConnectionError):
            while (told := await read.read(65_536)) and not found.cut:
                found.bytes += len(told)
                write.write(told)
                await write.drain()
        write.close()

    async def pass_on(read: asyncio.StreamReader, write: asyncio.StreamWriter) -> None:
        if found.cut:
            write.close()
            return
        there_read, there_write = await asyncio.open_connection("127.0.0.1", port)
        await asyncio.gather(pump(read, there_write), pump(there_read, write))

    async def begin() -> None:
        listening = await asyncio.start_server(pass_on, "127.0.0.1", 0)
        found.port = listening.sockets[0].getsockname()[1]

    with _beside(begin()):
        yield found


@contextlib.contextmanager
def listeners(port: int, seats: int) -> Iterator[Heard]:
    """Let so many workstations listen for pokes, in a process of their own; counted at the end."""
    spawning = multiprocessing.get_context("spawn")
    ours, theirs = spawning.Pipe()
    child = spawning.Process(target=_listen, args=(theirs, port, seats), daemon=True)
    child.start()
    ours.recv()
    found = Heard()
    try:
        yield found
    finally:
        ours.send(None)
        found.pokes = ours.recv()
        child.join()


def _listen(pipe: Connection, port: int, seats: int) -> None:
    with _listening(port, seats) as found:
        pipe.send("ready")
        pipe.recv()
        pipe.send(found.pokes)


@contextlib.contextmanager
def _listening(port: int, seats: int) -> Iterator[Heard]:
    found = Heard()
    context = ssl.create_default_context()
    context.check_hostname = False
    context.verify_mode = ssl.CERT_NONE
    # A writer that nobody holds closes its connection.
    held: list[tuple[asyncio.Task[None], asyncio.StreamWriter]] = []

    async def listen(number: int) -> None:
        source = (f"127.0.{1 + number // 200}.{1 + number % 200}", 0)
        read, write = await asyncio.open_connection(
            "127.0.0.1", port, ssl=context, local_addr=source
        )
        head = (
            f"GET /v1/pokes HTTP/1.1\r\nhost: hub\r\nauthorization: Bearer {token_of(number)}\r\n"
            f"{DEVICE_HEADER}: {name_of(number)}\r\n{CALLS_HEADER}: 1\r\n\r\n"
        )
        write.write(head.encode())
        told = await read.readuntil(b"\r\n\r\n")
        if not told.startswith(b"HTTP/1.1 200"):
            raise RuntimeError(told[:80])
        held.append((asyncio.create_task(hear(read)), write))

    async def hear(read: asyncio.StreamReader) -> None:
        while told := await read.read(4_096):
            found.pokes += told.count(b"event: ")

    async def begin() -> None:
        for first in range(0, seats, 20):
            numbers = range(first, min(first + 20, seats))
            await asyncio.gather(*(listen(number) for number in numbers))

    with _beside(begin()):
        yield found


@contextlib.contextmanager
def _beside(begin: Coroutine[Any, Any, None]) -> Iterator[None]:
    """Run an event loop on a thread of its own, until the end of the block."""
    loop = asyncio.new_event_loop()
    thread = threading.Thread(target=loop.run_forever, daemon=True)
    thread.start()
    asyncio.run_coroutine_threadsafe(begin, loop).result()

    async def end() -> None:
        rest = asyncio.all_tasks() - {asyncio.current_task()}
        for task in rest:
            task.cancel()
        await asyncio.gather(*rest, return_exceptions=True)

    try:
        yield
    finally:
        asyncio.run_coroutine_threadsafe(end(), loop).result()
        loop.call_soon_threadsafe(loop.stop)
        thread.join()
