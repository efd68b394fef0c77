# SPDX-License-Identifier: MIT
"""What the processes of an import took, as Linux tells it; nothing elsewhere."""

from __future__ import annotations

import contextlib
import multiprocessing
import os
import threading
from collections.abc import Iterator
from pathlib import Path

from leaddesk.system.import_worker import IMPORTER

_LOOK_SECONDS = 0.2


def importer() -> int:
    """Return the process that imports for a desk of this one; raises LookupError."""
    for child in multiprocessing.active_children():
        if child.name == IMPORTER and child.pid:
            return child.pid
    raise LookupError(IMPORTER)


def processor(pid: int) -> tuple[float, float]:
    """Return the processor's seconds of a process, and of the children that it has or had."""
    folder = Path(f"/proc/{pid}")
    if not folder.exists():
        return 0.0, 0.0
    own, ended = _ticks(folder)
    there = sum(sum(_ticks(Path(f"/proc/{child}"))) for child in _children(pid))
    ticks = os.sysconf("SC_CLK_TCK")
    return own / ticks, (ended + there) / ticks


@contextlib.contextmanager
def peaks() -> Iterator[list[float]]:
    """Give the peak megabytes of the importing and of the reading process, filled at the end."""
    found = [0.0, 0.0]
    ended = threading.Event()

    def look() -> None:
        while not ended.wait(_LOOK_SECONDS):
            with contextlib.suppress(LookupError, OSError):
                pid = importer()
                found[0] = max(found[0], _peak(pid))
                found[1] = max([found[1], *map(_peak, _children(pid))])

    thread = threading.Thread(target=look)
    thread.start()
    try:
        yield found
    finally:
        ended.set()
        thread.join()


def _children(pid: int) -> list[int]:
    threads = Path(f"/proc/{pid}/task").iterdir()
    return [int(c) for thread in threads for c in (thread / "children").read_text("ascii").split()]


def _peak(pid: int) -> float:
    for line in Path(f"/proc/{pid}/status").read_text("utf-8").splitlines():
        if line.startswith("VmHWM:"):
            return int(line.split()[1]) * 1024 / 1e6
    return 0.0


def _ticks(folder: Path) -> tuple[int, int]:
    told = (folder / "stat").read_text("utf-8").rpartition(")")[2].split()
    user, system, ended_user, ended_system = map(int, told[11:15])
    return user + system, ended_user + ended_system
