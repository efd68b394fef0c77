# SPDX-License-Identifier: MIT
"""Workstations that work a hub over HTTPS, several in one process; each from an address of its own.

Their clients are as small as the calls allow, so that the two sides of a benchmark that share a
computer measure the hub.
"""

from __future__ import annotations

import http.client
import multiprocessing
import ssl
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from multiprocessing.connection import Connection
from typing import Any

import msgspec

from bench import made_leads
from bench.hub_team import name_of, token_of
from leaddesk.desk.commands import LogCall
from leaddesk.desk.operations import operation_of
from leaddesk.desk.wire import NEWEST_VERSION, Hand, Hello, Pushed, Sent, Welcome
from leaddesk.desk.wire_calls import CALLS_HEADER, DEVICE_HEADER, Push, TopUp
from leaddesk.desk.work import new_entry_id

_OK = 200
_BUSY = frozenset({429, 503})


@dataclass(slots=True)
class Seat:
    """One workstation, on one connection that stays open."""

    number: int
    port: int
    seq: int = 0
    hand: list[tuple[int, int]] = field(default_factory=list)
    line: http.client.HTTPSConnection | None = None
    busy: int = 0

    def open(self) -> None:
        """Connect and say hello: a workstation goes on where the hub has it."""
        context = ssl.create_default_context()
        context.check_hostname = False
        context.verify_mode = ssl.CERT_NONE
        source = (f"127.0.{1 + self.number // 200}.{1 + self.number % 200}", 0)
        self.line = http.client.HTTPSConnection(
            "127.0.0.1", self.port, timeout=60, context=context, source_address=source
        )
        self.line.connect()
        told = self.call("hello", Hello(NEWEST_VERSION, 0, ""))
        self.seq = msgspec.json.decode(told, type=Welcome).last_seq

    def call(self, name: str, body: object) -> bytes:
        """Make one call; again when the hub says that it is busy."""
        told = msgspec.json.encode(body)
        assert self.line is not None
        headers = {
            "content-type": "application/json",
            "authorization": f"Bearer {token_of(self.number)}",
            DEVICE_HEADER: name_of(self.number),
            CALLS_HEADER: "1",
        }
        while True:
            self.line.request("POST", f"/v1/{name}", told, headers)
            answer = self.line.getresponse()
            content = answer.read()
            if answer.status == _OK:
                return content
            if answer.status not in _BUSY:
                raise RuntimeError(content[:200])
            self.busy += 1
            time.sleep(0.2)

    def top_up(self, target: int) -> int:
        """Ask for a hand; return how many leases are new."""
        hand = msgspec.json.decode(self.call("top_up", TopUp(target)), type=Hand)
        held = [(one.lead.lead_id, one.lease_id) for one in hand.leases]
        fresh = len(set(held) - set(self.hand))
        self.hand = held
        return fresh

    def push(self, most: int) -> int:
        """Log a call of so many leads of the hand in one push; return how many were applied.

        Raises RuntimeError for one that was not: a hub that refuses is not slow.
        """
        sent = []
        for lead_id, lease_id in self.hand[:most]:
            command = LogCall(lead_id, "no_answer", then_take=False)
            made = operation_of(command, 0, made_leads.NOW, new_entry_id(made_leads.NOW))
            assert made is not None
            self.seq += 1
            sent.append(
                Sent(self.seq, made.id, made.at, made.kind, made.format, made.told, lead_id,
                     lead_id, lease_id)
            )  # fmt: skip
        self.hand = self.hand[most:]
        pushed = msgspec.json.decode(self.call("push", Push(tuple(sent))), type=Pushed)
        for one in pushed.results:
            if one.state != "done" or one.elsewhere:
                raise RuntimeError(f"operation {one.seq}: {one.state} {one.answer}")
        if len(pushed.results) != len(sent):
            raise RuntimeError(f"{len(pushed.results)} answers to {len(sent)} operations")
        return len(sent)


def fill(seat: Seat, target: int) -> tuple[int, list[float]]:
    """Fill the hand."""
    began = time.perf_counter()
    return seat.top_up(target), [time.perf_counter() - began]


def work_off(seat: Seat, batch: int) -> tuple[int, list[float]]:
    """Log a call of every lead of the hand, so many in one push."""
    done, spent = 0, []
    while seat.hand:
        began = time.perf_counter()
        done += seat.push(batch)
        spent.append(time.perf_counter() - began)
    return done, spent


WORK: dict[str, Callable[[Seat, int], tuple[int, list[float]]]] = {
    "fill": fill,
    "work_off": work_off,
}


@dataclass(frozen=True, slots=True)
class Done:
    """What all did in a round: how much, in how many seconds, and the seconds of each call."""

    count: int
    seconds: float
    calls: tuple[float, ...]

    @property
    def rate(self) -> float:
        """How much in a second."""
        return self.count / self.seconds


class Crowd:
    """Workstations in a few processes."""

    def __init__(self, pipes: Sequence[Connection]) -> None:
        self._pipes = pipes

    def all(self, what: str, told: int) -> Done:
        """Let every workstation do something at the same moment, and wait for the last one."""
        began = time.perf_counter()
        for pipe in self._pipes:
            pipe.send((what, told))
        found = [pipe.recv() for pipe in self._pipes]
        seconds = time.perf_counter() - began
        troubles = [one for one in found if isinstance(one, str)]
        if troubles:
            raise RuntimeError(troubles[0])
        count = sum(one[0] for one in found)
        if not count:
            raise RuntimeError(f"nothing came of {what}")
        return Done(count, seconds, tuple(s for one in found for s in one[1]))


@contextmanager
def crowd(port: int | Sequence[int], seats: int, processes: int = 2) -> Iterator[Crowd]:
    """Run so many workstations; with several ports, each takes the next hub."""
    ports = [port] if isinstance(port, int) else list(port)
    spawning = multiprocessing.get_context("spawn")
    pipes, children = [], []
    for process in range(processes):
        ours, theirs = spawning.Pipe()
        numbers = list(range(process, seats, processes))
        child = spawning.Process(target=_serve, args=(theirs, numbers, ports), daemon=True)
        child.start()
        pipes.append(ours)
        children.append(child)
    for pipe in pipes:
        pipe.recv()
    try:
        yield Crowd(pipes)
    finally:
        for pipe in pipes:
            pipe.send(None)
        for child in children:
            child.join()


def _serve(pipe: Connection, numbers: list[int], ports: list[int]) -> None:
    seats = [Seat(number, ports[number % len(ports)]) for number in numbers]
    for seat in seats:
        seat.open()
    pipe.send("ready")
    while (wanted := pipe.recv()) is not None:
        what, told = wanted
        pipe.send(_together(seats, WORK[what], told))


def _together(
    seats: list[Seat], work: Callable[[Seat, int], tuple[int, list[float]]], told: int
) -> Any:
    found: list[tuple[int, list[float]]] = []
    troubles: list[str] = []

    def run(seat: Seat) -> None:
        try:
            found.append(work(seat, told))
        except Exception as error:  # noqa: BLE001 - told to the parent
            troubles.append(f"{type(error).__name__}: {error}")

    threads = [threading.Thread(target=run, args=(seat,)) for seat in seats]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if troubles:
        return troubles[0]
    return sum(count for count, _ in found), [s for _, spent in found for s in spent]
