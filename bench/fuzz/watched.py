# SPDX-License-Identifier: MIT
"""Reads many lists in a few watched processes: one that hangs or dies is told and renewed."""

from __future__ import annotations

import multiprocessing
import os
import queue
import threading
from collections.abc import Iterator, Sequence
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Final

from bench.fuzz.reading import Reading, read

_PATIENCE: Final = 30.0
"""Seconds after which a reader is ended; the goal is told by its own clock, this is for a hang."""
_STARTING: Final = 60.0


class _Reader:
    """One process that reads lists, one after the other."""

    def __init__(self) -> None:
        context = multiprocessing.get_context("spawn")
        self._pipe, theirs = context.Pipe()
        self._process = context.Process(target=_serve, args=(theirs,), daemon=True)
        self._process.start()
        theirs.close()
        self._pipe.poll(_STARTING)
        self._pipe.recv()

    def read(self, path: Path) -> Reading | None:
        """Return how a list was read; None when the process is gone and has to be renewed."""
        self._pipe.send(str(path))
        try:
            if self._pipe.poll(_PATIENCE):
                return Reading(*self._pipe.recv())
        except EOFError:
            pass
        return None

    def close(self) -> str:
        """End the process and say how it was."""
        alive = self._process.is_alive() and not self._pipe.poll(0)
        self._process.kill()
        self._process.join()
        self._pipe.close()
        return "hung" if alive else "died"


def _serve(pipe: Connection) -> None:
    """Read what is asked for, within the limits of the program's own reader."""
    from leaddesk.system.draft_worker import _limit_memory

    _limit_memory()
    silent = os.open(os.devnull, os.O_WRONLY)
    os.dup2(silent, 2)  # A panic inside a library of another language speaks there.
    pipe.send(None)
    while True:
        found = read(Path(pipe.recv()))
        pipe.send(
            (found.name, found.leads, found.rejected, found.fault, found.wrong, found.seconds,
             found.peak_bytes)
        )  # fmt: skip


def read_all(paths: Sequence[Path], readers: int = 2) -> Iterator[Reading]:
    """Yield how each list was read, in the order in which they are done."""
    waiting: queue.SimpleQueue[Path] = queue.SimpleQueue()
    done: queue.SimpleQueue[Reading] = queue.SimpleQueue()
    for path in paths:
        waiting.put(path)
    workers = [threading.Thread(target=_work, args=(waiting, done)) for _ in range(readers)]
    for worker in workers:
        worker.start()
    for _ in paths:
        yield done.get(timeout=_PATIENCE + 2 * _STARTING)
    for worker in workers:
        worker.join()


def _work(waiting: queue.SimpleQueue[Path], done: queue.SimpleQueue[Reading]) -> None:
    reader = _Reader()
    while True:
        try:
            path = waiting.get_nowait()
        except queue.Empty:
            break
        found = reader.read(path)
        if found is None:
            how = reader.close()
            found = Reading(path.name, 0, 0, "", f"the reader {how}", _PATIENCE, 0)
            reader = _Reader()
        done.put(found)
    reader.close()
