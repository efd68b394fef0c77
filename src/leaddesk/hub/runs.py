# SPDX-License-Identifier: MIT
"""Work of many steps for workstations: its parts kept until all are there, then done on a thread.

No work outlives the process: a workstation that asks after one nobody knows begins again, and the
desk does nothing of it twice. Parts of one that was killed are cleared away after a day.
"""

from __future__ import annotations

import re
import threading
import time
from collections.abc import Callable
from concurrent.futures import Future
from pathlib import Path
from typing import Final

import msgspec

from leaddesk.desk.remote import Failure
from leaddesk.desk.wire_runs import End, Order, Part, Progress
from leaddesk.domain.errors import (
    BadInput,
    LeadDeskError,
    NotFound,
    RuleBroken,
    StoreUnavailable,
)
from leaddesk.hub.refusals import outward
from leaddesk.system.part_files import PartFiles, clear_left

MOST_OF_ONE: Final = 3
"""Works of one person at a time."""
MOST_BYTES: Final = 512 * 1024 * 1024
"""What is sent for one work."""
MOST_PARTS: Final = 10_000
_ID: Final = re.compile("[0-9a-f]{32}")
_WAITS: Final = 1.0
"""Seconds that a question after work waits for news of it."""
_KEPT: Final = 3600.0
_LEFT: Final = 24 * 3600.0


class Running:
    """One work: what it is fed with, how far it is, and what comes of it."""

    def __init__(self, person_id: int, order: Order, folder: Path) -> None:
        self.person_id, self.order = person_id, order
        self.files = PartFiles(folder / "in")
        self.made = PartFiles(folder / "out")
        self.parts = self.pages = 0
        self.touched = time.monotonic()
        self.stopped = threading.Event()
        self.result: Future[bytes] | None = None
        self._news = threading.Condition()
        self._rows = self._told = 0

    def report(self, rows: int) -> None:
        """Say how far it is; called by the work."""
        with self._news:
            self._rows = rows
            self._news.notify_all()

    def is_stopped(self) -> bool:
        """Tell the work whether to leave nothing."""
        return self.stopped.is_set()

    def keep(self, page: bytes) -> None:
        """Keep a part of what comes of it."""
        self.made.add(self.pages, page)
        self.pages += 1

    def wait(self) -> Progress:
        """Return how far it is once there is news, or a moment has passed."""
        result = self.result
        with self._news:
            self._news.wait_for(
                lambda: self._rows != self._told or (result is not None and result.done()), _WAITS
            )
            self._told = rows = self._rows
        if result is None or not result.done():
            return Progress(rows)
        error = result.exception()
        if error is None:
            told = msgspec.Raw(result.result())
            return Progress(rows, over=True, result=told, parts=self.pages)
        known = error if isinstance(error, LeadDeskError) else RuleBroken("run_failed")
        return Progress(rows, over=True, failure=Failure.of(outward(known)))

    def settle(self) -> None:
        """Let whoever waits look again."""
        with self._news:
            self._news.notify_all()

    def drop(self) -> None:
        """Leave nothing on the disk."""
        self.files.drop()
        self.made.drop()


Work = Callable[[Running], bytes]
"""Does a work whose parts are there; returns its result as JSON."""


class Runs:
    """The works of one hub process; safe from any thread."""

    def __init__(
        self, folder: Path, work: Work, crashed: Callable[[BaseException], object]
    ) -> None:
        """Take where parts are kept; `crashed` is told what nobody expected."""
        self._folder, self._work, self._crashed = folder, work, crashed
        self._lock = threading.Lock()
        self._all: dict[tuple[int, str], Running] = {}
        self._threads: list[threading.Thread] = []
        self._closed = False

    def begin(self, person_id: int, order: Order) -> None:
        """Take an order; one that is known is not taken twice.

        Raises RuleBroken("too_many_runs"), BadInput("bad_wish"), StoreUnavailable.
        """
        if not _ID.fullmatch(order.id):
            raise BadInput("bad_wish", where="id")
        with self._lock:
            self._forget()
            if (person_id, order.id) in self._all:
                return
            of_one = [one for one in self._all.values() if one.person_id == person_id]
            if sum(one.result is None or not one.result.done() for one in of_one) >= MOST_OF_ONE:
                raise RuleBroken("too_many_runs")
            run = Running(person_id, order, self._folder / f"{person_id}-{order.id}")
            run.drop()
            self._all[person_id, order.id] = run
        try:
            run.files.begin(b"")
            run.made.begin(b"")
        except StoreUnavailable:
            with self._lock:
                self._all.pop((person_id, order.id), None)
            raise

    def part(self, person_id: int, part: Part) -> bytes:
        """Take a part, or return one of the result; raises NotFound("run"), BadInput."""
        run = self._run(person_id, part.id)
        if not 0 <= part.number < MOST_PARTS:
            raise BadInput("too_much_sent")
        if not part.data:
            if not run.made.has(part.number):
                raise NotFound("run", what=part.number)
            return run.made.part(part.number)
        if run.result is not None:
            return b""
        if run.files.size() + len(part.data) > MOST_BYTES:
            raise BadInput("too_much_sent")
        run.files.add(part.number, part.data)
        return b""

    def end(self, person_id: int, end: End) -> Progress:
        """Begin a work whose parts are there, and return how far it is.

        Raises NotFound("run"), RuleBroken("part_missing"), ("hub_busy") when the hub ends.
        """
        run = self._run(person_id, end.id)
        if end.stop:
            run.stopped.set()
        with self._lock:
            if self._closed:
                raise RuleBroken("hub_busy")
            if run.result is None:
                if not end.stop:
                    if not 0 <= end.parts <= MOST_PARTS:
                        raise BadInput("too_much_sent")
                    if not all(run.files.has(number) for number in range(end.parts)):
                        raise RuleBroken("part_missing")
                run.parts = end.parts
                self._start(run)
        return run.wait()

    def break_off(self) -> None:
        """Stop what is under way, and return at once."""
        with self._lock:
            self._closed = True
            for run in self._all.values():
                run.stopped.set()

    def close(self) -> None:
        """Stop what is under way and wait until it left nothing."""
        self.break_off()
        with self._lock:
            threads, self._threads = self._threads, []
        for thread in threads:
            thread.join()
        with self._lock:
            for run in self._all.values():
                run.drop()
            self._all.clear()

    def _run(self, person_id: int, run_id: str) -> Running:
        with self._lock:
            run = self._all.get((person_id, run_id))
        if run is None:
            raise NotFound("run", what=run_id[:32])
        run.touched = time.monotonic()
        return run

    def _start(self, run: Running) -> None:
        run.result = Future()
        thread = threading.Thread(target=self._do, args=(run, run.result), name="hub-run")
        self._threads = [one for one in self._threads if one.is_alive()]
        self._threads.append(thread)
        thread.start()

    def _do(self, run: Running, result: Future[bytes]) -> None:
        try:
            result.set_result(self._work(run))
        except LeadDeskError as error:
            result.set_exception(error)
        except BaseException as error:  # noqa: BLE001 - told to whoever asks, and reported
            self._crashed(error)
            result.set_exception(error)
        finally:
            run.files.drop()
            run.settle()

    def sweep(self) -> None:
        """Forget works that nobody asked after for long, and what a killed process left of some.

        Others that share the folder write to theirs.
        """
        with self._lock:
            self._forget()
            kept = {f"{person_id}-{run_id}" for person_id, run_id in self._all}
        clear_left(self._folder, _LEFT, kept)

    def _forget(self) -> None:
        before = time.monotonic() - _KEPT
        for key, run in list(self._all.items()):
            if run.touched < before and (run.result is None or run.result.done()):
                del self._all[key]
                run.drop()
