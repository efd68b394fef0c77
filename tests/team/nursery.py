# SPDX-License-Identifier: MIT
"""Begins workstations and hubs as processes in a moment: forks of one that has everything loaded.

Runs as `python -m tests.team.nursery` and is told on its input, one JSON line each, what to do;
when its input ends, so do all its processes.
"""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import traceback
from pathlib import Path
from types import TracebackType
from typing import Any, Self

LONGEST_S = 120
"""No process outlives its part of a test."""


class Nursery:
    """The nursery of a test; a process is named by its id."""

    def __init__(self) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.team.nursery"],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, bufsize=1,
        )  # fmt: skip

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:  # fmt: skip
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.close()
        self._process.wait()
        self._process.stdout.close()

    def start(self, what: str, told: dict[str, Any], errors: Path, seconds: int = 0) -> int:
        """Start a "seat" or a "hub" that writes its errors to a file; it ends after `seconds`."""
        return self._ask({"start": what, "told": told, "errors": str(errors), "seconds": seconds})

    def kill(self, pid: int, how: signal.Signals = signal.SIGKILL) -> int:
        """End a process, without warning if not told otherwise; return how it ended."""
        os.kill(pid, how)
        return self.wait(pid)

    def wait(self, pid: int) -> int:
        """Wait for the end of a process and return its exit code, negative for a signal."""
        return self._ask({"wait": pid})

    def has_ended(self, pid: int) -> bool:
        """Tell whether a process has ended; it is not to be asked again then."""
        return bool(self._ask({"look": pid}))

    def _ask(self, told: dict[str, Any]) -> int:
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(json.dumps(told) + "\n")
        return int(self._process.stdout.readline())


def _serve() -> None:
    children: set[int] = set()
    for line in sys.stdin:
        told = json.loads(line)
        if "start" in told:
            answer = _fork(told)
            children.add(answer)
        else:
            flags = os.WNOHANG if "look" in told else 0
            pid, status = os.waitpid(told.get("wait") or told["look"], flags)
            children.discard(pid)
            answer = os.waitstatus_to_exitcode(status) if "wait" in told else pid
        sys.stdout.write(f"{answer}\n")
        sys.stdout.flush()
    for pid in children:
        os.kill(pid, signal.SIGKILL)
        os.waitpid(pid, 0)


def _fork(told: dict[str, Any]) -> int:
    pid = os.fork()
    if pid:
        return pid
    try:
        _be(told)
    except SystemExit as end:
        code = end.code if isinstance(end.code, int) else 1
    except BaseException:  # noqa: BLE001 - whatever it is, it is told and the process ends
        traceback.print_exc()
        code = 1
    else:
        code = 0
    sys.stderr.flush()
    os._exit(code)


def _be(told: dict[str, Any]) -> None:
    from tests.team import hub_process, seat_process

    nothing = os.open(os.devnull, os.O_RDWR)
    errors = os.open(told["errors"], os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
    for source, target in ((nothing, 0), (nothing, 1), (errors, 2)):
        os.dup2(source, target)
    signal.alarm(told["seconds"])
    if told["start"] == "hub":
        hub_process.run(hub_process.Start(**told["told"]))
    else:
        seat_process.Seat(seat_process.Orders(**told["told"])).run()


def _load() -> None:
    """Load everything that the processes need, so that none has to."""
    import psycopg
    import sqlalchemy.dialects.postgresql
    import uvicorn.protocols.http.auto

    from leaddesk.system import holiday_source
    from tests.team import hub_process, seat_process

    del psycopg, sqlalchemy, uvicorn, holiday_source, hub_process, seat_process


if __name__ == "__main__":
    # A key at the terminal is for whoever runs the test; they end this by ending its input.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    _load()
    _serve()
